"""The nearest rows of each row of a cell, of other articles and of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from pipeline.fold.sketching import Floats, Rows, Table, by_columns, lengths_of, unit_rows

Vectors = Sequence[npt.NDArray[np.int8]]
"""Some vectors of each row of a table, one array a kind, each of shape (n, d)."""

NEIGHBOURS_ELSEWHERE = 16
NEIGHBOURS_IN_ARTICLE = 2
"""How many nearest records of other articles, and of its own, a record is compared with in one cell."""

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

    def neighbours(self, rows: Rows) -> Rows:
        """Pairs of one of the rows and each of those among them that are nearest to it, shape (pairs, 2)."""
        vectors = [(values[rows], lengths[rows]) for values, lengths in zip(self._floats, self._lengths, strict=True)]
        _, articles, sizes = np.unique(self.columns["article"][rows], return_inverse=True, return_counts=True)
        others = sizes[articles] - 1
        at_once = max(1, _RANKED_AT_ONCE // len(rows))
        found = [_neighbours(slice(at, at + at_once), vectors, articles, others) for at in range(0, len(rows), at_once)]
        return rows[np.concatenate(found)]

    @cached_property
    def _vectors(self) -> Vectors:
        return self._vectors_of(self._table)

    @cached_property
    def _floats(self) -> list[Floats]:
        return [values.astype(np.float32) for values in self._vectors]

    @cached_property
    def _lengths(self) -> list[Floats]:
        return [np.maximum(lengths_of(values), 1) for values in self._floats]


def _neighbours(some: slice, vectors: Sequence[tuple[Floats, Floats]], articles: Rows, others: Rows) -> Rows:
    """Pairs of each of ``some`` rows and its nearest ones; ``others`` counts those that are of a row's article."""
    remoteness = _remoteness(some, vectors)
    rows = np.arange(len(articles))[some]
    inside = articles[some, None] == articles
    place, other = np.nonzero(inside)
    itself = rows[place] == other
    few = ~itself & (others[other] <= NEIGHBOURS_IN_ARTICLE)
    remoteness[place[itself], rows] = np.inf
    many = np.flatnonzero(others[some] > NEIGHBOURS_IN_ARTICLE)
    nearby = _nearest(np.where(inside[many], remoteness[many], np.inf), rows[many], NEIGHBOURS_IN_ARTICLE)
    remoteness[place, other] = np.inf
    elsewhere = _nearest(remoteness, rows, NEIGHBOURS_ELSEWHERE)
    return np.concatenate([elsewhere, nearby, np.stack([rows[place[few]], other[few]], axis=1)])


def _remoteness(some: slice, vectors: Sequence[tuple[Floats, Floats]]) -> Floats:
    """How far some rows lie from all, shape (some, n): the sum of the cosines of their vectors, negated."""
    of_kinds = (_negated_cosines(some, values, lengths) for values, lengths in vectors)
    total = next(of_kinds)
    for cosines in of_kinds:
        total += cosines
    return total


def _negated_cosines(some: slice, values: Floats, lengths: Floats) -> Floats:
    """Dot products are sums of whole numbers below 2**24, so they are exact as 32-bit floats in any order."""
    products = values[some] @ values.T
    products /= np.multiply.outer(-lengths[some], lengths)
    return np.asarray(products)


def _nearest(remoteness: Floats, rows: Rows, count: int) -> Rows:
    """Pairs of each of the ``rows`` and its nearest ones, for their ``remoteness`` from all rows, shape (rows, n)."""
    size = remoteness.shape[1]
    if size > count:
        # Sorting whole rows would cost more than all the rest; the chosen few are a function of the values alone.
        columns = np.argpartition(remoteness, count - 1, axis=1)[:, :count]
    else:
        columns = np.broadcast_to(np.arange(size), remoteness.shape)
    place, other = np.repeat(np.arange(len(rows)), columns.shape[1]), columns.reshape(-1)
    known = remoteness[place, other] < np.inf
    return np.stack([rows[place[known]], other[known]], axis=1)
