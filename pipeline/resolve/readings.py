"""What the words of a story's phrases tell of country and sector, each phrase read once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from models.records import Span
from pipeline.resolve.country_around import is_of_others
from pipeline.resolve.lexicon import sector_nouns
from pipeline.resolve.locating import city_country
from pipeline.resolve.people import Name
from pipeline.resolve.phrases import PhraseReader, Reading, owns
from pipeline.resolve.story import Story
from pipeline.resolve.words import word_list

_RELATIVES = word_list("relative_pronouns")
# Words by which alone an organisation is not called back: "the street" is no Wall Street.
_NAMED_BY = word_list("institution_words") - word_list("no_anaphors")


@dataclass(frozen=True)
class Readings:
    """The readings of phrases of one story, which are ranges of its words."""

    story: Story

    @cached_property
    def _known(self) -> dict[tuple[int, int], Reading]:
        return {}

    def of(self, first: int, last: int) -> Reading:
        """Country and sector that the words from first up to, not including, last tell."""
        if (first, last) not in self._known:
            self._known[first, last] = self._read(first, last)
        return self._known[first, last]

    def _read(self, first: int, last: int) -> Reading:
        """The head of a phrase is what stands before a preposition."""
        words, hits, nouns = self.story.words, self.story.hit_at, sector_nouns()
        read, at = PhraseReader(), first
        while at < last and (at == first or words[at].folded not in _RELATIVES):
            hit = hits.get(at)
            noun = nouns.match(words, at) if hit is None else None
            if hit is not None:
                read.entry(hit.entry, belongs=not is_of_others(hit, self.story))
                at = max(hit.last, at + 1)
            elif noun is not None:
                read.noun(noun[0], words[at].folded if noun[1] == 1 else "")
                at += noun[1]
            else:
                sector = self._sector_of_named(at)
                if sector:
                    read.noun(sector)
                read.word(words[at].folded, opens=at == first, is_possessive=words[at].is_possessive)
                at += 1
        return read.result(self._city_country(first, last))

    def _city_country(self, first: int, last: int) -> str | None:
        """The country of a city behind "in", "of", "from" or "at": "students in Karvina"."""
        words = self.story.words
        if first < last and words[first].folded in _RELATIVES:
            return None
        for at in range(first, last - 1):
            before = words[at - 1].folded if at > first else ""
            if words[at + 1].is_capital and owns(words[at].folded, before, in_clause=False):
                return city_country(Span(words[at + 1].start, words[last - 1].end), self.story)
        return None

    def _sector_of_named(self, at: int) -> str | None:
        """The sector that the name tells of which a word is the last one: "the federation" of the miners."""
        word = self.story.words[at]
        name = None if word.is_capital else self.organisations.get(word.folded)
        nouns = (sector_nouns().match(self.story.words, of) for of in range(name.first, name.last)) if name else ()
        return next((noun[0] for noun in nouns if noun), None)

    @cached_property
    def organisations(self) -> dict[str, Name | None]:
        """The only organisation of the story whose name ends in a word, by that word; null where two do."""
        found: dict[str, Name | None] = {}
        for name in self.story.chains.names:
            word = name.folded[-1]
            if len(name.folded) > 1 and word in _NAMED_BY:
                other = found.get(word, name)
                found[word] = other if other and other.folded == name.folded else None
        ends = {self.story.words[hit.last - 1].folded for hit in self.story.hits}
        return {word: name for word, name in found.items() if word not in ends}
