"""Mentions that tell of no happening of their own: one act in two words, words that name nothing or no happening.

They stay what they are, but for their specificity, so that nothing lists them as happenings beside the real one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from models.records import Event
from models.triggers import FUNCTION_WORDS
from pipeline.resolve.in_names import is_in_name
from pipeline.resolve.no_happening import is_no_happening
from pipeline.resolve.words import Word, word_list, words_between
from schemas.vocabulary import HAPPENS_ABOVE

_AT_MOST = 0.9 * HAPPENS_ABOVE
_MOST_BETWEEN = 3
_LEAVES = frozenset({"leave", "leaves", "left", "leaving"})
_LEFT = frozenset({"dead", "injured", "wounded", "homeless"})
_VERDICTS = frozenset({"find", "finds", "found", "plead", "pleads", "pleaded", "pled"})
_OBJECTS = frozenset("him her it them us me you".split())
_CLAUSE_END = re.compile(r"[.,;:!?()\n\"“”]")
_NEXT_WORD = re.compile(r"\s([^\W\d_]+(?:-[^\W\d_]+)*)(?=(\s[^\W\d_]+|[.,;:!?)\n\"”]|\s*$))")
_BEFORE_MODIFIER = re.compile(r"\b([^\W\d_]+(?:['’]s)?)\s$")
_LONGEST_DETERMINER = 16
_NO_NOUN = re.compile(r"(?:ed|ing|ly|self|selves)$")
# "The raid comes a day before": a word in "-s" behind a noun of one is as often a verb.
_MANY = re.compile(r"(?<!s)s$")
_NO_DETERMINERS = frozenset({"that", "this", "these", "those"})


def with_specificity(events: Sequence[Event], text: str) -> list[Event]:
    """The events of a story, in order of their triggers, less specific where they tell of nothing of their own."""
    second = set(_second_records(events, text))
    starts = frozenset(event.trigger.start for event in events)
    return [
        less_specific(event) if at in second or _tells_nothing(event, text, starts) else event
        for at, event in enumerate(events)
    ]


def _tells_nothing(event: Event, text: str, triggers: frozenset[int]) -> bool:
    if _is_function_word(event, text) or _is_modifier(event, text, triggers):
        return True
    return is_no_happening(event, text) or is_in_name(event, text)


def less_specific(event: Event) -> Event:
    """An event that is not listed as a happening."""
    return replace(event, specificity=min(event.specificity, _AT_MOST))


# ---------------------------------------------------------------- one act in two words


def _second_records(events: Sequence[Event], text: str) -> Iterator[int]:
    """The places of verbs that say little beside a word for the act itself: "[went] on strike", "the march [ended]"."""
    for at, (left, right) in enumerate(pairwise(events)):
        if not _are_beside(left, right, text):
            continue
        if right.specificity > HAPPENS_ABOVE and (_is_light_of(left, right, text) or _leaves(left, right, text)):
            yield at
        elif left.specificity > HAPPENS_ABOVE and (_is_phase_of(left, right, text) or _is_verdict(left, right, text)):
            yield at + 1


def _are_beside(left: Event, right: Event, text: str) -> bool:
    """Whether two events of one sentence stand close by, in one clause, and are told as equally real."""
    between = text[left.trigger.end : right.trigger.start]
    is_close = left.sentence == right.sentence and len(between.split()) <= _MOST_BETWEEN
    return is_close and left.modality == right.modality and not _CLAUSE_END.search(between)


def _is_light_of(left: Event, right: Event, text: str) -> bool:
    """Whether a verb that says little stands before the noun for the act itself, or one that begins before its verb."""
    between = text[left.trigger.end : right.trigger.start].casefold().split()
    if between and (between[0] == "on" or (between == ["to"] and _is_of(left, text, "phase_verbs"))):
        between = between[1:]
    is_next = not any(word in ("that", "and", "or") or (_leads_on(word) and not _is_object(word)) for word in between)
    return is_next and not text.endswith("ed", 0, right.trigger.end) and _is_of(left, text, "light_verbs", "act_verbs")


def _leaves(left: Event, right: Event, text: str) -> bool:
    """Whether a verb says only to what something came: "left five dead"."""
    return _word(left, text) in _LEAVES and _word(right, text) in _LEFT


def _is_verdict(left: Event, right: Event, text: str) -> bool:
    """Whether what stands behind a verb is a part of it: "found guilty"."""
    return _word(left, text) in _VERDICTS and _word(right, text) == "guilty"


def _word(event: Event, text: str) -> str:
    return text[event.trigger.start : event.trigger.end].casefold()


def _is_phase_of(left: Event, right: Event, text: str) -> bool:
    """Whether a noun stands before the verb for its beginning or end, with no more than auxiliaries between."""
    between = words_between(text, left.trigger.end, right.trigger.start)
    is_next = all(word.folded in word_list("auxiliaries") for word in between)
    return is_next and _is_of(right, text, "phase_verbs")


def _is_of(event: Event, text: str, *lists: str) -> bool:
    words = _words(event, text)
    return len(words) == 1 and any(words[0].folded in word_list(name) for name in lists)


# ---------------------------------------------------------------- words that name nothing


def _is_function_word(event: Event, text: str) -> bool:
    return FUNCTION_WORDS.issuperset(word.folded for word in _words(event, text))


def _is_modifier(event: Event, text: str, triggers: frozenset[int]) -> bool:
    """Whether a trigger is a noun that only tells of what kind the noun behind it is: "a survey camp".

    The noun behind it must end there, and be no event, as verbs mostly are.
    """
    following = _NEXT_WORD.match(text, event.trigger.end, event.sentence.end)
    if following is None or following.start(1) in triggers or not _is_behind_determiner(event, text):
        return False
    head, behind = following[1], following[2].strip().casefold()
    is_many = _MANY.search(head) and not _MANY.search(text, event.trigger.start, event.trigger.end)
    is_noun = head.islower() and head not in word_list("after_nouns") and not _NO_NOUN.search(head) and not is_many
    return is_noun and not _leads_on(head) and (not behind[:1].isalpha() or _leads_on(behind))


def _is_behind_determiner(event: Event, text: str) -> bool:
    start = event.trigger.start
    before = _BEFORE_MODIFIER.search(text, max(event.sentence.start, start - _LONGEST_DETERMINER), start)
    determiner = before[1].casefold() if before else ""
    return determiner in word_list("determiners") and determiner not in _NO_DETERMINERS


def _is_object(word: str) -> bool:
    return word in word_list("determiners") or word in _OBJECTS


def _leads_on(word: str) -> bool:
    """Whether a word only ties others together."""
    return word in FUNCTION_WORDS or word in word_list("prepositions") or word in word_list("placing_prepositions")


def _words(event: Event, text: str) -> tuple[Word, ...]:
    return words_between(text, event.trigger.start, event.trigger.end)
