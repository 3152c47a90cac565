"""When and where the events of a story took place, by what their sentences tell and what one event lends another."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from models.records import Attribution, Entity, Event, Extraction, Span
from models.vectors import unpack_vectors
from pipeline.resolve.anaphora import Happenings
from pipeline.resolve.casualties import is_harm, place_of_cause, place_of_lead
from pipeline.resolve.dating import Dated, date_of, dates_told, tells_when
from pipeline.resolve.locating import Located
from pipeline.resolve.noun_phrases import is_another
from pipeline.resolve.places import place_of, places_named
from pipeline.resolve.story import Story

# A neighbour lends its date or place only where it tells the same event: of one type, and one word or one meaning.
_SAME_MEANING = 0.85
_NEIGHBOURS = 6
_NEAR = tuple(step for distance in range(1, _NEIGHBOURS + 1) for step in (-distance, distance))
_Told = TypeVar("_Told", Dated, Located)


@dataclass(frozen=True, slots=True)
class Settled:
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

    def place(self, at: int) -> Located | None:
        """Where an event took place by its own sentence or another mention of it; else a neighbour's.

        A neighbour lends only where the own sentence names no place at all.
        """
        told = self.located.get(at) or self._of_happening(at, self.located)
        return told or (None if at in self.elsewhere else self._lent(at, self.located))

    def date(self, at: int) -> Dated | None:
        """When an event took place by its own sentence or another mention of it; else a neighbour's.

        A neighbour lends only where the own sentence tells no time at all.
        """
        told = self._of_happening(at, self.dated)
        own = self.dated.get(at, told)
        # What a sentence tells of a day that is not that of the happening is the day of something else in it.
        if own and told and not own.dates.meets(told.dates):
            return told
        return own or (None if at in self.other_time else self._lent(at, self.dated))

    def _of_happening(self, at: int, told: Mapping[int, _Told]) -> _Told | None:
        """What the first mention of an event's happening that tells anything tells."""
        tells = next((one for one in self.together.get(at, (at,)) if one in told), None)
        return None if tells is None else told[tells]

    def _lent(self, at: int, told: Mapping[int, _Told]) -> _Told | None:
        """What an event's own sentence tells, else what that of the nearest event around tells which is the same."""
        if at in told or not told:
            return told.get(at)
        lenders = (other for other in _NEAR if at + other in told and self._tells_same(at, at + other))
        return told.get(at + next(lenders, 0))

    def _tells_same(self, one: int, other: int) -> bool:
        """Whether two events are one in type and meaning; in one sentence each has its own chance to take its own."""
        left, right = self.events[one], self.events[other]
        if one in self.further or other in self.further or left.sentence == right.sentence:
            return False
        if left.event_type != right.event_type or left.modality != right.modality:
            return False
        return bool(self.meanings[one] @ self.meanings[other] >= _SAME_MEANING)


def settle(events: Sequence[Event], subjects: Mapping[int, int], extraction: Extraction, story: Story) -> Settled:
    """What a story tells of when and where its events took place.

    The events are in order of their triggers; ``subjects`` has for verbs among them the nouns for what took place.
    """
    sentences = _sentences(events, extraction, story)
    dated = {at: date for sentence in sentences for at, date in sentence.dated.items()}
    located = {at: place for sentence in sentences for at, place in sentence.located.items()}
    elsewhere = frozenset(at for sentence in sentences for at in sentence.elsewhere)
    located |= _harm_of_lead(events, located, elsewhere, story)
    meanings = unpack_vectors([event.vector for event in events]) if events else np.zeros((0, 0), np.float32)
    told_again = Happenings(story, events, meanings, dated, located).told_again
    return Settled(
        events=events,
        meanings=meanings,
        dated=dated,
        located=located,
        elsewhere=elsewhere,
        other_time=frozenset(at for sentence in sentences for at in sentence.other_time),
        told_again=told_again,
        together=_together(told_again, subjects),
        further=frozenset(at for at, event in enumerate(events) if is_another(event, story.text)),
    )


@dataclass(frozen=True, slots=True)
class _Sentence:
    """What one sentence tells of its events, which are numbered through the story; fields as those of ``Settled``."""

    dated: Mapping[int, Dated]
    located: Mapping[int, Located]
    elsewhere: frozenset[int]
    other_time: frozenset[int]


def _sentences(events: Sequence[Event], extraction: Extraction, story: Story) -> list[_Sentence]:
    tellings = _by_sentence(extraction.attributions)
    grouped = groupby(enumerate(events), key=lambda numbered: numbered[1].sentence)
    return [_sentence(list(numbered), tellings.get(span, ()), extraction.entities, story) for span, numbered in grouped]


def _sentence(
    numbered: Sequence[tuple[int, Event]], told: Sequence[Attribution], entities: Sequence[Entity], story: Story
) -> _Sentence:
    """What the sentence of some events tells of them, ``told`` being its tellings."""
    span = numbered[0][1].sentence
    named, dates = places_named(span, story, entities), dates_told(span, story)
    others = {at: [other for _, other in numbered if other is not event] for at, event in numbered}
    located = {at: place for at, event in numbered if (place := place_of(event, story, named, others[at], told))}
    located |= _places_of_harm(numbered, located, story)
    dated = {at: date for at, event in numbered if (date := date_of(event, story, dates, others[at]))}
    unlocated, undated = others.keys() - located.keys(), others.keys() - dated.keys()
    return _Sentence(
        dated=dated,
        located=located,
        elsewhere=frozenset(unlocated if named else ()),
        other_time=frozenset(undated if undated and tells_when(dates, story) else ()),
    )


def _by_sentence(attributions: Sequence[Attribution]) -> Mapping[Span, Sequence[Attribution]]:
    tellings: dict[Span, list[Attribution]] = {}
    for attribution in attributions:
        tellings.setdefault(attribution.sentence, []).append(attribution)
    return tellings


def _places_of_harm(
    sentence: Sequence[tuple[int, Event]], located: Mapping[int, Located], story: Story
) -> dict[int, Located]:
    """Where people of a sentence came to harm, by the place of its cause."""
    told = [(event, located[at]) for at, event in sentence if at in located]
    harm = ((at, event) for at, event in sentence if at not in located and is_harm(event, story.text))
    found = {at: place_of_cause(event, told, story.text) for at, event in harm} if told else {}
    return {at: place for at, place in found.items() if place}


def _harm_of_lead(
    events: Sequence[Event], located: Mapping[int, Located], elsewhere: frozenset[int], story: Story
) -> dict[int, Located]:
    """Where people of the lead came to harm whose sentences name no place: where what it tells happened."""
    lead = range(bisect_left(events, story.lead_end, key=lambda event: event.trigger.start))
    harm = [at for at in lead if at not in located and at not in elsewhere and is_harm(events[at], story.text)]
    place = place_of_lead(events, located, story) if harm else None
    return dict.fromkeys(harm, place) if place else {}


def _together(told_again: Mapping[int, int], subjects: Mapping[int, int]) -> Mapping[int, Sequence[int]]:
    """For each mention of a happening that has several all of them, in order."""
    first_of = {**told_again, **{verb: told_again.get(noun, noun) for verb, noun in subjects.items()}}
    mentions: defaultdict[int, list[int]] = defaultdict(list)
    for at, first in sorted(first_of.items()):
        mentions[first].append(at)
    return {at: [first, *later] for first, later in mentions.items() for at in (first, *later)}
