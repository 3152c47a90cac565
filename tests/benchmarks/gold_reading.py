"""Documents read by the extractor with their event mentions given, so that it finds these and no others."""

# mypy: allow-untyped-calls

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from models.corpora import LabelledDocument
from models.encoded import Encoded
from models.extractor import Extractor
from models.judging import JudgeLogits
from models.lexicon import Entries
from models.network import TagLogits
from models.reading import WindowReader
from models.records import Extraction
from models.tagging import FloatArray
from models.training.targets import label_document
from models.triggers import TriggerTags

_OUTSIDE = 0


def extract_at_gold(extractor: Extractor, labelled: LabelledDocument) -> Extraction:
    """Reads a document as the extractor does, but for its annotated event mentions, which are the triggers."""
    told = copy(extractor)
    told._reader = _GoldReader(
        extractor._reader, label_document(labelled, extractor._tokenizer, extractor.config, {}).event
    )
    [extraction] = told.extract([labelled.document])
    return extraction


class _GoldReader(WindowReader):
    """A reader of one document, of whose words ``labels`` (n,) are the annotated event tags."""

    def __init__(self, reader: WindowReader, labels: NDArray[np.int64]) -> None:
        self.__dict__.update(reader.__dict__)
        self._labels = labels

    def _trigger_tags(
        self, encoded: Encoded, logits: TagLogits, judged: JudgeLogits, entries: Sequence[Entries]
    ) -> TriggerTags:
        tags = super()._trigger_tags(encoded, logits, judged, entries)
        width = tags.event.shape[1]
        held = [self._labels[window.start : window.end] for window in encoded.windows]
        labels = np.stack([np.pad(some, (0, width - len(some)), constant_values=_OUTSIDE) for some in held])
        return replace(
            tags,
            event=np.eye(tags.event.shape[-1], dtype=np.float32)[labels],
            frame=_first_where(tags.frame, labels == _OUTSIDE),
            event_type=_first_where(tags.event_type, labels == _OUTSIDE),
        )


def _first_where(probabilities: FloatArray, mask: NDArray[np.bool_]) -> FloatArray:
    """The probabilities (..., classes) with all on the first class where the mask (...) is true."""
    first = np.eye(probabilities.shape[-1], dtype=np.float32)[0]
    return np.where(mask[..., None], first, probabilities)
