"""Chooses for an event the date expression that tells when it took place."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from models.records import Event, Span
from pipeline.records import DateRange
from pipeline.resolve.date_grammar import DateExpression, lone_year
from pipeline.resolve.dates import Anchor, resolve_date
from pipeline.resolve.distances import away_from, find_distance, is_long_after
from pipeline.resolve.plans import Look, is_ahead_of_act, is_day_foretold, is_timetabled, look_of, may_come
from pipeline.resolve.story import JOINED, Story, ends_aside, is_ground, opens_clause
from pipeline.resolve.words import is_verb, word_list

_SOFT_BREAK = re.compile(r"[,:()—–]|\band\b")
_SOFT_BREAK_COST, _FARTHEST = 40, 220
_SAID = re.compile(
    r"\b(?:said|says|told|announced|reported|added|wrote|tweeted|stated|confirmed|warned)(?:\s\w+){0,3}\s{1,2}$",
    re.IGNORECASE,
)
_SAID_REACH = 45
_WORD_AFTER = re.compile(r"[\s-][a-z]")
_NOUN_REACH = 40
_NOUN_BEFORE = re.compile(r"\b(?P<noun>[^\W\d_]+)\sof\s(?:the\s)?$")
_CLAUSE_SIGN = re.compile(r"[,.;:]")
_OPENING, _CLOSE = 12, 25
_BESIDE = 4
_OF_THE = re.compile(r"\bof\sthe\s(?:[^\W\d_]+\s){0,2}$")
_OF_REACH = 40
_WHEN = re.compile(r",?\swhen\s")
_THEN = re.compile(r"(?:^|(?<=\w))\swhen\s")
_SUPERLATIVE = re.compile(r"\b(?:[^\W\d_]+est|most|first|last|worst|best|only|record)\b[^.;\n]{0,60}$", re.IGNORECASE)
_SUPERLATIVE_REACH = 85
_SINCE = re.compile(r"\bsince\s(?:the\s|early\s|late\s)?$", re.IGNORECASE)
_NEXT_CLAUSE = re.compile(r", (?:and|but|or|while)\s(?:in\s|on\s|by\s|the\s)?$")
_TIED = re.compile(r"\s(?:who|which|that)\s")
_AND = re.compile(r"\sand\s")
_PARTS = re.compile(r"\s?[,;—–]|\s(?:and|but)\b")
DAY_PATTERNS = frozenset({"weekday", "day_month", "month_day", "yesterday", "date_time"})
"""The patterns of expressions that tell one day."""

_STORY_PATTERNS = frozenset({"year", "year_span"})


@dataclass(frozen=True, slots=True)
class Dated:
    """When an event took place: the expression that tells it, null where the article's date stands for it."""

    expression: DateExpression | None
    dates: DateRange


def dates_told(sentence: Span, story: Story) -> Sequence[DateExpression]:
    """The date expressions of a sentence, which all of its events share."""
    return _in_span(story, sentence)


def tells_when(told: Sequence[DateExpression], story: Story) -> bool:
    """Whether one of a sentence's dates tells when something took place, and not only when that was said or written."""
    return any(not _is_in_dateline(found, story) and not _is_saying_date(found, story) for found in told)


def date_of(event: Event, story: Story, told: Sequence[DateExpression], others: Sequence[Event]) -> Dated | None:
    """The date that an event's own arguments or its sentence give; null where they give none for certain.

    ``told`` are the dates that the sentence tells, ``others`` its other events: what tells their time does not tell
    this one's.
    """
    own = [argument.span for argument in event.arguments if argument.role == "TIME"]
    for span in own:
        if dated := _first_resolved(_in_span(story, span), event, story):
            return dated
    if not told:
        return None
    candidates = [found for found in told if not _belongs_to_other(found, others, event, story)]
    fitting = [found for found in candidates if _may_date(found, event, story, others)]
    if any(is_ahead_of_act(_resolved(found, story), event, story) for found in fitting):
        # Besides a time that is foretold, the years and months of a sentence are seldom those of saying so.
        fitting = [found for found in fitting if found.pattern in DAY_PATTERNS]
    nearest = sorted(fitting, key=lambda found: (not _is_of_noun(found, story), _distance(found, event, story)))
    return _first_resolved(nearest, event, story) or _away_from(told, event, story, others)


