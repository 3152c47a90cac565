"""Finds times of day in English text and writes them as "18:05".

A time that the text gives only about ("shortly after midnight", "around 6 pm") is written "~00:00", "~18:00". Times are
local as written; no zone is applied.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from models.records import Span

_ABOUT = (
    r"(?:(?P<about>(?:shortly|just|soon|minutes)\s(?:after|before)|about|around|at around|at about|nearly|almost|"
    r"roughly|approximately|some time after|towards?)\s{1,3})?"
)
_HALF = r"(?P<half>[ap])(?:\.\s?m(?:\.|\b)|m\b)"
_TIME = re.compile(
    rf"(?<![\w.,:/]){_ABOUT}(?:"
    rf"(?P<h12>1[0-2]|0?[1-9])(?:[:.](?P<m12>[0-5]\d))?\s?{_HALF}"
    r"|(?P<h24>[01]?\d|2[0-3])[:.](?P<m24>[0-5]\d)(?::[0-5]\d)?(?=\s?(?:GMT|UTC|local|hours|h\b|CET|EST|o['’]clock))"
    r"|(?:(?<=\sat\s)|(?<=\sby\s)|(?<=^at\s))(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d)(?![\d:])"
    r"|(?P<military>(?:[01]\d|2[0-3])[0-5]\d)(?=\s(?:GMT|UTC|local time|hours)\b)"
    r"|(?P<clock>1[0-2]|[1-9]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\so['’]clock"
    r"(?:\sin\sthe\s(?P<daypart>morning|afternoon|evening)|\sat\s(?P<night>night))?"
    r"|(?P<word>noon|midday|midnight)\b)",
    re.IGNORECASE,
)
_CLOCK_WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """A time of day as it stands in the text; ``value`` is "HH:MM", with "~" before it where it is only about so."""

    span: Span
    value: str


def find_times(text: str, start: int, end: int) -> tuple[TimeOfDay, ...]:
    """All times of day of ``text[start:end]`` in order."""
    found = []
    for match in _TIME.finditer(text, start, end):
        minutes = _minutes(match)
        if minutes is not None:
            about = "~" if match["about"] else ""
            found.append(TimeOfDay(Span(*match.span()), f"{about}{minutes // 60:02}:{minutes % 60:02}"))
    return tuple(found)


def _minutes(match: re.Match[str]) -> int | None:
    """Minutes since midnight; null where the text leaves morning or evening open."""
    if match["h12"]:
        return _half_day_minutes(int(match["h12"]), int(match["m12"] or 0), match["half"].lower() == "p")
    if match["h24"] or match["h"]:
        return int(match["h24"] or match["h"]) * 60 + int(match["m24"] or match["m"])
    if match["military"]:
        return int(match["military"][:2]) * 60 + int(match["military"][2:])
    if match["clock"]:
        return _clock_minutes(match)
    return 0 if match["word"].lower() == "midnight" else 12 * 60


def _clock_minutes(match: re.Match[str]) -> int | None:
    word, part = match["clock"].lower(), (match["daypart"] or match["night"] or "").lower()
    hour = int(word) if word.isdecimal() else _CLOCK_WORDS.index(word) + 1
    return _half_day_minutes(hour, 0, part != "morning") if part else None


def _half_day_minutes(hour: int, minute: int, after_noon: bool) -> int:
    return (hour % 12 + (12 if after_noon else 0)) * 60 + minute
