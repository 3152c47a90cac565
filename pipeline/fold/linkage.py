"""Average-link clustering of a component, bounded however large the component is.

Average-link compares whole clusters, so one doubtful pair cannot weld two large events together. Since two clusters
of an average above the threshold have a pair above it, clustering each connected component of the pairs above
the threshold on its own loses nothing.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from pipeline.fold.components import component_roots
from pipeline.fold.directions import along
from pipeline.fold.sketching import Floats, Rows

Scores = Callable[[Rows, Rows], Floats]
"""Log-odds that pairs of rows belong together."""

LARGEST_MATRIX = 512
"""Rows that are compared all with all; more are first folded in cells of this size."""

_PASSES = 12
"""Cuts after which clusters are left apart that no cut has brought together; most are settled before. Each halves as
often as there are cells, so the more rows, the more cuts it takes until what belongs together has met."""
_MOST, _LEAST = 6.0, -15.0
_SEEN_THROUGH = 12
"""Rows of a larger cluster, from its most central to its most outlying one, that speak for it."""
_PAIRS_AT_ONCE = 262_144
"""Pairs of such rows that are weighed together."""
_CELL_SEED = 20_240_229


def cluster_small(sizes: Sequence[int], scores: Scores) -> list[list[list[int]]]:
    """Clusters of the rows of each of some sets, which have at most ``LARGEST_MATRIX`` rows each.

    Rows are numbered through all sets for ``scores``, which is asked once, and in each set from 0 in what is given.
    """
    pairs = [all_pairs(size) for size in sizes]
    starts = np.cumsum([0, *sizes])[:-1]
    one, other = np.concatenate([some + start for some, start in zip(pairs, starts, strict=True)], axis=1)
    ends = np.cumsum([some.shape[1] for some in pairs])[:-1]
    values = np.split(_bounded(scores(one, other)), ends)
    return [_joined([1] * size, some) for size, some in zip(sizes, values, strict=True)]


@cache
def all_pairs(size: int) -> Rows:
    """Each row below ``size`` with each later one, shape (2, pairs)."""
    return np.stack(np.triu_indices(size, 1))


def cluster(positions: Floats, scores: Scores, ceilings: Scores) -> list[list[int]]:
    """Clusters of the rows ``0 .. n - 1`` as ascending lists, ordered by their first row.

    ``positions``, shape (n, d), places rows that may belong together near each other. Up to ``LARGEST_MATRIX`` rows
    the result is average-link with a cut at log-odds 0. ``ceilings`` are numbers that the ``scores`` do not exceed, and
    are asked first, as most pairs are hopeless. More rows are cut into cells of near ones, each
    cell is clustered, and the cells' clusters, each weighed by its size, are clustered again along other cuts, a fixed
    number of times: n rows cost O(n x LARGEST_MATRIX). How close two clusters are is asked of their most central rows,
    and where these belong together of some rows of either, outlying ones among them: centres alone would chain
    clusters that have little in common.
    """
    groups = [[row] for row in range(len(positions))]
    for attempt in range(_PASSES):
        seen = [_spread(group, positions) for group in groups]
        cells = cells_of(positions[[rows[0] for rows in seen]], LARGEST_MATRIX, attempt)
        merged = [
            sorted(row for index in part for row in groups[cell[index]])
            for cell in cells
            for part in _cluster_cell(
                [seen[index] for index in cell], [len(groups[index]) for index in cell], scores, ceilings
            )
        ]
        settled = len(cells) == 1 or len(merged) == len(groups)
        groups = sorted(merged)
        if settled:
            break
    return groups


def cells_of(positions: Floats, largest: int, cut: int) -> list[list[int]]:
    """Cuts rows into cells of at most ``largest``, each an ascending list, along planes that the ``cut`` picks.

    Each cell is halved at its median along a fixed direction, ties by row, so that the cells depend on the rows alone.
    """
    cells, depth = [np.arange(len(positions))], 0
    depths = math.ceil(math.log2(max(len(positions) / largest, 1)))
    far = along(positions, depths, (_CELL_SEED, cut))
    while any(len(cell) > largest for cell in cells):
        cells = [part for cell in cells for part in _halved(cell, far[:, depth], largest)]
        depth += 1
    return [sorted(cell.tolist()) for cell in cells]


def _halved(cell: Rows, far: Floats, largest: int) -> list[Rows]:
    if len(cell) <= largest:
        return [cell]
    order = cell[np.lexsort((cell, far[cell]))]
    return [order[: len(order) // 2], order[len(order) // 2 :]]


def _spread(group: Sequence[int], positions: Floats) -> Rows:
    """At most ``_SEEN_THROUGH`` rows of a group, evenly from the one that is nearest to the group's mean outwards."""
    rows = np.array(group, np.intp)
    if len(rows) == 1:
        return rows
    members = positions[rows]
    outwards = np.argsort(np.round(-(members @ members.mean(axis=0)), 5), kind="stable")
    return rows[outwards[np.linspace(0, len(rows) - 1, min(len(rows), _SEEN_THROUGH)).round().astype(np.intp)]]


