"""Finds times of day in English text, in figures or as spoken, and writes them as "18:05".

A time that the text gives only about ("after midnight", "around 6 pm") is written "~00:00", "~18:00". Times are
local as written; no zone is applied.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from models.records import Span

_ABOUT = (
    r"(?:(?P<about>(?:(?:shortly|just|soon|minutes)\s)?(?:after|before)|about|around|at around|at about|nearly|almost|"
    r"roughly|approximately|some time after|towards?)\s{1,3})?"
)
_HALF = r"(?P<half>[ap])(?:\.\s?m(?:\.|\b)|m\b)"
_CLOCK_WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_HOUR = rf"(?:(?:1[0-2]|[1-9]|{'|'.join(_CLOCK_WORDS)})\b(?![-:.,]\d))"
_MINUTES = {"five": 5, "ten": 10, "quarter": 15, "twenty": 20, "twenty-five": 25, "half": 30}
_AT_OR_BY = r"(?:(?<=\sat\s)|(?<=\sby\s)|(?<=^at\s))"
# A figure of one digit behind these may as well be a score.
_OTHERS = ("around", "about", "after", "before", "since", "from", "until")
_BEFORE_TIMES = "(?:" + "|".join(rf"(?<=\b{word}\s)" for word in _OTHERS) + ")"
_TIME = re.compile(
    rf"(?<![\w.,:/]){_ABOUT}(?:"
    rf"(?P<h12>1[0-2]|0?[1-9])(?:[:.](?P<m12>[0-5]\d))?\s?{_HALF}"
    r"|(?P<h24>[01]?\d|2[0-3])[:.](?P<m24>[0-5]\d)(?::[0-5]\d)?(?=\s?(?:GMT|UTC|local|hours|h\b|CET|EST|o['’]clock))"
    rf"|(?:{_AT_OR_BY}|{_BEFORE_TIMES}(?=\d\d))(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d)(?![\d:]|\s(?:minutes|seconds)\b)"
    r"|(?P<military>(?:[01]\d|2[0-3])[0-5]\d)(?=\s(?:GMT|UTC|local time|hours)\b)"
    r"|(?:an?\s)?(?:(?P<minutes>twenty[\s-]five|five|ten|twenty|quarter|half|[1-5]?\d)"
    r"(?:\spast|(?<=quarter)\s(?P<to>to)|\sminutes\s(?:past|after|(?P<before>to|before)))\s)"
    rf"(?P<past>{_HOUR}|midnight\b|noon\b|midday\b)"
    rf"|(?P<clock>{_HOUR})(?P<sharp>\so['’]clock)?"
    r"|(?P<word>noon|midday|midnight)\b)",
    re.IGNORECASE,
)
# An hour alone may count anything: "at six in the evening" is a time, "killing six in the evening" is none.
_AT = re.compile(r"(?<!\w)at\s$", re.IGNORECASE)
_AT_REACH = 4
_PART = r"(?P<part>morning|afternoon|evening|night|tonight)\b"
_PART_AFTER = re.compile(
    r"(?:,?\s(?:on|in|at|the|this|that|same|local|time|yesterday|tomorrow|last|early|late|[^\W\d_]{3,6}day)\b){0,5}"
    rf"\s{_PART}",
    re.IGNORECASE,
)
_PART_BEFORE = re.compile(rf"(?<!\w){_PART},?(?:\s(?:at|by|until|from|since|before|after))?\s$", re.IGNORECASE)
_PART_REACH = 30
_HALF_DAY = 12 * 60
# "at 6 p.m. local time (2200 GMT)": the second is the first once more.
_OPENS_BRACKET = re.compile(r"(?:\s[^\W\d_]+){0,3}\s?[(\[]\s?")
_ZONE = re.compile(r"\s?(?:GMT|UTC)\b")


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """A time of day as it stands in the text; ``value`` is "HH:MM", with "~" before it where it is only about so."""

    span: Span
    value: str


def find_times(text: str, start: int, end: int) -> tuple[TimeOfDay, ...]:
    """All times of day of ``text[start:end]`` in order, but for those that tell the one before them in another zone."""
    found: list[TimeOfDay] = []
    for match in _TIME.finditer(text, start, end):
        minutes = _minutes(match, start, end)
        if minutes is not None and not (found and _is_same_moment(found[-1], match)):
            about = "~" if match["about"] else ""
            found.append(TimeOfDay(Span(*match.span()), f"{about}{minutes // 60:02}:{minutes % 60:02}"))
    return tuple(found)


def _is_same_moment(before: TimeOfDay, match: re.Match[str]) -> bool:
    """Whether a time stands in brackets right behind another one and tells its zone."""
    is_beside = _OPENS_BRACKET.fullmatch(match.string, before.span.end, match.start())
    return is_beside is not None and _ZONE.match(match.string, match.end()) is not None


def _minutes(match: re.Match[str], start: int, end: int) -> int | None:
    """Minutes since midnight; null where the text between two offsets leaves morning or evening open."""
    if match["h12"]:
        noon = _HALF_DAY if match["half"].lower() == "p" else 0
        return noon + int(match["h12"]) % 12 * 60 + int(match["m12"] or 0)
    if match["military"]:
        return int(match["military"][:2]) * 60 + int(match["military"][2:])
    if match["word"]:
        return _of_word(match["word"])
    part = _part_of_day(match, start, end)
    if match["h24"] or match["h"]:
        written = int(match["h24"] or match["h"]) * 60 + int(match["m24"] or match["m"])
        return written if part is None or written >= 13 * 60 else _in_part(written, part)
    if match["past"]:
        return _spoken_minutes(match, part)
    reach = max(start, match.start() - _AT_REACH)
    is_time = match["sharp"] or match["about"] or _AT.search(match.string, reach, match.start())
    return _in_part(_hour(match["clock"]) * 60, part) if is_time and part else None


def _spoken_minutes(match: re.Match[str], part: str | None) -> int | None:
    """ "Five past six", where the part of the day is told; "ten to midnight" needs none."""
    told = match["minutes"].lower().replace(" ", "-")
    minutes = int(told) if told.isdecimal() else _MINUTES[told]
    if match["to"] or match["before"]:
        minutes = -minutes
    name = match["past"].lower()
    if name in ("midnight", "noon", "midday"):
        return (_of_word(name) + minutes) % (2 * _HALF_DAY)
    return _in_part(_hour(name) * 60 + minutes, part) if part else None


def _of_word(word: str) -> int:
    return 0 if word.lower() == "midnight" else _HALF_DAY


def _hour(told: str) -> int:
    return int(told) if told.isdecimal() else _CLOCK_WORDS.index(told.lower()) + 1


def _part_of_day(match: re.Match[str], start: int, end: int) -> str | None:
    """The part of the day that is told right behind a time or right before it."""
    text = match.string
    after = _PART_AFTER.match(text, match.end(), end)
    found = after or _PART_BEFORE.search(text, max(start, match.start() - _PART_REACH), match.start())
    return found["part"].lower() if found else None


def _in_part(minutes: int, part: str) -> int | None:
    """A time of the dial in a part of the day, null where it has no such time ("nine in the afternoon")."""
    minutes %= _HALF_DAY
    hour = minutes // 60
    if part == "morning":
        return minutes
    if part == "afternoon":
        return minutes + _HALF_DAY if hour <= 6 else None
    if part == "evening":
        return minutes + _HALF_DAY if hour >= 4 else None
    return minutes + _HALF_DAY if hour >= 6 else minutes
