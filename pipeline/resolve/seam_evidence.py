"""What speaks for and against another story beginning at a sentence: meaning, headings, shared words, names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from models.records import Span, Vector
from models.stems import stem
from models.vectors import unpack_vectors
from pipeline.resolve.article_words import total_rarity
from pipeline.resolve.words import Word, word_list, words_between

_OPENERS = word_list("pronouns") | frozenset({"and", "also", "another", "both", "but", "however", "meanwhile"})
_OPENERS |= frozenset({"nor", "or", "so", "still", "such", "then", "there", "yet"})
_QUOTES = "\"“”'‘’`"
# How many sentences each side has.
_FAR, _NEAR = 8, 3
_WORDS, _NAMES, _BEFORE = 5, 12, 25
_NEWCOMERS, MOST_NAMES = 4, 3
_SHORTEST_WORD = 3
_SHORTEST_HEADING, _LONGEST_HEADING = 4, 130
_FINAL_MARKS = (".", "!", "?", '"', "”", ",", ";", ":", "'")
# Two sentences of one story are about as like as this, where a side has too few to tell.
_USUAL_LIKENESS, _LEAST_LIKENESS = 0.5, 0.05
_MOST_LIKENESS = 1.5
# Keeps shares of few words near the middle.
_PRIOR_SHARED, _PRIOR_ALL = 2.0, 4.0

Stems = frozenset[str]
Numbers = npt.NDArray[np.float32]


class Outline(NamedTuple):
    """What meaning and lines tell of a sentence. Its sides are some sentences before it and some from it on.

    ``within`` is the mean likeness of pairs of sentences of one side; ``across`` and ``near`` are that of pairs of both
    sides, and of the nearest, as shares of it.
    """

    across: float
    near: float
    within: float
    continues: float
    quotes: float
    bare_line: float
    capitals: float
    after_heading: float


class Introductions(NamedTuple):
    """What people tell of a sentence.

    ``carried`` counts surnames after it whose bearers the text before introduced, ``again`` people who are introduced
    in full once more.
    """

    carried: float
    again: float


class Wording(NamedTuple):
    """What words and names tell of a sentence.

    ``carried`` and ``again`` are those of ``Introductions``. ``words`` and ``names`` are the shares of repeated ones
    that stand on both sides, ``known`` that of the first words after it that stood before, all weighed by rarity.
    """

    carried: float
    again: float
    words: float
    names: float
    known: float


@dataclass(frozen=True)
class _Sentence:
    """A sentence of a page; what its words tell is found once, when it is asked for."""

    text: str
    span: Span

    @cached_property
    def words(self) -> tuple[Word, ...]:
        return words_between(self.text, self.span.start, self.span.end)

    @cached_property
    def stems(self) -> Stems:
        return _stems(self.words)

    @cached_property
    def name_stems(self) -> Stems:
        return _stems(word for word in self.words[1:] if word.is_capital)

    @cached_property
    def people(self) -> tuple[dict[str, str], list[str]]:
        return _people(self.text, self.words)


@dataclass(frozen=True)
class PageSentences:
    """The sentences of a page, with a vector each, and the evidence that they give.

    Evidence at a sentence comes from the sentences ``low`` up to, not including, ``high``: those between other seams.
    """

    text: str
    sentences: Sequence[Span]
    vectors: Sequence[Vector]

    def outline(self, at: int, low: int, high: int) -> Outline:
        """The evidence of meaning and lines at a sentence."""
        within = max(self._within(max(low, at - _FAR), at, min(high, at + _FAR)), _LEAST_LIKENESS)
        text, start = self.text, self.sentences[at].start
        end = text.find("\n", start, start + _LONGEST_HEADING + 1)
        words = self._read[at].words
        is_line = end >= 0 and len(words) >= _SHORTEST_HEADING
        return Outline(
            across=self._likeness(max(low, at - _FAR), at, min(high, at + _FAR)) / within,
            near=min(self._likeness(max(low, at - _NEAR), at, min(high, at + _NEAR)) / within, _MOST_LIKENESS),
            within=within,
            continues=float(bool(words) and words[0].folded in _OPENERS),
            quotes=float(text[start] in _QUOTES),
            bare_line=float(end >= 0 and not text[start:end].rstrip().endswith(_FINAL_MARKS)),
            capitals=sum(word.is_capital for word in words) / len(words) if is_line else 0.0,
            after_heading=float(self._follows_heading(at)),
        )

    def introductions(self, at: int, low: int, high: int) -> Introductions:
        """The evidence of people at a sentence."""
        read = self._read
        carried, again = _introductions(read[max(low, at - _BEFORE) : at], read[at : min(high, at + _NEWCOMERS)])
        return Introductions(float(min(carried, MOST_NAMES)), float(min(again, MOST_NAMES)))

    def wording(self, at: int, low: int, high: int, people: Introductions) -> Wording:
        """The evidence of words and names at a sentence, with that of people."""
        read = self._read
        first = [sentence.stems for sentence in read[at : min(high, at + _WORDS)]]
        return Wording(
            carried=people.carried,
            again=people.again,
            words=_shared([sentence.stems for sentence in read[max(low, at - _WORDS) : at]], first),
            names=_shared(
                [sentence.name_stems for sentence in read[max(low, at - _NAMES) : at]],
                [sentence.name_stems for sentence in read[at : min(high, at + _NAMES)]],
            ),
            known=_known([sentence.stems for sentence in read[max(low, at - _BEFORE) : at]], first),
        )

    # ---------------------------------------------------------------- meaning

    @cached_property
    def _sums(self) -> Numbers:
        """Row i is the sum of the first i vectors."""
        found = unpack_vectors(self.vectors)
        return np.concatenate([np.zeros_like(found[:1]), np.cumsum(found, axis=0)])

    def _likeness(self, first: int, at: int, last: int) -> float:
        """The mean likeness of a sentence before ``at`` to one from it on."""
        before, after = self._sums[at] - self._sums[first], self._sums[last] - self._sums[at]
        return float(before @ after) / ((at - first) * (last - at))

    def _within(self, first: int, at: int, last: int) -> float:
        """The mean likeness of the pairs of each side; that of unit vectors follows from the length of their sum."""
        found = []
        for start, end in ((first, at), (at, last)):
            size, total = end - start, self._sums[end] - self._sums[start]
            if size > 1:
                found.append((float(total @ total) - size) / (size * (size - 1)))
        return sum(found) / len(found) if found else _USUAL_LIKENESS

    # ---------------------------------------------------------------- words

    @cached_property
    def _read(self) -> list[_Sentence]:
        return [_Sentence(self.text, span) for span in self.sentences]

    def _follows_heading(self, at: int) -> bool:
        end = self.sentences[at - 1].end
        start = self.text.rfind("\n", max(0, end - _LONGEST_HEADING - 2), end) + 1
        is_short = start > 0 or end <= _LONGEST_HEADING
        return is_short and not self.text.endswith(_FINAL_MARKS, start, end)


def _introductions(before: Iterable[_Sentence], after: Iterable[_Sentence]) -> tuple[int, int]:
    """How many names after are of people known before, by surname alone and in full again after a surname."""
    first_names: dict[str, str] = {}
    shortened: set[str] = set()
    for full, short in (sentence.people for sentence in before):
        first_names |= full
        shortened = (shortened - full.keys()) | (first_names.keys() & short)
    carried = again = 0
    introduced: set[str] = set()
    for full, short in (sentence.people for sentence in after):
        known = {name for name, first in full.items() if first_names.get(name) == first}
        again += len((known & shortened) - introduced)
        introduced |= full.keys()
        carried += sum(name in first_names and name not in introduced for name in short)
    return carried, again


def _shared(before: Iterable[Stems], after: Iterable[Stems]) -> float:
    """Of the words that stand on both sides or in several sentences of one, the share that stands on both."""
    (one, repeated), (other, repeated_after) = _united(before), _united(after)
    both = total_rarity(one & other)
    own = total_rarity(repeated - other) + total_rarity(repeated_after - one)
    return (both + _PRIOR_SHARED) / (both + own + _PRIOR_ALL)


def _known(before: Iterable[Stems], first: Iterable[Stems]) -> float:
    """The share of the first words that stood before."""
    stood, new = set[str]().union(*before), set[str]().union(*first)
    total = total_rarity(new)
    return total_rarity(new & stood) / total if total else 0.0


def _united(sentences: Iterable[Stems]) -> tuple[set[str], set[str]]:
    """The stems of all sentences, and those that stand in several."""
    once: set[str] = set()
    repeated: set[str] = set()
    for stems in sentences:
        repeated |= once & stems
        once |= stems
    return once, repeated


def _people(text: str, words: Sequence[Word]) -> tuple[dict[str, str], list[str]]:
    """The first name of each surname that stands in full, and the names of one word, but for one that opens."""
    full: dict[str, str] = {}
    short: list[str] = []
    first = 0
    while first < len(words):
        last = first + 1
        if _may_be_name(words[first]):
            while last < len(words) and _may_be_name(words[last]) and _joins(text, words[last - 1], words[last]):
                last += 1
            if last - first > 1:
                full[words[last - 1].folded] = words[first].folded
            elif first:
                short.append(words[first].folded)
        first = last
    return full, short


def _may_be_name(word: Word) -> bool:
    return word.is_capital and word.folded not in word_list("never_in_names")


def _joins(text: str, one: Word, other: Word) -> bool:
    return not one.is_possessive and text[one.end : other.start] in (" ", "-", ". ")


def _stems(words: Iterable[Word]) -> Stems:
    return frozenset(stem(word.folded) for word in words if len(word.folded) >= _SHORTEST_WORD)