def _away_from(told: Sequence[DateExpression], event: Event, story: Story, others: Sequence[Event]) -> Dated | None:
    """ "on Friday, a day after it burned": so long before or after the day that the sentence tells."""
    before = [found for found in told if found.span.end <= event.trigger.start]
    if not before or event.modality != "asserted" or _is_of_noun(before[-1], story):
        return None
    distance = find_distance(story.text, before[-1].span.end, event.trigger.start)
    day = _resolved(before[-1], story)
    if distance is None or day is None:
        return None
    verbs = _verbs(distance.end, event.trigger.start, others, story)
    dates = away_from(day, distance) if _goes_on(verbs, event, story) else None
    span = Span(before[-1].span.start, distance.end)
    words = story.text[span.start : span.end].rstrip()
    return Dated(replace(before[-1], span=span, text=words), dates) if dates else None


def _goes_on(verbs: Sequence[Span], event: Event, story: Story) -> bool:
    """Whether an event has no verb before it in its clause, or is joined to it: "after it burned and sank"."""
    return not verbs or _AND.search(story.text, verbs[-1].end, event.trigger.start) is not None


def is_of_event(dated: Dated, event: Event, story: Story) -> bool:
    """Whether the expression that dates an event is its own or stands right beside it: "Friday's attack".

    What follows "the site of the attack" is as often the day of what was done there.
    """
    if dated.expression is None:
        return False
    span = dated.expression.span
    own = (argument.span for argument in event.arguments if argument.role == "TIME")
    if any(_overlap(one, span) for one in own):
        return True
    start, end = event.trigger.start, event.trigger.end
    is_of_site = _OF_THE.search(story.text, max(story.span.start, start - _OF_REACH), start)
    return max(span.start - end, start - span.end) <= _BESIDE and not (is_of_site and end <= span.start)


def _in_span(story: Story, span: Span) -> list[DateExpression]:
    first = bisect_left(story.dates, span.start, key=_end_of) if story.dates else 0
    found = []
    for expression in story.dates[first:]:
        if expression.span.start >= span.end:
            break
        if expression.span.end > span.start:
            found.append(expression)
    year = None if found else lone_year(story.text, span)
    return [year] if year else found


def _end_of(expression: DateExpression) -> int:
    return expression.span.end


def _first_resolved(found: Sequence[DateExpression], event: Event, story: Story) -> Dated | None:
    for expression in found:
        # "since Monday's debate", "since May 14, when ...": the bound is not that of the event.
        unbound = _is_of_noun(expression, story) or _is_when(expression, event, story)
        dates = _days_of(replace(expression, bound="") if unbound else expression, event, story)
        if dates is not None:
            return Dated(expression, dates)
    return None


def _days_of(expression: DateExpression, event: Event, story: Story) -> DateRange | None:
    behind = _resolved(expression, story)
    is_open = event.modality == "planned" or may_come(event, story) or is_timetabled(expression, event, story)
    if not is_open:
        return None if is_ahead_of_act(behind, event, story) else behind
    ahead = resolve_date(expression, replace(_anchor(expression, story), forward=True))
    if ahead == behind:
        return ahead
    return {Look.FORWARD: ahead, Look.BACK: behind, Look.ELSEWHERE: None}[look_of(expression, event, story)]


def _resolved(expression: DateExpression, story: Story) -> DateRange | None:
    return resolve_date(expression, _anchor(expression, story))


def _anchor(expression: DateExpression, story: Story) -> Anchor:
    return Anchor(story.day, story.ranges_before.get(expression.span.start))


