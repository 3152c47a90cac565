"""The moment that a stamp of publication tells: its day with the time of day and the zone that stand beside it."""

from __future__ import annotations

import re
from datetime import date

from pipeline.read.dates import ReadDate, read_date

_CLOCK = re.compile(
    r"(?:(?<![\w.:/-])|(?<=\dT)|(?<=^T))(?P<hour>[01]?\d|2[0-3])"
    r"(?:[:.h](?P<minute>[0-5]\d)(?::[0-5]\d(?:\.\d{1,9})?)?)?(?![\d/]|[:.-]\d)"
    r"(?:\s?(?P<half>[AaPp])\.?\s?[Mm]\b\.?)?"
    r"(?:\s?\(?(?P<zone>(?:GMT|UTC)?[+-]\d{1,2}(?::?\d\d)?|Z\b|[A-Z]{2,5}\b))?"
)


def stamped(day: date, before: str, after: str) -> ReadDate:
    """The moment on a day that the words behind or before it on its line tell, else its midnight.

    A time without a zone that is known is taken as UTC.
    """
    found = next((clock for words in (after, before) for clock in _CLOCK.finditer(words) if _is_clock(clock)), None)
    if found is None:
        return read_date(day)
    written = f"{day.isoformat()} {_hour(found):02}:{found['minute'] or '00'}"
    zoned = read_date(f"{written} {found['zone']}") if found["zone"] else read_date(written)
    return zoned if zoned.moment else read_date(written)


def without_clock(words: str) -> str:
    """Some words without the times of day in them and their zones."""
    return _CLOCK.sub(lambda found: "" if _is_clock(found) else found[0], words)


def _is_clock(found: re.Match[str]) -> bool:
    """Whether a number is a time: with minutes, or as an hour of the morning or the afternoon."""
    return bool(found["minute"] or found["half"]) and not (found["half"] and int(found["hour"]) > 12)


def _hour(found: re.Match[str]) -> int:
    hour, half = int(found["hour"]), (found["half"] or "").lower()
    return hour % 12 + (12 if half == "p" else 0) if half else hour
