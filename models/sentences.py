"""Cuts a text into sentences whose offsets are code points into the whole text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sentencex import get_sentence_boundaries

from models.records import Span, stripped

_LINE = re.compile(r"[^\n]+")
# What the library takes for the end of a sentence: "Ms. Miro", "Ft. Karlin", "non-U.S. citizens".
_ABBREVIATED = re.compile(r"(?:\b(?:Ms|Mx|Ft)\.\s*|-[A-Z]\.)$")
_GOES_ON = re.compile(r"[A-Z\d]")
_MONTH_ENDS = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.[\"”’)]?(?=\s+(?P<next>[\"“‘(]?[A-Z][a-z]))"
)
_CLOSING_MARKS = "\"'”’»)]"
_TERMINATORS = ".!?:;…"
_LONGEST_PIECE = 20_000
_LONGEST_ENDING = 8


def split_sentences(text: str, part: Span) -> list[Span]:
    """Returns the sentences of ``text[part.start:part.end]`` in order, without the white space around them.

    A line break ends a sentence, except in text that is wrapped at a fixed width, where the next line goes on in
    lower case after a line without a final mark.
    """
    sentences: list[Span] = []
    for paragraph in _paragraphs(text, part):
        sentences.extend(_paragraph_sentences(text, paragraph))
    return sentences


def _paragraphs(text: str, part: Span) -> Iterator[Span]:
    start = end = None
    for line in _LINE.finditer(text, part.start, part.end):
        if start is not None and end is not None and not _wrapped(text, start, end, line.start()):
            yield Span(start, end)
            start = None
        start = line.start() if start is None else start
        end = line.end()
    if start is not None and end is not None:
        yield Span(start, end)


def _wrapped(text: str, start: int, end: int, next_start: int) -> bool:
    last = text[max(start, end - 8) : end].rstrip().rstrip(_CLOSING_MARKS)
    return next_start == end + 1 and text[next_start].islower() and not last.endswith(tuple(_TERMINATORS))


def _paragraph_sentences(text: str, paragraph: Span) -> Iterator[Span]:
    for piece_start in range(paragraph.start, paragraph.end, _LONGEST_PIECE):
        piece = text[piece_start : min(piece_start + _LONGEST_PIECE, paragraph.end)]
        start = None
        for boundary in get_sentence_boundaries("en", piece):
            start = boundary["start_index"] if start is None else start
            end = boundary["end_index"]
            if _ABBREVIATED.search(piece, max(start, end - _LONGEST_ENDING), end) and _GOES_ON.match(piece, end):
                continue
            span = stripped(text, Span(piece_start + start, piece_start + end))
            start = None
            yield from _parted_behind_months(text, span)


def _parted_behind_months(text: str, sentence: Span) -> Iterator[Span]:
    """The sentences of what the library takes for one because the first ends in "May." or "Nov."; none of nothing."""
    start = sentence.start
    for month in _MONTH_ENDS.finditer(text, sentence.start, sentence.end):
        yield Span(start, month.end())
        start = month.start("next")
    if start < sentence.end:
        yield Span(start, sentence.end)
