"""Reads the country and the sector that the words of a phrase tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.resolve.lexicon import Entry
from pipeline.resolve.words import ARTICLES, word_list

_PREPOSITIONS = word_list("prepositions")
# Only what an actor belongs to tells its country: "the ambassador to Turkey" is not Turkey's.
_OWNING = word_list("owning_prepositions")
_PLACING = word_list("placing_prepositions")
_ACTIVITIES = word_list("activities")
_RELATIVES = word_list("relative_pronouns")
# Offices that states have and others too: these are of the sector of whom they serve, "the union's president".
_OFFICES = word_list("offices")
_OFFICE_GIVING = frozenset("COP LAB BUS EDU NGO JUD MED REL IGO PTY AGR JRN".split())
_STATES = word_list("states")
_FORMER = word_list("former")
_OFFICIAL = word_list("officials")


@dataclass(frozen=True, slots=True)
class Reading:
    """What the words of a phrase tell; ``is_bare`` where they are a country, capital or people and nothing else."""

    country: str | None
    sector: str | None
    entry: Entry | None
    is_bare: bool


@dataclass
class PhraseReader:
    """Reads a phrase word by word: what its head tells goes before what stands behind a preposition."""

    head_country: str | None = None
    tail_country: str | None = None
    head_sector: str | None = None
    tail_sector: str | None = None
    head_entry: Entry | None = None
    in_head: bool = True
    owns: bool = True
    is_official: bool = False
    is_former: bool = False
    other_words: int = 0
    in_clause: bool = False
    previous: str = ""
    owner: str = ""
    holds_office: bool = False

    def entry(self, entry: Entry, *, belongs: bool) -> None:
        """A country, people or organisation; one that does not belong ("Syrian-backed") tells nothing."""
        sector = "CVL" if entry.kind == "people" else entry.sector
        if not belongs:
            self.other_words += 1
        elif self.in_head:
            self.head_entry = self.head_entry or entry
            self.head_country = self.head_country or entry.country
            self.head_sector = sector or self.head_sector
        elif self.owns:
            self.tail_country = self.tail_country or entry.country
            self.tail_sector = self.tail_sector or sector

    def noun(self, sector: str, word: str = "") -> None:
        """A noun that tells a sector: the last of the head counts, but a party of the opposition stays opposition.

        ``word`` is the noun where it is one word.
        """
        self.other_words += 1
        owner, self.owner = self.owner, ""
        is_office = word in _OFFICES
        self.holds_office = (self.in_head and is_office) or (self.holds_office and not self.in_head)
        if not self.in_head:
            self.tail_sector = self.tail_sector or sector
        elif is_office and owner and owner not in _STATES:
            self.head_sector = self.head_sector if self.head_sector in _OFFICE_GIVING else None
        elif is_office and self.head_sector in _OFFICE_GIVING - {"PTY", "JRN"}:
            return
        elif not (self.head_sector == "OPP" and sector == "PTY"):
            self.head_sector = sector

    def word(self, word: str, *, opens: bool, is_possessive: bool = False) -> None:
        """Any other word."""
        self.owner = word if is_possessive else self.owner
        if word in _PREPOSITIONS and not opens:
            self.in_head, self.owns = False, owns(word, self.previous, in_clause=self.in_clause)
        self.is_official = self.is_official or (self.in_head and word in _OFFICIAL)
        self.in_clause = self.in_clause or (opens and word in _RELATIVES)
        self.previous = word
        self.is_former = self.is_former or word in _FORMER
        self.other_words += word not in ARTICLES

    def result(self, city_country: str | None) -> Reading:
        """What was read; the country of a city that the phrase names comes last."""
        entry, country = self.head_entry, self.head_country
        if not is_international(entry):
            country = country or self.tail_country or city_country
        sector = (
            self._served() or self.head_sector or self.tail_sector or ("GOV" if self.is_official and country else None)
        )
        if is_international(entry) and sector == "GOV" and entry is not None:
            sector = entry.sector
        sector = "ELI" if self.is_former and sector == "GOV" else sector
        return Reading(country, sector, entry, self.other_words == 0)

    def _served(self) -> str | None:
        """The sector of whom an office behind which "of" or "for" stands serves: "president of the union"."""
        is_told = self.tail_sector in _OFFICE_GIVING or (self.tail_sector == "CVL" and not self.tail_country)
        return self.tail_sector if self.holds_office and is_told else None


def owns(preposition: str, before: str, *, in_clause: bool) -> bool:
    """Whether what stands behind a preposition tells to whom somebody belongs.

    Not where an activity is, nor where something happens that a clause tells of: "who heads the work in Chad".
    """
    is_elsewhere = preposition in _PLACING and (in_clause or before in _ACTIVITIES)
    return preposition in _OWNING and not is_elsewhere


def is_international(entry: Entry | None) -> bool:
    """Whether an organisation belongs to no one country."""
    return entry is not None and entry.sector in ("IGO", "NGO") and entry.country is None


def most_frequent(values: Sequence[str]) -> str | None:
    """The value told most often, the first of several; null where there is none."""
    ranked = Counter(values).most_common(1)
    return ranked[0][0] if ranked else None