def _belongs_to_other(expression: DateExpression, others: Sequence[Event], event: Event, story: Story) -> bool:
    """Whether another event has it as its time alone.

    What opens the sentence ("In August, ...") is the time of all, what "when" follows also that of its clause, what
    stands in a clause with "when" also that of the verb before it, and what two acts of the lead share.
    """
    if _is_fronted(expression, event) or _is_when(expression, event, story) or _is_then(expression, event, story):
        return False
    if _is_of_both(expression, event, others, story):
        return False
    holders = (
        other
        for other in others
        if any(one.role == "TIME" and _overlap(one.span, expression.span) for one in other.arguments)
    )
    return any(not is_ahead_of_act(_resolved(expression, story), other, story) for other in holders)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _may_date(expression: DateExpression, event: Event, story: Story, others: Sequence[Event]) -> bool:
    if _is_in_dateline(expression, story):
        return False
    if _is_of_noun(expression, story):
        return _is_noun_of(expression, event, story, others)
    if expression.span.end <= event.trigger.start and is_ground(story.text, event.trigger):
        return False
    if _is_when(expression, event, story):
        return sum(expression.span.end < other.trigger.start < event.trigger.start for other in others) <= 1
    if _follows_noun(expression, story):
        return _is_noun_before(expression, event, story, others)
    if _is_then(expression, event, story):
        return not _is_saying_date(expression, story)
    if _is_before_news(expression, event, story) or is_day_foretold(expression, event, story):
        return False
    if ends_aside(story.text, event.sentence.start, expression.span, event.trigger.start):
        return False
    between = _between(expression, event, story)
    if expression.bound == "since" and not _is_compared(expression, story):
        between = _SINCE.sub("", between)  # "shut since May": what bounds a date opens no clause.
    is_parted = opens_clause(between) and not _is_behind_state(expression, event, story, others)
    if is_parted or _is_of_other(expression, event, story, others):
        return False
    if _is_saying_date(expression, story) and not _tells_saying(expression, event, story):
        return False
    return _is_fronted(expression, event) or _distance(expression, event, story)[0] <= _FARTHEST


def _is_in_dateline(expression: DateExpression, story: Story) -> bool:
    return story.dateline is not None and _overlap(story.dateline.span, expression.span)


def _is_fronted(expression: DateExpression, event: Event) -> bool:
    """Whether an expression opens the event's sentence."""
    return 0 <= expression.span.start - event.sentence.start <= _OPENING and expression.span.end <= event.trigger.start


def _is_when(expression: DateExpression, event: Event, story: Story) -> bool:
    """ "since May 14, when the minister ordered its closure": the date of what the clause after it tells."""
    found = _WHEN.match(story.text, expression.span.end, max(expression.span.end, event.trigger.start))
    return found is not None and not opens_clause(story.text[found.end() : event.trigger.start])


def _is_then(expression: DateExpression, event: Event, story: Story) -> bool:
    """ "six died when a bus fell into a river on Tuesday": both took place then."""
    if event.modality != "asserted" or expression.bound or not is_verb(story.text, event.trigger):
        return False
    clauses = _THEN.split(story.text[event.trigger.end : expression.span.start])
    return len(clauses) == 2 and not any(map(opens_clause, clauses)) and _SAID.search(clauses[1]) is None


def _is_before_news(expression: DateExpression, event: Event, story: Story) -> bool:
    """ "A year after it sank, they met on Monday": what the clause before the comma tells was long before that day."""
    is_parted = "," in story.text[event.trigger.end : expression.span.start]
    return is_parted and is_long_after(story.text, event.sentence.start, event.trigger.start)


def _is_of_both(expression: DateExpression, event: Event, others: Sequence[Event], story: Story) -> bool:
    """Whether the lead joins two acts and tells their day last: "seized the mill and burned it on Tuesday"."""
    start, end = event.trigger.end, expression.span.start
    is_news = event.modality == "asserted" and is_verb(story.text, event.trigger) and start < story.lead_end
    if not is_news or start > end or expression.pattern not in DAY_PATTERNS or expression.bound:
        return False
    verbs = _verbs(start, end, others, story)
    between = story.text[start:end]
    is_told = _SAID.search(between) or opens_clause(between) or "," in between
    return len(verbs) == 1 and not is_told and _AND.search(story.text, start, verbs[0].start) is not None


def _is_behind_state(expression: DateExpression, event: Event, story: Story, others: Sequence[Event]) -> bool:
    """ "held the head of the firm that ran the mill on Friday": what is no happening takes no day from the verb."""
    start, end = event.trigger.end, expression.span.start
    is_news = (
        event.trigger.start < story.lead_end and event.modality == "asserted" and is_verb(story.text, event.trigger)
    )
    if not is_news or start > end or expression.pattern not in DAY_PATTERNS or expression.bound:
        return False
    is_alone = not any(start <= other.trigger.start < end for other in others)
    between = story.text[start:end]
    return is_alone and "," not in between and not opens_clause(_TIED.sub(" ", between, count=1))


def _verbs(start: int, end: int, others: Sequence[Event], story: Story) -> list[Span]:
    """The verbs among events that begin between two offsets."""
    return [one.trigger for one in others if start <= one.trigger.start < end and is_verb(story.text, one.trigger)]


