"""Which pairs of a block are compared, and the links that a block gives.

Nothing here looks at all pairs of the records: a record has a bounded number of blocking keys, and in a block it is
compared with a bounded number of neighbours. What a block gives is a function of the set of sketches in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.fold.components import Link, component_roots
from pipeline.fold.linkage import LARGEST_MATRIX, all_pairs, cells_of, cluster, cluster_small
from pipeline.fold.neighbours import MOST_ROWS, Points, Vectors, positions_of
from pipeline.fold.sketching import Floats, Rows, Table, of_few, table_of

Sketched = tuple[str, bytes]
"""A record's id and its sketch."""

NEIGHBOURS_ELSEWHERE = 16
"""How many nearest records of other articles a record is compared with in one block."""

LARGEST_CELL = MOST_ROWS
"""Records of a block that may be ranked against each other; a larger block is cut into cells."""

_CELL_OF_CUT, _CUTS = 512, 2
"""Records of a cell of such a block, and how often it is cut: neighbours that one cut parts another may not."""

MEMBERS_AT_ONCE = 20_000
"""Members of blocks that are weighed together; one block of more is weighed alone."""

_PAIRS_TOGETHER = 65_536
"""Pairs of small components that are weighed together."""


def weeks_of(day: int) -> tuple[int, ...]:
    """The week of a day's ordinal and the next, so that reports of two following weeks share one; 0 for no day."""
    week = day // 7
    return (week, week + 1) if week else (0,)


@dataclass(frozen=True, slots=True)
class Comparison:
    """How records of one kind are compared; their layout has the columns ``article`` and ``wording``.

    ``vectors`` gives some vectors of each row, alike where rows may belong together: the sum of their cosines ranks
    pairs. ``log_odds`` weighs chosen pairs, shape (pairs,), above 0 for the same, and ``ceiling`` gives numbers that
    these do not exceed, and costs less. A pair above ``sure`` links two records into one component, whose clusters are
    then made of all its pairs. ``in_component`` adds to the table of a whole component what only all of it can say.
    Where there are such, ``refer_back`` finds pairs that are linked in any case, ``joined`` joins clusters of a table,
    by their rows, between whose records such pairs are, and ``parted`` parts each cluster into what is one after all.
    """

    layout: np.dtype[np.void]
    vectors: Callable[[Table], Vectors]
    log_odds: Callable[[Table, Rows, Rows], Floats]
    ceiling: Callable[[Table, Rows, Rows], Floats]
    sure: float
    in_component: Callable[[Table], Table]
    refer_back: Callable[[Table, Rows, Rows], npt.NDArray[np.bool_]] | None = None
    joined: Callable[[Table, Sequence[list[int]]], list[list[int]]] | None = None
    parted: Callable[[Table, Sequence[Sequence[int]]], list[list[list[int]]]] | None = None

    def positions(self, table: Table) -> Floats:
        """Rows as points, shape (n, d), near each other where they may belong together."""
        return positions_of(self.vectors(table))


def link_blocks(blocks: Iterable[Iterable[Sketched]], comparison: Comparison) -> Iterator[Link]:
    """Links between records of a block that are likely the same, each to the smallest id that it hangs together with.

    Every block gives the same links whatever blocks stand beside it and in whatever order its members come; blocks are
    taken together because a pair that several of them hold is then weighed once.
    """
    members = [block for block in map(dict, blocks) if len(block) > 1]
    sketches = {record_id: sketch for block in members for record_id, sketch in block.items()}
    ids = sorted(sketches)
    if not ids:
        return
    row_of = {record_id: row for row, record_id in enumerate(ids)}
    table = table_of([sketches[record_id] for record_id in ids], comparison.layout)
    rows = [np.array(sorted(map(row_of.__getitem__, block)), np.intp) for block in members]
    points = Points(table, comparison.vectors)
    candidates = [candidate_pairs(points, block) for block in rows]
    likely = likely_pairs(table, np.concatenate(candidates), comparison)
    of_block = np.repeat(np.arange(len(rows)), [len(pairs) for pairs in candidates])[likely]
    for row, root in _links(np.concatenate(candidates)[likely], of_block, len(ids)).tolist():
        yield ids[row], ids[root]


def link_all(blocks: Iterable[Sequence[Sketched]], comparison: Comparison) -> Iterator[Link]:
    """The links of any number of blocks, of which only some are held as a table at a time."""
    batch: list[Sequence[Sketched]] = []
    held = 0
    for block in blocks:
        if held + len(block) > MEMBERS_AT_ONCE:
            yield from link_blocks(batch, comparison)
            batch, held = [], 0
        batch.append(block)
        held += len(block)
    yield from link_blocks(batch, comparison)


def likely_pairs(table: Table, pairs: Rows, comparison: Comparison) -> npt.NDArray[np.bool_]:
    """Which of the pairs of rows, shape (n, 2), surely are the same, shape (n,); repeated pairs are weighed once.

    A component needs a few sure links, and doubtful ones would chain all that a month of one country's politics tells
    into one component of nearly everything.
    """
    distinct, place = np.unique(pairs[:, 0] * len(table) + pairs[:, 1], return_inverse=True)
    one, other = np.divmod(distinct, len(table))
    likely = comparison.ceiling(table, one, other) > comparison.sure
    likely[likely] = comparison.log_odds(table, one[likely], other[likely]) > comparison.sure
    if comparison.refer_back:
        likely |= comparison.refer_back(table, one, other)
    return np.asarray(likely[place], np.bool_)


