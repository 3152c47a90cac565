from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.fold.evidence import Limits, weigh

LIMITS = Limits(most=4.0, least=-2.0, facts=frozenset({"other_day"}))


@dataclass(frozen=True)
class Weights:
    bias: float = -1.0
    same_words: float = 6.0
    other_tone: float = -5.0
    other_day: float = -7.0


def log_odds(words: float = 0.0, tone: float = 0.0, day: float = 0.0, limits: Limits = LIMITS) -> float:
    found = {"same_words": words, "other_tone": tone, "other_day": day}
    evidence = {kind: np.array([value], np.float32) for kind, value in found.items()}
    return float(weigh(evidence, Weights(), limits)[0])


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ({}, -1.0),
        ({"words": 0.5}, 2.0),
        ({"words": 1.0}, 4.0),  # all that speaks for a pair: at most so much
        ({"words": 1.0, "tone": 1.0}, -1.0),
        ({"tone": 1.0}, -2.0),  # a doubt alone: no more than silence and a little
        ({"day": 1.0}, -8.0),  # a fact contradicts whatever else is alike
        ({"tone": 1.0, "day": 1.0}, -9.0),
        ({"words": 1.0, "day": 1.0}, -3.0),
    ],
)
def test_what_a_pair_counts(found, expected):
    assert log_odds(**found) == pytest.approx(expected)


share = st.floats(0, 1, width=32)


@given(share, share, share)
def test_what_speaks_against_a_pair_never_links_it_and_a_limit_only_softens(words, tone, day):
    free = log_odds(words, tone, day, Limits(most=LIMITS.most))
    assert (log_odds(words, tone, day) > 1e-4) <= (free > 0)
    assert free - 1e-4 <= log_odds(words, tone, day) <= LIMITS.most
