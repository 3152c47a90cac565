"""Reads when a text was written from the text itself, and cuts a page of several stories into its stories."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from models.records import Span, Vector
from pipeline.read.dates import ReadDate, read_date
from pipeline.read.numeric_days import numeric_day
from pipeline.resolve.date_grammar import DateExpression, find_dates
from pipeline.resolve.dates import Anchor, names_year, resolve_date
from pipeline.resolve.seams import find_seams
from pipeline.resolve.stamp_time import stamped, without_clock
from pipeline.resolve.story import Story
from pipeline.resolve.story_dateline import find_dateline, find_datelines

_HEAD = 100
_HEAD_LINES = 8
_EARLIEST_YEAR = 1980
_LEAD_SENTENCES = 3
_SHORTEST_PARAGRAPH = 80
# A line as short may be a heading, but for one that ends as sentences do.
_SENTENCE_LINE = re.compile(r""".{30,}[.!?]["”’)]?\s*""")
_LONGEST_TITLE = 150
_LINE = re.compile(r"[^\n\r]+")
_YEAR = re.compile(r"(?:19|20)\d\d")
# What a line of its own may say beside its date: that it was published, by whom and at what time.
_LABEL = re.compile(
    r"\b(?:first|last|published|posted|updated|modified|date|dated|on|at|by|and|gmt|utc|am|pm|local time|min read|"
    r"(?:minutes?|hours?) ago|"
    r"mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b",
    re.IGNORECASE,
)
_MOST_OTHER_LETTERS = 25
# Behind the date of publication may stand that of a change.
_NEXT_STAMP = re.compile(
    r"[\s|·•(–—-]{1,8}(?:last\s)?(?:updated|modified|published|posted)\b(?=.{0,90}\d).{0,90}$", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"(?<![ap]\.m)[.?!]\s*$", re.IGNORECASE)
