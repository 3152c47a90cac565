"""How likely two tellings are of one claim: a logistic weighing of the evidence that they share."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipeline.fold.claim_sketch import LOAD, OVERLOAD
from pipeline.fold.evidence import Limits, differ, disjoint, equal, is_contradiction, weighed, weights_by_kind
from pipeline.fold.sketching import (
    Floats,
    Rows,
    Table,
    containment,
    cosines,
    shared_counts,
    shared_weights,
    weighted_containment,
)
from pipeline.fold.stance import AFFIRMED, DENIED, NOT_YET, OPEN
from pipeline.fold.word_hashes import rarities_of

_LIMITS = Limits(
    most=5.0,
    least=-1.0,
    facts=frozenset(
        {"other_speaker", "other_figures", "other_denial", "other_names", "other_substance", "other_crowd"}
    ),
)
_SEVERAL_WORDS = 2
"""The rarest words, or more of less rare ones."""
_SEVERAL_NUMBERS = 2
_OF_ONE_MATTER = 0.55
"""Cosine of contents that are about one matter and not one statement."""
_NEAR_COSINE, _TALLY_COSINE = 0.6, 0.5
_LEAST_SHARED, _SAME_OF_SMALLER, _SAME_OF_LARGER, _SAME_BUT_NAMES = 2, 0.6, 0.2, 0.65
_LONGEST_DENIAL = 9
"""Content words: in a longer content other clauses than the denied one may be what is shared."""

_COUNTED_WORDS = 0.4
_LONGEST_GAP = 0.5
"""Of ``_publication_gap``: a month."""


@dataclass(frozen=True, slots=True)
class ClaimWeights:
    """Log-odds that each kind of evidence adds; ``bias`` is where a pair without any evidence starts.

    What contradicts is set by hand; all else by logistic regression over pairs of tellings that were read one by one,
    in the news of a year, in ECB+ train and in the bundled samples, and then by a search around that for what their
    clusters get right. A pair is one claim where its log-odds are above 0. Kinds that stand between 0 and 1 say so; the
    others are 0 or 1.
    """

    bias: float = 1.4
    content_cosine: float = 3.41
    """Cosine of the content vectors, -1 to 1."""
    content_known: float = -4.5
    rare_words: float = 3.88
    """Share of the smaller set of content words that both have, times how many of these are no names, two for 1; each
    word counts as it is rare in news, and of the latter as it is rare among all tellings of a component; 0 to 1."""
    shared_word_pairs: float = 0.63
    """Share of the smaller set of neighbouring words that both have, 0 to 1."""
    same_wording: float = 5.01
    shared_event: float = 1.13
    """Both tell of one event, which is known where the tellings of a component are folded."""
    same_article: float = -1.39
    """One article seldom tells the same twice."""
    same_speaker: float = 1.39
    """One name holds all words of the other."""
    other_speaker: float = -7.0
    """Two names that do not fit: not the same, nor an office and one of its sector and of no other country, as a
    ministry and its spokesman are."""
    other_figures: float = -7.0
    """Both count the same thing and no number is shared."""
    shared_figures: float = 1.34
    shared_numbers: float = 3.5
    """Two numbers, whatever they count, for 1; one for a half."""
    other_denial: float = -5.0
    """One content is negated, the other is not."""
    other_names: float = -2.82
    other_substance: float = -6.02
    """One content has no words but names, so that to share them says little: "Wall Street" is told of daily."""
    other_allusion: float = -1.11
    """One content is not said to be so: a question, a plan, or what somebody spoke about or was for."""
    other_crowd: float = -6.63
    """How much more alike than contents of one matter those around both are: among many that are alike, as of a
    candidate whom a hundred articles quote, to be alike is no sign of one statement."""
    other_publication: float = -1.58
    """Grows with the days between publications, 0 to 1."""


DEFAULT_CLAIM_WEIGHTS = ClaimWeights()


def claim_log_odds(table: Table, one: Rows, other: Rows, weights: ClaimWeights = DEFAULT_CLAIM_WEIGHTS) -> Floats:
    """Log-odds that each pair of rows is one claim, shape (pairs,)."""
    return weighed(lambda left, right: claim_evidence(table, left, right), one, other, weights, _LIMITS)


def claim_ceiling(table: Table, one: Rows, other: Rows, weights: ClaimWeights = DEFAULT_CLAIM_WEIGHTS) -> Floats:
    """Numbers that the log-odds of each pair do not exceed, shape (pairs,), at a fraction of the cost of these.

    Only who speaks is compared, as two names that do not fit are what mostly parts tellings.
    """
    by_kind = weights_by_kind(weights)
    most = _LIMITS.most + sum(max(by_kind[kind], 0.0) for kind in by_kind if is_contradiction(kind))
    others = _speakers(table, one, other)["other_speaker"]
    return np.asarray(np.float32(most) + np.float32(min(weights.other_speaker, 0.0)) * others, np.float32)


def claim_evidence(table: Table, one: Rows, other: Rows) -> dict[str, Floats]:
    """Evidence on pairs of rows of a ``CLAIM_SKETCH`` table: for each kind one number a pair, shape (pairs,).

    The keys are the fields of ``ClaimWeights`` but for ``bias``.
    """
    cosine, known = cosines(table["meaning"], one, other)
    word_pairs, _ = containment(table["word_pairs"], one, other)
    return {
        "content_cosine": cosine,
        "content_known": known.astype(np.float32),
        "rare_words": _rare_words(table, one, other),
        "shared_word_pairs": word_pairs,
        "same_wording": equal(table["wording"], one, other),
        "shared_event": np.minimum(shared_counts(table["events"], one, other), 1),
        "same_article": equal(table["article"], one, other),
        **_speakers(table, one, other),
        **_contradictions(table, one, other),
        "other_substance": np.asarray(np.minimum(table["substance"][one], table["substance"][other]) == 0, np.float32),
        "other_allusion": np.asarray(np.maximum(table["denial"][one], table["denial"][other]) >= OPEN, np.float32),
        "other_crowd": _crowd(table, one, other),
        "other_publication": _publication_gap(table["published"], one, other),
    }


def _rare_words(table: Table, one: Rows, other: Rows) -> Floats:
    words, plain = table["words"], table["plain_words"]
    rarities = table["rarities"] if _is_among_all(table) else rarities_of(plain)
    shared = shared_weights(plain, rarities, one, other)
    share = weighted_containment(words, rarities_of(words), one, other)
    return np.asarray(share * np.minimum(shared / _SEVERAL_WORDS, 1), np.float32)


def _crowd(table: Table, one: Rows, other: Rows) -> Floats:
    if not _is_among_all(table):
        return np.zeros(len(one), np.float32)
    alike = (table["crowd"][one] + table["crowd"][other]) / 2
    return np.asarray(np.maximum(alike - _OF_ONE_MATTER, 0), np.float32)


def _is_among_all(table: Table) -> bool:
    """Whether the rows say what only all of a component can say."""
    return "rarities" in (table.dtype.names or ())


def contradicts(table: Table, one: Rows, other: Rows) -> np.ndarray:
    """Whether two contents answer one question otherwise: another number, a denial, or others who did it.

    That contents are about one event is no sign that they are on one question, and neither is a "not" in one of them:
    apart from what they differ in they have to say the same, at about the same time.
    """
    cosine, known = cosines(table["meaning"], one, other)
    near, fairly_near = (~known | (cosine >= least) for least in (_NEAR_COSINE, _TALLY_COSINE))
    others = _speakers(table, one, other)["same_speaker"] == 0
    counted = near & _other_counts(table, one, other)
    answered = near & (_opposed(table, one, other) | _other_doers(table, one, other))
    tallied = fairly_near & _other_tally(table, one, other)
    loaded = _other_load(table, one, other)
    timely = _publication_gap(table["published"], one, other) <= _LONGEST_GAP
    return np.asarray(timely & (counted | (others & (answered | tallied | loaded))))


def _opposed(table: Table, one: Rows, other: Rows) -> np.ndarray:
    """Whether one affirms nearly all that the other, a short content, denies."""
    sizes, stances = _sizes(table), table["denial"]
    affirmed, denied = stances == AFFIRMED, np.isin(stances, (DENIED, NOT_YET)) & (sizes <= _LONGEST_DENIAL)
    shared = shared_counts(table["words"], one, other)
    smaller, larger = np.minimum(sizes[one], sizes[other]), np.maximum(sizes[one], sizes[other])
    same = (shared >= _LEAST_SHARED) & (shared >= _SAME_OF_SMALLER * smaller) & (shared >= _SAME_OF_LARGER * larger)
    opposed = (affirmed[one] & denied[other] & ~_came_about(table, other, one)) | (
        denied[one] & affirmed[other] & ~_came_about(table, one, other)
    )
    return np.asarray(same & opposed)


def _came_about(table: Table, denied: Rows, affirmed: Rows) -> np.ndarray:
    """Whether what had not been done yet is told of on a later day: at two times both may be so."""
    published = table["published"]
    is_later = (published[denied] != 0) & (published[affirmed] > published[denied])
    return np.asarray((table["denial"][denied] == NOT_YET) & is_later)


def _other_doers(table: Table, one: Rows, other: Rows) -> np.ndarray:
    """Whether two contents that both affirm have most words in common and no name."""
    sizes, shared = _sizes(table), shared_counts(table["words"], one, other)
    same = (shared > _LEAST_SHARED) & (shared >= _SAME_BUT_NAMES * np.maximum(sizes[one], sizes[other]))
    return np.asarray(same & _both_affirm(table, one, other) & (disjoint(table["names"], one, other) > 0))


def _other_counts(table: Table, one: Rows, other: Rows) -> np.ndarray:
    """Whether something that both count has no number in common, in contents that share words and not only that."""
    words, _ = containment(table["words"], one, other)
    alike = (words >= _COUNTED_WORDS) & (disjoint(table["names"], one, other) == 0)
    others = shared_counts(table["counted"], one, other) > shared_counts(table["figures"], one, other)
    return np.asarray(alike & others & _both_affirm(table, one, other))


def _other_tally(table: Table, one: Rows, other: Rows) -> np.ndarray:
    """Whether each content is about one number, another one, and one of them does not say of what."""
    silent = (table["tallied"][one] == 0) | (table["tallied"][other] == 0)
    return np.asarray(silent & (differ(table["tally"], one, other) > 0) & _both_affirm(table, one, other))


def _other_load(table: Table, one: Rows, other: Rows) -> np.ndarray:
    """Whether by one content more was taken in than was allowed and by the other no more, in whatever words."""
    told, over = (table["counted"] == LOAD).any(axis=1), (table["figures"] == OVERLOAD).any(axis=1)
    of_one = disjoint(table["names"], one, other) == 0
    return np.asarray(of_one & told[one] & told[other] & (over[one] != over[other]))


def _both_affirm(table: Table, one: Rows, other: Rows) -> np.ndarray:
    affirmed = table["denial"] == AFFIRMED
    return np.asarray(affirmed[one] & affirmed[other])


def _sizes(table: Table) -> np.ndarray:
    return np.asarray((table["words"] != 0).sum(axis=1))


def _speakers(table: Table, one: Rows, other: Rows) -> dict[str, Floats]:
    shared, known = containment(table["speaker_words"], one, other)
    same = (shared == 1).astype(np.float32)
    is_office = np.maximum(table["speaker_office"][one], table["speaker_office"][other])
    places = 1 - differ(table["speaker_country"], one, other)
    office = places * equal(table["speaker_sector"], one, other) * is_office
    return {"same_speaker": same, "other_speaker": known * (1 - same) * (1 - office)}


def _contradictions(table: Table, one: Rows, other: Rows) -> dict[str, Floats]:
    counted, _ = containment(table["counted"], one, other)
    figures, _ = containment(table["figures"], one, other)
    return {
        "other_figures": ((counted > 0) & (figures == 0)).astype(np.float32),
        "shared_figures": figures,
        "shared_numbers": np.minimum(shared_counts(table["numbers"], one, other) / _SEVERAL_NUMBERS, 1),
        "other_denial": np.asarray(table["denial"][one] % 2 != table["denial"][other] % 2, np.float32),
        "other_names": disjoint(table["names"], one, other),
    }


def _publication_gap(published: np.ndarray, one: Rows, other: Rows) -> Floats:
    known = (published[one] != 0) & (published[other] != 0)
    days = np.abs(published[one] - published[other])
    return np.where(known, days / (days + 30), 0).astype(np.float32)
