"""Connected components in a fixed number of rounds that each need one grouping by key.

The method is hash-to-min of Rastogi et al., "Finding connected components in Map-Reduce in logarithmic
rounds" (ICDE 2013): every node knows some nodes of its component, sends the smallest of them to all, and all
of them to the smallest. What a node knows reaches about twice as far after each round. The partition after any
number of rounds is a function of the set of links alone; a component wider than the rounds can reach stays in
several parts, never joined with another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from pipeline.fold.sketching import Rows

Link = tuple[str, str]


class DisjointSets:
    """Union-find over the positions ``0 .. size - 1``; the root of a set is its smallest position."""

    def __init__(self, size: int) -> None:
        self._parents = list(range(size))

    def find(self, position: int) -> int:
        """The smallest position of the set that holds ``position``."""
        parents = self._parents
        while parents[position] != position:
            parents[position] = parents[parents[position]]
            position = parents[position]
        return position

    def join(self, one: int, other: int) -> None:
        """Makes one set of the sets of two positions."""
        low, high = sorted((self.find(one), self.find(other)))
        self._parents[high] = low

    def roots(self) -> list[int]:
        """The root of every position."""
        return [self.find(position) for position in range(len(self._parents))]


def stars(ids: list[str], pairs: Iterable[tuple[int, int]]) -> Iterator[Link]:
    """The components that pairs of positions make, as links of every member to the first of its component.

    ``ids`` is sorted, so that the first is the smallest id; an id that no pair names gives no link.
    """
    sets = DisjointSets(len(ids))
    for one, other in pairs:
        sets.join(one, other)
    for position, root in enumerate(sets.roots()):
        if position != root:
            yield ids[position], ids[root]


def component_roots(pairs: Rows, size: int) -> Rows:
    """The first position of the component of each position below ``size`` that pairs of positions make."""
    graph = coo_array((np.ones(len(pairs), np.bool_), (pairs[:, 0], pairs[:, 1])), (size, size))
    _, labels = connected_components(graph, directed=False)
    _, first = np.unique(labels, return_index=True)
    return np.asarray(first[labels])


def both_ways(link: Link) -> tuple[Link, Link]:
    """A link as the first messages: each end hears of the other."""
    one, other = link
    return (one, other), (other, one)


def pass_on(node: str, heard: Iterable[str]) -> Iterator[Link]:
    """One round at one node: messages (receiver, node that the receiver now knows)."""
    for other, smallest in name(node, heard):
        yield other, smallest
        yield smallest, other


def name(node: str, heard: Iterable[str]) -> Iterator[Link]:
    """The messages of ``pass_on`` that can change a label: in the last round all others would be sent for nothing."""
    known = {node, *heard}
    smallest = min(known)
    return ((other, smallest) for other in known if other != smallest)


def label(node: str, heard: Iterable[str]) -> str:
    """The smallest node that a node has heard of: the name of its component."""
    return min((node, *heard))


def component_labels(nodes: Collection[str], links: Iterable[Link], rounds: int) -> dict[str, str]:
    """The label of every node after as many rounds; the last round is the one that reads the labels."""
    heard: Mapping[str, set[str]] = _by_receiver(message for link in links for message in both_ways(link))
    for _ in range(rounds - 1):
        heard = _passed_on(heard)
    return {node: label(node, heard.get(node, ())) for node in nodes}


def _passed_on(heard: Mapping[str, set[str]]) -> Mapping[str, set[str]]:
    """What each node hears in a round of ``pass_on`` at all nodes, without the messages one by one."""
    passed: defaultdict[str, set[str]] = defaultdict(set)
    for node, others in heard.items():
        known = {node, *others}
        smallest = min(known)
        passed[smallest] |= known
        for other in known:
            passed[other].add(smallest)
    return passed


def _by_receiver(messages: Iterable[Link]) -> Mapping[str, set[str]]:
    heard: defaultdict[str, set[str]] = defaultdict(set)
    for receiver, known in messages:
        heard[receiver].add(known)
    return heard
