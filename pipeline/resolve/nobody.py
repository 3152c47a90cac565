"""Events that nobody takes part in: "nobody was hurt" tells that there was no such event, as "was not hurt" does."""

from __future__ import annotations

import re
from dataclasses import replace

from models.records import Event

_PARTICIPANTS = frozenset({"ACTOR", "RECIPIENT"})
_NOBODY = re.compile(
    r"(?:(?:nobody|no[ -]one|none|neither|nothing)\b(?!\s+(?:but|less|other|short))"
    r"|no\s+(?!(?:doubt|fewer|less|longer|matter|more|sooner)\b)\w)[^:;]*",
    re.IGNORECASE,
)


def denied(event: Event, text: str) -> Event:
    """The event, negated where one of its participants is nobody or nothing."""
    participants = (argument.span for argument in event.arguments if argument.role in _PARTICIPANTS)
    if event.modality == "negated" or not any(_NOBODY.fullmatch(text, span.start, span.end) for span in participants):
        return event
    return replace(event, modality="negated")
