"""Days written as three numbers, of which some may mean two days: 05/03/2024 is in March or in May."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Final

_DAY: Final = re.compile(
    r"(?:(?P<weekday>[^\W\d_]{2,12})\.?,? )?(?P<a>\d{1,2})(?P<sign>[./-])(?P<b>\d{1,2})(?P=sign)(?P<year>\d{4}|\d\d)"
    r"(?P<after>\.?(?![\w./-]).*|T\d.*)",
    re.DOTALL,
)
_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# The part of an address that tells when its page was made: /2024/03/05/, /2024-03-05-, /20240305/, /2024/03/.
_IN_URL: Final = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<sign>[/-]?)(?P<month>0[1-9]|1[0-2]|(?<=[/-])[1-9](?!\d))"
    r"(?:(?P=sign)(?P<day>[0-2]\d|3[01]|(?<=[/-])[1-9]))?(?!\d)"
)
# A page is put up at the day of its article or, elsewhere on earth, at the one before or after.
_MOST_DAYS_APART: Final = 1
# Two-digit years that lie before this one are of this century.
_CENTURY_ENDS: Final = 69


@dataclass(frozen=True, slots=True)
class NumericDay:
    """The readings of a day, the likeliest first, and what stands behind it."""

    readings: tuple[date, ...]
    rest: str

    def settled(self, url: str | None) -> tuple[date, bool]:
        """The reading that an article's address agrees with, else the likeliest, and whether that stays a guess."""
        if len(self.readings) == 1:
            return self.readings[0], False
        agreeing = [day for day in self.readings if url is not None and _agrees(day, url)]
        return (agreeing[0], False) if len(agreeing) == 1 else (self.readings[0], True)


def numeric_day(text: str) -> NumericDay | None:
    """Read a text that begins with a day of three numbers, the year last, after a weekday or not; else null.

    With dots the day comes first everywhere. With dashes it likely does, with slashes the month, unless that is no day
    or another weekday than the one that stands before it.
    """
    found = _DAY.fullmatch(text)
    if found is None:
        return None
    first, second, year = int(found["a"]), int(found["b"]), _full_year(found["year"])
    orders = [(second, first), (first, second)]
    if found["sign"] == ".":
        orders = orders[:1]
    elif found["sign"] == "/":
        orders.reverse()
    readings: dict[date, None] = {}
    for month, day in orders:
        with suppress(ValueError):
            readings[date(year, month, day)] = None
    fitting = [day for day in readings if found["weekday"] and _WEEKDAYS[day.weekday()] == found["weekday"][:3].lower()]
    return NumericDay(tuple(fitting or readings), found["after"].lstrip(".")) if readings else None


def _full_year(year: str) -> int:
    if len(year) == 4:
        return int(year)
    return int(year) + (2000 if int(year) < _CENTURY_ENDS else 1900)


def _agrees(day: date, url: str) -> bool:
    return any(_is_near(day, found) for found in _IN_URL.finditer(url))


def _is_near(day: date, found: re.Match[str]) -> bool:
    year, month = int(found["year"]), int(found["month"])
    if found["day"] is None:
        return (day.year, day.month) == (year, month)
    with suppress(ValueError):
        return abs((day - date(year, month, int(found["day"]))).days) <= _MOST_DAYS_APART
    return False
