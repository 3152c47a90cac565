"""Places that tell where somebody sits or speaks, and not where what is told took place.

"The ministry in Quito said that a bus had crashed" tells no place of the crash.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from models.records import Argument, Attribution, Event, Span
from pipeline.resolve.story import Story
from pipeline.resolve.words import word_list

_IN = re.compile(r"\b([^\W\d_]+)\s(?:in|at)\s(?:the\s(?:capital,?\s)?)?$", re.IGNORECASE)
_IN_REACH = 40
_CAPITAL = re.compile(r"[^\W\d_a-z]")
_OPENING = 25


def is_of_authority(place: Span, event: Event, story: Story) -> bool:
    """Whether a place is the seat of an authority ("the ministry in Quito") that does not itself act in the event."""
    capital = _CAPITAL.search(story.text, place.start, place.end)
    start = capital.start() if capital else place.start
    found = _IN.search(story.text, max(event.sentence.start, start - _IN_REACH), start)
    if found is None or found[1].casefold() not in word_list("seated"):
        return False
    return not any(argument.role == "ACTOR" and _holds(argument, place) for argument in event.arguments)


def _holds(argument: Argument, place: Span) -> bool:
    return argument.span.start <= place.start and place.end <= argument.span.end


def is_of_speaker(place: Span, event: Event, others: Sequence[Event], told: Sequence[Attribution]) -> bool:
    """Whether who says it, or how, stands between a place and an event, of which one is what is said and one is not.

    What opens the sentence is the place of all: "In Loja, police said, a bus crashed". ``told`` are the tellings of the
    sentence.
    """
    if _is_fronted(place, event.sentence, others):
        return False
    return any(_parts(telling, place, event.trigger) for telling in told)


def _is_fronted(place: Span, sentence: Span, others: Sequence[Event]) -> bool:
    opens = place.start - sentence.start <= _OPENING
    return opens and not any(other.trigger.start < place.start for other in others)


def _parts(telling: Attribution, place: Span, trigger: Span) -> bool:
    """Whether of a place and an event one is what is told and the other belongs to the telling of it."""
    if _is_content(telling, place) == _is_content(telling, trigger):
        return False
    low, high = min(place.start, trigger.start), max(place.end, trigger.end)
    speaking = (*telling.source, *telling.cue)
    if any(span.start < high and low < span.end for span in speaking):
        return True
    return place.end <= trigger.start and any(span.end <= place.start for span in speaking)


def _is_content(telling: Attribution, span: Span) -> bool:
    return any(content.start <= span.start < content.end for content in telling.contents)
