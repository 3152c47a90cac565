"""The nearest rows of each row of a cell, of other articles and of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from pipeline.fold.sketching import Floats, Rows, Table, by_columns, unit_rows

Ranks = npt.NDArray[np.int32]
Vectors = Sequence[npt.NDArray[np.int8]]
"""Some vectors of each row of a table, one array a kind, each of shape (n, d)."""

NEIGHBOURS_IN_ARTICLE = 2
"""How many nearest records of its own article a record is compared with in one cell."""

MOST_ROWS = 1024
"""Rows of a cell at the most."""

_LENGTH = 800
"""Of each vector of a row, as whole numbers. The dot products of rows of three are below 2**21: they are exact as
32-bit floats in whatever order they are summed, they rank pairs as the sums of three cosines do, and with the bits of a
row behind them they are whole numbers of 32 bits."""

_NEVER = np.int32(np.iinfo(np.int32).max)
"""The rank of what is no neighbour."""

_RANKED_AT_ONCE = 262_144
"""Pairs of rows that are ranked at once, so few that a core's cache holds what is computed of them."""


def positions_of(vectors: Vectors) -> Floats:
    """Rows as points: their vectors side by side, each of length 1; a vector of zeros stays zeros."""
    return np.concatenate([unit_rows(values) for values in vectors], axis=1)


class Points:
    """The rows of a table as what they are ranked by, worked out once for all blocks that they are in."""

    def __init__(self, table: Table, vectors_of: Callable[[Table], Vectors]) -> None:
        self.columns = by_columns(table)
        self._table = table
        self._vectors_of = vectors_of

    def positions(self, rows: Rows) -> Floats:
        """Where some of the rows lie."""
        return positions_of([values[rows] for values in self._vectors])

    def neighbours(self, rows: Rows, elsewhere: int) -> Rows:
        """Pairs of one of at most ``MOST_ROWS`` rows and those among them nearest to it, shape (pairs, 2).

        The nearest are so many ``elsewhere``, of other articles, and ``NEIGHBOURS_IN_ARTICLE`` of its own.
        """
        values, articles = self._whole[rows], _Articles.of(self.columns["article"][rows])
        at_once = max(1, _RANKED_AT_ONCE // len(rows))
        found = [
            _neighbours(slice(at, at + at_once), values, articles, elsewhere) for at in range(0, len(rows), at_once)
        ]
        return rows[np.concatenate(found)]

    @cached_property
    def _vectors(self) -> Vectors:
        return self._vectors_of(self._table)

    @cached_property
    def _whole(self) -> Floats:
        return np.asarray(np.rint(positions_of(self._vectors) * np.float32(_LENGTH)), np.float32)


@dataclass(frozen=True, slots=True)
class _Articles:
    """The rows of a cell by the article that they are of."""

    rows: Rows
    """All rows, those of one article beside each other."""
    starts: Rows
    """Where in ``rows`` those of each row's article start."""
    sizes: Rows
    """How many they are."""

    @staticmethod
    def of(articles: npt.NDArray[np.uint64]) -> _Articles:
        _, article, sizes = np.unique(articles, return_inverse=True, return_counts=True)
        starts = np.cumsum(sizes) - sizes
        return _Articles(np.argsort(article, kind="stable"), starts[article], sizes[article])

    def with_their_own(self, some: slice) -> tuple[Rows, Rows]:
        """Pairs of the place of each of ``some`` rows and a row of its article, itself among them."""
        sizes, starts = self.sizes[some], self.starts[some]
        place = np.repeat(np.arange(len(sizes)), sizes)
        step = np.arange(len(place)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        return place, self.rows[starts[place] + step]


def _neighbours(some: slice, values: Floats, articles: _Articles, elsewhere: int) -> Rows:
    """Pairs of each of ``some`` rows and its nearest ones."""
    ranks = _ranks(some, values)
    rows = np.arange(len(values))[some]
    place, own = articles.with_their_own(some)
    nearby = _nearest_own(rows, place, own, ranks[place, own])
    ranks[place, own] = _NEVER
    return np.concatenate([_nearest(ranks, rows, elsewhere), nearby])


def _ranks(some: slice, values: Floats) -> Ranks:
    """Numbers that grow with how far ``some`` rows lie from all, ties by row, shape (some, n).

    Each holds its row in its last bits, so that the nearest rows can be read off the least numbers: to sort these alone
    is several times faster than to sort places by them.
    """
    ranks = (-values[some] @ values.T).astype(np.int32)
    ranks *= MOST_ROWS
    ranks += np.arange(len(values), dtype=np.int32)
    return ranks


def _nearest_own(rows: Rows, place: Rows, own: Rows, ranks: Ranks) -> Rows:
    """Pairs of each of the ``rows`` and the nearest of its article, of all pairs (``rows[place]``, ``own``)."""
    others = rows[place] != own
    place, own, ranks = place[others], own[others], ranks[others]
    order = np.lexsort((ranks, place))
    place, own = place[order], own[order]
    kept = np.arange(len(place)) - np.searchsorted(place, place) < NEIGHBOURS_IN_ARTICLE
    return np.stack([rows[place[kept]], own[kept]], axis=1)


def _nearest(ranks: Ranks, rows: Rows, count: int) -> Rows:
    """Pairs of each of the ``rows`` and the nearest ones, by their ``ranks`` among all, shape (rows, n)."""
    count = min(count, ranks.shape[1])
    least = np.partition(ranks, count - 1, axis=1)[:, :count]
    place, at = np.nonzero(least != _NEVER)
    return np.stack([rows[place], least[place, at] % MOST_ROWS], axis=1)
