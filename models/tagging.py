"""From tag probabilities to spans of words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class TaggedSpan:
    """The words ``first`` to ``last`` (both included), their class and the probability that a span begins there."""

    first: int
    last: int
    kind: int
    probability: float

    def moved(self, words: int) -> TaggedSpan:
        """The same span so many words further on."""
        return replace(self, first=self.first + words, last=self.last + words)


def tagged_spans(probabilities: FloatArray, threshold: float) -> Iterator[TaggedSpan]:
    """Reads spans from tag probabilities (n, 1 + 2 kinds), classes numbered O, B1, I1, B2, I2 ...

    A span begins at a word whose probability of being in one is over ``threshold`` and which begins one or follows a
    word outside or of another kind.
    """
    within = 1 - probabilities[:, 0]
    best = probabilities[:, 1:].argmax(axis=1)
    kinds, begins = best // 2, best % 2 == 0
    open_span: TaggedSpan | None = None
    for word in np.flatnonzero(within > threshold).tolist():
        if open_span and word == open_span.last + 1 and kinds[word] == open_span.kind and not begins[word]:
            open_span = replace(open_span, last=word)
            continue
        if open_span:
            yield open_span
        open_span = TaggedSpan(word, word, int(kinds[word]), float(within[word]))
    if open_span:
        yield open_span


def runs(mask: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """The first and last index of each run of true values."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], mask, [False]]).astype(np.int8)))
    return [(int(first), int(end) - 1) for first, end in zip(edges[::2], edges[1::2], strict=True)]


def log_softmax(logits: FloatArray) -> FloatArray:
    """Log probabilities over the last axis."""
    shifted = logits - logits.max(axis=-1, keepdims=True)
    result: FloatArray = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return result
