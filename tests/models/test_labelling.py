"""Labels of the highest score where every run of a label has its price."""

from __future__ import annotations

from itertools import groupby, product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from models.labelling import labels_in_runs

PRICES = (0.0, 0.5, 2.0)
SCORES = st.integers(-8, 0).map(lambda quarters: quarters / 4)
LINES = st.integers(1, 5).flatmap(
    lambda length: st.lists(st.lists(st.tuples(SCORES, SCORES, SCORES), min_size=length, max_size=length), max_size=3)
)


def worth(labels: tuple[int, ...], line: np.ndarray) -> float:
    return sum(line[word, label] for word, label in enumerate(labels)) - sum(
        PRICES[label] for label, _ in groupby(labels)
    )


def arrays(lines: list[list[tuple[float, float, float]]]) -> np.ndarray:
    return np.array(lines, np.float32).reshape(len(lines), len(lines[0]) if lines else 0, 3)


@given(LINES)
def test_no_other_labels_are_worth_more(lines: list[list[tuple[float, float, float]]]) -> None:
    scores = arrays(lines)
    [labels] = labels_in_runs([scores], PRICES)
    assert labels.shape == scores.shape[:2]
    for line, chosen in zip(scores, labels.tolist(), strict=True):
        best = max(worth(other, line) for other in product(range(3), repeat=len(line)))
        assert worth(tuple(chosen), line) == best


@given(st.lists(LINES, min_size=1, max_size=3))
def test_lines_get_the_same_labels_in_any_company(several: list[list[list[tuple[float, float, float]]]]) -> None:
    scores = [arrays(lines) for lines in several]
    together = labels_in_runs(scores, PRICES)
    for own, labels in zip(scores, together, strict=True):
        [alone] = labels_in_runs([own], PRICES)
        assert np.array_equal(alone, labels)
