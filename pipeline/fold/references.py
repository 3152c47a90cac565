"""Joins clusters of one happening that are told in other words: "mortars struck the gate" and "the attack".

Average-link keeps apart what outlets tell in two ways, although in some articles the one refers back to the other. Such
articles join two clusters, unless what other articles tell speaks against it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from itertools import combinations

import numpy as np
import numpy.typing as npt

from pipeline.fold.components import component_roots
from pipeline.fold.sketching import Floats, Rows, Table

_LEAST = -0.5
"""Mean log-odds between the mentions of two clusters in two articles from which on references join them."""
_LEAST_SHARE = 0.2
"""Share of the articles that both clusters are told in whose mentions refer from one to the other."""
_SAMPLE = 24
_MOST = 6.0

LogOdds = Callable[[Table, Rows, Rows], Floats]
"""Log-odds that pairs of rows belong together."""


def refer_back(table: Table, one: Rows, other: Rows) -> npt.NDArray[np.bool_]:
    """Whether of the two mentions of each pair of rows one refers back to the other, shape (pairs,).

    They are of one article and have the very same vector, which resolving gives to such mentions and to no others.
    """
    articles, meaning = np.ascontiguousarray(table["article"]), table["meaning"]
    found = np.asarray(articles[one] == articles[other])
    left, right = meaning[one[found]], meaning[other[found]]
    found[found] = (left == right).all(axis=1) & left.any(axis=1)
    return found


def joined_by_references(table: Table, groups: Sequence[list[int]], log_odds: LogOdds) -> list[list[int]]:
    """The groups of rows of an ``EVENT_SKETCH`` table with those joined between which articles refer back."""
    votes = _references(table, groups)
    links = [
        pair
        for pair, articles in sorted(votes.items())
        if _may_join(table, [groups[at] for at in pair], articles, log_odds)
    ]
    if not links:
        return list(groups)
    roots = component_roots(np.array(links, np.intp), len(groups))
    joined: defaultdict[int, list[int]] = defaultdict(list)
    for at, group in enumerate(groups):
        joined[int(roots[at])] += group
    return sorted(sorted(group) for group in joined.values())


def _references(table: Table, groups: Sequence[list[int]]) -> Counter[tuple[int, int]]:
    """In how many articles a mention of one group refers back to one of another, by the places of both."""
    groups_of: defaultdict[tuple[int, bytes], set[int]] = defaultdict(set)
    articles, meaning = table["article"].tolist(), table["meaning"]
    is_known: list[bool] = np.asarray(meaning.any(axis=1)).tolist()
    for at, group in enumerate(groups):
        for row in filter(is_known.__getitem__, group):
            groups_of[articles[row], meaning[row].tobytes()].add(at)
    return Counter(pair for several in groups_of.values() for pair in combinations(sorted(several), 2))


def _may_join(table: Table, pair: Sequence[list[int]], articles: int, log_odds: LogOdds) -> bool:
    """Whether enough articles refer from one group to the other, and what others tell does not speak against it."""
    left, right = (np.array(group, np.intp) for group in pair)
    told_left, told_right = (set(table["article"][rows].tolist()) for rows in (left, right))
    if len(told_left) == 1 or len(told_right) == 1:
        return True
    if articles < _LEAST_SHARE * len(told_left & told_right):
        return False
    left, right = left[:_SAMPLE], right[:_SAMPLE]
    seen = table[np.concatenate([left, right])]
    one, other = np.repeat(np.arange(len(left)), len(right)), np.tile(np.arange(len(left), len(seen)), len(left))
    across = seen["article"][one] != seen["article"][other]
    values = np.clip(log_odds(seen, one[across], other[across]), -_MOST, _MOST)
    return bool(across.any()) and float(np.round(values.mean(dtype=np.float64), 4)) > _LEAST
