"""CoNLL scores of two clusterings: the mean F1 of MUC, B-cubed and CEAF-e (Pradhan et al., CoNLL 2012)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence, Set

import numpy as np
from scipy.optimize import linear_sum_assignment

Clusters = Sequence[Set[Hashable]]


def conll(gold: Clusters, guessed: Clusters) -> dict[str, float]:
    """F1 of each measure and their mean; both clusterings hold the same mentions."""
    scores = {
        "muc": _f1(_muc_recall(guessed, gold), _muc_recall(gold, guessed)),
        "b3": _f1(_b_cubed_recall(guessed, gold), _b_cubed_recall(gold, guessed)),
        "ceafe": _ceaf_e(gold, guessed),
    }
    return {**scores, "conll": sum(scores.values()) / 3}


def b_cubed(gold: Clusters, guessed: Clusters) -> float:
    """B-cubed F1 (Bagga and Baldwin 1998)."""
    return _f1(_b_cubed_recall(guessed, gold), _b_cubed_recall(gold, guessed))


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _muc_recall(gold: Clusters, guessed: Clusters) -> float:
    owner = {mention: number for number, cluster in enumerate(guessed) for mention in cluster}
    links = sum(len(cluster) - 1 for cluster in gold)
    kept = sum(len(cluster) - len({owner[mention] for mention in cluster}) for cluster in gold)
    return kept / links if links else 0.0


def _b_cubed_recall(gold: Clusters, guessed: Clusters) -> float:
    owner = {mention: number for number, cluster in enumerate(guessed) for mention in cluster}
    together = [(Counter(owner[mention] for mention in cluster), len(cluster)) for cluster in gold]
    # Of the mentions that share a cluster in both, each has the same share: to look at each would take the square.
    shares = sum(sum(count**2 for count in counts.values()) / size for counts, size in together)
    mentions = sum(size for _, size in together)
    return shares / mentions if mentions else 0.0


def _ceaf_e(gold: Clusters, guessed: Clusters) -> float:
    owner = {mention: number for number, cluster in enumerate(guessed) for mention in cluster}
    similarity = np.zeros((len(gold), len(guessed)))
    for row, cluster in enumerate(gold):
        for column in {owner[mention] for mention in cluster}:
            shared = len(cluster & guessed[column])
            similarity[row, column] = 2 * shared / (len(cluster) + len(guessed[column]))
    total = float(similarity[linear_sum_assignment(-similarity)].sum())
    return _f1(total / len(guessed), total / len(gold)) if gold and guessed else 0.0