def _cluster_cell(seen: Sequence[Rows], sizes: list[int], scores: Scores, ceilings: Scores) -> list[list[int]]:
    """Average-link over clusters that are ``seen`` through some of their rows, central ones first; indices of them."""
    if len(seen) == 1:
        return [[0]]
    centres = np.array([rows[0] for rows in seen], np.intp)
    one, other = all_pairs(len(seen))
    values = _values(centres, scores, ceilings)
    several = np.array([len(rows) for rows in seen]) > 1
    close = np.flatnonzero((values > 0) & (several[one] | several[other]))
    if len(close):
        values[close] = _mean_values([(seen[one[pair]], seen[other[pair]]) for pair in close.tolist()], scores)
    return _joined(sizes, values)


def _values(rows: Rows, scores: Scores, ceilings: Scores) -> npt.NDArray[np.float64]:
    """The values of all pairs of rows; -inf between those that no chain of pairs above 0 links, as none joins them."""
    one, other = all_pairs(len(rows))
    values = np.full(len(one), -np.inf)

    def ask(pairs: Rows) -> None:
        values[pairs] = _bounded(scores(rows[one[pairs]], rows[other[pairs]]))

    ask(np.flatnonzero(ceilings(rows[one], rows[other]) > 0))
    links = np.flatnonzero(values > 0)
    roots = component_roots(np.stack([one[links], other[links]], axis=1), len(rows))
    ask(np.flatnonzero((roots[one] == roots[other]) & np.isinf(values)))
    return values


def _mean_values(pairs: Sequence[tuple[Rows, Rows]], scores: Scores) -> npt.NDArray[np.float64]:
    """For each pair of sets of rows the mean over all pairs of a row of one and a row of the other."""
    together = _PAIRS_AT_ONCE // _SEEN_THROUGH**2
    return np.concatenate([_means(pairs[at : at + together], scores) for at in range(0, len(pairs), together)])


def _means(pairs: Sequence[tuple[Rows, Rows]], scores: Scores) -> npt.NDArray[np.float64]:
    one = np.concatenate([np.repeat(left, len(right)) for left, right in pairs])
    other = np.concatenate([np.tile(right, len(left)) for left, right in pairs])
    counts = [len(left) * len(right) for left, right in pairs]
    sums = np.add.reduceat(_bounded(scores(one, other)), np.cumsum([0, *counts[:-1]]))
    return np.asarray(np.round(sums / counts, 4), np.float64)


def _bounded(log_odds: Floats) -> npt.NDArray[np.float64]:
    return np.asarray(np.round(np.clip(log_odds, _LEAST, _MOST), 4), np.float64)


def _joined(sizes: list[int], values: npt.NDArray[np.float64]) -> list[list[int]]:
    """Average-link over rows of these sizes by the values of all pairs, in the order of ``all_pairs``."""
    if len(sizes) == 2:
        return [[0, 1]] if values[0] > 0 else [[0], [1]]
    one, other = all_pairs(len(sizes))
    affinity = np.full((len(sizes), len(sizes)), -np.inf)
    affinity[one, other] = affinity[other, one] = values
    return average_link(affinity, sizes)


def average_link(affinity: npt.NDArray[np.float64], sizes: list[int]) -> list[list[int]]:
    """Joins the closest two clusters while the mean affinity between their members is above 0.

    ``affinity``, shape (n, n), is symmetric with -inf on its diagonal and is used up. ``sizes`` weighs the rows.
    The nearest-neighbour chain finds the joins in O(n^2) (Murtagh, "A survey of recent advances in hierarchical
    clustering algorithms", 1983), which average linkage permits as a join never brings clusters closer.
    """
    count = len(sizes)
    weight = np.array(sizes, np.float64)
    members: list[list[int]] = [[row] for row in range(count)]
    waiting = set(range(count))
    finished: list[list[int]] = []
    chain: list[int] = []
    while waiting:
        tip = chain[-1] if chain else min(waiting)
        if not chain:
            chain.append(tip)
        previous = chain[-2] if len(chain) > 1 else None
        nearest = _nearest(affinity[tip], previous)
        if affinity[tip, nearest] <= 0:
            # Nothing is close to the tip, nor will be: it stands for itself. The chain below it is still good.
            finished.append(sorted(members[tip]))
            waiting.discard(chain.pop())
            affinity[tip, :] = affinity[:, tip] = -np.inf
        elif nearest != previous:
            chain.append(nearest)
        else:
            del chain[-2:]
            kept, gone = min(tip, nearest), max(tip, nearest)
            _join(affinity, weight, kept, gone)
            members[kept] += members[gone]
            waiting.discard(gone)
    return sorted(finished)


def _join(affinity: npt.NDArray[np.float64], weight: npt.NDArray[np.float64], kept: int, gone: int) -> None:
    """Makes one row of two in place: as close to any other as both are in the mean, and of the weight of both."""
    share = weight[kept] / (weight[kept] + weight[gone])
    joined = share * affinity[kept] + (1 - share) * affinity[gone]
    joined[kept] = -np.inf
    affinity[kept, :] = affinity[:, kept] = joined
    affinity[gone, :] = affinity[:, gone] = -np.inf
    weight[kept] += weight[gone]


def _nearest(affinities: npt.NDArray[np.float64], previous: int | None) -> int:
    """The closest row; the chain's previous row where it is as close, so that the chain cannot circle."""
    best = int(np.argmax(affinities))
    if previous is not None and affinities[previous] >= affinities[best]:
        return previous
    return best
