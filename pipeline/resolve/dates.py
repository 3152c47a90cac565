"""Turns date expressions into ranges of days, counted from an anchor: the day on which the text was written.

A report looks back ("on Tuesday" is the last Tuesday), a plan looks forward. What stays open is null: a wrong date is
worse than none.
"""

from __future__ import annotations

from pipeline.records import DateRange
from pipeline.resolve.absolute_dates import ABSOLUTE
from pipeline.resolve.date_grammar import DateExpression
from pipeline.resolve.date_parts import Anchor, Parts
from pipeline.resolve.days import spanning
from pipeline.resolve.relative_dates import RELATIVE

__all__ = ["Anchor", "counts_from_story", "names_year", "resolve_date"]

_EARLIEST_YEAR, _LATEST_YEAR = 1500, 2099
_WITH_YEAR = frozenset(
    {"date_time", "slashed", "nine_eleven", "year_span", "decade", "season_year", "quarter_year", "part_year", "year"}
    | {"year_of_noun", "month_year"}
)
_DAY_PATTERNS = frozenset({"day_month", "month_day"})
_FROM_STORY = frozenset({"story_unit", "that_unit", "day_beside"})
_RESOLVERS = ABSOLUTE | RELATIVE


def names_year(expression: DateExpression) -> bool:
    """Whether the expression says itself which year it means."""
    return expression.pattern in _WITH_YEAR or "y" in expression.parts


def counts_from_story(expression: DateExpression) -> bool:
    """Whether the expression counts from a date named before ("two days later") and not from the article's."""
    return expression.pattern in _FROM_STORY or (expression.pattern == "ago" and expression.parts["k"] != "ago")


def resolve_date(expression: DateExpression, anchor: Anchor) -> DateRange | None:
    """The days that an expression means, or null where that is not certain or not possible."""
    if expression.until is not None:
        return _resolve_range(expression, expression.until, anchor)
    resolved = _days_of(expression.pattern, expression.parts, anchor)
    return _apply_bound(expression.bound, resolved, anchor) if resolved else None


def _resolve_range(first: DateExpression, last: DateExpression, anchor: Anchor) -> DateRange | None:
    """From the start of the one to the end of the other; a year that only the last names is that of both."""
    end = _days_of(last.pattern, last.parts, anchor)
    takes_year = first.pattern in _DAY_PATTERNS and "y" in last.parts
    parts = {"y": last.parts["y"], **first.parts} if takes_year else first.parts
    start = _days_of(first.pattern, parts, anchor)
    return spanning(start, end)


def _days_of(pattern: str, parts: Parts, anchor: Anchor) -> DateRange | None:
    try:
        resolved = _RESOLVERS[pattern](parts, anchor)
    except (ValueError, OverflowError):
        return None
    return resolved if resolved and _is_plausible(resolved) else None


def _is_plausible(dates: DateRange) -> bool:
    return dates.start.year >= _EARLIEST_YEAR and dates.end.year <= _LATEST_YEAR and dates.start <= dates.end


def _up_to(bound: str, dates: DateRange, anchor: Anchor) -> DateRange | None:
    """From now to a day to come; what is done "by this morning", or has to be, is of this day."""
    if anchor.day is None:
        return None
    if anchor.forward and dates.end >= anchor.day:
        return DateRange(anchor.day, dates.end)
    return dates if bound == "by" and dates.start == dates.end == anchor.day else None


def _apply_bound(bound: str, dates: DateRange, anchor: Anchor) -> DateRange | None:
    if bound == "since":
        reaches_back = anchor.day is not None and dates.start <= anchor.day
        return DateRange(dates.start, anchor.day) if reaches_back and anchor.day else None
    if bound in ("until", "till", "through", "by"):
        return _up_to(bound, dates, anchor)
    return None if bound in ("before", "after", "ahead of", "prior to") else dates