def _is_compared(expression: DateExpression, story: Story) -> bool:
    """ "the worst crisis since the 1930s": how far back one was like it, not when it was."""
    start = expression.span.start
    return _SUPERLATIVE.search(story.text[max(story.span.start, start - _SUPERLATIVE_REACH) : start]) is not None


def _is_of_other(expression: DateExpression, event: Event, story: Story, others: Sequence[Event]) -> bool:
    """Whether another event stands closer: a verb between the two, or one right before what nothing parts from it."""
    start, end = expression.span.start, event.trigger.start
    if start > end:
        between = [other.trigger for other in others if end < other.trigger.start < start]
        if _NEXT_CLAUSE.search(story.text, event.trigger.end, start):
            return True
        if _is_of_both(expression, event, others, story):
            return False
        return any(
            is_verb(story.text, trigger) and not JOINED.fullmatch(story.text, event.trigger.end, trigger.start)
            for trigger in between
        )
    if _is_of_clause_before(expression, event, story):
        return True
    if _is_fronted(expression, event) or _PARTS.match(story.text, expression.span.end):
        return False
    right_before = (other for other in others if 0 <= start - other.trigger.end <= _CLOSE)
    return any(_NEXT_CLAUSE.search(story.text, other.trigger.end, start) is None for other in right_before)


def _is_of_clause_before(expression: DateExpression, event: Event, story: Story) -> bool:
    """Whether a clause with a date of its own begins between the two: "closed in 2012, and a year later it burned"."""
    dates_between = _in_span(story, Span(expression.span.end, event.trigger.start))
    return any(_NEXT_CLAUSE.search(story.text, expression.span.end, other.span.start) for other in dates_between)


def _is_noun_of(expression: DateExpression, event: Event, story: Story, others: Sequence[Event]) -> bool:
    """Whether the event is the first that follows the expression close by."""
    start, end = expression.span.end, event.trigger.start
    if any(start <= other.trigger.start < end for other in others):
        return False
    return 0 < end - start <= _NOUN_REACH and not _CLAUSE_SIGN.search(story.text[start:end])


def _follows_noun(expression: DateExpression, story: Story) -> bool:
    """ "The flood of 5 March", and not "the night of 5 March": the date of the noun before it."""
    found = _NOUN_BEFORE.search(
        story.text, max(story.span.start, expression.span.start - _NOUN_REACH), expression.span.start
    )
    return found is not None and found["noun"].lower() not in word_list("before_of_dates")


def _is_noun_before(expression: DateExpression, event: Event, story: Story, others: Sequence[Event]) -> bool:
    """Whether the event is a noun, and the last event that the expression follows close by."""
    start, end = event.trigger.end, expression.span.start
    if is_verb(story.text, event.trigger) or any(start <= other.trigger.start < end for other in others):
        return False
    between = story.text[start:end]
    return 0 < len(between) <= _NOUN_REACH and not (_CLAUSE_SIGN.search(between) or opens_clause(between))


def _is_of_noun(expression: DateExpression, story: Story) -> bool:
    """ "Friday's attack", "the 1992-95 war": the date of the noun that follows, and of nothing else."""
    if expression.of_noun:
        return True
    if expression.pattern not in _STORY_PATTERNS or not _WORD_AFTER.match(story.text, expression.span.end):
        return False
    return expression.pattern == "year_span" or expression.parts.get("prep") == "the"


def _is_saying_date(expression: DateExpression, story: Story) -> bool:
    """ "police said on Tuesday": when it was said, not when it happened."""
    before = story.text[max(story.span.start, expression.span.start - _SAID_REACH) : expression.span.start]
    return _SAID.search(before) is not None


def _tells_saying(expression: DateExpression, event: Event, story: Story) -> bool:
    """Whether the event is the saying itself, or what stands between it and its date ("said at a briefing Monday")."""
    words = story.text[event.trigger.start : event.trigger.end].lower()
    gap = story.text[event.trigger.end : expression.span.start]
    return _SAID.search(f"{words} ") is not None or gap in (" ", " on ", " late ", " early ")


def _between(expression: DateExpression, event: Event, story: Story) -> str:
    first, last = sorted((expression.span, event.trigger), key=lambda span: span.start)
    return story.text[first.end : last.start]


def _distance(expression: DateExpression, event: Event, story: Story) -> tuple[int, int]:
    between = _between(expression, event, story)
    return len(between) + _SOFT_BREAK_COST * len(_SOFT_BREAK.findall(between)), expression.span.start