def _links(pairs: Rows, of_block: Rows, rows: int) -> Rows:
    """For the components that the pairs make in each block, every row with the first of its component, ascending."""
    ends = of_block[:, None] * rows + pairs
    nodes, places = np.unique(ends, return_inverse=True)
    roots = nodes[component_roots(places.reshape(ends.shape), len(nodes))]
    apart = nodes != roots
    row, root = np.divmod(np.unique(nodes[apart] % rows * rows + roots[apart] % rows), rows)
    return np.stack([row, root], axis=1)


def candidate_pairs(points: Points, block: Rows) -> Rows:
    """The pairs of a block's rows that are worth a comparison, shape (pairs, 2), the lower row first.

    ``block`` holds ascending rows of the points' table.
    """
    if len(block) <= NEIGHBOURS_ELSEWHERE:
        return block[all_pairs(len(block)).T]
    copies, originals = _same_wording(points.columns["wording"][block])
    kept = np.delete(block, copies)
    found = [np.stack([block[originals], block[copies]], axis=1)]
    found += [points.neighbours(cell, elsewhere) for cell, elsewhere in _cells(points, kept)]
    return np.sort(np.concatenate(found), axis=1)


def groups_of(tables: Sequence[Table], comparison: Comparison) -> list[list[list[int]]]:
    """The clusters of the rows of each component, as ascending lists ordered by their first row.

    A component's clusters do not depend on those beside it; small ones are weighed together, which is faster.
    """
    tables = [comparison.in_component(table) for table in tables]
    small = [place for place, table in enumerate(tables) if len(table) <= LARGEST_MATRIX]
    found = dict(zip(small, _groups_of_small([tables[place] for place in small], comparison), strict=True))
    groups = [
        found[place] if place in found else _groups_of_large(tables[place], comparison) for place in range(len(tables))
    ]
    if comparison.joined:
        groups = [comparison.joined(table, own) for table, own in zip(tables, groups, strict=True)]
    return _parted(tables, groups, comparison.parted) if tables and comparison.parted else groups


def _parted(
    tables: Sequence[Table],
    groups: Sequence[list[list[int]]],
    part: Callable[[Table, Sequence[Sequence[int]]], list[list[list[int]]]],
) -> list[list[list[int]]]:
    """The groups of each table, parted; those of all tables are looked at together."""
    starts = np.cumsum([0, *map(len, tables)]).tolist()
    several = [[start + row for row in group] for start, own in zip(starts, groups, strict=False) for group in own]
    parted = iter(part(np.concatenate(tables), several))
    return [
        sorted([row - start for row in rows] for _ in own for rows in next(parted))
        for start, own in zip(starts, groups, strict=False)
    ]


def _groups_of_small(tables: Sequence[Table], comparison: Comparison) -> Iterator[list[list[int]]]:
    several = [table for table in tables if len(table) > 1]
    groups = (of_one for some in _shares(several) for of_one in _clustered(some, comparison))
    return (next(groups) if len(table) > 1 else [[0]] for table in tables)


def _clustered(tables: Sequence[Table], comparison: Comparison) -> list[list[list[int]]]:
    together = np.concatenate(tables)
    return cluster_small(list(map(len, tables)), lambda one, other: comparison.log_odds(together, one, other))


def _shares(tables: Iterable[Table]) -> Iterator[list[Table]]:
    """The tables in shares of a bounded number of pairs."""
    share: list[Table] = []
    pairs = 0
    for table in tables:
        pairs += len(table) ** 2 // 2
        if share and pairs > _PAIRS_TOGETHER:
            yield share
            share, pairs = [], len(table) ** 2 // 2
        share.append(table)
    if share:
        yield share


def _groups_of_large(table: Table, comparison: Comparison) -> list[list[int]]:
    scores, ceilings = of_few(table, comparison.log_odds), of_few(table, comparison.ceiling)
    return cluster(comparison.positions(table), scores, ceilings)


def _same_wording(wording: np.ndarray) -> tuple[Rows, Rows]:
    """Places whose sentence stands word for word in an earlier place too, and that earliest place.

    They need no other neighbour, and would crowd out the neighbours of the first.
    """
    _, first, inverse = np.unique(wording, return_index=True, return_inverse=True)
    originals = first[inverse]
    copies = np.flatnonzero((originals != np.arange(len(wording))) & (wording != 0))
    return copies, originals[copies]


def _cells(points: Points, rows: Rows) -> Iterator[tuple[Rows, int]]:
    """The rows, or cells of them where they are many; each with how many neighbours elsewhere it gives a row."""
    if len(rows) <= LARGEST_CELL:
        yield rows, NEIGHBOURS_ELSEWHERE
        return
    placed = points.positions(rows)
    for cut in range(_CUTS):
        for cell in cells_of(placed, _CELL_OF_CUT, cut):
            yield rows[np.array(cell, np.intp)], NEIGHBOURS_ELSEWHERE // _CUTS
