"""What a file is read into: records with raw values, faults, and things that are no articles and no faults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from pipeline.read.limits import MAX_EXCERPT_BYTES


class Readable(Protocol):
    """A stream of bytes: ``read(size)`` gives at most that many, and none at the end."""

    def read(self, size: int, /) -> bytes:
        """Return up to ``size`` bytes."""


@dataclass(frozen=True, slots=True)
class Record:
    """One input article as its file gives it.

    ``number`` is where it is in its file (byte offset of a JSON line, index of any other record), whatever the way in
    which the file was split; null where the file is the record. ``charset`` is the declared one of bytes values.
    """

    number: int | None
    values: Mapping[str, object]
    charset: str | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """A record, or the rest of a file, that cannot be used."""

    number: int | None
    error_type: str
    message: str
    excerpt: bytes = b""


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something in a file that is no article by its nature, such as the request in a WARC; ``kind`` is counted."""

    kind: str


Item = Record | Fault | Skipped


def excerpt_of(data: bytes | str) -> bytes:
    """Return the start of a raw record as bytes, cut to what a reject keeps."""
    encoded = data[:MAX_EXCERPT_BYTES]
    if isinstance(encoded, str):
        encoded = encoded.encode("utf-8", "replace")
    return encoded[:MAX_EXCERPT_BYTES]


def excerpt_of_values(values: Mapping[str, object]) -> bytes:
    """Return the start of a record's values, a line each, cut to what a reject keeps."""
    return excerpt_of("\n".join(f"{name[:100]}: {shown(value)}" for name, value in islice(values.items(), 64)))


def shown(value: object) -> str:
    """Return the start of a value; what is within a list or an object may be of any size and depth."""
    if isinstance(value, list | dict):
        return f"<{type(value).__name__}>"
    return str(value[:1000] if isinstance(value, str | bytes) else value)[:1000]
