"""Splits a text into blocks, the units that are kept or dropped: a line, or a paragraph that was wrapped into lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from models.records import Span, stripped

# Plain-text mail and wires wrap between 60 and 80 columns; a longer line means that lines are paragraphs.
_NARROWEST_WRAP = 40
_WIDEST_WRAP = 100


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text without whitespace at its ends; ``text`` is ``source[start:end]``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not blank; ``ordinal`` counts all lines, so that a gap in it shows blank lines."""

    ordinal: int
    start: int
    end: int
    text: str


def split_blocks(text: str) -> list[Block]:
    """Returns the blocks of a text in order; blank lines belong to none."""
    lines = list(_lines(text))
    width = _wrap_width(lines)
    if width is None:
        return [Block(line.start, line.end, line.text) for line in lines]
    return [Block(first.start, last.end, text[first.start : last.end]) for first, last in _unwrapped(lines, width)]


def _lines(text: str) -> Iterator[_Line]:
    position = 0
    for ordinal, raw in enumerate(text.splitlines(keepends=True)):
        content = stripped(text, Span(position, position + len(raw)))
        if content.end > content.start:
            yield _Line(ordinal, content.start, content.end, text[content.start : content.end])
        position += len(raw)


def _wrap_width(lines: list[_Line]) -> int | None:
    """The column at which the text was wrapped; None where lines are whole paragraphs."""
    width = max((len(line.text) for line in lines), default=0)
    if not _NARROWEST_WRAP <= width <= _WIDEST_WRAP:
        return None
    broken = sum(_continues(line, following, width) for line, following in pairwise(lines))
    # In a wrapped text many lines run into the next one; headlines of like length seldom do.
    return width if broken >= 3 and broken * 4 >= len(lines) else None


def _continues(line: _Line, following: _Line, width: int) -> bool:
    """Whether a line was broken because the next word did not fit, and not because its paragraph ended."""
    if following.ordinal != line.ordinal + 1:
        return False
    first_word = following.text.split(maxsplit=1)[0]
    full = len(line.text) + 1 + len(first_word) >= width - 4
    return full and (line.text[-1].isalnum() or line.text[-1] in ",;-–—" or not following.text[0].isupper())


def _unwrapped(lines: list[_Line], width: int) -> Iterator[tuple[_Line, _Line]]:
    """Yields the first and last line of each paragraph."""
    first = lines[0]
    for line, following in pairwise(lines):
        if not _joined(line, following, width):
            yield first, line
            first = following
    yield first, lines[-1]


def _joined(line: _Line, following: _Line, width: int) -> bool:
    if _continues(line, following, width):
        return True
    # A full line may end with a full stop in mid-paragraph.
    adjacent = following.ordinal == line.ordinal + 1
    return adjacent and len(line.text) + 1 + len(following.text.split(maxsplit=1)[0]) >= width - 1
