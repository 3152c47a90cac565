"""Kinds of evidence that pairs of sketches share, and their logistic weighing."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

from pipeline.fold.sketching import Floats, Rows, shared_counts

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_PAIRS_AT_ONCE = 65_536


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a pair may count, in log-odds.

    All that speaks for it counts ``most`` at the most, so that a date can contradict two texts that are alike word for
    word. It counts ``least`` at the least, to which contradictions by kinds of evidence that are ``facts`` are added:
    so the many pairs of a cluster that have little in common, and nothing against each other, do not outvote the few
    that tell.
    """

    most: float = math.inf
    least: float = -math.inf
    facts: frozenset[str] = frozenset()


def weighed(
    gather: Callable[[Rows, Rows], dict[str, Floats]],
    one: Rows,
    other: Rows,
    weights: DataclassInstance,
    limits: Limits,
) -> Floats:
    """Log-odds of pairs: the ``bias`` and, for each other field of the weights, its value times the evidence so named.

    Kinds named ``other_...`` are contradictions. Summed kind by kind, so that a pair's value does not depend on the
    pairs beside it; shape (pairs,).
    """
    parts = [
        weigh(gather(one[at : at + _PAIRS_AT_ONCE], other[at : at + _PAIRS_AT_ONCE]), weights, limits)
        for at in range(0, len(one), _PAIRS_AT_ONCE)
    ]
    return np.concatenate(parts) if parts else np.zeros(0, np.float32)


def weigh(found: dict[str, Floats], weights: DataclassInstance, limits: Limits) -> Floats:
    """What ``weighed`` gives for evidence that is gathered."""
    by_kind = weights_by_kind(weights)
    agreement: Floats = np.float32(by_kind["bias"]) + np.zeros(len(next(iter(found.values()))), np.float32)
    doubt, contradiction = np.zeros_like(agreement), np.zeros_like(agreement)
    for kind, evidence in found.items():
        side = contradiction if kind in limits.facts else doubt if is_contradiction(kind) else agreement
        side += np.float32(by_kind[kind]) * evidence
    likeness = np.minimum(agreement, np.float32(limits.most)) + doubt
    return np.maximum(likeness, np.float32(limits.least)) + contradiction


def is_contradiction(kind: str) -> bool:
    """Whether evidence of a kind speaks against a pair."""
    return kind.startswith("other_")


def weights_by_kind(weights: DataclassInstance) -> dict[str, float]:
    """The weights by the kind of evidence that they weigh."""
    return {field.name: getattr(weights, field.name) for field in fields(weights)}


def equal(column: np.ndarray, one: Rows, other: Rows) -> Floats:
    """1 where both rows of a pair know a value and it is the same."""
    return np.asarray((column[one] == column[other]) & (column[one] != 0), np.float32)


def differ(column: np.ndarray, one: Rows, other: Rows) -> Floats:
    """1 where both rows of a pair know a value and it is not the same."""
    return np.asarray((column[one] != column[other]) & (column[one] != 0) & (column[other] != 0), np.float32)


def disjoint(sets: np.ndarray, one: Rows, other: Rows) -> Floats:
    """1 where both rows of a pair hold a set and the sets share nothing."""
    known = (sets[one, 0] != 0) & (sets[other, 0] != 0)
    return np.asarray(known & (shared_counts(sets, one, other) == 0), np.float32)
