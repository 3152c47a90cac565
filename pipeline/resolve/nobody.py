"""Events that nobody takes part in: "nobody was hurt" tells that there was no such event, as "was not hurt" does."""

from __future__ import annotations

import re
from dataclasses import replace

from models.records import Event, Span

PARTICIPANTS = frozenset({"ACTOR", "RECIPIENT"})
"""The roles of those who take part in an event."""

_NOT_NOBODY = r"(?!\s+(?:but|less|other|short)\b)"
_NO = r"no\s+(?!(?:doubt|fewer|less|longer|matter|more|sooner)\b)"
_NO_PERSON = r"nobody|no[ -]one|nothing"
NOBODY = rf"(?:(?:{_NO_PERSON}|none|neither)\b{_NOT_NOBODY}|{_NO}\w)"
"""The start of words for nobody or nothing, as a part of a regular expression that ignores case."""

_NOBODY = re.compile(NOBODY, re.IGNORECASE)
# What a participant may have lost: "[no] one", "[none of] them", "[neither] side".
_LOST = re.compile(r"\b(?:no|none\sof|neither(?:\sof)?)\s$", re.IGNORECASE)
_LONGEST_LOST = 12
_OWNER = re.compile(r"(?:my|our|your|his|her|its|their|.*['’]s?)$", re.IGNORECASE | re.DOTALL)
_DETERMINER = re.compile(r"\b(?:an?|the|my|our|your|his|her|its|their|this|that|these|those)\s$", re.IGNORECASE)
_NEXT_CLAUSE = re.compile(r"[:;]")
# The subject right before a verb and its auxiliaries; of several words it is one only where a clause may begin.
_SUBJECT_REACH = 120
_WORD = r"(?!(?:and|but|or|to|that|who|which|when|while|because|as|if)\s)[^\W\d_]+(?:['’-][^\W\d_]+)*\s"
_VERB_WORD = (
    r"(?:(?:am|is|are|was|were|be|been|has|have|had|do|does|did|will|would|can|could|shall|should|may|might|must|ever"
    r"|yet|also|even|[^\W\d_]+ly)\s)*"
)
_NOBODY_BEFORE = re.compile(
    rf"\b(?:(?:{_NO_PERSON}){_NOT_NOBODY}\s(?:else\s)?|(?:neither|nor)\s)"
    rf"{_VERB_WORD}$"
    rf"|(?:^|[.,;:!?\"“”(]\s?|\b(?:that|and|but|because|as|when|while|said|says)\s)"
    rf"(?:none\s{_NOT_NOBODY}of\s(?:{_WORD}){{1,4}}|none\s|neither\s(?:of\s)?(?:{_WORD}){{1,4}}"
    rf"|neither\s(?:{_WORD}){{1,5}}nor\s(?:{_WORD}){{1,5}}|{_NO}(?:{_WORD}){{1,2}})"
    rf"{_VERB_WORD}$",
    re.IGNORECASE,
)
_DENYING = ("no", "neither")


def denied(event: Event, text: str) -> Event:
    """The event, negated where one of its participants, or the subject before its verb, is nobody or nothing."""
    if event.modality == "negated":
        return event
    participants = (argument.span for argument in event.arguments if argument.role in PARTICIPANTS)
    is_denied = any(_is_nobody(text, span, event) for span in participants) or _has_nobody_before(text, event)
    return replace(event, modality="negated") if is_denied else event


def _is_nobody(text: str, participant: Span, event: Event) -> bool:
    """Whether a participant is nobody; one of another clause than the trigger's was taken for it."""
    reach = max(event.sentence.start, participant.start - _LONGEST_LOST)
    is_owner = _OWNER.match(text, participant.start, participant.end)
    lost = None if is_owner else _LOST.search(text, reach, participant.start)
    start = lost.start() if lost else participant.start
    if not _NOBODY.match(text, start, participant.end):
        return False
    first, last = min(start, event.trigger.start), max(participant.end, event.trigger.end)
    return not _NEXT_CLAUSE.search(text, first, last)


def _has_nobody_before(text: str, event: Event) -> bool:
    before = text[max(event.sentence.start, event.trigger.start - _SUBJECT_REACH) : event.trigger.start]
    # To look for these is much cheaper, and most sentences have none.
    if not any(word in before.casefold() for word in _DENYING) or _DETERMINER.search(before):
        return False
    return _NOBODY_BEFORE.search(before) is not None
