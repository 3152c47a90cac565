"""Article texts as the page holds them: pieces of text, and offsets in the units that a browser counts in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_LAST_OF_ONE_UNIT = "\uffff"

_AROUND = 300
"""Code points kept on each side of a span in a text that is not given whole."""

_LONGEST = 1500
"""The most code points of one span that are kept in such a text."""


@dataclass(frozen=True, slots=True)
class Units:
    """Turns offsets in code points into UTF-16 code units; ``astral`` are the code points that take two of these."""

    astral: Sequence[int]

    @classmethod
    def of(cls, text: str) -> Units:
        """Return what turns the offsets into this text."""
        beyond = not text.isascii() and max(text) > _LAST_OF_ONE_UNIT
        return cls([at for at, character in enumerate(text) if character > _LAST_OF_ONE_UNIT] if beyond else ())

    def __call__(self, offset: int) -> int:
        """Return the offset in UTF-16 code units of a code point."""
        return offset + bisect_left(self.astral, offset) if self.astral else offset


def pieces(length: int, spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return the parts of a long text that are kept: the spans with some text around them, merged, in order."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted((max(0, a - _AROUND), min(length, b, a + _LONGEST) + _AROUND) for a, b in spans):
        stop = min(end, length)
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(stop, merged[-1][1]))
        else:
            merged.append((start, stop))
    return tuple(merged)


def clip(text: str | None, most: int) -> str | None:
    """Return the text, cut with an ellipsis where it is longer than ``most`` code points."""
    return text if text is None or len(text) <= most else f"{text[: most - 1]}…"
