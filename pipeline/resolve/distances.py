"""Days of what a sentence tells by how long before or after another day it was: "on Friday, a day after it burned"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from pipeline.records import DateRange
from pipeline.resolve.date_grammar import NUMBERS
from pipeline.resolve.date_parts import count_of
from pipeline.resolve.days import day_range
from pipeline.resolve.relative_dates import units_away
from pipeline.resolve.story import opens_clause

_NUMBERS = "|".join(NUMBERS)
_AWAY = re.compile(
    rf"[^.;:!?()\n]{{0,80}}?,?\s(?:(?:just|only|barely|exactly|some|about|nearly|almost|less\sthan)\s)?"
    rf"(?P<n>\d{{1,3}}|{_NUMBERS})\s(?P<u>day|week|month|year)s?\s(?P<k>after|before)\s",
    re.IGNORECASE,
)
_TO_THE_DAY = r"(?:\s(?:(?:almost|nearly)\s)?to\sthe\sday)?"
_LONG_AFTER = re.compile(
    rf"\b(?:days?|weeks?|months?|years?){_TO_THE_DAY}\s(?:after|since|before)\s(?:[^\W\d_]+\s){{0,6}}$", re.IGNORECASE
)
_YEARS_AFTER = re.compile(
    rf"(?:(?:almost|nearly|exactly|just|about|some)\s)?(?P<n>\d{{1,3}}|{_NUMBERS})\syears?{_TO_THE_DAY}\safter\s"
    r"(?:[^\W\d_]+\s){0,3}",
    re.IGNORECASE,
)
_LONG_AFTER_REACH = 90
_PARTS = re.compile(r"[,;:.!?()\n\"“”]")
_FARTHEST = 90


@dataclass(frozen=True, slots=True)
class Distance:
    """How many units something was after a day, before it where negative; ``end`` is where the words for it end."""

    count: int
    unit: str
    end: int


def find_distance(text: str, start: int, end: int) -> Distance | None:
    """How far from a day, which ends at ``start``, an event at ``end`` is told to be; null where nothing tells that."""
    away = _AWAY.match(text, start, end)
    if away is None:
        return None
    between = text[away.end() : end]
    if len(between) > _FARTHEST or _PARTS.search(between) or opens_clause(between):
        return None
    count = count_of(away["n"].lower())
    return Distance(-count if away["k"].lower() == "after" else count, away["u"].lower(), away.end())


def away_from(day: DateRange, distance: Distance) -> DateRange | None:
    """The days at a distance from a day, as precise as the unit: days give a day, weeks the seven days around."""
    return units_away(day, distance.count, distance.unit) if day.start == day.end else None


def is_long_after(text: str, start: int, end: int) -> bool:
    """Whether an event at ``end`` is what something else was days to years after or before: "weeks after a crash"."""
    return _LONG_AFTER.search(text, max(start, end - _LONG_AFTER_REACH), end) is not None


def years_before(day: date, text: str, start: int, end: int) -> DateRange | None:
    """The year of an event at ``end``, so many years before a day, where the text from ``start`` tells how many."""
    found = _YEARS_AFTER.fullmatch(text, start, end)
    return units_away(day_range(day), -count_of(found["n"].lower()), "year") if found else None
