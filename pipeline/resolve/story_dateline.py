"""The dateline that opens a story: "MOSUL, Iraq, May 3 (Meridian) - "."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from models.records import Span

_DATELINE = re.compile(
    r"^[ \t]{0,5}(?P<place>[^\W\d_][^\n,(—–―\d]{1,40}?)(?:, ?[^\n(—–―]{1,30}?){0,3}\s?(?:\([^()\n]{1,40}\)\s?)?"
    r"(?:—|–|―|--|(?<=[\s)])-(?=\s))\s?",
    re.MULTILINE,
)
_MOST_WORDS = 4
_SHORTEST = 3
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where a dateline stands, dash included, and where its place does."""

    span: Span
    place: Span


def find_dateline(text: str, start: int, end: int) -> Dateline | None:
    """The first dateline of ``text[start:end]``, null where it has none."""
    return next(find_datelines(text, start, end), None)


def ends_dateline(text: str, at: int) -> bool:
    """Whether a dateline ends right before an offset."""
    start = text.rfind("\n", max(0, at - _LONGEST), at) + 1
    return any(line.span.end == at for line in find_datelines(text, start, at))


def find_datelines(text: str, start: int, end: int) -> Iterator[Dateline]:
    """The datelines of ``text[start:end]``: a place in capitals and a dash at the start of a line."""
    for match in _DATELINE.finditer(text, start, end):
        place = match["place"].strip()
        if place.isupper() and len(place) >= _SHORTEST and len(place.split()) <= _MOST_WORDS:
            yield Dateline(Span(*match.span()), Span(match.start("place"), match.start("place") + len(place)))
