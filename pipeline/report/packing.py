"""Data as text that cannot end the element it stands in: JSON, deflated, in base64."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import TypeVar

_Item = TypeVar("_Item")
_LEVEL = 6
_RAW = -15
"""Bits of the window, negative for deflate without a header, which browsers call ``deflate-raw``."""


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the page's data that is unpacked when it is needed: the id of its element and its packed text."""

    name: str
    packed: str


def pack(name: str, value: object) -> Block:
    """Return the value as a block."""
    content = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, _RAW)
    return Block(name, base64.b64encode(deflate.compress(content) + deflate.flush()).decode("ascii"))


def chunk_starts(sizes: Sequence[int], most: int) -> list[int]:
    """Return where to cut a sequence so that a chunk is at most ``most`` in size, or one item if that is larger."""
    starts, size = [], most + 1
    for position, item in enumerate(sizes):
        if size + item > most:
            starts.append(position)
            size = 0
        size += item
    return starts


def chunks(items: Sequence[_Item], starts: Sequence[int]) -> Iterator[Sequence[_Item]]:
    """Yield the chunks of a sequence that is cut at ``starts``."""
    for start, stop in zip_longest(starts, starts[1:], fillvalue=len(items)):
        yield items[start:stop]
