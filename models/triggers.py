"""From tags to the triggers of one window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.config import EVENT_TYPES, MODALITIES, Decoding
from models.tagging import FloatArray, tagged_spans

_OTHER = EVENT_TYPES.index("OTHER")
_ASSERTED = MODALITIES.index("asserted")
_MORE_LIKELY_THAN_NOT = 0.5
FUNCTION_WORDS = frozenset(
    "a about after against an and are as at be been before being but by can could did do does during for from had"
    " has have he her here his how i if in into is it its may might must not of off on or our over shall she should"
    " so than that the their them then there they this those to under until up was we were what when where which"
    " while who why will with would you your".split()
)
"""Words of no meaning of their own."""


@dataclass(frozen=True, slots=True, eq=False)
class TriggerTags:
    """Tag probabilities of n words, each (n, classes), and which of them the window owns (n,).

    ``specific`` (n,) is the probability that a word names a particular happening.
    """

    frame: FloatArray
    event: FloatArray
    event_type: FloatArray
    modality: FloatArray
    specific: FloatArray
    owned: NDArray[np.bool_]

    def window(self, row: int) -> TriggerTags:
        """One window of tags that are stacked, (b, n, classes)."""
        return TriggerTags(
            self.frame[row],
            self.event[row],
            self.event_type[row],
            self.modality[row],
            self.specific[row],
            self.owned[row],
        )


@dataclass(frozen=True, slots=True)
class TriggerDraft:
    """The words ``first`` to ``last`` of a window that name an event; indices of its frame, type and modality.

    ``specificity`` is the probability that it is a particular happening.
    """

    first: int
    last: int
    frame: int | None
    event_type: int
    modality: int
    probability: float
    specificity: float


def names_an_event(trigger: str, event_type: int, frame: int | None) -> bool:
    """Whether a trigger's words can name an event: function words alone do so only with a frame or a type."""
    return frame is not None or event_type != _OTHER or not FUNCTION_WORDS.issuperset(trigger.lower().split())


def trigger_drafts(tags: TriggerTags, decoding: Decoding) -> list[TriggerDraft]:
    """Triggers among the window's own words: of a frame, of an event of no frame, or of an event type alone."""
    framed = np.flatnonzero(tags.owned & (1 - tags.frame[:, 0] > decoding.trigger_threshold)).tolist()
    spans = [(word, word) for word in framed]
    taken = set(framed)
    for span in _event_spans(tags, decoding):
        held = range(span[0], span[1] + 1)
        if taken.isdisjoint(held):
            spans.append(span)
            taken.update(held)
    typed = np.flatnonzero(tags.owned & (tags.event_type[:, 1:].max(axis=1) > decoding.type_alone_threshold)).tolist()
    spans += [(word, word) for word in typed if word not in taken]
    framed_words = set(framed)
    return [_draft(tags, first, last, first in framed_words, decoding) for first, last in sorted(spans)]


def _event_spans(tags: TriggerTags, decoding: Decoding) -> Sequence[tuple[int, int]]:
    spans = tagged_spans(tags.event, decoding.event_threshold)
    return [(span.first, span.last) for span in spans if tags.owned[span.first]]


def _draft(tags: TriggerTags, first: int, last: int, framed: bool, decoding: Decoding) -> TriggerDraft:
    here = slice(first, last + 1)
    types = tags.event_type[here].max(axis=0)
    best = int(types[1:].argmax()) + 1
    chosen = best if types[best] > decoding.event_type_threshold else _OTHER
    surest = max(
        float(1 - tags.frame[here, 0].min()),
        float(1 - tags.event[here, 0].min()),
        float(types[best]) if chosen else 0.0,
    )
    frame = int(tags.frame[first, 1:].argmax()) if framed else None
    modality, specificity = _modality(tags.modality[first]), float(tags.specific[first])
    return TriggerDraft(first, last, frame, chosen, modality, surest, specificity)


def _modality(probabilities: FloatArray) -> int:
    """What is told is asserted, unless something else is more likely than not."""
    best = int(probabilities.argmax())
    return best if probabilities[best] > _MORE_LIKELY_THAN_NOT else _ASSERTED
