"""How likely two tellings are of one claim: a logistic weighing of the evidence that they share."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipeline.fold.evidence import differ, disjoint, equal, weighed
from pipeline.fold.sketching import Floats, Rows, Table, containment, cosines

_MOST_AGREEMENT = 5.0


@dataclass(frozen=True, slots=True)
class ClaimWeights:
    """Log-odds that each kind of evidence adds; ``bias`` is where a pair without any evidence starts.

    A pair is one claim where its log-odds are above 0. Kinds that stand between 0 and 1 say so; the others are 0 or 1.
    """

    bias: float = -2.0
    content_cosine: float = 7.0
    """Cosine of the content vectors, -1 to 1."""
    content_known: float = -3.3
    shared_words: float = 4.0
    """Share of the smaller set of content words that both have, 0 to 1: part of a longer quotation has all."""
    shared_word_pairs: float = 3.0
    """Share of the smaller set of neighbouring words that both have, 0 to 1."""
    same_wording: float = 4.0
    same_speaker: float = 1.2
    """One name holds all words of the other."""
    fitting_speaker: float = 0.4
    """Not the same name but one country and one sector: a ministry and its spokesman."""
    other_speaker: float = -7.0
    """Two names that do not fit."""
    other_figures: float = -7.0
    """Both count the same thing and no number is shared."""
    shared_figures: float = 0.6
    other_denial: float = -5.0
    """One content is negated, the other is not."""
    other_names: float = -1.0
    other_substance: float = -6.0
    """One content has no words but names, so that to share them says little: "Wall Street" is told of daily."""
    other_publication: float = -1.0
    """Grows with the days between publications, 0 to 1."""


DEFAULT_CLAIM_WEIGHTS = ClaimWeights()


def claim_log_odds(table: Table, one: Rows, other: Rows, weights: ClaimWeights = DEFAULT_CLAIM_WEIGHTS) -> Floats:
    """Log-odds that each pair of rows is one claim, shape (pairs,)."""
    return weighed(lambda left, right: claim_evidence(table, left, right), one, other, weights, _MOST_AGREEMENT)


def claim_evidence(table: Table, one: Rows, other: Rows) -> dict[str, Floats]:
    """Evidence on pairs of rows of a ``CLAIM_SKETCH`` table: for each kind one number a pair, shape (pairs,).

    The keys are the fields of ``ClaimWeights`` but for ``bias``.
    """
    cosine, known = cosines(table["meaning"], one, other)
    words, _ = containment(table["words"], one, other)
    word_pairs, _ = containment(table["word_pairs"], one, other)
    return {
        "content_cosine": cosine,
        "content_known": known.astype(np.float32),
        "shared_words": words,
        "shared_word_pairs": word_pairs,
        "same_wording": equal(table["wording"], one, other),
        **_speakers(table, one, other),
        **_contradictions(table, one, other),
        "other_substance": np.asarray(np.minimum(table["substance"][one], table["substance"][other]) == 0, np.float32),
        "other_publication": _publication_gap(table["published"], one, other),
    }


def contradicts(table: Table, one: Rows, other: Rows) -> np.ndarray:
    """Whether two contents on one matter cannot both be true: other numbers, a denial, or others who did it.

    On one matter are contents whose words or meanings are close, as claims about one event can be on different matters,
    and two numbers of which one does not say what it counts.
    """
    cosine, _ = cosines(table["meaning"], one, other)
    words, _ = containment(table["words"], one, other)
    found = _contradictions(table, one, other)
    near = (cosine >= _NEAR_COSINE) | (words >= _NEAR_WORDS)
    close = words >= _CLOSE_WORDS
    opposed = (near & (found["other_denial"] > 0)) | (close & (found["other_names"] > 0))
    return np.asarray((near & (found["other_figures"] > 0)) | opposed | _other_tally(table, one, other))


def _other_tally(table: Table, one: Rows, other: Rows) -> np.ndarray:
    """Whether each content is about one number, another one, and one of them does not say of what."""
    silent = (table["tallied"][one] == 0) | (table["tallied"][other] == 0)
    return np.asarray(silent & (differ(table["tally"], one, other) > 0))


_NEAR_COSINE, _NEAR_WORDS, _CLOSE_WORDS = 0.6, 0.5, 0.7


def _speakers(table: Table, one: Rows, other: Rows) -> dict[str, Floats]:
    shared, known = containment(table["speaker_words"], one, other)
    same = (shared == 1).astype(np.float32)
    office = equal(table["speaker_country"], one, other) * equal(table["speaker_sector"], one, other)
    fitting = office * (1 - same)
    return {
        "same_speaker": same,
        "fitting_speaker": fitting,
        "other_speaker": known * (1 - same) * (1 - fitting),
    }


def _contradictions(table: Table, one: Rows, other: Rows) -> dict[str, Floats]:
    counted, _ = containment(table["counted"], one, other)
    figures, _ = containment(table["figures"], one, other)
    return {
        "other_figures": ((counted > 0) & (figures == 0)).astype(np.float32),
        "shared_figures": figures,
        "other_denial": differ(table["denial"], one, other),
        "other_names": disjoint(table["names"], one, other),
    }


def _publication_gap(published: np.ndarray, one: Rows, other: Rows) -> Floats:
    known = (published[one] != 0) & (published[other] != 0)
    days = np.abs(published[one] - published[other])
    return np.where(known, days / (days + 30), 0).astype(np.float32)
