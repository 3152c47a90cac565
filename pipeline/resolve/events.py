"""Assembles the event mentions of one story: actors, place, date and time of day of each event."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from models.records import Argument, Event, Extraction, Span, Vector
from pipeline.records import Article, EventMention, ResolvedArgument
from pipeline.resolve.actors import NOBODY
from pipeline.resolve.article_words import article_vector
from pipeline.resolve.coordination import parted
from pipeline.resolve.dating import Dated
from pipeline.resolve.entry_times import entry_time
from pipeline.resolve.event_types import typed
from pipeline.resolve.foretold import foretold
from pipeline.resolve.ids import content_id
from pipeline.resolve.locating import Located
from pipeline.resolve.news_day import date_of_news
from pipeline.resolve.nobody import PARTICIPANTS, denied
from pipeline.resolve.occurrences import subjects_of, with_subjects
from pipeline.resolve.places import at_home, place_of_news
from pipeline.resolve.pronouns import Antecedents
from pipeline.resolve.requests import requested
from pipeline.resolve.roles import suffered
from pipeline.resolve.settling import Settled, settle
from pipeline.resolve.specificity import with_specificity
from pipeline.resolve.story import Story, opens_clause
from pipeline.resolve.story_day import day_of_story, goes_on
from pipeline.resolve.times import TimeOfDay
from pipeline.resolve.unfulfilled import unfulfilled

_TIME_REACH = 160
_OPENING = 12
# Behind a time ", and" begins another clause; behind an event it may as well join nouns.
_AND_THEN = re.compile(r",\sand\s")
_ENDING = re.compile(r"['’]s?")


def event_mentions(
    article: Article, extraction: Extraction, story: Story, antecedents: Antecedents
) -> tuple[EventMention, ...]:
    """The mentions of a story's events in order of their triggers."""
    found = (event for event in _events_in(extraction.events, story.span) if _has_word(event, story))
    named = (_without_entry_time(_without_dateline(event, story), story.text) for event in found)
    specific = with_specificity([_as_told(event, story.text) for event in named], story.text)
    subjects = subjects_of(specific, story.text)
    events = with_subjects(specific, subjects)
    settled = settle(events, subjects, extraction, story)
    vector = article_vector(extraction.vector, article.text, article.body_spans)
    day = day_of_story(events, settled.dated, story)
    dates = [
        settled.date(at) or date_of_news(settled.first(at), story) or _day_of(at, settled, day, story)
        for at in range(len(events))
    ]
    places = [
        settled.place(at)
        or place_of_news(settled.first(at), story, extraction.entities, dated.dates if dated else None)
        for at, dated in enumerate(dates)
    ]
    homes = [located and _at_home(located, event, antecedents) for event, located in zip(events, places, strict=True)]
    return tuple(
        _mention(article, vector, story, antecedents, settled.meant(at), dated, located)
        for at, (dated, located) in enumerate(zip(dates, homes, strict=True))
    )


def _at_home(located: Located, event: Event, antecedents: Antecedents) -> Located:
    actors = [antecedents.actor(argument.span) for argument in event.arguments if argument.role == "ACTOR"]
    return at_home(located, event, actors, antecedents.story)


def _as_told(event: Event, text: str) -> Event:
    """The event with the type, the modality and the roles that words of its sentence tell plainly."""
    fulfilled = unfulfilled(denied(suffered(event, text), text), text)
    return typed(foretold(requested(fulfilled, text), text), text)


def _events_in(events: Sequence[Event], span: Span) -> Sequence[Event]:
    first = bisect_left(events, span.start, key=_trigger_start)
    return events[first : bisect_left(events, span.end, key=_trigger_start)]


def _has_word(event: Event, story: Story) -> bool:
    """Whether a trigger is a word of the story: no event are signs that introduce speech, nor words of a dateline.

    Nor is the ending of "Monday's".
    """
    if story.in_dateline(event.trigger.start) or _ENDING.fullmatch(_cut(story.text, event.trigger)):
        return False
    return any(sign.isalnum() for sign in _cut(story.text, event.trigger))


def _without_dateline(event: Event, story: Story) -> Event:
    """The event without participants in a dateline, which tells where and when and not who."""
    kept = tuple(
        one for one in event.arguments if one.role not in PARTICIPANTS or not story.in_dateline(one.span.start)
    )
    return event if len(kept) == len(event.arguments) else replace(event, arguments=kept)


