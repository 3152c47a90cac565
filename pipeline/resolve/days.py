"""Arithmetic on days: the ranges that weeks, months, seasons and weekdays cover."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from pipeline.records import DateRange

ONE_DAY = timedelta(days=1)
FIRST_MONTH_OF_SEASON = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


def day_range(day: date) -> DateRange:
    """One day as a range."""
    return DateRange(day, day)


def shifted(day: date, days: int) -> date | None:
    """The day so many days on (negative: back), or null outside the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def units_before(day: date, count: int, unit: str) -> date | None:
    """The same day so many days, weeks, months or years before; null where the calendar has no such day."""
    if unit in ("day", "week"):
        return shifted(day, -count * (7 if unit == "week" else 1))
    months = day.year * 12 + day.month - 1 - count * (12 if unit == "year" else 1)
    return calendar_day(months // 12, months % 12 + 1, day.day)


def days_around(day: date, before: int, after: int) -> DateRange | None:
    """The range from so many days before to so many days after."""
    start, end = shifted(day, -before), shifted(day, after)
    return DateRange(start, end) if start and end else None


def calendar_day(year: int, month: int, day: int) -> date | None:
    """The day, or null where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_range(year: int, month: int) -> DateRange | None:
    """The month as a range; ``month`` may lie outside 1 to 12 and counts on into the neighbouring years."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    if not 1 <= year <= 9999:
        return None
    return DateRange(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def month_part(month: DateRange, part: str) -> DateRange:
    """The early (1st to 10th), mid (11th to 20th) or late (21st on) part of a month."""
    first, last = {"early": (1, 10), "mid": (11, 20), "late": (21, month.end.day)}[part]
    return DateRange(month.start.replace(day=first), month.end.replace(day=last))


def year_range(year: int) -> DateRange | None:
    """The year as a range."""
    return DateRange(date(year, 1, 1), date(year, 12, 31)) if 1 <= year <= 9999 else None


def years_range(first: int, last: int) -> DateRange | None:
    """The years from first to last, or null where they are not in order."""
    if not 1 <= first <= last <= 9999:
        return None
    return DateRange(date(first, 1, 1), date(last, 12, 31))


def year_part(year: int, part: str) -> DateRange | None:
    """The early, mid or late third of a year, four months each."""
    first = {"early": 1, "mid": 5, "late": 9}[part]
    return spanning(month_range(year, first), month_range(year, first + 3))


def season_range(year: int, season: str) -> DateRange | None:
    """Three whole months of the northern year; the winter of a year begins in its December."""
    first = FIRST_MONTH_OF_SEASON[season]
    return spanning(month_range(year, first), month_range(year, first + 2))


def week_range(day: date) -> DateRange | None:
    """Monday to Sunday around a day."""
    return days_around(day, day.weekday(), 6 - day.weekday())


def weekend_range(day: date, *, forward: bool) -> DateRange | None:
    """The Saturday and Sunday that were last, or that come next; a day in a weekend belongs to it."""
    saturday = shifted(day, 5 - day.weekday())
    if not forward and day.weekday() < 5 and saturday:
        saturday = shifted(saturday, -7)
    return days_around(saturday, 0, 1) if saturday else None


def weekday_on_or_before(day: date, weekday: int) -> date | None:
    """The last such weekday, the day itself included; Monday is 0."""
    return shifted(day, -((day.weekday() - weekday) % 7))


def weekday_on_or_after(day: date, weekday: int) -> date | None:
    """The next such weekday, the day itself included; Monday is 0."""
    return shifted(day, (weekday - day.weekday()) % 7)


def spanning(first: DateRange | None, last: DateRange | None) -> DateRange | None:
    """From the start of the first range to the end of the last; null where one is null or they are out of order."""
    if first is None or last is None or first.start > last.end:
        return None
    return DateRange(first.start, last.end)