_WEEKDAY_BEFORE = re.compile(r"[^\W\d_]{3,9}\.?,? $")
# Beside a date that tells when a text was published stand names, and a sign between them: "Lagos | 3 March 2021". A
# title has words of its own ("The fire of 5 May 2019"), or runs into the date ("Remembering 5 May 2019").
_SIGN = re.compile(r"[^\w\s]\s*$")
_BYLINE = re.compile(r"\s*by\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST_PARTICLE = 3
# What a line with the address of a person dates is the post above it: "— Ada Lowe (@adalowe) 3 March 2021".
_ADDRESS = re.compile(r"(?<!\w)@\w")
_DATELINE_PLACE = re.compile(r"[^\W\d_][\w .,'’/()-]{0,50}, ?$")
_DATELINE_DASH = re.compile(r"\.? ?(?:\([^()\n]{1,40}\) ?)?(?:—|–|--|-|:)(?: |\n|$)")
_PUBLISHED = re.compile(r"\b(?:published|posted|date|dated|updated)\b[ :]{0,3}(?:on )?(?:\w{3,9},? )?$", re.IGNORECASE)
_TODAY = re.compile(r"\btoday,? ?\( ?$", re.IGNORECASE)
_TODAY_REACH = 10
# What is published may have been written some days before.
_LONGEST_IN_PRINT = 7
_FIRST_PARAGRAPHS = 1000
# A story whose lead names an older day as the newest is not of the page's own day.
_OLDEST_NEWS = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class _DateLine:
    """What tells the date of the text that follows, its moment too, and whether a title may stand before it."""

    start: int
    day: date
    moment: ReadDate
    stands_alone: bool
    tells_publication: bool


def publication(text: str) -> ReadDate | None:
    """When a date line or dateline in the first lines says that a text was published, null where nothing says so.

    Else it is the day that the text calls today. Other dates within sentences are of what the text tells, which may be
    long past.
    """
    lines = (line for line in _date_lines(text, _HEAD_LINES) if line.tells_publication)
    told = next((line.moment for line in lines if not _contradicts_dateline(text, line.day)), None)
    today = _today(text) if told is None else None
    return read_date(today) if today else told


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
            yield _DateLine(line.span.start, days[0], read_date(days[0]), True, False)


def _openings(text: str, lines: Sequence[_DateLine]) -> list[tuple[int, date | None]]:
    """Where each part begins, its title included; parts without a paragraph of their own are left out."""
    found: list[tuple[int, date | None]] = []
    ends = [*(line.start for line in lines), len(text)][1:]
    for line, end in zip(lines, ends, strict=True):
        if any(map(_is_paragraph, text[line.start : end].split("\n"))):
            found.append((_title_start(text, line), line.day))
    return found


def _is_paragraph(line: str) -> bool:
    return len(line) >= _SHORTEST_PARAGRAPH or _SENTENCE_LINE.fullmatch(line) is not None


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
        before, after = text[start : expression.span.start], text[expression.span.end : end]
        day = _full_day(expression) or _doubtful_day(expression, before)
        if day is None:
            continue
        after = _without_next_stamp(after)
        if _is_all(before, after):
            return _DateLine(start, day, stamped(day, before, after), True, _is_label(before, after))
        if _opens_text(before, after[:_HEAD]):
            return _DateLine(start, day, read_date(day), False, _is_named(before))
    return None


def _doubtful_day(expression: DateExpression, before: str) -> date | None:
    """The likeliest day of one such as 12/01/2023, which nothing in running text would settle."""
    weekday = _WEEKDAY_BEFORE.search(before)
    day = numeric_day((weekday[0] if weekday else "") + expression.text) if expression.pattern == "slashed" else None
    return day.settled(None)[0] if day else None


def _without_next_stamp(after: str) -> str:
    """What stands behind a date, without another stamp of its line."""
    found = _NEXT_STAMP.search(after)
    is_stamp = found is not None and _is_all("", found[0]) and _is_named(_unlabelled(found[0]))
    return after[: found.start()] if found and is_stamp else after


def _is_all(before: str, after: str) -> bool:
    """Whether the rest of a line only labels its date."""
    if len(before) + len(after) > _HEAD or _ADDRESS.search(before) or _SENTENCE_END.search(after):
        return False
    rest = _unlabelled(before + " " + after)
    return sum(sign.isalpha() for sign in rest) <= _MOST_OTHER_LETTERS or bool(_PUBLISHED.search(before))


def _is_label(before: str, after: str) -> bool:
    """Whether a line tells when its text was published, and is no title that names a date."""
    if _PUBLISHED.search(before):
        return True
    others = _unlabelled(before)
    is_apart = not _WORD.search(others) or bool(_SIGN.search(others) or _BYLINE.match(before))
    return is_apart and _is_named(others) and _is_named(_unlabelled(after))


def _unlabelled(words: str) -> str:
    """What the words beside a date say but for labels and times of day."""
    return _LABEL.sub("", without_clock(words))


def _is_named(words: str) -> bool:
    """Whether words are names of places, people and papers, in which none but particles are written small."""
    return not any(word[0].islower() and len(word[0]) > _LONGEST_PARTICLE for word in _WORD.finditer(words))


def _opens_text(before: str, after: str) -> bool:
    """Whether a date stands before its text as in "KARVINA, 3 March 2021 — " or "12 May 2019: "."""
    place = before.strip() == "" or _DATELINE_PLACE.fullmatch(before) is not None
    return place and _DATELINE_DASH.match(after) is not None


def _today(text: str) -> date | None:
    """The day of "today (3 March 2021)"."""
    for found in find_dates(text, 0, len(text)):
        before = text[max(0, found.span.start - _TODAY_REACH) : found.span.start]
        if _TODAY.search(before) and (day := _full_day(found)):
            return day
    return None


def _contradicts_dateline(text: str, day: date) -> bool:
    """Whether a dateline without a year is of another time of the year than a day."""
    line = find_dateline(text, 0, min(len(text), _FIRST_PARAGRAPHS))
    dates = find_dates(text, line.span.start, line.span.end) if line else ()
    told = [resolve_date(found, Anchor(day)) for found in dates if not names_year(found)]
    return any(_seasons_apart(day, one.start) > _LONGEST_IN_PRINT for one in told if one and one.start == one.end)


def _seasons_apart(one: date, other: date) -> int:
    """How many days lie between two days of the year, whatever their years."""
    days = (one - other).days % 365
    return min(days, 365 - days)


def _full_day(expression: DateExpression) -> date | None:
    """The single day that an expression names by itself, or null; older than news on the web is null as well."""
    if not names_year(expression):
        return None
    dates = resolve_date(expression, Anchor(None))
    single = dates is not None and dates.start == dates.end and dates.start.year >= _EARLIEST_YEAR
    return dates.start if dates and single else None
