"""Events that nobody takes part in: "nobody was hurt" tells that there was no such event, as "was not hurt" does."""

from __future__ import annotations

import re
from dataclasses import replace

from models.records import Event, Span

PARTICIPANTS = frozenset({"ACTOR", "RECIPIENT"})
"""The roles of those who take part in an event."""

_NOBODY = re.compile(
    r"(?:nobody|no[ -]one|none|neither|nothing)\b(?!\s+(?:but|less|other|short))"
    r"|no\s+(?!(?:doubt|fewer|less|longer|matter|more|sooner)\b)\w",
    re.IGNORECASE,
)
_NEXT_CLAUSE = re.compile(r"[:;]")


def denied(event: Event, text: str) -> Event:
    """The event, negated where one of its participants is nobody or nothing."""
    participants = (argument.span for argument in event.arguments if argument.role in PARTICIPANTS)
    if event.modality == "negated" or not any(_is_nobody(text, span, event.trigger) for span in participants):
        return event
    return replace(event, modality="negated")


def _is_nobody(text: str, participant: Span, trigger: Span) -> bool:
    """Whether a participant is nobody; one of another clause than the trigger's was taken for it."""
    if not _NOBODY.match(text, participant.start, participant.end):
        return False
    first, last = min(participant.start, trigger.start), max(participant.end, trigger.end)
    return not _NEXT_CLAUSE.search(text, first, last)
