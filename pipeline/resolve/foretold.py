"""Events that are yet to come, as words beside them plainly say: "is to be signed", "a hearing is set for Monday".

The network tells most plans; some plain ones it takes for facts.
"""

from __future__ import annotations

import re
from dataclasses import replace

from models.records import Event
from pipeline.resolve.words import is_verb, word_list

_REACH = 120
_ADVERB = r"(?:(?:now|also|then|soon|later|next|still|again|(?!(?:un)?likely)[^\W\d_]+ly)\s)?"
_AGREED = r"(?:due|set|scheduled|slated|billed|expected|planned)"
_TO_COME = re.compile(
    rf"(?:\b(?:is|are)\s{_ADVERB}(?:{_AGREED}\s)?to\s|\b(?:will|shall)\s|['’]ll\s){_ADVERB}(?:be\s{_ADVERB})?$"
)
# "The challenge is to keep up": what somebody aims at is no plan of a day.
_AIM = re.compile(r"(?P<noun>[^\W\d_]+)\s(?:is|are)\sto\s$")
# "Who is to blame", "that is to say"
_NOT_TO_COME = frozenset({"blame", "say"})
_WOULD = re.compile(rf"\bwould\s{_ADVERB}(?:be\s{_ADVERB})?$")
# "would" of a condition or of a habit tells of no plan.
_NO_PLAN = re.compile(
    r"\b(?:if|unless|otherwise|whether|often|always|usually|sometimes|every|rather|once|unlikely)\b", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+")
_BEGIN = r"(?:begin|start|resume|open|happen|occur|follow|take\splace|go\sahead|be\sheld)\b"
_FOR = r"(?:set\sfor|(?:due|scheduled|slated|billed|expected|planned)\s(?:for|on|in|at|by|next|later))\b"
_OF_WHAT = r"(?:\s(?:of|in|at|on|with|between|over|against|into)\s(?:[\w’'-]+\s){0,3}[\w’'-]+)?"
_NOUN_TO_COME = re.compile(
    rf"{_OF_WHAT}\s(?:(?:is|are)\s{_ADVERB}(?:{_FOR}|(?:{_AGREED}\s)?to\s{_BEGIN})|(?:will|shall)\s{_ADVERB}{_BEGIN})"
)
_IS = re.compile(rf"\b(?:is|are)\s{_ADVERB}$")
_IS_FOR = re.compile(_FOR)


def foretold(event: Event, text: str) -> Event:
    """The event, planned where the words beside its trigger say that it is yet to come."""
    if event.modality != "asserted" or not _is_to_come(event, text):
        return event
    return replace(event, modality="planned")


def _is_to_come(event: Event, text: str) -> bool:
    before = text[max(event.sentence.start, event.trigger.start - _REACH) : event.trigger.start]
    return (
        (_TO_COME.search(before) is not None and not _is_phrase(event, before, text))
        or _is_agreed(event, before, text)
        or _is_noun_to_come(event, text)
        or _would(event, text)
    )


def _is_phrase(event: Event, before: str, text: str) -> bool:
    aim = _AIM.search(before)
    is_aim = aim is not None and aim["noun"].lower() in word_list("aims")
    return is_aim or text[event.trigger.start : event.trigger.end] in _NOT_TO_COME


def _is_agreed(event: Event, before: str, text: str) -> bool:
    """ "Is set for Monday", "is expected in Mir on Friday"."""
    is_agreed = _IS_FOR.match(text, event.trigger.start, event.sentence.end)
    return is_agreed is not None and _IS.search(before) is not None


def _is_noun_to_come(event: Event, text: str) -> bool:
    """ "Talks are to resume", "a vote in Mir is due on Sunday"."""
    found = _NOUN_TO_COME.match(text, event.trigger.end, event.sentence.end)
    return found is not None and not is_verb(text, event.trigger)


def _would(event: Event, text: str) -> bool:
    """ "They said they would meet": what would come about is told by somebody who looked ahead."""
    found = _WOULD.search(text, event.sentence.start, event.trigger.start)
    if found is None or _NO_PLAN.search(text, event.sentence.start, event.sentence.end):
        return False
    told = _WORD.findall(text, event.sentence.start, found.start())
    return not word_list("looking_ahead").isdisjoint(told)
