"""Assembles the event mentions of one story: actors, place, date and time of day of each event."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from models.records import Argument, Attribution, Event, Extraction, Span, Vector
from models.vectors import unpack_vectors
from pipeline.records import Article, EventMention, ResolvedArgument
from pipeline.resolve.actors import NOBODY
from pipeline.resolve.anaphora import Happenings
from pipeline.resolve.article_words import article_vector
from pipeline.resolve.casualties import is_harm, place_of_cause, place_of_lead
from pipeline.resolve.coordination import parted
from pipeline.resolve.dating import Dated, date_of, date_of_news, dates_told, tells_when
from pipeline.resolve.entry_times import entry_time
from pipeline.resolve.event_types import typed
from pipeline.resolve.ids import content_id
from pipeline.resolve.locating import Located
from pipeline.resolve.nobody import PARTICIPANTS, denied
from pipeline.resolve.noun_phrases import is_another
from pipeline.resolve.occurrences import subjects_of, with_subjects
from pipeline.resolve.places import at_home, place_of, place_of_news, places_named
from pipeline.resolve.pronouns import Antecedents
from pipeline.resolve.requests import requested
from pipeline.resolve.roles import suffered
from pipeline.resolve.specificity import with_specificity
from pipeline.resolve.story import Story, opens_clause
from pipeline.resolve.story_day import day_of_story, goes_on
from pipeline.resolve.times import TimeOfDay
from pipeline.resolve.unfulfilled import unfulfilled

# A neighbour lends its date or place only where it tells the same event: of one type, and one word or one meaning.
_SAME_MEANING = 0.85
_NEIGHBOURS = 6
_NEAR = tuple(step for distance in range(1, _NEIGHBOURS + 1) for step in (-distance, distance))
_TIME_REACH = 160
_OPENING = 12
# Behind a time ", and" begins another clause; behind an event it may as well join nouns.
_AND_THEN = re.compile(r",\sand\s")
_Told = TypeVar("_Told", Dated, Located)
_ENDING = re.compile(r"['’]s?")


@dataclass(frozen=True, slots=True)
class _Settled:
    """The events of a story with what their sentences tell of when and where, each where it tells that.

    ``elsewhere`` are those whose sentences name places, none of which is theirs for certain; ``other_time`` those whose
    sentences tell when, and not for certain of them. ``told_again`` has for mentions that refer back the first one of
    their happening, ``together`` for each mention of a happening that has several all of them in order; ``further`` are
    named as ones beside those that are known.
    """

    events: Sequence[Event]
    meanings: NDArray[np.float32]
    dated: Mapping[int, Dated]
    located: Mapping[int, Located]
    elsewhere: frozenset[int]
    other_time: frozenset[int]
    told_again: Mapping[int, int]
    together: Mapping[int, Sequence[int]]
    further: frozenset[int]

    def meant(self, at: int) -> Event:
        """An event with the meaning of the one that it refers back to, by which the fold knows that both are one."""
        first = self.told_again.get(at, at)
        return self.events[at] if first == at else replace(self.events[at], vector=self.events[first].vector)

    def first(self, at: int) -> Event:
        """The first mention of an event's happening."""
        return self.events[self.together.get(at, (at,))[0]]

    def of_happening(self, at: int, told: Mapping[int, _Told]) -> _Told | None:
        """What the first mention of an event's happening that tells anything tells."""
        tells = next((one for one in self.together.get(at, (at,)) if one in told), None)
        return None if tells is None else told[tells]


