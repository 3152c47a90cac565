"""Documents read by the extractor with their event mentions given, so that it finds these and no others."""

# mypy: allow-untyped-calls

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from models.config import ENTITY_KINDS
from models.corpora import LabelledDocument
from models.encoded import Encoded
from models.extractor import Extractor
from models.judging import JudgeLogits
from models.lexicon import Entries
from models.network import TagLogits
from models.reading import WindowReader
from models.records import Extraction
from models.tagging import FloatArray
from models.training.targets import word_range
from models.triggers import TriggerTags
from models.windows import Words, split_words

_OUTSIDE, _BEGINS, _GOES_ON = range(3)


def extract_at_gold(extractor: Extractor, labelled: LabelledDocument) -> Extraction:
    """Reads a document as the extractor does, but for its annotated event mentions, which are the triggers."""
    told = copy(extractor)
    told._reader = _GoldReader(
        extractor._reader, _event_labels(labelled, split_words(labelled.document, extractor._tokenizer))
    )
    [extraction] = told.extract([labelled.document])
    return extraction


class _GoldReader(WindowReader):
    """A reader of one document, of whose words ``labels`` (n,) tells which begin an event mention or go on with it."""

    def __init__(self, reader: WindowReader, labels: NDArray[np.int64]) -> None:
        self.__dict__.update(reader.__dict__)
        self._labels = labels

    def _trigger_tags(
        self, encoded: Encoded, logits: TagLogits, judged: JudgeLogits, entries: Sequence[Entries]
    ) -> TriggerTags:
        tags = super()._trigger_tags(encoded, logits, judged, entries)
        event = np.stack([self._event(window.start, window.end, tags.event.shape[1]) for window in encoded.windows])
        is_none = event[..., _OUTSIDE] == 1
        return replace(
            tags,
            event=event,
            frame=_first_where(tags.frame, is_none),
            event_type=_first_where(tags.event_type, is_none),
        )

    def _event(self, start: int, end: int, width: int) -> FloatArray:
        labels = np.pad(self._labels[start:end], (0, width - (end - start)), constant_values=_OUTSIDE)
        return np.eye(3, dtype=np.float32)[labels]


def _first_where(probabilities: FloatArray, mask: NDArray[np.bool_]) -> FloatArray:
    """The probabilities (..., classes) with all on the first class where the mask (...) is true."""
    first = np.eye(probabilities.shape[-1], dtype=np.float32)[0]
    return np.where(mask[..., None], first, probabilities)


def _event_labels(labelled: LabelledDocument, words: Words) -> NDArray[np.int64]:
    labels = np.full(len(words), _OUTSIDE, dtype=np.int64)
    for mention in labelled.mentions or ():
        place = word_range(words, mention.span)
        if mention.kind not in ENTITY_KINDS and place:
            labels[place[0]] = _BEGINS
            labels[place[0] + 1 : place[1] + 1] = _GOES_ON
    return labels
