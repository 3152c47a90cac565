"""Checks of values, each by itself: words from closed sets, codes, ranges and pairs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from pipeline.verify.folder import Row, Rows, where
from pipeline.verify.violation import Violation
from schemas.dataset import VECTOR_COLUMN
from schemas.vocabulary import (
    EVENT_TYPES,
    MAX_EXCERPT_BYTES,
    MODALITIES,
    PUBLISHED_AT_SOURCES,
    QUOTATIONS,
    ROLES,
    STANCES,
)

_BYTES_PER_FLOAT: Final = 2
_COUNTRY: Final = re.compile("[A-Z]{3}")
_SECTOR: Final = re.compile("[A-Z]{3}")
_TIME_OF_DAY: Final = re.compile("~?(?:[01][0-9]|2[0-3]):[0-5][0-9]")

_CLOSED_SETS: Final = (
    ("articles", "published_at_source", PUBLISHED_AT_SOURCES),
    ("event_mentions", "event_type", EVENT_TYPES),
    ("event_mentions", "modality", MODALITIES),
    ("event_mentions", "arguments.role", ROLES),
    ("events", "event_type", EVENT_TYPES),
    ("events", "modality", MODALITIES),
    ("claim_mentions", "quotation", QUOTATIONS),
    ("claim_mentions", "stance", STANCES),
    ("claims", "quotation", QUOTATIONS),
    ("claims", "stance", STANCES),
    ("superseded", "dataset", ("events", "claims")),
)

_FORMS: Final = (
    ("event_mentions", "place_country", _COUNTRY),
    ("event_mentions", "arguments.country", _COUNTRY),
    ("event_mentions", "arguments.sector", _SECTOR),
    ("event_mentions", "time_of_day", _TIME_OF_DAY),
    ("events", "place_country", _COUNTRY),
    ("events", "actors.country", _COUNTRY),
    ("events", "actors.sector", _SECTOR),
    ("events", "recipients.country", _COUNTRY),
    ("events", "recipients.sector", _SECTOR),
    ("claim_mentions", "speaker_country", _COUNTRY),
    ("claim_mentions", "speaker_sector", _SECTOR),
    ("claims", "speaker_country", _COUNTRY),
    ("claims", "speaker_sector", _SECTOR),
)

_RANGES: Final = (
    ("event_mentions", "confidence", 0, 1),
    ("event_mentions", "specificity", 0, 1),
    ("event_mentions", "latitude", -90, 90),
    ("event_mentions", "longitude", -180, 180),
    ("event_mentions", "revision", 0, 2**31),
    ("events", "confidence", 0, 1),
    ("events", "specificity", 0, 1),
    ("events", "latitude", -90, 90),
    ("events", "longitude", -180, 180),
    ("events", "revision", 0, 2**31),
    ("claim_mentions", "confidence", 0, 1),
    ("claim_mentions", "revision", 0, 2**31),
    ("claims", "revision", 0, 2**31),
    ("superseded", "revision", 1, 2**31),
)

_PAIRS: Final = (
    ("articles", "published_at", "published_at_source"),
    ("event_mentions", "date_start", "date_end"),
    ("event_mentions", "latitude", "longitude"),
    ("events", "date_start", "date_end"),
    ("events", "latitude", "longitude"),
    ("events", "first_reported_at", "last_reported_at"),
    ("claims", "first_reported_at", "last_reported_at"),
)
"""Two columns of which either both or none has a value."""


def words_are_of_their_set(rows: Rows) -> Iterator[Violation]:
    """A value from a closed set is one of it."""
    for name, path, allowed in _CLOSED_SETS:
        for row in rows.of[name]:
            for value in _values(row, path):
                if value not in allowed:
                    yield Violation(f"{path} is one of {', '.join(allowed)}", where(name, row), repr(value))


def codes_have_their_form(rows: Rows) -> Iterator[Violation]:
    """Countries, sectors and times of day have the form of one."""
    for name, path, form in _FORMS:
        for row in rows.of[name]:
            for value in _values(row, path):
                if not form.fullmatch(value):
                    yield Violation(f"{path} has the form {form.pattern}", where(name, row), repr(value))


def numbers_are_in_range(rows: Rows) -> Iterator[Violation]:
    """Confidences, coordinates and revisions are in their range."""
    for name, path, low, high in _RANGES:
        for row in rows.of[name]:
            for value in _values(row, path):
                if not low <= value <= high:
                    yield Violation(f"{path} is from {low} to {high}", where(name, row), str(value))


def pairs_are_whole(rows: Rows) -> Iterator[Violation]:
    """Of two columns that make one value, either both are null or none."""
    for name, first, second in _PAIRS:
        for row in rows.of[name]:
            if (row[first] is None) != (row[second] is None):
                finding = f"{row[first]} and {row[second]}"
                yield Violation(f"{first} and {second} are both there or both null", where(name, row), finding)


def dates_are_in_order(rows: Rows) -> Iterator[Violation]:
    """An event does not end before it starts."""
    for name in ("event_mentions", "events"):
        for row in rows.of[name]:
            start, end = row["date_start"], row["date_end"]
            if start is not None and end is not None and end < start:
                yield Violation("date_end is not before date_start", where(name, row), f"{start} to {end}")


def rejects_give_a_reason(rows: Rows) -> Iterator[Violation]:
    """A reject says which stage refused it and why, and keeps no more of it than it may."""
    for row in rows.of["rejects"]:
        for column in ("stage", "error_type", "error_message"):
            if not row[column].strip():
                yield Violation("rejects give a reason", where("rejects", row), f"{column} is empty")
        if len(row["excerpt"]) > MAX_EXCERPT_BYTES:
            finding = f"{len(row['excerpt'])} bytes"
            yield Violation(f"excerpts have at most {MAX_EXCERPT_BYTES} bytes", where("rejects", row), finding)


def vectors_are_of_one_length(rows: Rows) -> Iterator[Violation]:
    """The vectors of a dataset are whole 16-bit floats, as many in each row that has a vector."""
    for name in ("articles", "event_mentions", "claim_mentions"):
        lengths = Counter(len(row[VECTOR_COLUMN]) for row in rows.of[name] if row[VECTOR_COLUMN])
        usual = max(lengths, key=lambda length: (lengths[length], length), default=0)
        for row in rows.of[name]:
            length = len(row[VECTOR_COLUMN])
            if length and (length != usual or length % _BYTES_PER_FLOAT):
                finding = f"{length} bytes, others have {usual}"
                yield Violation("vectors are of one length", where(name, row), finding)


def _values(row: Row, path: str) -> list[Any]:
    """Return the values, nulls left out, of a column or of one field of each item of a column."""
    column, _, inner = path.partition(".")
    values = [item[inner] for item in row[column]] if inner else [row[column]]
    return [value for value in values if value is not None]


VALUE_CHECKS = (
    words_are_of_their_set,
    codes_have_their_form,
    numbers_are_in_range,
    pairs_are_whole,
    dates_are_in_order,
    rejects_give_a_reason,
    vectors_are_of_one_length,
)