def event_mentions(
    article: Article, extraction: Extraction, story: Story, antecedents: Antecedents
) -> tuple[EventMention, ...]:
    """The mentions of a story's events in order of their triggers."""
    found = (event for event in _events_in(extraction.events, story.span) if _has_word(event, story))
    named = (_without_entry_time(_without_dateline(event, story), story.text) for event in found)
    specific = with_specificity([_as_told(event, story.text) for event in named], story.text)
    subjects = subjects_of(specific, story.text)
    events = with_subjects(specific, subjects)
    settled = _settle(events, subjects, extraction, story)
    vector = article_vector(extraction.vector, article.text, article.body_spans)
    day = day_of_story(events, settled.dated, story)
    dates = [
        _date(at, settled) or date_of_news(settled.first(at), story) or _day_of(at, settled, day, story)
        for at in range(len(events))
    ]
    places = [
        _place(at, settled)
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
    return typed(requested(unfulfilled(denied(suffered(event, text), text), text), text), text)


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


def _settle(events: Sequence[Event], subjects: Mapping[int, int], extraction: Extraction, story: Story) -> _Settled:
    dated: dict[int, Dated] = {}
    located: dict[int, Located] = {}
    elsewhere: set[int] = set()
    other_time: set[int] = set()
    tellings = _by_sentence(extraction.attributions)
    for _, group in groupby(enumerate(events), key=lambda numbered: numbered[1].sentence):
        numbered = list(group)
        sentence = [event for _, event in numbered]
        named = places_named(sentence[0].sentence, story, extraction.entities)
        told = dates_told(sentence[0].sentence, story)
        for at, event in numbered:
            others = [other for other in sentence if other is not event]
            if place := place_of(event, story, named, others, tellings.get(event.sentence, ())):
                located[at] = place
            elif named:
                elsewhere.add(at)
            if date := date_of(event, story, told, others):
                dated[at] = date
            elif tells_when(told, story):
                other_time.add(at)
        located |= _places_of_harm(numbered, located, story)
    elsewhere -= located.keys()
    located |= _harm_of_lead(events, located, elsewhere, story)
    meanings = unpack_vectors([event.vector for event in events]) if events else np.zeros((0, 0), np.float32)
    told_again = Happenings(story, events, meanings, dated, located).told_again
    further = frozenset(at for at, event in enumerate(events) if is_another(event, story.text))
    return _Settled(
        events,
        meanings,
        dated,
        located,
        frozenset(elsewhere),
        frozenset(other_time),
        told_again,
        _together(told_again, subjects),
        further,
    )


def _together(told_again: Mapping[int, int], subjects: Mapping[int, int]) -> Mapping[int, Sequence[int]]:
    """For each mention of a happening that has several all of them, in order."""
    first_of = {**told_again, **{verb: told_again.get(noun, noun) for verb, noun in subjects.items()}}
    mentions: defaultdict[int, list[int]] = defaultdict(list)
    for at, first in sorted(first_of.items()):
        mentions[first].append(at)
    return {at: [first, *later] for first, later in mentions.items() for at in (first, *later)}


def _places_of_harm(
    sentence: Sequence[tuple[int, Event]], located: Mapping[int, Located], story: Story
) -> dict[int, Located]:
    """Where people of a sentence came to harm, by the place of its cause."""
    told = [(event, located[at]) for at, event in sentence if at in located]
    harm = ((at, event) for at, event in sentence if at not in located and is_harm(event, story.text))
    found = {at: place_of_cause(event, told, story.text) for at, event in harm} if told else {}
    return {at: place for at, place in found.items() if place}


def _harm_of_lead(
    events: Sequence[Event], located: Mapping[int, Located], elsewhere: set[int], story: Story
) -> dict[int, Located]:
    """Where people of the lead came to harm whose sentences name no place: where what it tells happened."""
    lead = range(bisect_left(events, story.lead_end, key=_trigger_start))
    harm = [at for at in lead if at not in located and at not in elsewhere and is_harm(events[at], story.text)]
    place = place_of_lead(events, located, story) if harm else None
    return dict.fromkeys(harm, place) if place else {}


def _by_sentence(attributions: Sequence[Attribution]) -> Mapping[Span, Sequence[Attribution]]:
    tellings: dict[Span, list[Attribution]] = {}
    for attribution in attributions:
        tellings.setdefault(attribution.sentence, []).append(attribution)
    return tellings


def _place(at: int, settled: _Settled) -> Located | None:
    """Where an event took place by its own sentence or another mention of it; else a neighbour's.

    A neighbour lends only where the own sentence names no place at all.
    """
    told = settled.located.get(at) or settled.of_happening(at, settled.located)
    return told or (None if at in settled.elsewhere else _lent(at, settled, settled.located))


def _date(at: int, settled: _Settled) -> Dated | None:
    """When an event took place by its own sentence or another mention of it; else a neighbour's.

    A neighbour lends only where the own sentence tells no time at all.
    """
    told = settled.of_happening(at, settled.dated)
    own = settled.dated.get(at, told)
    # What a sentence tells of a day that is not that of the happening is the day of something else in it.
    if own and told and not own.dates.meets(told.dates):
        return told
    return own or (None if at in settled.other_time else _lent(at, settled, settled.dated))


def _day_of(at: int, settled: _Settled, day: Dated | None, story: Story) -> Dated | None:
    """The day of the story for an event that it goes on with, where its sentence tells no time."""
    is_told = day is None or at in settled.other_time or not goes_on(settled.events[at], day, story)
    return None if is_told or day is None else Dated(None, day.dates)


def _lent(at: int, settled: _Settled, told: Mapping[int, _Told]) -> _Told | None:
    """What an event's own sentence tells, else what that of the nearest event around tells which is the same."""
    if at in told or not told:
        return told.get(at)
    lenders = (other for other in _NEAR if at + other in told and _tells_same(settled, at, at + other))
    return told.get(at + next(lenders, 0))


def _tells_same(settled: _Settled, one: int, other: int) -> bool:
    """Whether two events are one in type and meaning; in one sentence each has its own chance to take what it tells."""
    left, right = settled.events[one], settled.events[other]
    if one in settled.further or other in settled.further or left.sentence == right.sentence:
        return False
    if left.event_type != right.event_type or left.modality != right.modality:
        return False
    return bool(settled.meanings[one] @ settled.meanings[other] >= _SAME_MEANING)


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
