"""Assembles the event mentions of one story: actors, place, date and time of day of each event."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from models.records import Argument, Entity, Event, Extraction, Span
from models.vectors import unpack_vectors
from pipeline.records import Article, EventMention, ResolvedArgument
from pipeline.resolve.actors import NOBODY
from pipeline.resolve.article_words import article_vector
from pipeline.resolve.dating import Dated, date_of, date_of_news
from pipeline.resolve.event_types import typed
from pipeline.resolve.ids import content_id
from pipeline.resolve.places import Located, place_of, place_of_news, places_named
from pipeline.resolve.pronouns import Antecedents
from pipeline.resolve.story import Story
from pipeline.resolve.times import TimeOfDay

_PEOPLE = frozenset({"ACTOR", "RECIPIENT"})
# A neighbour lends its date or place only where it tells the same event: of one type, and one word or one meaning.
_SAME_MEANING = 0.85
_NEIGHBOURS = 6
_TIME_REACH = 160
_ENDING = re.compile(r"['’]s?")


@dataclass(frozen=True, slots=True)
class _Settled:
    """An event with what its sentence tells of when and where."""

    event: Event
    dated: Dated | None
    located: Located | None
    meaning: NDArray[np.float32]


def event_mentions(
    article: Article, extraction: Extraction, story: Story, antecedents: Antecedents
) -> tuple[EventMention, ...]:
    """The mentions of a story's events in order of their triggers."""
    found = (event for event in _events_in(extraction.events, story.span) if _has_word(event, story))
    events = [typed(_without_dateline(event, story), story.text) for event in found]
    settled = _settle(events, extraction, story)
    return tuple(
        _mention(
            article,
            extraction,
            story,
            antecedents,
            one.event,
            _dated(at, settled, story),
            _located(at, settled, story, extraction.entities),
        )
        for at, one in enumerate(settled)
    )


def _events_in(events: Sequence[Event], span: Span) -> Sequence[Event]:
    first = bisect_left(events, span.start, key=_trigger_start)
    return events[first : bisect_left(events, span.end, key=_trigger_start)]


def _has_word(event: Event, story: Story) -> bool:
    """Whether a trigger is a word of the story: no event are signs that introduce speech, nor words of a dateline.

    Nor is the ending of "Monday's".
    """
    if _is_in_dateline(event.trigger, story) or _ENDING.fullmatch(_cut(story.text, event.trigger)):
        return False
    return any(sign.isalnum() for sign in _cut(story.text, event.trigger))


def _without_dateline(event: Event, story: Story) -> Event:
    """The event without participants in a dateline, which tells where and when and not who."""
    kept = tuple(one for one in event.arguments if one.role not in _PEOPLE or not _is_in_dateline(one.span, story))
    return event if len(kept) == len(event.arguments) else replace(event, arguments=kept)


def _is_in_dateline(span: Span, story: Story) -> bool:
    line = story.dateline.span if story.dateline else None
    return line is not None and line.start <= span.start < line.end


def _trigger_start(event: Event) -> int:
    return event.trigger.start


def _settle(events: Sequence[Event], extraction: Extraction, story: Story) -> list[_Settled]:
    settled = []
    for _, group in groupby(events, key=attrgetter("sentence")):
        sentence = list(group)
        named = places_named(sentence[0].sentence, story, extraction.entities)
        for event in sentence:
            others = [other for other in sentence if other is not event]
            located = place_of(event, story, named, others)
            meaning = unpack_vectors([event.vector])[0]
            settled.append(_Settled(event, date_of(event, story, others), located, meaning))
    return settled


def _dated(at: int, settled: Sequence[_Settled], story: Story) -> Dated | None:
    if settled[at].dated is not None:
        return settled[at].dated
    lenders = (other.dated for other in _near(at, settled) if other.dated and _tells_same(settled[at], other))
    return next(lenders, None) or date_of_news(settled[at].event, story)


def _located(at: int, settled: Sequence[_Settled], story: Story, entities: Sequence[Entity]) -> Located | None:
    if settled[at].located is not None:
        return settled[at].located
    lenders = (other.located for other in _near(at, settled) if other.located and _tells_same(settled[at], other))
    return next(lenders, None) or place_of_news(settled[at].event, story, entities)


def _near(at: int, settled: Sequence[_Settled]) -> Iterator[_Settled]:
    """The mentions around one, the nearest first."""
    for distance in range(1, _NEIGHBOURS + 1):
        if at >= distance:
            yield settled[at - distance]
        if at + distance < len(settled):
            yield settled[at + distance]


def _tells_same(one: _Settled, other: _Settled) -> bool:
    if (one.event.event_type, one.event.modality) != (other.event.event_type, other.event.modality):
        return False
    return bool(one.meaning @ other.meaning >= _SAME_MEANING)


def _mention(
    article: Article,
    extraction: Extraction,
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
        arguments=tuple(_argument(story, antecedents, argument) for argument in event.arguments),
        date_text=dated.expression.text if dated and dated.expression else None,
        dates=dated.dates if dated else None,
        time_of_day=_time_of_day(event, story),
        place_text=located.text if located else None,
        place=located.place if located else None,
        article_vector=article_vector(extraction.vector, text, article.body_spans),
    )


def mention_id(article_id: str, event: Event) -> str:
    """The id of an event mention: it depends on the article, the trigger's offsets, the frame and the type alone."""
    return content_id("m", article_id, event.trigger.start, event.trigger.end, event.frame or "", event.event_type)


def _argument(story: Story, antecedents: Antecedents, argument: Argument) -> ResolvedArgument:
    actor = antecedents.actor(argument.span) if argument.role in _PEOPLE else NOBODY
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
    for argument in event.arguments:
        if argument.role == "TIME" and (times := _times_in(story, argument.span)):
            return times[0].value
    times = _times_in(story, event.sentence)
    if len(times) != 1 or _time_gap(times[0], event) > _TIME_REACH:
        return None
    return times[0].value


def _times_in(story: Story, span: Span) -> Sequence[TimeOfDay]:
    first = bisect_right(story.times, span.start, key=lambda time: time.span.end)
    return story.times[first : bisect_left(story.times, span.end, key=lambda time: time.span.start)]


def _time_gap(time: TimeOfDay, event: Event) -> int:
    return max(time.span.start - event.trigger.end, event.trigger.start - time.span.end)


def _cut(text: str, span: Span) -> str:
    return text[span.start : span.end]
