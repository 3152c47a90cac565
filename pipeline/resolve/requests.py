"""Requests that were made: who "called for calm" called, whatever comes of it.

The network takes what was asked for, which is yet to come, for the asking.
"""

from __future__ import annotations

import re
from dataclasses import replace

from models.records import Event

_ASKED = frozenset("called asked appealed pleaded begged".split())
_FOR = re.compile(r"(?:\s(?:on|upon|to)\s(?:[^\s.,;:]+\s){1,5}?|\s(?:\w+ly\s|again\s)?)for\s", re.IGNORECASE)
_CLAUSE = re.compile(r"[.,;:!?\"“”()—–]|\b(?:and|but|that|which|who|while|because)\s")
# "will be asked for", "if they called for", "had not asked for": these leave open or deny that anybody asked.
_OPEN = re.compile(
    r"\b(?:if|unless|whether|once|will|would|could|might|may|can|should|shall|must|to|not|never|nobody|no|none|be)\b"
    r"|n[’']t\b",
    re.IGNORECASE,
)


def requested(event: Event, text: str) -> Event:
    """The event, asserted where its words tell that somebody asked for something."""
    if event.modality not in ("planned", "possible"):
        return event
    start, end = event.trigger.start, event.trigger.end
    words = text[start:end].casefold().split()
    is_asking = words[:1] != [] and words[0] in _ASKED and (words[1:] == ["for"] or _FOR.match(text, end) is not None)
    clause = _CLAUSE.split(text[event.sentence.start : start])[-1]
    return replace(event, modality="asserted") if is_asking and not _OPEN.search(clause) else event
