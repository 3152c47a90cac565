"""Which mentions refer back to a happening that their story has told before: "the crash", "that attack".

A definite noun stands for the nearest happening before it that it can name (Vieira and Poesio, "An empirically based
system for processing definite descriptions", 2000). What tells of another day or place, or names "a second attack", is
another happening; a link that is not sure is left out.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray

from models.records import Event
from models.stems import stem
from pipeline.records import Place
from pipeline.resolve.date_grammar import WEEKDAYS
from pipeline.resolve.dating import Dated, is_of_event
from pipeline.resolve.locating import Located
from pipeline.resolve.noun_phrases import is_definite, is_predicate
from pipeline.resolve.story import Story
from pipeline.resolve.words import table, words_between
from schemas.vocabulary import HAPPENS_ABOVE

# "the attack on the school", "the crash that killed nine": what follows may tell it from the one before.
_TOLD_APART = re.compile(
    r"\s(?:of|by|against|that|which|where|when|who"
    rf"|(?:on|in|at|near)\s(?!\d|(?:{'|'.join(map(str.title, WEEKDAYS))})))\b"
)
_OF_ONE_KIND, _OF_GENERAL_KIND, _OF_ONE_WORD, _THE_SAME = 0.3, 0.2, 0.65, 0.75
"""Least cosines of two mentions, the first of which a noun of its kind, of many kinds, or of its word refers to; and of
one that what follows may tell apart from it."""
_NO_NOUN = ("ed", "ing")
_FARTHEST = 200
_OLD = timedelta(days=14)
_FAR_DEGREES = 1.0


@dataclass(frozen=True)
class Happenings:
    """The events of a story in order, with unit vectors of their meanings, and when and where if they tell it."""

    story: Story
    events: Sequence[Event]
    meanings: NDArray[np.float32]
    dated: Mapping[int, Dated]
    located: Mapping[int, Located]

    @cached_property
    def told_again(self) -> dict[int, int]:
        """For each mention that refers back the first mention of its happening."""
        found: dict[int, int] = {}
        # When mentions took place, those that refer back by what they refer to.
        known = dict(self.dated)
        for at in range(len(self.events)):
            before = self._antecedent(at, known) if self._is_definite(at) else None
            if before is not None:
                found[at] = found.get(before, before)
                if before in known:
                    known[at] = known[before]
        return found

    def _antecedent(self, at: int, known: Mapping[int, Dated]) -> int | None:
        """The nearest earlier happening that a definite mention can name; null where it is not sure which.

        ``known`` has when the mentions before it took place.
        """
        own, is_apart = self.dated.get(at), False
        for before in self._fitting(at):
            told = known.get(before)
            if self._is_other_day(at, told) or _are_apart(self._place(at), self._place(before)):
                is_apart = True
            elif is_apart and not _agree(own, told):
                return None
            elif not self._is_background(told):
                return before
            elif not self._breaks_between(before, at):
                return before if self._is_next(before, at) else None
        return None

    def _fitting(self, at: int) -> Iterator[int]:
        """The happenings before a definite mention that it may name by its noun and its meaning, nearest first."""
        cosines = self.meanings[:at] @ self.meanings[at]
        noun, least = self._nouns[at], self._least(at)
        for before in range(at - 1, max(at - _FARTHEST, 0) - 1, -1):
            if cosines[before] < least or not self._is_happening(before):
                continue
            if cosines[before] >= self._least_of_kind(noun, before):
                yield before

    def _least_of_kind(self, noun: str, before: int) -> float:
        """The least cosine at which a noun may refer to a mention; more than any where the noun does not name it."""
        words = self._words_of(before)
        kinds = frozenset().union(*(_kinds().get(word, frozenset()) for word in words))
        if _kinds_of_noun().get(noun, frozenset()) & kinds:
            return _OF_ONE_KIND
        if _general().get(noun, frozenset()) & kinds:
            return _OF_GENERAL_KIND
        of_one_word = any(stem(word) == stem(noun) and _is_many(word) == _is_many(noun) for word in words)
        return _OF_ONE_WORD if of_one_word else math.inf

    def _least(self, at: int) -> float:
        event, text = self.events[at], self.story.text
        may_be_other = _TOLD_APART.match(text, event.trigger.end) and not is_predicate(event, text)
        return _THE_SAME if may_be_other else 0.0

    # ------------------------------------------------------------ definite mentions

    @cached_property
    def _nouns(self) -> list[str]:
        return [words[-1] if (words := self._words_of(at)) else "" for at in range(len(self.events))]

    def _words_of(self, at: int) -> list[str]:
        trigger = self.events[at].trigger
        return [word.folded for word in words_between(self.story.text, trigger.start, trigger.end)]

    def _is_happening(self, at: int) -> bool:
        event = self.events[at]
        return event.modality == "asserted" and event.specificity > HAPPENS_ABOVE

    def _is_definite(self, at: int) -> bool:
        noun, event = self._nouns[at], self.events[at]
        names_kind = noun in _kinds_of_noun() or noun in _general()
        may_refer = self._is_happening(at) and (names_kind or not noun.endswith(_NO_NOUN))
        return may_refer and is_definite(event, self.story.text)

    # ------------------------------------------------------------ day and place

    def _is_other_day(self, at: int, told: Dated | None) -> bool:
        """Whether a mention tells for certain of another day than one before it is known to be of."""
        own = self.dated.get(at)
        if own is None or told is None or own.dates.meets(told.dates):
            return False
        # What is done about a happening later ("visited the site of the crash on Saturday") has its own day.
        return own.dates.start < told.dates.start or is_of_event(own, self.events[at], self.story)

    def _place(self, at: int) -> Place | None:
        return self.located[at].place if at in self.located else None

    def _is_background(self, told: Dated | None) -> bool:
        """Whether what a mention is known to be of is a day long before that of its story."""
        day = self.story.day
        return day is not None and told is not None and told.dates.end < day - _OLD

    def _breaks_between(self, before: int, at: int) -> bool:
        """Whether another paragraph begins between two mentions."""
        return "\n" in self.story.text[self.events[before].trigger.end : self.events[at].trigger.start]

    def _is_next(self, before: int, at: int) -> bool:
        """Whether no more than one sentence ends between two mentions."""
        between = {event.sentence.start for event in self.events[before : at + 1]}
        return len(between) <= 2


def _is_many(word: str) -> bool:
    return word.endswith("s") and not word.endswith("ss")


def _agree(one: Dated | None, other: Dated | None) -> bool:
    """Whether two mentions are known to be of one time."""
    return one is not None and other is not None and one.dates.meets(other.dates)


def _are_apart(one: Place | None, other: Place | None) -> bool:
    """Whether two places are known to be two."""
    if one is None or other is None:
        return False
    if one.country and other.country and one.country != other.country:
        return True
    if one.latitude is None or other.latitude is None or one.longitude is None or other.longitude is None:
        return False
    return max(abs(one.latitude - other.latitude), abs(one.longitude - other.longitude)) > _FAR_DEGREES


@cache
def _kinds() -> Mapping[str, frozenset[str]]:
    """The kinds of happenings that a word may tell of."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for kind, nouns, words in table("happenings.tsv"):
        for word in (*nouns.split(), *words.split()):
            found[word].add(kind)
    for noun, kinds in _general().items():
        found[noun] |= kinds
    return {word: frozenset(kinds) for word, kinds in found.items()}


@cache
def _kinds_of_noun() -> Mapping[str, frozenset[str]]:
    """The kinds of happenings that a definite noun may refer back to."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for kind, nouns, _ in table("happenings.tsv"):
        for noun in nouns.split():
            found[noun].add(kind)
    return {noun: frozenset(kinds) for noun, kinds in found.items()}


@cache
def _general() -> Mapping[str, frozenset[str]]:
    """The kinds of happenings that a noun of many kinds may refer back to."""
    return {
        noun: frozenset(kinds.split()) for nouns, kinds in table("general_happenings.tsv") for noun in nouns.split()
    }
