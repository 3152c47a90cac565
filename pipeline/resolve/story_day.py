"""The day of a story that tells of one day: later sentences that tell no time go on from it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from models.records import Event
from pipeline.records import DateRange
from pipeline.resolve.date_grammar import DateExpression
from pipeline.resolve.dates import Anchor, resolve_date
from pipeline.resolve.dating import Dated
from pipeline.resolve.news import is_asserted_happening, is_news
from pipeline.resolve.news_day import tells_background
from pipeline.resolve.story import Story, is_ground
from pipeline.resolve.words import is_verb

_DAYS_OF_NEWS = 7
_MEASURES = frozenset({"SANCTION", "COERCE", "ACCUSE"})
_QUOTE = re.compile(r"[\"“”]|''")
# What is so still ("has grown"), is to come, or came before what the sentence tells.
_NO_PAST = re.compile(r"\b(?:has|have|is|are|being|be|to|not|never)\s(?:\w+\s)?$|\b(?:than|after|because)\b[^,;]*$")


def day_of_story(events: Sequence[Event], dated: Mapping[int, Dated], story: Story) -> Dated | None:
    """The one recent day on which all happenings of the lead took place that are dated; null where there are several.

    Null too where the story names another day anywhere, or tells first what an act was for ("sentenced for an attack"),
    which later sentences may be about.
    """
    if _tells_ground(events, dated, story):
        return None
    lead = [one for at, one in sorted(dated.items()) if one.expression and is_news(events[at], story)]
    days = {one.dates for one in lead}
    if len(days) != 1 or story.day is None:
        return None
    day = days.pop()
    is_recent = day.start == day.end and 0 <= (story.day - day.start).days <= _DAYS_OF_NEWS
    return lead[0] if is_recent and not _names_other_day(day, story) else None


def _tells_ground(events: Sequence[Event], dated: Mapping[int, Dated], story: Story) -> bool:
    """Whether the first happening that is dated is a measure, and its sentence names what it was for."""
    first = next((events[at] for at in sorted(dated) if is_news(events[at], story)), None)
    return (
        first is not None
        and first.event_type in _MEASURES
        and any(event.sentence == first.sentence and is_ground(story.text, event.trigger) for event in events)
    )


def _names_other_day(day: DateRange, story: Story) -> bool:
    told = (resolve_date(found, Anchor(story.day)) for found in story.dates if not story.in_dateline(found.span.start))
    return any(one is None or (one.start == one.end and one != day) for one in told)


def goes_on(event: Event, day: Dated, story: Story) -> bool:
    """Whether an event is one that the story of a day goes on with, as far as its words tell."""
    text, start = story.text, event.trigger.start
    sentence = text[event.sentence.start : event.sentence.end]
    has_time = any(argument.role == "TIME" for argument in event.arguments)
    if has_time or not is_asserted_happening(event) or not is_verb(text, event.trigger):
        return False
    if _QUOTE.search(sentence) or tells_background(sentence) or is_ground(text, event.trigger):
        return False
    if _NO_PAST.search(text[event.sentence.start : start]):
        return False
    told = story.dates[: bisect_left(story.dates, start, key=_start_of)][-1:]
    return any(resolve_date(last, Anchor(story.day)) == day.dates for last in told)


def _start_of(expression: DateExpression) -> int:
    return expression.span.start
