"""What stands around the names of a story and describes their bearers: titles before them, appositions behind."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from pipeline.resolve.lexicon import is_sector_noun
from pipeline.resolve.offices import apposed_title, is_same_office, title_in_front
from pipeline.resolve.people import Name, is_abbreviated, known_entry
from pipeline.resolve.phrases import Reading, most_frequent
from pipeline.resolve.readings import Readings
from pipeline.resolve.story import Story
from pipeline.resolve.words import ARTICLES, titles, word_list

_SURNAMES = word_list("office_surnames")
_LEFT_REACH, _RIGHT_REACH = 6, 10


@dataclass(frozen=True)
class Descriptions:
    """What a story tells of those who bear its names."""

    story: Story
    readings: Readings

    def is_institution(self, name: Name) -> bool:
        """Whether a word of a name tells a sector; that of "Anna King" is her surname."""
        last = name.last - (name.folded[-1] in _SURNAMES)
        return any(is_sector_noun(self.story.words, at) for at in range(name.first, last))

    def bears(self, name: Name, office: list[str]) -> bool:
        """Whether a title before a name or in an apposition to it ends in some words."""
        before = [word.folded for word in self.story.words[self._left_edge(name) : name.first]]
        behind = apposed_title(self.story, *self._apposition(name))
        found = (before, behind, title_in_front(self.story, name.first, name.last))
        return any(is_same_office(title, office) for title in found)

    @cached_property
    def _facts(self) -> dict[tuple[str, ...], tuple[str | None, str | None]]:
        return {}

    def facts_of(self, full: Name) -> tuple[str | None, str | None]:
        """Country and sector of the chain of a fullest name; a chain is read once, where it is asked for."""
        if full.folded not in self._facts:
            self._facts[full.folded] = self._read_chain(full)
        return self._facts[full.folded]

    def _read_chain(self, full: Name) -> tuple[str | None, str | None]:
        """What the titles and appositions at the names of a chain tell most often.

        The country of whom the lexicon knows is known: "Mexico, Mr. Trump said" makes nobody a Mexican.
        """
        readings = [self._read_around(name) for name in self.story.chains.members.get(full.folded, ())]
        known = known_entry(full) if readings else None
        countries = [reading.country for reading in readings if reading.country]
        sectors = [reading.sector for reading in readings if reading.sector]
        sectors += [known.sector] if known and known.sector else []
        return (known.country if known else None) or most_frequent(countries), most_frequent(sectors)

    def _read_around(self, name: Name) -> Reading:
        left = self.readings.of(self._left_edge(name), name.first)
        right = self.readings.of(*self._apposition(name))
        own = Reading(None, None, None, False)
        if len(name.folded) > 1 and self.is_institution(name):
            own = self.readings.of(name.first, name.last)
        sectors = (reading.sector for reading in (left, own, right) if reading.sector != "CVL")
        sector = next((sector for sector in sectors if sector), None)
        return Reading(left.country or own.country or right.country, sector, None, False)

    def _left_edge(self, name: Name) -> int:
        """The first of the titles, peoples and nouns that stand unbroken before a name."""
        words, at = self.story.words, name.first
        while at > 0 and name.first - at < _LEFT_REACH:
            gap = self.story.text[words[at - 1].end : words[at].start]
            is_unbroken = gap in (" ", "-", "") or (gap == ". " and is_abbreviated(words[at - 1]))
            if not is_unbroken and not words[at - 1].is_possessive:
                break
            if not (words[at - 1].folded in titles() or words[at - 1].is_capital or is_sector_noun(words, at - 1)):
                break
            at -= 1
        return at

    def _apposition(self, name: Name) -> tuple[int, int]:
        """The words between the comma behind a name and the next one, where they describe the name."""
        words, first = self.story.words, name.last
        if first >= len(words) or self.story.text[words[first - 1].end : words[first].start] != ", ":
            return first, first
        last = first
        while last < len(words) and last - first < _RIGHT_REACH:
            if last > first and self.story.text[words[last - 1].end : words[last].start].strip("'’ -"):
                break
            last += 1
        opener = words[first]
        describes = opener.folded in ARTICLES or opener.folded in titles() or opener.is_possessive
        describes = describes or is_sector_noun(words, first) or first in self.story.hit_at
        return (first, last) if describes else (first, first)
