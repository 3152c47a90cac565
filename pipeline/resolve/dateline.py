"""Reads when a text was written from the text itself, and cuts a page of several stories into its stories."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from models.records import Span, Vector
from pipeline.resolve.date_grammar import DateExpression, find_dates
from pipeline.resolve.dates import Anchor, names_year, resolve_date
from pipeline.resolve.seams import find_seams
from pipeline.resolve.story import Story
from pipeline.resolve.story_dateline import find_datelines

_HEAD = 100
_HEAD_LINES = 8
_EARLIEST_YEAR = 1980
_LEAD_SENTENCES = 3
_SHORTEST_PARAGRAPH = 80
_LONGEST_TITLE = 150
_LINE = re.compile(r"[^\n\r]+")
_YEAR = re.compile(r"(?:19|20)\d\d")
# What a line of its own may say beside its date: that it was published, by whom and at what time.
_LABEL = re.compile(
    r"\b(?:first|last|published|posted|updated|modified|date|dated|on|at|by|and|gmt|utc|am|pm|local time|min read|"
    r"mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b",
    re.IGNORECASE,
)
_MOST_OTHER_LETTERS = 25
_DATELINE_PLACE = re.compile(r"[^\W\d_][\w .,'’/()-]{0,50}, ?$")
_DATELINE_DASH = re.compile(r"\.? ?(?:\([^()\n]{1,40}\) ?)?(?:—|–|--|-|:)(?: |\n|$)")
_PUBLISHED = re.compile(r"\b(?:published|posted|date|dated|updated)\b[ :]{0,3}(?:on )?(?:\w{3,9},? )?$", re.IGNORECASE)
_STILL_TO_COME = re.compile(
    r"\b(?:will|due|scheduled|plans?|planned|expected|until|by|before|expires?|next)\b", re.IGNORECASE
)
_REACH_BACK = 80
# A story whose lead names an older day as the newest is not of the page's own day.
_OLDEST_NEWS = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class _DateLine:
    """What tells the date of the text that follows, and whether a title may stand before it."""

    start: int
    end: int
    day: date
    stands_alone: bool


def publication_day(text: str) -> date | None:
    """The day of the dateline in the first lines, else the newest past day that the text names in full, else null."""
    for line in _date_lines(text, _HEAD_LINES):
        return line.day
    return _newest_day(text)


def split_stories(
    text: str, sentences: Sequence[Span], published: date | None, vectors: Sequence[Vector] = ()
) -> tuple[Story, ...]:
    """The stories of a text in order: one for each line of a date of its own, else for each dateline, else one.

    Each of them is cut where its topic changes, for which ``vectors`` tells what each sentence means. ``published`` is
    the day that relative dates of an undated part count from. No story is dated after it.
    """
    told = [
        story for span, day in _dated_parts(text, published) for story in _cut_part(text, span, day, sentences, vectors)
    ]
    return tuple(told)


def _dated_parts(text: str, published: date | None) -> Iterator[tuple[Span, date | None]]:
    """The parts of a text that lines of a date or datelines open, with their days."""
    dated = [line for line in _date_lines(text, None) if published is None or line.day <= published]
    openings = _openings(text, dated)
    if len({day for _, day in openings}) < 2:
        openings = _openings(text, list(_datelines(text, published)))
    if len(openings) < 2:
        openings = []
    starts = openings if openings and openings[0][0] == 0 else [(0, published), *openings]
    for (start, day), (end, _) in pairwise([*starts, (len(text), None)]):
        yield Span(start, end), day


def _cut_part(
    text: str, part: Span, day: date | None, sentences: Sequence[Span], vectors: Sequence[Vector]
) -> Iterator[Story]:
    """The stories of a part; those after its first take its day where their leads do not name a much older one."""
    first, last = (bisect_left(sentences, offset, key=_start) for offset in (part.start, part.end))
    starts = [part.start, *find_seams(text, sentences[first:last], vectors[first:last])]
    for start, end in pairwise([*starts, part.end]):
        span = Span(start, end)
        lead_end = _lead_end(span, sentences)
        is_old = start > part.start and _is_of_old_day(text, Span(start, lead_end), day)
        yield Story(text, span, None if is_old else day, lead_end)


def _is_of_old_day(text: str, lead: Span, day: date | None) -> bool:
    named = [found for one in find_dates(text, lead.start, lead.end) if (found := _full_day(one))]
    return day is not None and bool(named) and max(named) < day - _OLDEST_NEWS


def _datelines(text: str, published: date | None) -> Iterator[_DateLine]:
    """Datelines that tell a day as openings of stories; without one, words in capitals are as often a heading."""
    for line in find_datelines(text, 0, len(text)):
        dates = [resolve_date(found, Anchor(published)) for found in find_dates(text, line.span.start, line.span.end)]
        days = [found.start for found in dates if found and found.start == found.end]
        if days:
            yield _DateLine(line.span.start, line.span.end, days[0], True)


def _openings(text: str, lines: Sequence[_DateLine]) -> list[tuple[int, date | None]]:
    """Where each part begins, its title included; parts without a paragraph of their own are left out."""
    found: list[tuple[int, date | None]] = []
    ends = [*(line.start for line in lines), len(text)][1:]
    for line, end in zip(lines, ends, strict=True):
        if any(len(part) >= _SHORTEST_PARAGRAPH for part in text[line.start : end].split("\n")):
            found.append((_title_start(text, line), line.day))
    return found


def _title_start(text: str, line: _DateLine) -> int:
    """The start of the short line right before a date line of its own, which is the title of the story."""
    if not line.stands_alone:
        return line.start
    window_start = max(0, line.start - _LONGEST_TITLE)
    before = text[window_start : line.start].rstrip()
    start = before.rfind("\n") + 1
    is_title = start < len(before) and before[-1] not in ".:;," and (start > 0 or window_start == 0)
    return window_start + start if is_title else line.start


def _lead_end(span: Span, sentences: Sequence[Span]) -> int:
    first = bisect_left(sentences, span.start, key=_start)
    lead = sentences[first : first + _LEAD_SENTENCES]
    return min(lead[-1].end, span.end) if lead else span.start


def _start(span: Span) -> int:
    return span.start


def _date_lines(text: str, most_lines: int | None) -> Iterator[_DateLine]:
    for number, line in enumerate(_LINE.finditer(text)):
        if most_lines is not None and number >= most_lines:
            return
        head_end = min(line.end(), line.start() + _HEAD)
        if _YEAR.search(text, line.start(), head_end):
            found = _date_line(text, line.start(), line.end(), head_end)
            if found is not None:
                yield found


def _date_line(text: str, start: int, end: int, head_end: int) -> _DateLine | None:
    for expression in find_dates(text, start, head_end):
        day = _full_day(expression)
        if day is None:
            continue
        if end == head_end and _is_all(text[start : expression.span.start], text[expression.span.end : end]):
            return _DateLine(start, end, day, True)
        if _opens_text(text[start : expression.span.start], text[expression.span.end : end][:_HEAD]):
            return _DateLine(start, end, day, False)
    return None


def _is_all(before: str, after: str) -> bool:
    """Whether the rest of a line only labels its date."""
    if len(before) + len(after) > _HEAD or after.rstrip().endswith((".", "?", "!")):
        return False
    rest = _LABEL.sub("", before + " " + after)
    return sum(sign.isalpha() for sign in rest) <= _MOST_OTHER_LETTERS or bool(_PUBLISHED.search(before))


def _opens_text(before: str, after: str) -> bool:
    """Whether a date stands before its text as in "KARVINA, 3 March 2021 — " or "12 May 2019: "."""
    place = before.strip() == "" or _DATELINE_PLACE.fullmatch(before) is not None
    return place and _DATELINE_DASH.match(after) is not None


def _newest_day(text: str) -> date | None:
    days = [day for found in find_dates(text, 0, len(text)) if (day := _full_day(found)) and not _is_ahead(text, found)]
    return max(days, default=None)


def _full_day(expression: DateExpression) -> date | None:
    """The single day that an expression names by itself, or null; older than news on the web is null as well."""
    if not names_year(expression):
        return None
    dates = resolve_date(expression, Anchor(None))
    single = dates is not None and dates.start == dates.end and dates.start.year >= _EARLIEST_YEAR
    return dates.start if dates and single else None


def _is_ahead(text: str, expression: DateExpression) -> bool:
    before = text[max(0, expression.span.start - _REACH_BACK) : expression.span.start]
    return _STILL_TO_COME.search(before.rsplit(".", 1)[-1]) is not None
