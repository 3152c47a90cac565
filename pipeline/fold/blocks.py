"""Which pairs of a block are compared, and the links that a block gives.

Nothing here looks at all pairs of the records: a record has a bounded number of blocking keys, and in a block it is
compared with a bounded number of neighbours. What a block gives is a function of the set of sketches in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from pipeline.fold.components import Link, stars
from pipeline.fold.linkage import cells_of, cluster
from pipeline.fold.sketching import Floats, Rows, Table, table_of

Sketched = tuple[str, bytes]
"""A record's id and its sketch."""

LARGEST_CELL = 1024
"""Records of a block that may be ranked against each other; a larger block is cut into cells, twice."""

MEMBERS_AT_ONCE = 20_000
"""Members of blocks that are weighed together; one block of more is weighed alone."""

LINK_LOG_ODDS = 0.5
"""Log-odds above which a pair links two records into one component."""

NEIGHBOURS_ELSEWHERE = 16
NEIGHBOURS_IN_ARTICLE = 2
"""How many nearest records of other articles, and of its own, a record is compared with in one cell."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """How records of one kind are compared; their layout has the columns ``article`` and ``wording``.

    ``positions`` gives rows as points, shape (n, d), near each other where they may belong together; ``nearness`` ranks
    all pairs of a few rows, shape (n, n); ``log_odds`` weighs chosen pairs, shape (pairs,), above 0 for the same.
    """

    layout: np.dtype[np.void]
    positions: Callable[[Table], Floats]
    nearness: Callable[[Table], Floats]
    log_odds: Callable[[Table, Rows, Rows], Floats]


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
    candidates = [candidate_pairs(table, block, comparison) for block in rows]
    likely = likely_pairs(table, np.concatenate(candidates), comparison)
    ends = np.cumsum([len(pairs) for pairs in candidates])[:-1]
    joined = (pairs[chosen].tolist() for pairs, chosen in zip(candidates, np.split(likely, ends), strict=True))
    yield from sorted({link for pairs in joined if pairs for link in _links(ids, pairs)})


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

    Sure means log-odds above ``LINK_LOG_ODDS``: a component needs a few sure links, and doubtful ones would chain all
    that a month of one country's politics tells into one component of nearly everything.
    """
    distinct, place = np.unique(pairs[:, 0] * len(table) + pairs[:, 1], return_inverse=True)
    one, other = np.divmod(distinct, len(table))
    return np.asarray((comparison.log_odds(table, one, other) > LINK_LOG_ODDS)[place], np.bool_)


def _links(ids: list[str], joined: list[list[int]]) -> Iterator[Link]:
    rows = sorted({row for pair in joined for row in pair})
    place_of = {row: place for place, row in enumerate(rows)}
    return stars([ids[row] for row in rows], [(place_of[one], place_of[other]) for one, other in joined])


def candidate_pairs(table: Table, block: Rows, comparison: Comparison) -> Rows:
    """The pairs of a block's rows that are worth a comparison, shape (pairs, 2), the lower row first.

    ``block`` holds ascending rows of the table.
    """
    if len(block) <= NEIGHBOURS_ELSEWHERE:
        return block[_all_pairs(len(block))]
    copies, originals = _same_wording(table["wording"][block])
    kept = np.delete(block, copies)
    found = [np.stack([block[originals], block[copies]], axis=1)]
    found += [cell[_neighbours(table[cell], comparison)] for cell in _cells(table, kept, comparison)]
    return np.sort(np.concatenate(found), axis=1)


@cache
def _all_pairs(size: int) -> Rows:
    """Each place below ``size`` with each later one, shape (pairs, 2)."""
    return np.stack(np.triu_indices(size, 1), axis=1)


def groups_of(table: Table, comparison: Comparison) -> list[list[int]]:
    """The clusters of the rows of a component, as ascending lists ordered by their first row."""
    if len(table) == 1:
        return [[0]]
    return cluster(comparison.positions(table), lambda one, other: comparison.log_odds(table, one, other))


def _same_wording(wording: np.ndarray) -> tuple[Rows, Rows]:
    """Places whose sentence stands word for word in an earlier place too, and that earliest place.

    They need no other neighbour, and would crowd out the neighbours of the first.
    """
    _, first, inverse = np.unique(wording, return_index=True, return_inverse=True)
    originals = first[inverse]
    copies = np.flatnonzero((originals != np.arange(len(wording))) & (wording != 0))
    return copies, originals[copies]


def _cells(table: Table, rows: Rows, comparison: Comparison) -> Iterator[Rows]:
    if len(rows) <= LARGEST_CELL:
        yield rows
        return
    placed = comparison.positions(table[rows])
    for cut in range(2):
        for cell in cells_of(placed, LARGEST_CELL, cut):
            yield rows[np.array(cell, np.intp)]


def _neighbours(cell: Table, comparison: Comparison) -> Rows:
    """Pairs of a row and each of its nearest rows, shape (pairs, 2)."""
    nearness = comparison.nearness(cell)
    np.fill_diagonal(nearness, -np.inf)
    inside = cell["article"][:, None] == cell["article"][None, :]
    elsewhere = _nearest(np.where(inside, -np.inf, nearness), NEIGHBOURS_ELSEWHERE)
    nearby = _nearest(np.where(inside, nearness, -np.inf), NEIGHBOURS_IN_ARTICLE)
    return np.concatenate([elsewhere, nearby])


def _nearest(nearness: Floats, count: int) -> Rows:
    rows = np.arange(len(nearness))
    if len(rows) > count:
        # Sorting whole rows would cost more than all the rest; the chosen few are a function of the values alone.
        columns = np.argpartition(-nearness, count - 1, axis=1)[:, :count]
    else:
        columns = np.broadcast_to(rows, (len(rows), len(rows)))
    pairs = np.stack([np.repeat(rows, columns.shape[1]), columns.reshape(-1)], axis=1)
    return pairs[nearness[pairs[:, 0], pairs[:, 1]] > -np.inf]
