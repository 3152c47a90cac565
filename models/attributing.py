"""From tags and from labels around cues to the claims of one window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from models.config import Decoding
from models.tagging import FloatArray, TaggedSpan, log_softmax, runs

SOURCE, CUE, CONTENT = 0, 1, 2
_LEAST_SHARE = 0.02
_TAGGED = 0.5
_SOURCE_LABEL, _CONTENT_LABEL = 1, 2

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class WindowTags:
    """Tag probabilities (n, 3 parts, 3 tags) of a window's n words, and which of them it owns (n,)."""

    parts: FloatArray
    owned: Mask


@dataclass(frozen=True, slots=True, eq=False)
class ClaimDraft:
    """A claim in a window of n words: ``source`` and ``content`` (n,) mark its words.

    ``told`` (n,) is how likely each word is its content.
    """

    cue: TaggedSpan
    source: Mask
    content: Mask
    told: FloatArray
    probability: float


def claim_drafts(
    tags: WindowTags, cues: Sequence[TaggedSpan], logits: FloatArray, decoding: Decoding
) -> list[ClaimDraft]:
    """The claims of a window, from its cues (window words) and the logits (a, n, 3) of parts around each.

    Sure cues make claims. Words tagged as content that none of these holds are left over: they wake an unsure cue that
    wants them, else they join the claim that wants them most.
    """
    drafts = [
        _draft(tags, cue, score, decoding) for cue, score in zip(cues, _scores(tags, logits, decoding), strict=True)
    ]
    sure = [draft for draft in drafts if draft.probability > decoding.cue_threshold]
    unsure = [draft for draft in drafts if draft.probability <= decoding.cue_threshold]
    sure += _awake(unsure, _left_over(tags, sure), decoding)
    for first, last in _left_over(tags, sure):
        closest = max(range(len(sure)), key=lambda index: _wants(sure[index], first, last), default=None)
        if closest is not None and _wants(sure[closest], first, last) > decoding.joining_share:
            sure[closest] = _joined(sure[closest], first, last)
    return [_weighed(draft) for draft in sure if draft.content.any()]


def _scores(tags: WindowTags, logits: FloatArray, decoding: Decoding) -> FloatArray:
    """Log probabilities of parts around each cue, helped by what the words' own tags say."""
    outside = tags.parts[:, [SOURCE, CONTENT], 0].clip(_LEAST_SHARE, 1 - _LEAST_SHARE)
    helped = logits.copy()
    helped[..., 1:] += decoding.tag_weight * np.log((1 - outside) / outside)
    return log_softmax(helped)


def _draft(tags: WindowTags, cue: TaggedSpan, scores: FloatArray, decoding: Decoding) -> ClaimDraft:
    labels = scores.argmax(-1)
    return ClaimDraft(
        cue, labels == _SOURCE_LABEL, labels == _CONTENT_LABEL, np.exp(scores[:, _CONTENT_LABEL]), cue.probability
    )


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
