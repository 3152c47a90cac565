"""From the logits of words given a trigger to its arguments: for each role the span of words that scores best."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.config import Decoding
from models.tagging import FloatArray, log_softmax

_LARGEST_ODDS = 6.0
_TAKEN = -1e3


@dataclass(frozen=True, slots=True)
class ArgumentSpan:
    """The words ``first`` to ``last`` (both included) of a trigger's scope and the class of their role, 1 or more."""

    role: int
    first: int
    last: int

    def moved(self, words: int) -> ArgumentSpan:
        """The same span so many words further on."""
        return ArgumentSpan(self.role, self.first + words, self.last + words)


@dataclass(frozen=True, slots=True, eq=False)
class ArgumentScores:
    """Logits for a triggers and n words: ``role`` (a, n, 1 + roles), no role first; ``begin`` and ``end`` (a, n).

    ``lengths`` (a,) says how many of the n words each trigger's scope holds.
    """

    role: FloatArray
    begin: FloatArray
    end: FloatArray
    lengths: NDArray[np.int64]


def argument_spans(scores: ArgumentScores, decoding: Decoding) -> list[list[ArgumentSpan]]:
    """At most one span a role and trigger, none overlapping, the best first, in order of their words.

    A span scores the log-odds of its words for the role, that it begins and ends where it does, and that no other
    argument begins or ends within. Where two roles want the same words, the better span has them and the other looks
    for its next best.
    """
    if not scores.role.size:
        return [[] for _ in scores.lengths]
    begins, ends, edges = _edge_scores(scores, decoding)
    odds = _role_odds(scores) + decoding.argument_bias
    found: list[list[ArgumentSpan]] = [[] for _ in scores.lengths]
    searching = np.arange(len(scores.lengths))
    while len(searching):
        best, first, last = _best_spans(odds[searching], begins[searching], ends[searching], edges[searching])
        role = best.argmax(axis=1)
        rows = np.flatnonzero(best[np.arange(len(best)), role] > decoding.argument_threshold)
        for row in rows.tolist():
            trigger, chosen = searching[row], role[row]
            span = ArgumentSpan(int(chosen) + 1, int(first[row, chosen]), int(last[row, chosen]))
            found[trigger].append(span)
            odds[trigger, span.first : span.last + 1] = _TAKEN
            odds[trigger, :, chosen] = _TAKEN
        searching = searching[rows]
    return [sorted(spans, key=lambda span: span.first) for spans in found]


def _role_odds(scores: ArgumentScores) -> FloatArray:
    """Log-odds of each role against none, within bounds: (a, n, roles); words out of scope belong to nobody."""
    logs = log_softmax(scores.role)
    odds: FloatArray = np.clip(logs[..., 1:] - logs[..., :1], -_LARGEST_ODDS, _LARGEST_ODDS)
    odds[scores.role[..., 1:] < _TAKEN] = _TAKEN
    odds[np.arange(odds.shape[1]) >= scores.lengths[:, None]] = _TAKEN
    return odds


def _edge_scores(scores: ArgumentScores, decoding: Decoding) -> tuple[FloatArray, FloatArray, FloatArray]:
    """What beginning at a word adds, what ending at it adds (a, n), and the summed price (a, 1 + n) of edges within."""
    begin, end = (np.clip(one, -_LARGEST_ODDS, _LARGEST_ODDS) for one in (scores.begin, scores.end))
    begin_price, end_price = np.maximum(begin, 0), np.maximum(end, 0)
    prices = np.cumsum(begin_price[:, 1:] + end_price[:, :-1], axis=1)
    crossed = np.pad(prices, ((0, 0), (1, 0)))
    weight = decoding.edge_weight
    return weight * begin, weight * end, crossed


def _best_spans(
    odds: FloatArray, begins: FloatArray, ends: FloatArray, crossed: FloatArray
) -> tuple[FloatArray, NDArray[np.int64], NDArray[np.int64]]:
    """The best score of a span for each trigger and role, (a, roles), with its first and its last word.

    A span's score is a sum over its words, so the best beginning for an end is the best one so far.
    """
    upto = np.cumsum(odds, axis=1)
    opening = begins[..., None] - (upto - odds) + crossed[..., None]
    closing = ends[..., None] + upto - crossed[..., None]
    best_opening = np.maximum.accumulate(opening, axis=1)
    total = closing + best_opening
    last = total.argmax(axis=1)
    best = np.take_along_axis(total, last[:, None], axis=1)[:, 0]
    wanted = np.take_along_axis(best_opening, last[:, None], axis=1)
    first = (opening == wanted).argmax(axis=1)
    return best, first, last
