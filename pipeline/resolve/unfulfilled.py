"""Events that did not come about, as words around them say: kept from, denied, yet to be, told in "reports were false".

The network tells "was not hurt"; what is said of an event from further off it takes for a fact.
"""

from __future__ import annotations

import re
from dataclasses import replace

from models.records import Event
from pipeline.denial import DENY, DENY_THAT, NOT, REPORT, UNTRUE
from pipeline.resolve.words import word_list

_REACH = 120
_WORD = r"[\w’'-]+\s"
_FOILED = r"(?:foil|avert|thwart|forestall|prevent)(?:s|ed|ing)?\s"
_KEPT = r"(?:prevent|stop|block|bar|ban|keep|dissuad|discourag)(?:s|ed|es|ped|red|ned|ing|ping|ring|ning|e)?|kept"
_CANCELLED = r"(?:cancel|scrap|shelv|abandon)(?:s|es|ed|led|ing|ling|e|ped|ping)?|call(?:s|ed|ing)?\soff"
_MEETINGS = frozenset(
    "visit visits trip trips tour tours meeting meetings talks summit conference rally rallies march marches protest"
    " protests concert concerts parade ceremony festival flight flights match game launch vote election hearing".split()
)
_OFF = re.compile(rf"\b(?:{_CANCELLED})\s(?:{_WORD}){{0,3}}$", re.IGNORECASE)
# What stands behind the governing word and before the trigger; words of a clause of its own would end what it governs.
_GOVERNED = re.compile(
    # Not what is foiled itself: a foiled plot was made, a thwarted attack begun.
    rf"\b(?:{_FOILED}(?:{_WORD}){{0,3}}(?:plots?|plans?|attempts?|bids?)\sto\s"
    rf"|(?:{_KEPT})\s(?:{_WORD}){{1,5}}from\s(?:being\s)?"
    r"|stop(?:s|ped|ping)?\sshort\sof\s|refrain(?:s|ed|ing)?\sfrom\s"
    r"|(?:has|have|had|is|are|was|were)\syet\sto\s(?:be\s)?"
    # Who denies that his men shelled the town denies who did it; that it had been shelled, that it was.
    rf"|{DENY_THAT}\s(?:{_WORD}){{1,6}}(?:been|was|were)\s|{DENY}\s(?:having\s|ever\s|being\s){{1,2}})$",
    re.IGNORECASE,
)
_HELPING = r"(?:had|has|have|did)\s(?:ever\s|\w+ly\s)?"
# The first verb of what is denied: "denied that it [had] refused".
_DENIED_CLAUSE = re.compile(
    rf"\b{DENY_THAT}\s(?:(?!(?:to|had|has|have|did|was|were|is|are)\s|[\w’'-]+ed\s){_WORD}){{0,5}}"
    rf"(?:(?!(?:the|an?|his|her|its|their|any|of|in|on|at|by|for|with|from|to|had|has|have|did)\s){_WORD})(?P<helping>{_HELPING})?$",
    re.IGNORECASE,
)
_DENIED_GERUND = re.compile(rf"\b{DENY}\s$", re.IGNORECASE)
_CLAUSE = re.compile(r"[,;:.!?—–()\"“”]|\b(?:and|but|because|although|while|when|after|before|which|who|whom|whose)\s")
# "has not denied that", "efforts to prevent": then nothing was foiled or denied.
_OPEN = re.compile(
    rf"\b(?:(?:{'|'.join(NOT)})\s(?:\w+\s){{0,2}}|(?:to|would|could|might|may|can|will|should)\s)$"
    r"|n[’']t\s(?:\w+\s){0,2}$",
    re.IGNORECASE,
)
_TOLD = re.compile(rf"\b{REPORT}s\sthat\s[^.!?;]{{1,80}}$", re.IGNORECASE)
_UNTRUE = re.compile(
    r"[^.!?;]{0,80}?\b(?:is|are|was|were|proved|turned\sout\sto\sbe)\s(?:\w+ly\s)?"
    rf"(?:{UNTRUE}|fake)\b",
    re.IGNORECASE,
)


def unfulfilled(event: Event, text: str) -> Event:
    """The event, negated where what governs its trigger says that it was foiled, denied or not yet done."""
    if event.modality == "negated" or not (
        _is_governed(event, text) or _is_denied_act(event, text) or _is_untrue(event, text) or _is_off(event, text)
    ):
        return event
    return replace(event, modality="negated")


def _is_governed(event: Event, text: str) -> bool:
    return _holds(_GOVERNED, _before(event, text))


def _is_denied_act(event: Event, text: str) -> bool:
    """Whether somebody denies that it was done.

    Not of an assault, which is there to be seen: who denies that his men shelled the town denies who did it.
    """
    trigger, before = text[event.trigger.start : event.trigger.end].casefold(), _before(event, text)
    if event.event_type == "ASSAULT":
        return False
    if trigger.partition(" ")[0].endswith("ing"):
        return _holds(_DENIED_GERUND, before)
    found = _DENIED_CLAUSE.search(before)
    is_verb = found is not None and (found["helping"] is not None or _is_past(trigger.partition(" ")[0]))
    return is_verb and _holds(_DENIED_CLAUSE, before)


def _is_past(word: str) -> bool:
    return word.endswith("ed") or word in word_list("irregular_past")


def _is_off(event: Event, text: str) -> bool:
    """Whether it is a meeting or the like that was cancelled."""
    is_meeting = text[event.trigger.start : event.trigger.end].casefold() in _MEETINGS
    return is_meeting and _holds(_OFF, _before(event, text))


def _holds(governing: re.Pattern[str], before: str) -> bool:
    """Whether words that govern what follows stand at the end, in one clause with it and told as a fact."""
    found = governing.search(before)
    return found is not None and not _CLAUSE.search(before, found.start()) and not _OPEN.search(before[: found.start()])


def _is_untrue(event: Event, text: str) -> bool:
    """Whether it is told in "reports that ... were false"."""
    told = _TOLD.search(_before(event, text))
    return told is not None and _UNTRUE.match(text, event.trigger.end, event.sentence.end) is not None


def _before(event: Event, text: str) -> str:
    """The words of the sentence before the trigger, as far as they may govern it."""
    return text[max(event.sentence.start, event.trigger.start - _REACH) : event.trigger.start]
