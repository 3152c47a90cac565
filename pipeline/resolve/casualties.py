"""Where people were killed or hurt: where what killed or hurt them happened."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from models.records import Event, Span
from pipeline.resolve.locating import Located
from pipeline.resolve.news import is_news
from pipeline.resolve.story import Story, opens_clause
from pipeline.resolve.words import fold, word_list

_CAUSE = re.compile(r"\s(?:when|after|as)\s")
_NEXT_SENTENCE = re.compile(r"[.;:\n\"“”]")


def is_harm(event: Event, text: str) -> bool:
    """Whether an event tells that people were killed or hurt, without a place of its own."""
    has_place = any(argument.role == "PLACE" for argument in event.arguments)
    word = fold(text[event.trigger.start : event.trigger.end])
    return event.modality == "asserted" and not has_place and word in word_list("casualties")


def place_of_cause(event: Event, located: Sequence[tuple[Event, Located]], text: str) -> Located | None:
    """The place of what the sentence names as the cause: "died when a bus crashed near Loja", "it crashed, killing"."""
    return next((place for other, place in located if _is_cause(other.trigger, event.trigger, text)), None)


def _is_cause(cause: Span, harm: Span, text: str) -> bool:
    if harm.end <= cause.start:
        between = text[harm.end : cause.start]
        clauses = _CAUSE.split(between)
        is_joined = len(clauses) == 2 and not any(map(opens_clause, clauses))
    else:
        between = text[cause.end : harm.start]
        is_joined = between.endswith(", ") and text.endswith("ing", 0, harm.end) and not opens_clause(between)
    return is_joined and _NEXT_SENTENCE.search(between) is None


def place_of_lead(events: Sequence[Event], located: Mapping[int, Located], story: Story) -> Located | None:
    """The place of all happenings of the lead whose places it names; null where it names several or none."""
    lead = [place for at, place in sorted(located.items()) if is_news(events[at], story) and place.place.name]
    return lead[0] if len({place.place.name for place in lead}) == 1 else None
