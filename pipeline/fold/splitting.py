"""Splits a block that one worker cannot hold into parts of members that lie near each other.

The trees of planes are those of random projection trees (Dasgupta and Freund, "Random projection trees and low
dimensional manifolds", 2008), with their medians taken from a sample of the block: of the members with the smallest
hashes, so that a part depends on the set of the block's members and on nothing else. Members are routed one by one and
in no order, so a block of any size passes through a worker that holds only the sample.
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
    """The trees of one block: for each tree the planes by depth, and for each plane the thresholds of its nodes."""

    comparison: Comparison
    directions: list[list[npt.NDArray[np.float64]]]
    thresholds: list[list[npt.NDArray[np.float64]]]

    @classmethod
    def of(cls, block: Iterable[Sketched], comparison: Comparison) -> Splitter:
        """The trees for a block, in one pass over it."""
        counted = _Counted(block)
        sample = heapq.nsmallest(_SAMPLE, counted, key=lambda member: (hash_of(member[0]), member[0]))
        depth = min(_DEEPEST, max(1, int(np.ceil(np.log2(counted.seen / _PART)))))
        positions = comparison.positions(table_of([sketch for _, sketch in sample], comparison.layout))
        trees = [_tree(positions, depth, cut) for cut in range(_CUTS)]
        return cls(comparison, [directions for directions, _ in trees], [thresholds for _, thresholds in trees])

    def route(self, members: Iterable[Sketched]) -> Iterator[tuple[Part, Sketched]]:
        """Each member with each of its parts."""
        waiting = iter(members)
        while some := list(islice(waiting, _AT_ONCE)):
            yield from self._route(some)

    def _route(self, members: Sequence[Sketched]) -> Iterator[tuple[Part, Sketched]]:
        positions = self.comparison.positions(table_of([sketch for _, sketch in members], self.comparison.layout))
        for cut, (directions, thresholds) in enumerate(zip(self.directions, self.thresholds, strict=True)):
            leaves = _leaves(positions, directions, thresholds)
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


def _tree(
    positions: Floats, depth: int, cut: int
) -> tuple[list[npt.NDArray[np.float64]], list[npt.NDArray[np.float64]]]:
    """Planes and thresholds that halve the sample at each depth."""
    directions: list[npt.NDArray[np.float64]] = []
    thresholds: list[npt.NDArray[np.float64]] = []
    for level in range(depth):
        nodes = _leaves(positions, directions, thresholds)
        direction = np.random.default_rng((_SEED, cut, level)).standard_normal((positions.shape[1],))
        along = _along(positions, direction)
        medians = np.zeros(2**level)
        for node in np.unique(nodes):
            medians[node] = np.median(along[nodes == node])
        directions.append(direction)
        thresholds.append(medians)
    return directions, thresholds


def _leaves(
    positions: Floats, directions: Sequence[npt.NDArray[np.float64]], thresholds: Sequence[npt.NDArray[np.float64]]
) -> npt.NDArray[np.intp]:
    leaves = np.zeros(len(positions), np.intp)
    for direction, medians in zip(directions, thresholds, strict=True):
        leaves = 2 * leaves + (_along(positions, direction) > medians[leaves])
    return leaves


def _along(positions: Floats, direction: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """How far rows lie along a direction, rounded so that the last bits of a sum do not decide a side."""
    return np.asarray(np.round(positions @ direction, 5), np.float64)
