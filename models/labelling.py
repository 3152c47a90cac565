"""Labels for words of which neighbours mostly share one, by dynamic programming."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from models.tagging import FloatArray

LabelArray = NDArray[np.int8]


def labels_in_runs(scores: Sequence[FloatArray], prices: Sequence[float]) -> list[LabelArray]:
    """The labels of the highest score, where each run of label ``k`` costs ``prices[k]``, none of them below 0.

    Each of ``scores`` holds log probabilities (a, n, labels) of a few lines of n words, and gives labels (a, n). All
    lines are worked on together, which does not change what comes of any (Viterbi, "Error bounds for convolutional
    codes", 1967).
    """
    lengths = [lines.shape[1] for lines in scores for _ in lines]
    if not lengths:
        return [np.zeros(lines.shape[:2], np.int8) for lines in scores]
    # Words that only fill a line up score nothing for any label: they go on with its last one.
    padded = np.zeros((len(lengths), max(lengths), len(prices)), np.float32)
    for line, own in zip(padded, (own for lines in scores for own in lines), strict=True):
        line[: len(own)] = own
    labels = iter(_best_path(padded, np.array(prices, np.float32)))
    return [np.array([next(labels)[: lines.shape[1]] for _ in lines]).reshape(lines.shape[:2]) for lines in scores]


def _best_path(scores: FloatArray, prices: FloatArray) -> LabelArray:
    count, length, kinds = scores.shape
    best = scores[:, 0] - prices
    stays = np.ones((length, count, kinds), np.bool_)
    before = np.zeros((length, count), np.int8)
    for word in range(1, length):
        before[word] = best.argmax(axis=1)
        changed = best.max(axis=1, keepdims=True) - prices
        stays[word] = best >= changed
        best = np.maximum(best, changed) + scores[:, word]
    labels = np.zeros((count, length), np.int8)
    labels[:, -1] = best.argmax(axis=1)
    lines = np.arange(count)
    for word in range(length - 1, 0, -1):
        later = labels[:, word]
        labels[:, word - 1] = np.where(stays[word, lines, later], later, before[word])
    return labels
