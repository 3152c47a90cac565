"""From logits of words to one span a role."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from models.arguments import ArgumentScores, ArgumentSpan, argument_spans
from models.config import Decoding

DECODING = Decoding(argument_threshold=0.0, argument_bias=0.0, edge_weight=1.0)


def scores(role: list[list[float]], begin: list[float], end: list[float]) -> ArgumentScores:
    as_array = [np.array([one], dtype=np.float32) for one in (role, begin, end)]
    return ArgumentScores(as_array[0], as_array[1], as_array[2], np.array([len(begin)]))


def test_a_weak_word_within_does_not_break_a_span() -> None:
    found = argument_spans(scores([[0, 3], [0, -1], [0, 3], [4, 0]], [2, -2, -2, -2], [-2, -2, 2, -2]), DECODING)
    assert found == [[ArgumentSpan(1, 0, 2)]]


def test_an_edge_within_breaks_it() -> None:
    found = argument_spans(scores([[0, 3], [0, 1], [0, 5]], [3, -3, 6], [-3, 6, 3]), DECODING)
    assert found == [[ArgumentSpan(1, 2, 2)]]


def test_the_better_role_has_the_words_and_the_other_its_next_best() -> None:
    rows = [[0, 5, 4], [0, 5, 4], [6, 0, 0], [0, 0, 2]]
    found = argument_spans(scores(rows, [2, -2, -2, 2], [-2, 2, -2, 2]), DECODING)
    assert found == [[ArgumentSpan(1, 0, 1), ArgumentSpan(2, 3, 3)]]


def test_nothing_is_found_where_nothing_scores() -> None:
    assert argument_spans(scores([[5, 0], [5, 0]], [-4, -4], [-4, -4]), DECODING) == [[]]
    assert (
        argument_spans(
            ArgumentScores(*(np.zeros((0, 0, 2)), np.zeros((0, 0)), np.zeros((0, 0))), np.zeros(0)), DECODING
        )
        == []
    )


@st.composite
def any_scores(draw: st.DrawFn) -> ArgumentScores:
    triggers, words, roles = draw(st.integers(1, 3)), draw(st.integers(1, 6)), draw(st.integers(1, 3))
    logits = st.floats(-8, 8, width=32)
    return ArgumentScores(
        draw(arrays(np.float32, (triggers, words, 1 + roles), elements=logits)),
        draw(arrays(np.float32, (triggers, words), elements=logits)),
        draw(arrays(np.float32, (triggers, words), elements=logits)),
        np.array(draw(st.lists(st.integers(1, words), min_size=triggers, max_size=triggers))),
    )


@given(any_scores())
def test_roles_are_filled_once_and_spans_do_not_overlap(found_in: ArgumentScores) -> None:
    for spans, length in zip(argument_spans(found_in, DECODING), found_in.lengths, strict=True):
        held = [word for span in spans for word in range(span.first, span.last + 1)]
        assert len(held) == len(set(held))
        assert len({span.role for span in spans}) == len(spans)
        assert all(span.first <= span.last < length for span in spans)


@given(any_scores())
def test_triggers_do_not_depend_on_their_company(found_in: ArgumentScores) -> None:
    together = argument_spans(found_in, DECODING)
    for row in range(len(found_in.lengths)):
        alone = ArgumentScores(
            found_in.role[[row]], found_in.begin[[row]], found_in.end[[row]], found_in.lengths[[row]]
        )
        assert argument_spans(alone, DECODING) == [together[row]]
