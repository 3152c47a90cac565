"""Resolves date expressions that name a day, month, season or year, with the year or without."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from dateutil.easter import easter

from pipeline.records import DateRange
from pipeline.resolve import days
from pipeline.resolve.date_grammar import WEEKDAYS
from pipeline.resolve.date_parts import (
    Anchor,
    Parts,
    day_number,
    day_or_none,
    month_number,
    part_name,
    part_of,
    tells_other_year,
)
from pipeline.resolve.days import calendar_day, day_range, month_range, shifted, spanning, year_range

# A report names no year where the reader cannot err: a day that lies ten months back and weeks ahead is the one ahead.
_LONG_AGO_DAYS, _SOON_DAYS = 280, 85


def _date_time(parts: Parts, _: Anchor) -> DateRange | None:
    return day_or_none(calendar_day(int(parts["y"]), int(parts["m"]), int(parts["d"])))


def _slashed(parts: Parts, _: Anchor) -> DateRange | None:
    """Day and month in either order; null where both orders are days and differ."""
    first, second, year = int(parts["a"]), int(parts["b"]), int(parts["y"])
    readings = {calendar_day(year, second, first), calendar_day(year, first, second)} - {None}
    return day_or_none(readings.pop()) if len(readings) == 1 else None


def _nine_eleven(_: Parts, __: Anchor) -> DateRange | None:
    return day_range(date(2001, 9, 11))


def _month_day(parts: Parts, anchor: Anchor) -> DateRange | None:
    month, first = month_number(parts["m"]), day_number(parts["d"])
    day = _day_in_year(parts, month, first, anchor)
    if day is None or _is_other_weekday(parts.get("w"), day):
        return None
    last = calendar_day(day.year, month, day_number(parts["d2"])) if "d2" in parts else day
    return spanning(day_range(day), day_range(last)) if last else None


def _day_in_year(parts: Parts, month: int, day: int, anchor: Anchor) -> date | None:
    if "y" in parts:
        return calendar_day(int(parts["y"]), month, day)
    if "rel2" in parts:
        year = _that_year(parts["rel2"], anchor)
        return calendar_day(year, month, day) if year is not None else None
    if anchor.story is not None and tells_other_year(anchor):
        return calendar_day(anchor.story.start.year, month, day)
    return _nearest_day(month, day, anchor)


def _nearest_day(month: int, day: int, anchor: Anchor) -> date | None:
    if anchor.day is None:
        return None
    years = range(anchor.day.year - 1, anchor.day.year + 2)
    candidates = [found for year in years if (found := calendar_day(year, month, day))]
    past = max((found for found in candidates if found <= anchor.day), default=None)
    future = min((found for found in candidates if found >= anchor.day), default=None)
    if past is None or future is None:
        return None
    return future if anchor.forward or _is_soon(past, anchor.day, future) else past


def _is_soon(past: date, day: date, future: date) -> bool:
    return (day - past).days > _LONG_AGO_DAYS and (future - day).days < _SOON_DAYS


def _is_other_weekday(weekday: str | None, day: date) -> bool:
    return weekday is not None and not WEEKDAYS[day.weekday()].startswith(weekday.rstrip(".")[:3])


def _month_year(parts: Parts, _: Anchor) -> DateRange | None:
    return part_of(parts, month_range(int(parts["y"]), month_number(parts["m"])))


def _month_alone(parts: Parts, anchor: Anchor) -> DateRange | None:
    year = _year_of_month(parts, month_number(parts["m"]), anchor)
    return part_of(parts, month_range(year, month_number(parts["m"]))) if year is not None else None


def _some_weekday(parts: Parts, anchor: Anchor) -> DateRange | None:
    """ "On a Sunday in May": which of its Sundays stays open."""
    if "m" not in parts:
        return None
    return _month_year(parts, anchor) if "y" in parts else _month_alone(parts, anchor)


def _year_of_month(parts: Parts, month: int, anchor: Anchor) -> int | None:
    relation, year_relation = parts.get("rel", ""), parts.get("rel2", "")
    if year_relation:
        return _that_year(year_relation, anchor)
    if not relation and anchor.story is not None and tells_other_year(anchor):
        return _year_behind(anchor.story, month, anchor.day)
    if anchor.day is None:
        return None
    this_year = anchor.day.year
    if relation in ("last", "this past"):
        return this_year if month < anchor.day.month else this_year - 1
    if relation == "next" or relation == "this coming":
        return this_year if month > anchor.day.month else this_year + 1
    if relation == "this":
        return this_year
    if anchor.forward:
        return this_year if month >= anchor.day.month else this_year + 1
    return this_year if month <= anchor.day.month else this_year - 1


def _year_behind(story: DateRange, month: int, day: date | None) -> int:
    """The year of a month in a story of another year, which goes on: a month before its own is of the next year.

    Unless that had not come yet when the text was written.
    """
    year = story.start.year
    has_come = day is not None and (year + 1, month) <= (day.year, day.month)
    return year + 1 if month < story.start.month and has_come else year


def _that_year(relation: str, anchor: Anchor) -> int | None:
    """The year of "that year", which is the story's, and of "last", "this" and "next year"."""
    if "that" in relation:
        return anchor.story.start.year if anchor.story else None
    if anchor.day is None:
        return None
    return anchor.day.year + ("next" in relation) - ("last" in relation)


