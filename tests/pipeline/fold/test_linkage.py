from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from pipeline.fold.linkage import LARGEST_MATRIX, average_link, cells_of, cluster
from pipeline.fold.sketching import unit_rows


def affinity_of(values: np.ndarray) -> np.ndarray:
    symmetric = (values + values.T) / 2
    np.fill_diagonal(symmetric, -np.inf)
    return symmetric


def as_partition(labels: list[int]) -> list[list[int]]:
    groups: dict[int, list[int]] = {}
    for row, label in enumerate(labels):
        groups.setdefault(label, []).append(row)
    return sorted(groups.values())


@settings(max_examples=60)
@given(st.integers(2, 14), st.integers(0, 10_000))
def test_average_link_is_the_textbook_one(size, seed):
    affinity = affinity_of(np.random.default_rng(seed).uniform(-3, 3, (size, size)))
    distance = np.where(np.isinf(affinity), 0, 4 - affinity)
    expected = fcluster(linkage(squareform(distance), "average"), 4, "distance")
    assert average_link(affinity.copy(), [1] * size) == as_partition(expected.tolist())


@settings(max_examples=30)
@given(st.integers(0, 10_000))
def test_a_weighted_row_counts_like_as_many_rows(seed):
    affinity = affinity_of(np.random.default_rng(seed).uniform(-3, 3, (5, 5)))
    rows = [0, 0, 0, 1, 2, 3, 4]
    spread = affinity[np.ix_(rows, rows)]
    spread[:3, :3] = 6
    np.fill_diagonal(spread, -np.inf)
    groups = average_link(affinity.copy(), [3, 1, 1, 1, 1])
    spread_groups = [sorted({rows[row] for row in group}) for group in average_link(spread, [1] * 7)]
    assert groups == sorted(spread_groups)


def test_one_doubtful_pair_does_not_weld_two_events():
    affinity = np.full((8, 8), -3.0)
    affinity[:4, :4] = affinity[4:, 4:] = 3.0
    affinity[0, 7] = affinity[7, 0] = 2.0
    np.fill_diagonal(affinity, -np.inf)
    assert average_link(affinity, [1] * 8) == [[0, 1, 2, 3], [4, 5, 6, 7]]


@given(st.integers(1, 60), st.integers(1, 9), st.integers(0, 1))
def test_cells_hold_every_row_once_and_are_small(rows, largest, cut):
    positions = np.random.default_rng(rows).integers(0, 2, (rows, 3)).astype(np.float32)
    cells = cells_of(positions, largest, cut)
    assert sorted(row for cell in cells for row in cell) == list(range(rows))
    assert max(map(len, cells)) <= largest


@pytest.mark.parametrize("copies", [3, 3 * LARGEST_MATRIX])
def test_clusters_are_found_however_many_rows_they_have(copies):
    corners = np.repeat(np.eye(3, dtype=np.float32), copies, axis=0)
    noise = np.random.default_rng(1).normal(0, 0.01, corners.shape)
    positions = (corners + noise).astype(np.float32)

    def scores(one, other):
        return np.where(np.abs(positions[one] - positions[other]).max(axis=1) < 0.5, 2.0, -2.0)

    expected = [list(range(start, start + copies)) for start in range(0, 3 * copies, copies)]
    assert cluster(positions, scores, scores) == expected


def test_small_clusters_among_many_others_are_found_whole():
    """Of thousands of rows those of one event have to meet in some cell, however many others lie between them."""
    random, events, reports = np.random.default_rng(0), 500, 8
    event_of = np.repeat(np.arange(events), reports)
    centres = unit_rows(random.normal(0, 1, (events, 64)).astype(np.float32))
    strays = random.normal(0, 1 / 16, (events * reports, 64)).astype(np.float32)
    positions = unit_rows(centres[event_of] + strays)

    def scores(one: np.ndarray, other: np.ndarray) -> np.ndarray:
        return np.asarray(10 * (np.einsum("ij,ij->i", positions[one], positions[other]) - 0.6), np.float32)

    assert cluster(positions, scores, scores) == np.arange(events * reports).reshape(events, reports).tolist()


def test_large_clusters_whose_centres_say_little_are_not_chained():
    """Rows without a date go with all; what has one day and what has another must not become one over them."""
    size = 2 * LARGEST_MATRIX
    random = np.random.default_rng(5)
    day = random.permutation(np.repeat([0, 1, 2], [size - 2 * (size // 3), size // 3, size // 3]))
    aside = random.normal(0, 1, (size, 8)) * np.where(day > 0, 1.0, 0.1)[:, None]
    positions = unit_rows(np.column_stack([np.ones(size), aside]).astype(np.float32))

    def scores(one: np.ndarray, other: np.ndarray) -> np.ndarray:
        return np.where(day[one] * day[other] == 2, -10.0, 1.0)

    groups = cluster(positions, scores, scores)
    assert sorted(row for group in groups for row in group) == list(range(size))
    assert not any({1, 2} <= set(day[group].tolist()) for group in groups)
