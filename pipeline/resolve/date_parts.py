"""What absolute and relative date expressions share: the anchor they count from and their parts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.records import DateRange
from pipeline.resolve import days
from pipeline.resolve.date_grammar import MONTHS, NUMBERS
from pipeline.resolve.days import day_range

Parts = dict[str, str]
_EDGES = {"beginning": "early", "start": "early", "middle": "mid", "end": "late"}


@dataclass(frozen=True, slots=True)
class Anchor:
    """What dates are counted from.

    ``day`` is the day of the article, null where unknown; ``story`` the range that the paragraph named last, null where
    it named none; ``forward`` is true in plans.
    """

    day: date | None
    story: DateRange | None = None
    forward: bool = False


def tells_other_year(anchor: Anchor) -> bool:
    """Whether the paragraph tells of one year before the article's."""
    story = anchor.story
    if story is None or story.start.year != story.end.year:
        return False
    return anchor.day is None or story.start.year < anchor.day.year


def part_name(parts: Parts) -> str:
    """The part of a month, year or decade that is named: early, mid, late or empty."""
    return parts.get("part") or _EDGES.get(parts.get("edge", ""), "")


def part_of(parts: Parts, month: DateRange | None) -> DateRange | None:
    """The named part of a month, else the month."""
    part = part_name(parts)
    return days.month_part(month, part) if month and part else month


def month_number(name: str) -> int:
    """1 to 12 for a month's name or abbreviation in lower case."""
    return MONTHS.index(name[:3]) + 1


def day_number(day: str) -> int:
    """The number of "3", "3rd"."""
    return int(day.rstrip("stndrh"))


def count_of(number: str) -> int:
    """The number of "3", "three", "a couple of"."""
    return int(number) if number.isdecimal() else NUMBERS["couple" if "couple" in number else number]


def unit_of(name: str) -> str:
    """The singular of a unit of time."""
    return name.removesuffix("s")


def day_or_none(day: date | None) -> DateRange | None:
    """One day as a range; null stays null."""
    return day_range(day) if day else None