def _year_span(parts: Parts, _: Anchor) -> DateRange | None:
    first, last = parts.get("y1") or parts["y3"], parts.get("y2") or parts["y4"]
    return days.years_range(int(first), int(first[: -len(last)] + last if len(last) < 4 else last))


def _decade(parts: Parts, _: Anchor) -> DateRange | None:
    year = int(parts["y"])
    first, last = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get(part_name(parts), (0, 9))
    return days.years_range(year + first, year + last)


def _season_year(parts: Parts, _: Anchor) -> DateRange | None:
    return days.season_range(int(parts["y"]), parts["s"])


def _season(parts: Parts, anchor: Anchor) -> DateRange | None:
    """The last season is the latest that has ended, the next the first to begin."""
    if anchor.day is None:
        return None
    seasons = [days.season_range(anchor.day.year + step, parts["s"]) for step in (-2, -1, 0, 1)]
    known = [season for season in seasons if season]
    if parts["rel"] in ("last", "this past"):
        return max((season for season in known if season.end < anchor.day), key=_start, default=None)
    if parts["rel"] in ("next", "this coming"):
        return min((season for season in known if season.start > anchor.day), key=_start, default=None)
    if anchor.forward:
        return min((season for season in known if season.end >= anchor.day), key=_start, default=None)
    return max((season for season in known if season.start <= anchor.day), key=_start, default=None)


def _start(dates: DateRange) -> date:
    return dates.start


def _quarter_year(parts: Parts, _: Anchor) -> DateRange | None:
    months, count = (3, 4) if parts["u"] == "quarter" else (6, 2)
    number = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": count - 1}[parts["n"]]
    first = number * months + 1
    year = int(parts["y"])
    return spanning(month_range(year, first), month_range(year, first + months - 1)) if number < count else None


def _part_year(parts: Parts, _: Anchor) -> DateRange | None:
    return days.year_part(int(parts["y"]), part_name(parts))


def _year(parts: Parts, _: Anchor) -> DateRange | None:
    return year_range(int(parts["core"]))


_FIXED_HOLIDAYS = {
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "boxing day": (12, 26),
    "new years eve": (12, 31),
    "new years day": (1, 1),
    "halloween": (10, 31),
    "valentines day": (2, 14),
    "may day": (5, 1),
    "fourth of july": (7, 4),
    "bastille day": (7, 14),
}
_FROM_EASTER = {"ash wednesday": -46, "palm sunday": -7, "good friday": -2, "easter": 0, "easter sunday": 0}
_FROM_EASTER["easter monday"] = 1


def _holiday(parts: Parts, anchor: Anchor) -> DateRange | None:
    name = re.sub(r"['’]", "", parts["h"])
    if "y" in parts:
        return day_or_none(_holiday_in(name, int(parts["y"])))
    if anchor.day is None:
        return None
    known = [found for step in (-1, 0, 1) if (found := _holiday_in(name, anchor.day.year + step))]
    past = [found for found in known if found <= anchor.day]
    coming = [found for found in known if found >= anchor.day]
    forward = anchor.forward if "rel" not in parts else parts["rel"] != "last"
    if not forward and "rel" not in parts and past and coming and _is_soon(max(past), anchor.day, min(coming)):
        return None
    return day_or_none(min(coming, default=None) if forward else max(past, default=None))


def _holiday_in(name: str, year: int) -> date | None:
    if name in _FIXED_HOLIDAYS:
        return calendar_day(year, *_FIXED_HOLIDAYS[name])
    if name in _FROM_EASTER:
        return shifted(easter(year), _FROM_EASTER[name])
    first_thursday = days.weekday_on_or_after(date(year, 11, 1), 3)
    return shifted(first_thursday, 21) if first_thursday else None


ABSOLUTE: dict[str, Callable[[Parts, Anchor], DateRange | None]] = {
    "date_time": _date_time,
    "slashed": _slashed,
    "nine_eleven": _nine_eleven,
    "holiday": _holiday,
    "day_month": _month_day,
    "month_day": _month_day,
    "month_year": _month_year,
    "month": _month_alone,
    "some_weekday": _some_weekday,
    "year_span": _year_span,
    "decade": _decade,
    "season_year": _season_year,
    "season": _season,
    "quarter_year": _quarter_year,
    "part_year": _part_year,
    "year": _year,
    "year_of_noun": _year,
}
