"""From tag probabilities to spans."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from models.tagging import runs, tagged_spans

OUTSIDE, BEGIN_A, INSIDE_A, BEGIN_B, INSIDE_B = np.eye(5, dtype=np.float32)


def spans(*rows: np.ndarray) -> list[tuple[int, int, int]]:
    return [(s.first, s.last, s.kind) for s in tagged_spans(np.stack(rows), 0.5)]


def test_spans_end_where_another_begins_or_the_kind_changes() -> None:
    assert spans(BEGIN_A, INSIDE_A, BEGIN_A, OUTSIDE) == [(0, 1, 0), (2, 2, 0)]
    assert spans(BEGIN_A, INSIDE_B, INSIDE_B) == [(0, 0, 0), (1, 2, 1)]


def test_an_inside_after_outside_begins_a_span() -> None:
    assert spans(OUTSIDE, INSIDE_A, INSIDE_A, OUTSIDE) == [(1, 2, 0)]


@given(st.lists(st.booleans(), max_size=30))
def test_runs_cover_what_is_true(mask: list[bool]) -> None:
    covered = {i for first, last in runs(np.array(mask, dtype=bool)) for i in range(first, last + 1)}
    assert covered == {i for i, value in enumerate(mask) if value}
