"""Verbs that only say that the happening before them took place: "the crash [happened] near Loja".

Noun and verb are one happening: the noun has the time and place that the verb is told with, the verb the noun's type.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from models.records import Event
from pipeline.resolve.specificity import less_specific
from pipeline.resolve.words import is_verb, word_list, words_between

_WHEN_AND_WHERE = ("PLACE", "TIME")
_TAKE_PLACE = re.compile(r"\b(?:tak(?:e|es|en|ing)|took)\splace\b", re.IGNORECASE)
_TAKE_PLACE_REACH = 12
_LONGEST_BETWEEN = 40
_BROKEN = re.compile(r"[.;:!?()\n\"“”]")
_RELATIVE = frozenset({"which", "that"})


def subjects_of(events: Sequence[Event], text: str) -> dict[int, int]:
    """For each verb among the events of a story, in order of their triggers, the noun for what took place."""
    found: dict[int, int] = {}
    for at in range(1, len(events)):
        noun = found.get(at - 1, at - 1)
        if _is_occurrence_of(events[noun], events[at], text):
            found[at] = noun
    return found


def with_subjects(events: Sequence[Event], subjects: Mapping[int, int]) -> list[Event]:
    """The events with nouns that have the times and places of their verbs, and verbs of the nouns' types."""
    told = list(events)
    for verb, noun in subjects.items():
        told[noun] = _joined(told[noun], events[verb])
        told[verb] = less_specific(replace(events[verb], event_type=events[noun].event_type))
    return told


def _is_occurrence_of(noun: Event, event: Event, text: str) -> bool:
    """Whether an event is a verb for taking place, with a noun for what did right before it."""
    start = _verb_start(event, text)
    if (
        start is None
        or noun.sentence != event.sentence
        or is_verb(text, noun.trigger)
        or noun.modality != event.modality
    ):
        return False
    between = text[noun.trigger.end : start]
    if len(between) > _LONGEST_BETWEEN or _BROKEN.search(between):
        return False
    words = words_between(text, noun.trigger.end, start)
    return all(word.folded in word_list("auxiliaries") or word.folded in _RELATIVE for word in words)


def _verb_start(event: Event, text: str) -> int | None:
    """Where a verb for taking place begins, of which the trigger may be a part; null for any other trigger."""
    start, end = event.trigger.start, event.trigger.end
    if text[start:end].lower() in word_list("occurrence_verbs"):
        return start
    found = _TAKE_PLACE.search(text, max(0, start - _TAKE_PLACE_REACH), end + _TAKE_PLACE_REACH)
    return found.start() if found and found.start() <= start and end <= found.end() else None


def _joined(noun: Event, verb: Event) -> Event:
    """The noun with the time and the place of its verb where it has none."""
    told = {argument.role for argument in noun.arguments}
    taken = tuple(one for one in verb.arguments if one.role in _WHEN_AND_WHERE and one.role not in told)
    return replace(noun, arguments=(*noun.arguments, *taken))
