"""Resolves date expressions that count from the article's day or from a date that its paragraph named before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from pipeline.records import DateRange
from pipeline.resolve import days
from pipeline.resolve.date_grammar import WEEKDAYS
from pipeline.resolve.date_parts import Anchor, Parts, count_of, day_or_none, unit_of
from pipeline.resolve.days import day_range, days_around, month_range, shifted, spanning, year_range

_MAX_COUNT = 400


def _yesterday(parts: Parts, anchor: Anchor) -> DateRange | None:
    if anchor.day is None:
        return None
    word = parts["k"]
    if word == "overnight":
        return days_around(anchor.day, 1, 0)
    steps = {
        "yesterday": -1,
        "last night": -1,
        "tomorrow": 1,
        "the day before yesterday": -2,
        "the day after tomorrow": 2,
    }
    return day_or_none(shifted(anchor.day, steps.get(word, 0)))


def _weekday(parts: Parts, anchor: Anchor) -> DateRange | None:
    first = _weekday_range(parts, parts["w"], anchor)
    if first is None or "w2" not in parts:
        return first
    last = days.weekday_on_or_after(first.start, WEEKDAYS.index(parts["w2"]))
    return spanning(first, day_or_none(last))


def _weekday_range(parts: Parts, name: str, anchor: Anchor) -> DateRange | None:
    weekday, relation = WEEKDAYS.index(name), parts.get("rel", "")
    if relation in ("that", "the following", "the previous"):
        return _weekday_of_story(weekday, relation, anchor)
    if anchor.day is None:
        return None
    if "week" in parts or relation in ("next", "this"):
        weeks = {"last": -1, "this": 0, "next": 1}[parts.get("week", relation)]
        return day_or_none(shifted(anchor.day, weekday - anchor.day.weekday() + 7 * weeks))
    if relation in ("last", "this past", "past"):
        return day_or_none(days.weekday_on_or_before(anchor.day - days.ONE_DAY, weekday))
    if relation in ("this coming", "coming") or anchor.forward:
        return day_or_none(days.weekday_on_or_after(anchor.day, weekday))
    return day_or_none(days.weekday_on_or_before(anchor.day, weekday))


def _weekday_of_story(weekday: int, relation: str, anchor: Anchor) -> DateRange | None:
    if anchor.story is None or anchor.story.start != anchor.story.end:
        return None
    if relation == "the previous":
        return day_or_none(days.weekday_on_or_before(anchor.story.start - days.ONE_DAY, weekday))
    return day_or_none(days.weekday_on_or_after(anchor.story.end + days.ONE_DAY, weekday))


def _weekend(parts: Parts, anchor: Anchor) -> DateRange | None:
    relation = parts["rel"]
    if relation in ("that", "the following", "the previous"):
        base = anchor.story.start if anchor.story and anchor.story.start == anchor.story.end else None
        return days.weekend_range(base, forward=relation != "the previous") if base else None
    if anchor.day is None:
        return None
    forward = {"last": False, "this past": False, "next": True, "this coming": True}.get(relation, anchor.forward)
    weekend = days.weekend_range(anchor.day, forward=forward)
    if relation == "last" and weekend is not None and weekend.end >= anchor.day:
        return days.weekend_range(weekend.start - days.ONE_DAY, forward=False)
    return weekend


def _several_units(parts: Parts, anchor: Anchor) -> DateRange | None:
    if anchor.day is None:
        return None
    back = parts["rel"] in ("past", "last", "previous")
    other = _counted_day(anchor.day, count_of(parts["n"]) * (-1 if back else 1), unit_of(parts["u"]))
    if other is None:
        return None
    return DateRange(other, anchor.day) if back else DateRange(anchor.day, other)


def _ago(parts: Parts, anchor: Anchor) -> DateRange | None:
    """As precise as the unit: days give a day, weeks the seven days around, months a month, years a year."""
    word, count, unit = parts["k"], count_of(parts["n"]), unit_of(parts["u"])
    if word == "ago":
        return units_away(day_range(anchor.day), -count, unit) if anchor.day else None
    if anchor.story is None:
        return None
    return units_away(anchor.story, count if word in ("later", "after") else -count, unit)


def _ago_to_day(parts: Parts, anchor: Anchor) -> DateRange | None:
    """So many units before a day or a while that is named: "a year ago today", "two weeks ago on Friday"."""
    if anchor.day is None:
        return None
    word, count, unit = parts.get("k", ""), count_of(parts["n"]), unit_of(parts["u"])
    named = _yesterday(parts, anchor) if "k" in parts else _weekday_range({}, parts["w"], anchor)
    before = days.units_before(named.start, count, unit) if named and count <= _MAX_COUNT else None
    if before is None or not word.startswith("this"):
        return day_or_none(before)
    return _whole_unit(before, word.split()[-1], 0)


def _in_units(parts: Parts, anchor: Anchor) -> DateRange | None:
    if not anchor.forward or anchor.day is None:
        return None
    return units_away(day_range(anchor.day), count_of(parts["n"]), unit_of(parts["u"]))


def units_away(base: DateRange, count: int, unit: str) -> DateRange | None:
    """So many units before or after a day, month or year, as precise as the unit."""
    if abs(count) > _MAX_COUNT:
        return None
    if unit in ("month", "year"):
        return _calendar_units_away(base, count, unit)
    if base.start != base.end or unit == "decade":
        return None
    if unit in ("minute", "hour"):
        return days_around(base.start, int(count < 0), int(count > 0)) if abs(count) < 24 else None
    day = shifted(base.start, count * (7 if unit == "week" else 1))
    return days_around(day, 3, 3) if day and unit == "week" else day_or_none(day)


def _calendar_units_away(base: DateRange, count: int, unit: str) -> DateRange | None:
    if unit == "year":
        return year_range(base.start.year + count) if base.start.year == base.end.year else None
    one_month = (base.start.year, base.start.month) == (base.end.year, base.end.month)
    return month_range(base.start.year, base.start.month + count) if one_month else None


def _counted_day(day: date, count: int, unit: str) -> date | None:
    if abs(count) > _MAX_COUNT:
        return None
    lengths = {
        "minute": 0,
        "hour": 1 if abs(count) < 24 else 2,
        "day": 1,
        "week": 7,
        "month": 30,
        "year": 365,
        "decade": 3652,
    }
    if unit in ("minute", "hour"):
        return shifted(day, lengths[unit] * (1 if count > 0 else -1))
    return shifted(day, count * lengths[unit])


def _relative_unit(parts: Parts, anchor: Anchor) -> DateRange | None:
    if anchor.day is None or parts["u"] == "decade":
        return None
    relation, unit = parts["rel"], parts["u"]
    if relation in ("the past", "this past", "the coming", "this coming"):
        length = {"week": 7, "month": 30, "year": 365}[unit]
        return days_around(anchor.day, length, 0) if "past" in relation else days_around(anchor.day, 0, length)
    whole = _whole_unit(anchor.day, unit, {"last": -1, "this": 0, "next": 1}[relation])
    return _side_of_today(whole, relation, parts.get("edge", ""), anchor)


def _side_of_today(whole: DateRange | None, relation: str, edge: str, anchor: Anchor) -> DateRange | None:
    """This week in a report ends today, and "later this week" begins today."""
    if whole is None or relation != "this" or anchor.day is None:
        return whole
    if edge == "later" or (anchor.forward and edge != "earlier"):
        return DateRange(anchor.day, whole.end)
    return DateRange(whole.start, anchor.day)


def _part_relative(parts: Parts, anchor: Anchor) -> DateRange | None:
    if anchor.day is None:
        return None
    whole = _whole_unit(anchor.day, parts["u"], {"last": -1, "this": 0, "next": 1}[parts["rel"]])
    if whole is None:
        return None
    return (
        days.month_part(whole, parts["part"])
        if parts["u"] == "month"
        else days.year_part(whole.start.year, parts["part"])
    )


def _whole_unit(day: date, unit: str, step: int) -> DateRange | None:
    if unit == "week":
        other = shifted(day, 7 * step)
        return days.week_range(other) if other else None
    return month_range(day.year, day.month + step) if unit == "month" else year_range(day.year + step)


# ---------------------------------------------------------------- expressions that count from the story


def _story_unit(parts: Parts, anchor: Anchor) -> DateRange | None:
    step = {"same": 0, "next": 1, "following": 1, "previous": -1, "preceding": -1}[parts["rel"]]
    return _beside_story(parts["u"], step, anchor)


def _that_unit(parts: Parts, anchor: Anchor) -> DateRange | None:
    return _beside_story(parts["u"], 0, anchor)


def _day_beside(parts: Parts, anchor: Anchor) -> DateRange | None:
    return _beside_story(parts["u"], 1 if parts["k"] == "after" else -1, anchor)


def _beside_story(unit: str, step: int, anchor: Anchor) -> DateRange | None:
    story = anchor.story
    if story is None:
        return None
    if unit in ("week", "month", "year"):
        fits = story.start.year == story.end.year and (unit == "year" or (story.end - story.start).days < 31)
        return _whole_unit(story.start, unit, step) if fits else None
    return day_or_none(shifted(story.start, step)) if story.start == story.end else None


RELATIVE: dict[str, Callable[[Parts, Anchor], DateRange | None]] = {
    "part_relative": _part_relative,
    "yesterday": _yesterday,
    "weekday": _weekday,
    "weekend": _weekend,
    "several_units": _several_units,
    "ago_to_day": _ago_to_day,
    "ago": _ago,
    "in_units": _in_units,
    "story_unit": _story_unit,
    "that_unit": _that_unit,
    "day_beside": _day_beside,
    "relative_unit": _relative_unit,
}
