"""Which way a planned event's date looks, where the day alone leaves that open ("on Tuesday", "in March").

A plan looks forward where its own clause tells the day. A day that a verb of the past governs is that verb's: what was
done to some end was done then ("met on Tuesday to discuss"), what was agreed on then still lay ahead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from enum import Enum

from models.records import Event
from pipeline.records import DateRange
from pipeline.resolve.date_grammar import DateExpression
from pipeline.resolve.story import Story
from pipeline.resolve.words import word_list

# What these govern was done, or tried, before the text was written: "sought to appeal on Tuesday".
_DONE = re.compile(
    r"\bhad\s(?:[^\W\d_]+\s)?[^\W\d_]+ed\b"
    r"|\b(?:sought|forced|became|began|started|tried|attempted|failed|refused|managed|declined|helped|continued)\b"
)
_MODAL = re.compile(r"\b(?:will|would|shall|should|can|could|may|might|must)\b|['’](?:ll|d)\b")
_TO_COME = re.compile(r"\b(?:will|would|shall|(?:is|are)\sto)\b|['’]ll\b")
_MODAL_NEXT = re.compile(rf"\W*(?:{_MODAL.pattern}|(?:is|are|was|were)\sto\b)")
_AHEAD = re.compile(rf"\bto\b|{_MODAL.pattern}")
_TO = re.compile(r"\bto\s(?:[^\W\d_]+ly\s)?$")
_FOR = re.compile(r"\b(?:for|from|by|until|till|before)\s(?:the\s|early\s|late\s)?$")
_CLAUSE_START = re.compile(r"[;\n]|\b(?:that|which|who|when|while|because|if|but)\b")
_ASIDE = re.compile(r",\s(?:which|who|whose|whom)\s[^,;]*,")
# "the election, held on Tuesday": the participle tells when the noun before it took place.
_HELD = re.compile(r",?\s(?:(?:was|were)\s)?(?:also\s)?[^\W\d_]+\s(?:on\s|in\s|late\s|early\s)?")
_WORD = re.compile(r"[^\W\d_]+")
_NO_PAST_AFTER = frozenset({"is", "are", "am", "be", "been", "being", "has", "have", "to", "not"})
_BEFORE_PARTICIPLES = 2
# "could make his debut on Saturday"; what may have happened lies behind.
_MAY_COME = re.compile(
    r"\b(?:(?:could|may|might)(?!\s(?:\w+ly\s|also\s|well\s)?have\b)|(?:is|are|was|were)\s(?:due|set|expected)\sto)\s"
    r"[^,;:.!?()\n\"“”]{0,60}$"
)
# "The strike begins on Monday", "she goes on trial in January"; with an object it may as well be a caption.
_NOUN = r"[^\W\d_]+(?:\s(?:of|in|over|with|between|against|for)\s(?:[\w’'-]+\s){0,3}[\w’'-]+)?\s"
_TIMETABLED = re.compile(
    rf"(?:{_NOUN})?(?:(?:{'|'.join(sorted(word_list('timetabled')))})(?:\s(?:in|at|with|for|here|there|again)\b[^,;:.!?()\n\"“”]*?)?"
    r"|(?:votes?|go(?:es)?\son\strial|go(?:es)?\sto\sthe\spolls|takes?\s(?:effect|office))(?:\sagain)?)\s(?:on\s|in\s)?"
)
_NO_SIDE_PATTERNS = frozenset({"weekday", "month", "day_month", "month_day"})
_SIDES = frozenset({"rel", "rel2", "week", "y"})
_SENTENCE_ENDS = (".", "!", "?", ".”", '."')

_ACTS_OF_SPEECH = frozenset({"ACCUSE", "AGREE", "REJECT", "REQUEST", "THREATEN"})


class Look(Enum):
    """Where the day of a planned event lies as seen from the day of writing."""

    FORWARD = "forward"
    BACK = "back"
    ELSEWHERE = "elsewhere"  # The day is that of another verb, and not the event's.


def may_come(event: Event, story: Story) -> bool:
    """Whether an event is one that may still come about."""
    if event.modality != "possible":
        return False
    found = _MAY_COME.search(story.text, event.sentence.start, event.trigger.start)
    return found is not None and _CLAUSE_START.search(found[0]) is None


def is_timetabled(expression: DateExpression, event: Event, story: Story) -> bool:
    """Whether an event is told in the present with a day that alone leaves open where it lies: then that is ahead.

    Not in a headline, whose present tells of the past.
    """
    if expression.pattern not in _NO_SIDE_PATTERNS or not _SIDES.isdisjoint(expression.parts):
        return False
    is_headline = not story.text.endswith(_SENTENCE_ENDS, event.sentence.start, event.sentence.end)
    told = _TIMETABLED.fullmatch(story.text, event.trigger.start, max(event.trigger.start, expression.span.start))
    return event.modality == "asserted" and told is not None and not is_headline


def is_day_foretold(expression: DateExpression, event: Event, story: Story) -> bool:
    """ "They said it would close on Monday": the day of what somebody said would be, and not of saying so."""
    return event.is_utterance and _TO_COME.search(story.text, event.trigger.end, expression.span.start) is not None


def is_ahead_of_act(dates: DateRange | None, event: Event, story: Story) -> bool:
    """ "threatened attacks from 26 January": the day of what is said to come, and not of what was done by saying so."""
    is_said = event.is_utterance or event.event_type in _ACTS_OF_SPEECH
    if dates is None or story.day is None or not is_said:
        return False
    return event.modality == "asserted" and dates.start > story.day + timedelta(days=1)


def look_of(expression: DateExpression, event: Event, story: Story) -> Look:
    """Which way a date expression looks as the time of a planned event."""
    if _is_done(event, story):
        return Look.BACK
    if expression.of_noun or _FOR.search(story.text, event.sentence.start, expression.span.start):
        return Look.FORWARD
    if expression.span.end <= event.trigger.start:
        return _look_ahead_of_event(expression, event, story)
    return _look_behind_event(expression, event, story)


def _is_done(event: Event, story: Story) -> bool:
    """Whether a verb of the trigger's own clause tells that it was done or tried, and none that it is to come."""
    before = _ASIDE.sub(" ", story.text[event.sentence.start : event.trigger.start])
    clause = _CLAUSE_START.split(before)[-1]
    done = _DONE.search(clause)
    return done is not None and _TO_COME.search(clause, done.end()) is None


