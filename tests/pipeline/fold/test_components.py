from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse.csgraph import connected_components

from pipeline.fold.components import both_ways, component_labels, component_roots, label, name, pass_on, stars

NODES = [f"n{number:02d}" for number in range(12)]
LINKS = st.lists(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)), max_size=20)


def smallest_of_component(links: list[tuple[str, str]]) -> dict[str, str]:
    ends = [[NODES.index(end) for end in link] for link in links]
    graph = np.zeros((len(NODES), len(NODES)))
    for one, other in ends:
        graph[one, other] = 1
    _, components = connected_components(graph, directed=False)
    return {
        node: NODES[components.tolist().index(component)] for node, component in zip(NODES, components, strict=True)
    }


@given(LINKS)
def test_labels_are_the_smallest_ids_of_components(links):
    assert component_labels(NODES, links, rounds=5) == smallest_of_component(links)


@given(LINKS, st.randoms())
def test_labels_do_not_depend_on_the_order_of_links(links, random):
    shuffled = [(other, one) if random.random() < 0.5 else (one, other) for one, other in links]
    random.shuffle(shuffled)
    assert component_labels(NODES, links, rounds=3) == component_labels(NODES, shuffled, rounds=3)


@given(LINKS, st.integers(1, 4))
def test_few_rounds_leave_parts_but_never_join_components(links, rounds):
    whole = smallest_of_component(links)
    assert all(whole[node] == whole[label] for node, label in component_labels(NODES, links, rounds).items())


@pytest.mark.parametrize(("length", "rounds"), [(2, 2), (4, 3), (8, 4)])
def test_a_chain_of_so_many_links_needs_so_many_rounds(length, rounds):
    chain = [f"c{number}" for number in range(length)]
    labels = component_labels(chain, pairwise(chain), rounds)
    assert set(labels.values()) == {"c0"}


@given(LINKS, st.integers(1, 4))
def test_labels_are_those_of_the_messages_of_each_round(links, rounds):
    messages = {message for link in links for message in both_ways(link)}
    for number in range(1, rounds):
        tell = name if number == rounds - 1 else pass_on
        receivers = {receiver for receiver, _ in messages}
        heard = {node: [known for receiver, known in messages if receiver == node] for node in receivers}
        messages = {message for node in receivers for message in tell(node, heard[node])}
    expected = {node: label(node, [known for receiver, known in messages if receiver == node]) for node in NODES}
    assert component_labels(NODES, links, rounds) == expected


@given(LINKS)
def test_the_root_of_a_position_is_the_first_of_its_component(links):
    pairs = np.array([[NODES.index(end) for end in link] for link in links], np.intp).reshape(-1, 2)
    roots = [NODES[root] for root in component_roots(pairs, len(NODES))]
    assert dict(zip(NODES, roots, strict=True)) == smallest_of_component(links)


def test_stars_link_each_member_to_the_first():
    assert list(stars(["a", "b", "c", "d"], [(2, 3), (1, 2)])) == [("c", "b"), ("d", "b")]
