"""The type of an event whose words tell it plainly, where the extractor leaves it open or is known to mistake it.

The extractor's types come from short sentences of few outlets; words like "kidnapped" or "sanctions" tell the type in
any text. A verb that says little ("held", "imposed", "made") has the type of the noun behind it ("held a march").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise
from operator import attrgetter

from models.records import Event, Span
from pipeline.resolve.words import Word, table, word_list, words_between

UNTYPED = "OTHER"
_BESIDE = 6
_BEHIND = 4
_RIGHT_BEHIND = 2
_start = attrgetter("start")
_CLAUSE_END = re.compile(r"[.,;:!?\n]")


@dataclass(frozen=True, slots=True)
class _Row:
    """A type that a word has where one of the companions stands beside it, or always where there are none."""

    event_type: str
    companions: frozenset[str]


@cache
def _rows() -> dict[str, tuple[_Row, ...]]:
    """The rows of each word, in order."""
    found: dict[str, list[_Row]] = {}
    for event_type, words, *companions in table("event_types.tsv"):
        row = _Row(event_type, frozenset(companions[0].split()) if companions else frozenset())
        for word in words.split():
            found.setdefault(word, []).append(row)
    return {word: tuple(rows) for word, rows in found.items()}


def typed(event: Event, text: str) -> Event:
    """An event with the PLOVER type that its words tell plainly, else the one that the extractor gave it.

    What did not happen keeps its type: that somebody did not refuse is no refusal. A ruling or a vote is no mere
    saying.
    """
    told = _told(event, text) if event.modality != "negated" else None
    if told is not None and told != event.event_type:
        return replace(event, event_type=told, is_utterance=False)
    return replace(event, is_utterance=False) if event.is_utterance and _is_deed(event, text) else event


def _is_deed(event: Event, text: str) -> bool:
    """Whether words do what they say: "fined", "ruled", but not "ruled out"."""
    first, *others = text[event.trigger.start : event.trigger.end].casefold().split() or [""]
    return first in word_list("deeds_of_words") and "out" not in others


def _told(event: Event, text: str) -> str | None:
    if not _may_tell(words_between(text, event.trigger.start, event.trigger.end)):
        return None
    words = _sentence_words(text, event.sentence)
    first, last = (_index(words, offset) for offset in (event.trigger.start, event.trigger.end))
    trigger, beside = words[first:last], _beside(words, first, last)
    found = next((one for word in trigger if (one := _type_of(word, beside))), None)
    if found is None and trigger and trigger[0].folded in word_list("light_verbs"):
        return _noun_type(text, words[last - 1 : last + _BEHIND])
    return found


def _may_tell(trigger: tuple[Word, ...]) -> bool:
    """Whether a type may follow from the words of a trigger: most tell none, whatever stands beside them."""
    return any(word.folded in _rows() or word.folded in word_list("light_verbs") for word in trigger)


def _beside(words: tuple[Word, ...], first: int, last: int) -> set[str]:
    """The words near a trigger, those right behind it also with a plus sign."""
    beside = {word.folded for word in (*words[max(0, first - _BESIDE) : first], *words[last : last + _BESIDE])}
    return beside | {f"+{word.folded}" for word in words[last : last + _RIGHT_BEHIND]}


def _type_of(word: Word, beside: set[str]) -> str | None:
    for row in _rows().get(word.folded, ()):
        if not row.companions or not row.companions.isdisjoint(beside):
            return row.event_type if row.event_type != UNTYPED else None
    return None


def _noun_type(text: str, words: tuple[Word, ...]) -> str | None:
    """The type of the first noun behind a verb, in its clause, that has one by itself."""
    for before, word in pairwise(words):
        if _CLAUSE_END.search(text, before.end, word.start) or word.folded in word_list("prepositions"):
            return None
        is_verb = word.folded.endswith("ing") and before.folded not in word_list("determiners")
        if not is_verb and (found := _type_of(word, set())):
            return found
    return None


@lru_cache(maxsize=4)
def _sentence_words(text: str, sentence: Span) -> tuple[Word, ...]:
    """Cached, since a sentence often holds several events, which come one after the other."""
    return words_between(text, sentence.start, sentence.end)


def _index(words: tuple[Word, ...], offset: int) -> int:
    return bisect_left(words, offset, key=_start)
