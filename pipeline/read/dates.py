"""Dates of publication in any usual form and zone, as UTC. The clock is never asked, so results do not change."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import Final

import dateparser

from pipeline.read.limits import MAX_DATE_CHARS
from pipeline.read.numeric_days import numeric_day

#: The first newspapers were printed in the early 1600s; a year outside of this range is a misread number.
FIRST_YEAR: Final = 1600
LAST_YEAR: Final = 2100

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)

# Seconds since 1970 before March 1973 are far more often a counter, a year or a zero that means "none".
_FIRST_EPOCH_SECOND: Final = 100_000_000

# Exports write 20210303 and 20210303180500; as seconds both would be dates long past or far ahead.
_COMPACT: Final = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)Z?)?")
_NUMBER: Final = re.compile(r"\d{9,19}(?:\.\d{1,9})?")

# Names that several zones share, hours apart. Those of North America mean what RFC 2822 says.
_SHARED_ZONE: Final = re.compile(r"(?<=[\dMm.]) ?\(?(?:IST|BST|AST|GST|AMT|ADT|ECT|SST|WST)\)?$")
_OFFSET: Final = re.compile(r"[+-]\d\d:?\d\d ?\(?[A-Z]+\)?$")

# A day, month and year must all be there, and nothing be relative to today. English and what else news is written in:
# trying every language that the library knows takes a second for a string that is no date.
_DATEPARSER_SETTINGS: Final = {
    "PARSERS": ["absolute-time"],
    "STRICT_PARSING": True,
    "REQUIRE_PARTS": ["day", "month", "year"],
}
_LANGUAGES: Final = ["en", "es", "fr", "de", "pt", "it", "nl", "pl", "ru", "uk", "tr", "ar", "zh", "ja", "ko"]


@dataclass(frozen=True, slots=True)
class ReadDate:
    """The moment that a value means, null where it makes no sense; ``is_ambiguous`` where it may mean another one.

    ``local_day`` is the day in the value's own zone, null where that of the moment in UTC is the same. "Today" in a
    text is this day: an evening in Lima is the next day in UTC.
    """

    moment: datetime | None
    is_ambiguous: bool = False
    local_day: date | None = None


def read_date(value: object, url: str | None = None) -> ReadDate:
    """Read the moment that a value of a record means.

    Takes text (ISO 8601, RFC 2822, compact digits, seconds or finer since 1970, or a date in words), numbers, dates and
    datetimes. A moment without a zone is taken as UTC, a day as its midnight. A day such as 05/03/2024 is the one that
    the article's address agrees with, else month first, unless that is impossible; 05.03.2024 and 05-03-2024 are day
    first. Ambiguous are days that are such a guess, and moments in a zone whose name several zones share, which is left
    out.
    """
    if not isinstance(value, str) or len(value) > MAX_DATE_CHARS:
        return _as_read(_moment(value))
    text = " ".join(value.split())
    zone = None if _OFFSET.search(text) else _SHARED_ZONE.search(text)
    text = text[: zone.start()] if zone else text
    day = numeric_day(text)
    if day is None:
        return _as_read(_from_text(text), zone is not None)
    settled, is_guess = day.settled(url)
    return _as_read(_from_text(settled.isoformat() + day.rest), is_guess or zone is not None)


def _in_utc(moment: datetime | None) -> datetime | None:
    if moment is None:
        return None
    try:
        moment = moment.replace(tzinfo=UTC) if moment.utcoffset() is None else moment.astimezone(UTC)
    except OverflowError:
        return None
    return moment if FIRST_YEAR <= moment.year <= LAST_YEAR else None


def _as_read(moment: datetime | None, is_ambiguous: bool = False) -> ReadDate:
    in_utc = _in_utc(moment)
    if moment is None or in_utc is None:
        return ReadDate(None)
    return ReadDate(in_utc, is_ambiguous, moment.date() if moment.date() != in_utc.date() else None)


def _moment(value: object) -> datetime | None:
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime.combine(value, time())
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return _from_text(str(value)) if value.bit_length() <= 64 else None
    if isinstance(value, float | Decimal):
        return _from_text(format(value, ".6f")) if 0 < value < 1e20 else None
    return None


@lru_cache(maxsize=4096)
def _from_text(text: str) -> datetime | None:
    """Try the forms from the strictest to the loosest."""
    if text.replace(".", "").isdigit() and text.isascii():
        return _from_digits(text)
    parsers: tuple[Callable[[str], datetime | None], ...] = (
        datetime.fromisoformat,
        _from_mail_date,
        _from_words,
    )
    return next((moment for parse in parsers if (moment := _attempt(parse, text)) is not None), None)


def _attempt(parse: Callable[[str], datetime | None], text: str) -> datetime | None:
    """Run a parser, of ours or a library's, of which no failure says more than that this is not its form."""
    try:
        return parse(text)
    except Exception:
        return None


def _from_mail_date(text: str) -> datetime | None:
    """Read RFC 2822. Its parser drops zone names that it does not know; they are left to the next parser."""
    moment = parsedate_to_datetime(text)
    return moment if moment.tzinfo is not None else None


def _from_words(text: str) -> datetime | None:
    moment: datetime | None = dateparser.parse(text, languages=_LANGUAGES, settings=_DATEPARSER_SETTINGS)
    return moment


def _from_digits(text: str) -> datetime | None:
    whole = text.removesuffix(".000000")
    compact = _COMPACT.fullmatch(whole)
    if compact is not None:
        moment = _attempt(_from_compact, whole)
        if moment is not None and FIRST_YEAR <= moment.year <= LAST_YEAR:
            return moment
    return _from_epoch(whole) if _NUMBER.fullmatch(whole) else _attempt(_from_words, text)


def _from_compact(text: str) -> datetime | None:
    found = _COMPACT.fullmatch(text)
    return datetime(*(int(part) for part in found.groups(default="0"))) if found else None  # type: ignore[arg-type]


def _from_epoch(text: str) -> datetime | None:
    """Read seconds, milliseconds, microseconds or nanoseconds since 1970, told apart by their size."""
    seconds = Decimal(text)
    while seconds >= 100_000_000_000:
        seconds /= 1000
    if seconds < _FIRST_EPOCH_SECOND:
        return None
    return _EPOCH + timedelta(microseconds=int(seconds * 1_000_000))
