from __future__ import annotations

from dataclasses import fields

import numpy as np

from pipeline.fold.claim_evidence import DEFAULT_CLAIM_WEIGHTS, ClaimWeights
from tests.benchmarks.claim_learning import HELD, learnt
from tests.benchmarks.fold_learning import Pairs


def pairs(**found: list[float]) -> Pairs:
    """Pairs of which every other one is the same, with evidence of some kinds and none of all others."""
    kinds = [field.name for field in fields(ClaimWeights) if field.name != "bias"]
    same = np.arange(100) % 2 == 0
    evidence = {kind: np.resize(found.get(kind, [0.0]), 100) for kind in kinds}
    return Pairs(evidence, same, np.ones(100))


def test_what_tells_the_same_from_others_gets_its_weight():
    weights = learnt([pairs(rare_words=[1, 0], other_crowd=[0, 0.3]), pairs(rare_words=[0.9, 0.1])])
    assert weights.rare_words > 1
    assert weights.other_crowd < 0


def test_evidence_never_changes_sides():
    weights = learnt([pairs(rare_words=[0, 1], other_crowd=[1, 0])])
    assert (weights.rare_words, weights.other_crowd) == (0, 0)


def test_what_contradicts_by_itself_keeps_its_weight():
    weights = learnt([pairs(**{kind: [1, 0] for kind in HELD})])
    assert all(getattr(weights, kind) == getattr(DEFAULT_CLAIM_WEIGHTS, kind) for kind in HELD)