def _without_entry_time(event: Event, text: str) -> Event:
    """The event whose arguments, but for its time, begin behind the time that opens its entry of a live report."""
    time = entry_time(text, event.sentence.start)
    if time is None:
        return event
    return replace(event, arguments=tuple(_behind(argument, time) for argument in event.arguments))


def _behind(argument: Argument, time: Span) -> Argument:
    begins_within = argument.role != "TIME" and argument.span.start < time.end < argument.span.end
    return replace(argument, span=Span(time.end, argument.span.end)) if begins_within else argument


def _trigger_start(event: Event) -> int:
    return event.trigger.start


def _day_of(at: int, settled: Settled, day: Dated | None, story: Story) -> Dated | None:
    """The day of the story for an event that it goes on with, where its sentence tells no time."""
    is_told = day is None or at in settled.other_time or not goes_on(settled.events[at], day, story)
    return None if is_told or day is None else Dated(None, day.dates)


def _mention(
    article: Article,
    vector: Vector,
    story: Story,
    antecedents: Antecedents,
    event: Event,
    dated: Dated | None,
    located: Located | None,
) -> EventMention:
    text = article.text
    return EventMention(
        mention_id=mention_id(article.article_id, event),
        article_id=article.article_id,
        outlet=article.outlet,
        published_at=article.published_at,
        syndication_id=article.syndication_id,
        event=event,
        trigger_text=_cut(text, event.trigger),
        sentence_text=_cut(text, event.sentence),
        arguments=tuple(
            _argument(story, antecedents, one) for argument in event.arguments for one in _each(story, argument)
        ),
        date_text=dated.expression.text if dated and dated.expression else None,
        dates=dated.dates if dated else None,
        time_of_day=_time_of_day(event, story),
        place_text=located.text if located else None,
        place=located.place if located else None,
        article_vector=vector,
    )


def mention_id(article_id: str, event: Event) -> str:
    """The id of an event mention: it depends on the article, the trigger's offsets, the frame and the type alone."""
    return content_id("m", article_id, event.trigger.start, event.trigger.end, event.frame or "", event.event_type)


def _each(story: Story, argument: Argument) -> tuple[Argument, ...]:
    """The argument, in two where it names two who take part."""
    if argument.role not in PARTICIPANTS:
        return (argument,)
    return tuple(replace(argument, span=span) for span in parted(story, argument.span))


def _argument(story: Story, antecedents: Antecedents, argument: Argument) -> ResolvedArgument:
    actor = antecedents.actor(argument.span) if argument.role in PARTICIPANTS else NOBODY
    span = _whole_time(story, argument.span) if argument.role == "TIME" else argument.span
    return ResolvedArgument(argument.role, argument.frame_role, span, _cut(story.text, span), actor)


def _whole_time(story: Story, span: Span) -> Span:
    """A time widened to the date expressions that it cuts: "Tues" to "Tuesday morning"."""
    first = bisect_right(story.dates, span.start, key=lambda date: date.span.end)
    last = bisect_left(story.dates, span.end, key=lambda date: date.span.start)
    if first >= last:
        return span
    return Span(min(span.start, story.dates[first].span.start), max(span.end, story.dates[last - 1].span.end))


def _time_of_day(event: Event, story: Story) -> str | None:
    """The time in the event's own arguments, else the only time of its sentence where it stands close by."""
    if not story.times:
        return None
    for argument in event.arguments:
        if argument.role == "TIME" and (times := _times_in(story, argument.span)):
            return times[0].value
    times = _times_in(story, event.sentence)
    return times[0].value if len(times) == 1 and _is_beside(times[0], event, story) else None


def _is_beside(time: TimeOfDay, event: Event, story: Story) -> bool:
    """Whether a time stands close by in the event's clause; one that opens the sentence is that of all its clauses."""
    if _time_gap(time, event) > _TIME_REACH:
        return False
    first, last = sorted((time.span, event.trigger), key=lambda span: span.start)
    between = story.text[first.end : last.start]
    is_before = time.span.end <= event.trigger.start
    if is_before and time.span.start - event.sentence.start <= _OPENING:
        return True
    return not (opens_clause(between) or (is_before and _AND_THEN.search(between)))


def _times_in(story: Story, span: Span) -> Sequence[TimeOfDay]:
    first = bisect_right(story.times, span.start, key=lambda time: time.span.end)
    return story.times[first : bisect_left(story.times, span.end, key=lambda time: time.span.start)]


def _time_gap(time: TimeOfDay, event: Event) -> int:
    return max(time.span.start - event.trigger.end, event.trigger.start - time.span.end)


def _cut(text: str, span: Span) -> str:
    return text[span.start : span.end]
