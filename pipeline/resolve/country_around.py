"""The country of whoever is named without one: that of the sentence, else the one that the story is about."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from models.records import Attribution, Span
from pipeline.resolve.lexicon import Hit
from pipeline.resolve.story import Story
from pipeline.resolve.words import ARTICLES, word_list

# Behind a hyphen these make of a people somebody else's: "Syrian-backed", "pro-Iranian".
_OTHERS = word_list("belonging_to_others")
_PREPOSITIONS = word_list("prepositions")
_LIMITS = frozenset({"border", "borders", "frontier", "boundary", "side"})
_ANYWHERE = frozenset({"CVL", "REB", "CRM", "REF"})
_SENTENCE_REACH = 1000


def is_of_others(hit: Hit, story: Story) -> bool:
    """Whether what a country's name stands for belongs to somebody else: "Syrian-backed", "ethnic Serb"."""
    words, text = story.words, story.text
    if hit.first > 0 and words[hit.first - 1].folded == "ethnic":
        return True
    after = text[hit.end : hit.end + 1] == "-" and hit.last < len(words) and words[hit.last].folded in _OTHERS
    before = text[hit.start - 1 : hit.start] == "-" and hit.first > 0
    return after or (before and words[hit.first - 1].folded in ("pro", "anti", "non"))


def _is_object(hit: Hit, story: Story) -> bool:
    """Whether a country is one that something is done to: "summoned the Ugandan envoy", "warned Uganda"."""
    words, at = story.words, hit.first - 1
    at -= at > 0 and words[at].folded in ARTICLES
    return at >= 0 and words[at].folded not in _PREPOSITIONS and not words[hit.last - 1].is_possessive


def _is_limit(hit: Hit, story: Story) -> bool:
    """Whether a country is told only of its border, on which those of two are."""
    return hit.last < len(story.words) and story.words[hit.last].folded in _LIMITS


@dataclass(frozen=True)
class CountryAround:
    """What the surroundings of a phrase tell of its country; ``told`` are the tellings of the article."""

    story: Story
    told: Sequence[Attribution] = ()

    def of_named(self, sector: str) -> str | None:
        """The country of an official or the like: the one that the story is about, or the only one that it names."""
        if sector in _ANYWHERE:
            return None
        countries = self.story.countries
        return self.story.main_country or (next(iter(countries)) if len(countries) == 1 else None)

    def of_unnamed(self, span: Span, sector: str) -> str | None:
        """The only country that the sentence names, else the one that the story is about.

        Gunmen and people in the street are as often another's: theirs is only one that no other is named beside.
        """
        sentence = self._sentence(span)
        hits = self.story.hits_between(*self.story.word_range(sentence))
        named = [hit for hit in hits if hit.entry.country and not is_of_others(hit, self.story)]
        lent = [hit for hit in named if not self._lends_nothing(hit, span)]
        countries = {hit.entry.country for hit in named}
        contents = self._contents_at(sentence)
        beside = {hit.entry.country for hit in lent if _are_beside(hit.start, span.start, contents)}
        if beside:
            return beside.pop() if len(beside) == 1 else None
        main, is_anywhere = self.story.main_country, sector in _ANYWHERE
        if main in countries and (is_anywhere or len(countries) > 1):
            return None
        return main if not is_anywhere or len(self.story.countries) == 1 else None

    def _lends_nothing(self, hit: Hit, span: Span) -> bool:
        is_behind = hit.start >= span.end
        return _is_limit(hit, self.story) or (is_behind and _is_object(hit, self.story))

    @cached_property
    def _contents(self) -> list[Span]:
        return sorted((span for one in self.told for span in one.contents), key=_start)

    def _contents_at(self, sentence: Span) -> list[Span]:
        """What is told in a sentence or shortly before."""
        first = bisect_left(self._contents, sentence.start - _SENTENCE_REACH, key=_start)
        return self._contents[first : bisect_left(self._contents, sentence.end, key=_start)]

    def _sentence(self, span: Span) -> Span:
        text = self.story.text
        first, last = max(self.story.span.start, span.start - _SENTENCE_REACH), span.end + _SENTENCE_REACH
        start = max(text.rfind(mark, first, span.start) for mark in ("\n", ". "))
        ends = [end for mark in ("\n", ". ") if (end := text.find(mark, span.end, last)) >= 0]
        return Span(max(start, first), min(ends, default=min(last, self.story.span.end)))


def _are_beside(one: int, other: int, contents: Sequence[Span]) -> bool:
    """Whether two offsets stand in the same words: who speaks lends nothing to whom he speaks of."""
    return all((span.start <= one < span.end) == (span.start <= other < span.end) for span in contents)


def _start(span: Span) -> int:
    return span.start
