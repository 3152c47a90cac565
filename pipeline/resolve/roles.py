"""Who acts and who suffers, where the grammar around an event settles it against what was read."""

from __future__ import annotations

import re
from dataclasses import replace

from models.records import Argument, Event
from pipeline.resolve.words import word_list

_REACH = 60
# "were killed", "had not been badly hurt", "will be tried": whom the clause opens with suffers.
_PASSIVE = re.compile(r"\b(?:is|are|be|was|were|been|being)(?:\s(?:not|also|still|now|\w{2,16}ly))?\s$", re.IGNORECASE)
_ON = re.compile(r"\s(?:on|upon|against)\s", re.IGNORECASE)
_OPENING_ON = re.compile(r"(?:on|upon|against)\s", re.IGNORECASE)


def suffered(event: Event, text: str) -> Event:
    """The event with those as its recipients whom something was done to: "six were hurt", "sanctions on two"."""
    turned = tuple(_turned(event, argument, text) for argument in event.arguments)
    return event if turned == tuple(event.arguments) else replace(event, arguments=turned)


def _turned(event: Event, argument: Argument, text: str) -> Argument:
    if argument.role != "ACTOR":
        return argument
    suffers = _is_passive_subject(event, argument, text) or _is_target(event, argument, text)
    return replace(argument, role="RECIPIENT") if suffers else argument


def _is_passive_subject(event: Event, argument: Argument, text: str) -> bool:
    """Whether an argument stands right before the passive verb that is the trigger."""
    between = text[argument.span.end : event.trigger.start]
    verb = text[event.trigger.start : event.trigger.end].partition(" ")[0].lower()
    is_before = argument.span.end <= event.trigger.start and len(between) <= _REACH
    is_done = _is_participle(verb) and _PASSIVE.search(between) is not None
    return is_before and is_done and not re.search(r"[,;:.\n]", between)


def _is_participle(verb: str) -> bool:
    """Whether a form of "be" makes a passive of a word: "arrested", "led", but not "opposed" or "committed"."""
    is_regular = verb.endswith("ed") and verb not in word_list("stative_participles")
    return is_regular or verb in word_list("passive_participles")


def _is_target(event: Event, argument: Argument, text: str) -> bool:
    """Whether an argument stands right behind a trigger and "on" or "against"."""
    if argument.span.start < event.trigger.end:
        return False
    between = text[event.trigger.end : argument.span.start]
    return _ON.fullmatch(between) is not None or (
        between == " " and _OPENING_ON.match(text, argument.span.start) is not None
    )
