"""Finds the body of an article: the spans of its text that are story. The text itself is never rewritten."""

from __future__ import annotations

from collections.abc import Sequence

from models.records import Span, stripped
from pipeline.clean.blocks import Block, split_blocks
from pipeline.clean.context import context_scores, enclosed_notes
from pipeline.clean.edges import part_edges
from pipeline.clean.score import judge

_UNCERTAIN = -1.0


def whole_text(text: str) -> tuple[Span, ...]:
    """Returns the text as one span without the whitespace at its ends; none where there is only whitespace."""
    whole = stripped(text, Span(0, len(text)))
    return (whole,) if whole.start < whole.end else ()


def find_body(text: str, title: str | None = None) -> tuple[Span, ...]:
    """Returns the spans that are article and not boilerplate, in order; paragraphs that follow each other share one.

    Headlines, subheadings, datelines, dates within the story and quotations are article; bylines, stamps of
    publication, captions, notes on authors, corrections and other notes of the editors and all furniture of the page
    are not. Where nothing would be left, the whole text is the body. Takes time linear in the length of the text.
    """
    blocks = [part for block in split_blocks(text) for part in part_edges(block)]
    kept = [block for block, boilerplate in zip(blocks, classify(blocks, title), strict=True) if not boilerplate]
    return _spans(text, kept) if kept else whole_text(text)


def classify(blocks: Sequence[Block], title: str | None = None) -> list[bool]:
    """Tells of each block of a text whether it is boilerplate."""
    page = [judge(block) for block in blocks]
    scores = [item.score + context for item, context in zip(page, context_scores(page, title), strict=True)]
    decided = [_is_boilerplate(scores, index) for index in range(len(scores))]
    for index in enclosed_notes(page, decided):
        decided[index] = True
    return decided


def _is_boilerplate(scores: list[float], index: int) -> bool:
    """Above nothing a block is boilerplate; a little below, it is what both its neighbours are."""
    if not _UNCERTAIN < scores[index] <= 0:
        return scores[index] > 0
    neighbours = scores[max(index - 1, 0) : index] + scores[index + 1 : index + 2]
    return bool(neighbours) and all(score > 0 for score in neighbours)


def _spans(text: str, kept: Sequence[Block]) -> tuple[Span, ...]:
    """Joins kept blocks between which there is only whitespace."""
    spans = [Span(kept[0].start, kept[0].end)]
    for block in kept[1:]:
        if text[spans[-1].end : block.start].isspace():
            spans[-1] = Span(spans[-1].start, block.end)
        else:
            spans.append(Span(block.start, block.end))
    return tuple(spans)
