"""Splits a block that one worker cannot hold into parts of members that lie near each other.

The medians of its trees of planes are those of a sample of the block: of the members with the smallest hashes, so that
a part depends on the set of the block's members and on nothing else. Members are routed one by one and in no order, so
a block of any size passes through a worker that holds only the sample.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
import numpy.typing as npt

from pipeline.fold.blocks import MEMBERS_AT_ONCE, Comparison, Sketched, link_all
from pipeline.fold.components import Link
from pipeline.fold.directions import along
from pipeline.fold.sketching import Floats, hash_of, table_of

LARGEST_BLOCK = MEMBERS_AT_ONCE
"""Members of a block that is not split."""

_PART = LARGEST_BLOCK // 4
_SAMPLE = 16_384
_DEEPEST = 10
_CUTS = 2
"""Every member goes to a part along each of so many trees: neighbours that one tree parts another may not."""

_SEED = 20_310_117
_AT_ONCE = 1_024

Part = tuple[int, int]
"""The number of a tree and of a leaf in it."""


@dataclass(frozen=True, slots=True, eq=False)
class Splitter:
    """The trees of one block: for each tree the directions by depth, each as the thresholds of its nodes."""

    comparison: Comparison
    thresholds: list[list[Floats]]

    @classmethod
    def of(cls, block: Iterable[Sketched], comparison: Comparison) -> Splitter:
        """The trees for a block, in one pass over it."""
        counted = _Counted(block)
        sample = heapq.nsmallest(_SAMPLE, counted, key=lambda member: (hash_of(member[0]), member[0]))
        depth = min(_DEEPEST, max(1, int(np.ceil(np.log2(counted.seen / _PART)))))
        positions = comparison.positions(table_of([sketch for _, sketch in sample], comparison.layout))
        return cls(comparison, [_tree(along(positions, depth, (_SEED, cut))) for cut in range(_CUTS)])

    def route(self, members: Iterable[Sketched]) -> Iterator[tuple[Part, Sketched]]:
        """Each member with each of its parts."""
        waiting = iter(members)
        while some := list(islice(waiting, _AT_ONCE)):
            yield from self._route(some)

    def _route(self, members: Sequence[Sketched]) -> Iterator[tuple[Part, Sketched]]:
        positions = self.comparison.positions(table_of([sketch for _, sketch in members], self.comparison.layout))
        for cut, thresholds in enumerate(self.thresholds):
            leaves = _leaves(along(positions, len(thresholds), (_SEED, cut)), thresholds)
            yield from (((cut, leaf), member) for leaf, member in zip(leaves.tolist(), members, strict=True))


def split_block(
    block: Sequence[Sketched], comparison: Comparison, largest: int = LARGEST_BLOCK
) -> list[list[Sketched]]:
    """The parts of a block; the block itself where it is not larger than ``largest``."""
    if len(block) <= largest:
        return [list(block)]
    parts: defaultdict[Part, list[Sketched]] = defaultdict(list)
    for part, member in Splitter.of(block, comparison).route(block):
        parts[part].append(member)
    return list(parts.values())


def split_blocks(blocks: Iterable[Sequence[Sketched]], comparison: Comparison) -> Iterator[list[Sketched]]:
    """The parts of any number of blocks."""
    return (part for block in blocks for part in split_block(block, comparison))


def links_among(sketched: Sequence[Sketched], keys: Iterable[Iterable[str]], comparison: Comparison) -> Iterator[Link]:
    """The links of some records that have blocking keys, ``keys`` being those of each."""
    blocks: defaultdict[str, list[Sketched]] = defaultdict(list)
    for one, of_one in zip(sketched, keys, strict=True):
        for key in of_one:
            blocks[key].append(one)
    return link_all(split_blocks(blocks.values(), comparison), comparison)


class _Counted:
    """An iterable that knows how many elements it has given."""

    def __init__(self, elements: Iterable[Sketched]) -> None:
        self._elements = elements
        self.seen = 0

    def __iter__(self) -> Iterator[Sketched]:
        for element in self._elements:
            self.seen += 1
            yield element


def _tree(far: Floats) -> list[Floats]:
    """The thresholds of planes that halve rows again and again, ``far`` being how far they lie along each direction."""
    thresholds: list[Floats] = []
    for level in range(far.shape[1]):
        nodes = _leaves(far, thresholds)
        medians = np.zeros(2**level, np.float32)
        for node in np.unique(nodes):
            medians[node] = np.median(far[nodes == node, level])
        thresholds.append(medians)
    return thresholds


def _leaves(far: Floats, thresholds: Sequence[Floats]) -> npt.NDArray[np.intp]:
    leaves = np.zeros(len(far), np.intp)
    for level, medians in enumerate(thresholds):
        leaves = 2 * leaves + (far[:, level] > medians[leaves])
    return leaves
