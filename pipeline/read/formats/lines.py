"""Lines of a stream of bytes, none of them held in memory beyond a limit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.read.items import Readable, excerpt_of
from pipeline.read.limits import CHUNK_BYTES


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its line feed, if it has one, and the offset of its first byte.

    Of a line that is ``too_long`` only the start is kept.
    """

    offset: int
    data: bytes
    too_long: bool = False


def bounded_lines(stream: Readable, limit: int, offset: int = 0) -> Iterator[Line]:
    """Yield the lines of a stream whose next byte is at ``offset``; lines longer than ``limit`` bytes are cut.

    An exception of the stream passes through after the lines that were complete before it.
    """
    pieces: list[bytes] = []
    length = 0
    while chunk := stream.read(CHUNK_BYTES):
        *complete, rest = chunk.split(b"\n")
        for part in complete:
            end = part + b"\n"
            yield _line(offset, pieces, end, length + len(end), limit)
            offset += length + len(end)
            pieces, length = [], 0
        length += len(rest)
        # Of a line that is too long already no more than its start is kept.
        if rest and (length <= limit or not pieces):
            pieces.append(rest)
    if length:
        yield _line(offset, pieces, b"", length, limit)


def _line(offset: int, pieces: list[bytes], end: bytes, length: int, limit: int) -> Line:
    if length > limit:
        return Line(offset, excerpt_of(pieces[0] if pieces else end), too_long=True)
    return Line(offset, b"".join([*pieces, end]))