def _look_ahead_of_event(expression: DateExpression, event: Event, story: Story) -> Look:
    """ "On Monday they met to talk", "they agreed on Monday to meet", "on Monday they will meet"."""
    before = story.text[event.sentence.start : expression.span.start]
    between = story.text[expression.span.end : event.trigger.start]
    governing = _last_past(_ASIDE.sub(" ", between))
    if governing is None and not _MODAL_NEXT.match(between):
        governing = _last_past(_CLAUSE_START.split(before)[-1])
    if governing is None:
        return Look.FORWARD
    is_end = _TO.search(between) is not None and governing not in word_list("looking_ahead")
    return Look.BACK if is_end and not _MODAL.search(between) else Look.ELSEWHERE


def _look_behind_event(expression: DateExpression, event: Event, story: Story) -> Look:
    """ "They will meet on Monday", "the vote, held on Monday", "they called the vote on Monday"."""
    between = story.text[event.trigger.end : expression.span.start]
    if _last_past(between) is not None:
        return Look.BACK if _HELD.fullmatch(between) else Look.ELSEWHERE
    clause = _CLAUSE_START.split(story.text[event.sentence.start : event.trigger.start])[-1]
    is_governed = _last_past(clause) is not None and not _AHEAD.search(clause)
    return Look.ELSEWHERE if is_governed else Look.FORWARD


def _last_past(text: str) -> str | None:
    """The last verb of the past in a part of a sentence; a guess that leaves participles after "is" or "has" out."""
    words = _WORD.findall(text)
    places = (at for at in range(len(words) - 1, -1, -1) if _is_past(words[at]))
    return next((words[at] for at in places if _is_finite(words[:at])), None)


def _is_past(word: str) -> bool:
    if word in word_list("scheduled") or word in word_list("no_past"):
        return False
    return word in word_list("irregular_past") or (word.islower() and word.endswith("ed") and len(word) > len("red"))


def _is_finite(before: Sequence[str]) -> bool:
    beside = [word.lower() for word in before[-_BEFORE_PARTICIPLES:]]
    is_adjective = beside[-1:] != [] and beside[-1] in word_list("determiners")
    return not is_adjective and _NO_PAST_AFTER.isdisjoint(beside)
