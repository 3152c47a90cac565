"""From tags and from labels around cues to the claims of one window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from models.config import Decoding
from models.labelling import LabelArray, labels_in_runs
from models.tagging import FloatArray, TaggedSpan, log_softmax, runs

SOURCE, CUE, CONTENT = 0, 1, 2
_LEAST_SHARE = 0.02
_TAGGED = 0.5
_LEAST_JOINED = 2
_CORE, _CORE_OF_PEAK = 0.3, 0.9
_SOURCE_LABEL, _CONTENT_LABEL = 1, 2

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class WindowTags:
    """Tag probabilities (n, 3 parts, 3 tags) of a window's n words, and which of them it owns (n,)."""

    parts: FloatArray
    owned: Mask


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue: the words around which parts are labelled, and which of them, ``first`` to ``last``, are told to be it.

    A low threshold, which finds unsure cues, takes in words beside the sure ones.
    """

    span: TaggedSpan
    first: int
    last: int

    @staticmethod
    def of(span: TaggedSpan, probabilities: FloatArray) -> Cue:
        """The cue at a span of words whose ``probabilities`` (n, 3 tags) are given: the run around its likeliest."""
        within = 1 - probabilities[span.first : span.last + 1, 0]
        peak = int(within.argmax())
        kept = runs(within >= min(_CORE, _CORE_OF_PEAK * within[peak]))
        first, last = next(run for run in kept if run[0] <= peak <= run[1])
        return Cue(span, span.first + first, span.first + last)


@dataclass(frozen=True, slots=True, eq=False)
class CuedWindow:
    """A window of n words: its tags, its cues (window words) and the logits (a, n, 3) of parts around each of these."""

    tags: WindowTags
    cues: Sequence[Cue]
    logits: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class ClaimDraft:
    """A claim in a window of n words: ``source`` and ``content`` (n,) mark its words.

    ``told`` (n,) is how likely each word is its content.
    """

    cue: Cue
    source: Mask
    content: Mask
    told: FloatArray
    probability: float


def claim_drafts(windows: Sequence[CuedWindow], decoding: Decoding) -> list[list[ClaimDraft]]:
    """The claims of each window.

    Sure cues make claims. Words tagged as content that none of these holds are left over: they wake an unsure cue that
    wants them, else, unless it is a single word, they join the claim that wants them most.
    """
    scores = [_scores(window, decoding) for window in windows]
    labels = labels_in_runs(scores, (0.0, decoding.source_price, decoding.content_price))
    return [_claims(*one, decoding) for one in zip(windows, scores, labels, strict=True)]


def _claims(window: CuedWindow, scores: FloatArray, labels: LabelArray, decoding: Decoding) -> list[ClaimDraft]:
    tags = window.tags
    drafts = [_draft(*one) for one in zip(window.cues, scores, labels, strict=True)]
    sure = [draft for draft in drafts if draft.probability > decoding.cue_threshold]
    unsure = [draft for draft in drafts if draft.probability <= decoding.cue_threshold]
    sure += _awake(unsure, _left_over(tags, sure), decoding)
    for first, last in _left_over(tags, sure):
        if last - first + 1 < _LEAST_JOINED:
            continue
        closest = max(range(len(sure)), key=lambda index: _wants(sure[index], first, last), default=None)
        if closest is not None and _wants(sure[closest], first, last) > decoding.joining_share:
            sure[closest] = _joined(sure[closest], first, last)
    return [_weighed(draft) for draft in sure if draft.content.any()]


def _scores(window: CuedWindow, decoding: Decoding) -> FloatArray:
    """Log probabilities of parts around each cue, helped by what the words' own tags say."""
    outside = window.tags.parts[:, [SOURCE, CONTENT], 0].clip(_LEAST_SHARE, 1 - _LEAST_SHARE)
    helped = window.logits.copy()
    helped[..., 1:] += decoding.tag_weight * np.log((1 - outside) / outside)
    return log_softmax(helped)


def _draft(cue: Cue, scores: FloatArray, labels: LabelArray) -> ClaimDraft:
    told = np.exp(scores[:, _CONTENT_LABEL])
    return ClaimDraft(cue, labels == _SOURCE_LABEL, labels == _CONTENT_LABEL, told, cue.span.probability)


def _left_over(tags: WindowTags, drafts: Sequence[ClaimDraft]) -> list[tuple[int, int]]:
    """Runs of the window's own words that are tagged as content and held by no draft."""
    held = np.any([draft.content for draft in drafts], axis=0) if drafts else np.zeros(len(tags.owned), dtype=bool)
    return runs((1 - tags.parts[:, CONTENT, 0] > _TAGGED) & tags.owned & ~held)


def _wants(draft: ClaimDraft, first: int, last: int) -> float:
    return float(draft.told[first : last + 1].mean())


def _awake(unsure: Sequence[ClaimDraft], left: Sequence[tuple[int, int]], decoding: Decoding) -> list[ClaimDraft]:
    awake: dict[int, ClaimDraft] = {}
    for first, last in left:
        best = max(range(len(unsure)), key=lambda index: _wants(unsure[index], first, last), default=None)
        if best is not None and _wants(unsure[best], first, last) > decoding.waking_share:
            awake[best] = unsure[best]
    return list(awake.values())


def _joined(draft: ClaimDraft, first: int, last: int) -> ClaimDraft:
    content = draft.content.copy()
    content[first : last + 1] = True
    return replace(draft, content=content, source=draft.source & ~content)


def _weighed(draft: ClaimDraft) -> ClaimDraft:
    """A claim is as likely as its cue is one and as its words are its content."""
    return replace(draft, probability=draft.probability * float(draft.told[draft.content].mean()))
