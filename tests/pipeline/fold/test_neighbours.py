from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.fold.neighbours import MOST_ROWS, NEIGHBOURS_IN_ARTICLE, Points, positions_of

LAYOUT = np.dtype([("article", "u8"), ("one", "i1", (128,)), ("other", "i1", (64,))])


def table_of_rows(articles: list[int], seed: int) -> np.ndarray:
    random = np.random.default_rng(seed)
    table = np.zeros(len(articles), LAYOUT)
    table["article"] = articles
    for name in ("one", "other"):
        table[name] = random.integers(-127, 128, table[name].shape)
    return table


def vectors(table: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return table["one"], table["other"]


def neighbours_by_row(table: np.ndarray, elsewhere: int) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {row: set() for row in range(len(table))}
    for row, other in Points(table, vectors).neighbours(np.arange(len(table)), elsewhere).tolist():
        assert other not in found[row]
        found[row].add(other)
    return found


@given(st.lists(st.integers(1, 6), min_size=2, max_size=40), st.integers(1, 8), st.integers(0, 99))
def test_neighbours_are_the_nearest_elsewhere_and_in_the_article(articles, elsewhere, seed):
    table = table_of_rows(articles, seed)
    points = positions_of(vectors(table))
    nearness = points @ points.T
    for row, others in neighbours_by_row(table, elsewhere).items():
        own = table["article"] == articles[row]
        for of_kind, count in ((~own, elsewhere), (own & (np.arange(len(table)) != row), NEIGHBOURS_IN_ARTICLE)):
            rows = np.flatnonzero(of_kind)
            chosen = [other for other in rows.tolist() if other in others]
            assert len(chosen) == min(count, len(rows))
            left_out = nearness[row, [other for other in rows.tolist() if other not in others]]
            # Vectors are rounded to 800 steps before they are compared.
            assert not len(left_out) or not chosen or nearness[row, chosen].min() > left_out.max() - 0.01


@pytest.mark.parametrize("elsewhere", [1, 16])
def test_among_rows_that_are_all_alike_the_first_are_taken(elsewhere):
    table = np.zeros(MOST_ROWS, LAYOUT)
    table["article"], table["one"] = np.arange(MOST_ROWS) + 1, 127
    found = neighbours_by_row(table, elsewhere)
    assert found[MOST_ROWS - 1] == set(range(elsewhere))
    assert found[0] == set(range(1, elsewhere + 1))


def test_rows_without_vectors_have_neighbours_too():
    assert neighbours_by_row(np.zeros(3, LAYOUT), 2) == {0: {1, 2}, 1: {0, 2}, 2: {0, 1}}


@given(st.permutations(range(12)))
def test_neighbours_are_those_of_the_set_of_rows_in_whatever_order(order):
    table = table_of_rows([n % 5 for n in range(12)], 3)
    expected = neighbours_by_row(table, 3)
    found = neighbours_by_row(table[order], 3)
    assert {order[row]: {order[other] for other in others} for row, others in found.items()} == expected
