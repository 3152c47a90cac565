"""Parts sentences of the site from the paragraph to whose beginning or end a scraper glued them."""

from __future__ import annotations

import re

from models.records import Span, stripped
from pipeline.clean.blocks import Block
from pipeline.clean.notes import is_labelled, is_note
from pipeline.clean.score import judge

_BOUNDARY = re.compile(r"[.!?…][\"”’»)\]]{0,3}\s+(?=[\"“„«(\[]?[A-ZÀ-Ý0-9])")
_SHORTEST_PARTED = 160  # characters; shorter blocks are judged whole
_HEAD = 400
_TAIL = 700
_SURELY_BOILERPLATE = 1.5


def part_edges(block: Block) -> list[Block]:
    """Returns the block, or where its first or last sentences are boilerplate and the rest is story, its parts."""
    if len(block.text) < _SHORTEST_PARTED:
        return [block]
    if _is_note(block):
        return [block]
    first, last = _leading(block), _trailing(block)
    if (first == 0 and last == len(block.text)) or first >= last:
        return [block]
    middle = _slice(block, first, last)
    if not judge(middle).is_anchor:
        return [block]
    edges = (_slice(block, 0, first), middle, _slice(block, last, len(block.text)))
    return [part for part in edges if part.text]


def _leading(block: Block) -> int:
    """Where the first sentence begins that is not surely boilerplate."""
    start = 0
    for boundary in _BOUNDARY.finditer(block.text, 0, _HEAD):
        if not _is_boilerplate(_slice(block, start, boundary.end())):
            break
        start = boundary.end()
    return start


def _trailing(block: Block) -> int:
    """Where the last sentence ends that is not surely boilerplate; whatever follows a note of the editors is its."""
    boundaries = list(_BOUNDARY.finditer(block.text, max(0, len(block.text) - _TAIL)))
    ends = (found.end() for found in boundaries)
    end = next((at for at in ends if _is_note(_slice(block, at, len(block.text)))), len(block.text))
    for boundary in reversed([found for found in boundaries if found.end() < end]):
        if not _is_boilerplate(_slice(block, boundary.end(), end)):
            break
        end = boundary.end()
    return end


def _is_note(part: Block) -> bool:
    # To look at its first words is much cheaper than to judge it.
    return (is_note(part.text) or is_labelled(part.text)) and judge(part).is_note


def _is_boilerplate(sentence: Block) -> bool:
    return judge(sentence).score >= _SURELY_BOILERPLATE


def _slice(block: Block, start: int, end: int) -> Block:
    part = stripped(block.text, Span(start, end))
    return Block(block.start + part.start, block.start + part.end, block.text[part.start : part.end])
