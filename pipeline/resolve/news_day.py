"""The article's day for what it reports as its news."""

from __future__ import annotations

import re

from models.records import Event, Span
from pipeline.resolve.dates import Anchor, resolve_date
from pipeline.resolve.dating import DAY_PATTERNS, Dated, dates_told, tells_when
from pipeline.resolve.days import day_range
from pipeline.resolve.distances import is_long_after, years_before
from pipeline.resolve.entry_times import entry_time, stands_below_time
from pipeline.resolve.story import Story, is_ground, opens_clause

_BACKGROUND = re.compile(
    r"\b(?:had|ago|previously|history|anniversary|once|years?|decades?|formerly|since|annual|will|would|if)\b",
    re.IGNORECASE,
)
# "her upcoming show": an event that the noun names and nobody reports.
_TO_COME = re.compile(r"\b(?:upcoming|forthcoming|planned|scheduled|proposed)\s(?:[^\W\d_]+\s){0,2}$", re.IGNORECASE)
_TO_COME_REACH = 50
_DAYS_OF_NEWS = 7


def date_of_news(event: Event, story: Story) -> Dated | None:
    """The article's day for an event that it reports as its news, with no other time told.

    News is what the lead asserts, and what an entry of a live report does in its main clauses. What the news comes "a
    year after" was in the year before it.
    """
    is_news = event.trigger.start < story.lead_end or _is_in_entry(event, story)
    if story.day is None or event.modality != "asserted" or not is_news:
        return None
    start, trigger = event.sentence.start, event.trigger.start
    is_closed = "," in story.text[event.trigger.end : event.sentence.end]
    if is_closed and (earlier := years_before(story.day, story.text, start, trigger)):
        return Dated(None, earlier)
    sentence = story.text[start : event.sentence.end]
    has_time = any(argument.role == "TIME" for argument in event.arguments)
    if (
        tells_when(dates_told(event.sentence, story), story)
        or has_time
        or _is_to_come(event, story)
        or is_ground(story.text, event.trigger)
        or is_long_after(story.text, start, trigger)
        or _BACKGROUND.search(sentence)
        or _lead_tells_other_day(story)
    ):
        return None
    return Dated(None, day_range(story.day))


def _is_in_entry(event: Event, story: Story) -> bool:
    """Whether an entry of a live report, which opens with a time, tells an event in one of its main clauses."""
    line = max(story.text.rfind("\n", story.span.start, event.trigger.start) + 1, story.span.start)
    is_entry = entry_time(story.text, line) is not None or stands_below_time(story.text, line, story.span.start)
    return is_entry and not opens_clause(story.text[event.sentence.start : event.trigger.start])


def tells_background(sentence: str) -> bool:
    """Whether words of a sentence tell that it may be about another time than the news."""
    return _BACKGROUND.search(sentence) is not None


def _is_to_come(event: Event, story: Story) -> bool:
    start = max(story.span.start, event.trigger.start - _TO_COME_REACH)
    return _TO_COME.search(story.text, start, event.trigger.start) is not None


def _lead_tells_other_day(story: Story) -> bool:
    """Whether the lead names another day of the week before: then the news is as likely of that day."""
    if story.day is None:
        return False
    for expression in dates_told(Span(story.span.start, story.lead_end), story):
        dates = resolve_date(expression, Anchor(story.day)) if expression.pattern in DAY_PATTERNS else None
        if dates and dates.start == dates.end and 0 < (story.day - dates.start).days <= _DAYS_OF_NEWS:
            return True
    return False
