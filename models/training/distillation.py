"""A larger extractor as the teacher: the student learns its probabilities beside the annotation.

The way of Hinton, Vinyals and Dean (2015): both softmaxes at one temperature, the divergence between them as a loss.
"""

# mypy: allow-untyped-calls

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from models.attributing import CUE
from models.batches import pad_windows
from models.config import ExtractorConfig
from models.corpora import LabelledDocument
from models.encoded import array_of
from models.encoders import special_token_ids
from models.extractor import serving_type
from models.network import Anchors, ExtractorNetwork, WindowBatch
from models.tagging import tagged_spans
from models.training.targets import Labelled
from models.weights import WeightsError, load_model_config, load_network, load_tokenizer
from models.windows import split_words, whole_window

_TEMPERATURE = 2.0
_LIKELY_CUE = 0.3


@dataclass(frozen=True, slots=True)
class Lesson:
    """What the teacher makes of one batch: its word vectors, from which its trained heads answer."""

    network: ExtractorNetwork
    words: Tensor
    batch: WindowBatch

    @torch.no_grad()
    def attributions(self) -> Tensor:
        """Its logits of the parts of attributions for every word, (b, w, 9)."""
        logits: Tensor = self.network.attribution(self.words)
        return logits

    def cues(self, sizes: Sequence[int]) -> list[tuple[int, int, int]]:
        """Cues that it takes for likely in the first words of each window: window, first and last word of each."""
        probabilities = array_of(self.attributions().float().unflatten(-1, (3, 3))[:, :, CUE].softmax(-1))
        return [
            (row, span.first, span.last)
            for row, size in enumerate(sizes)
            for span in tagged_spans(probabilities[row, :size], _LIKELY_CUE)
        ]

    @torch.no_grad()
    def parts(self, cues: Anchors) -> Tensor:
        """Its logits over PAIR_PARTS for each word given each cue, (a, w, 3)."""
        return self.network.attribute(self.words, self.batch, cues)


class Teacher:
    """A trained network that reads the same words as the student, in tokens of its own, and tells who said what."""

    def __init__(self, network: ExtractorNetwork, config: ExtractorConfig, tokenizer: Tokenizer) -> None:
        self._network = network.eval().to(serving_type())
        self._window_tokens = config.window_tokens
        self._tokenizer = tokenizer
        self._special = special_token_ids(config.encoder, tokenizer)

    @classmethod
    def load(cls, folder: Path) -> Teacher:
        """Loads a model folder; raises WeightsError, also where it has not learnt from news."""
        config = load_model_config(folder)
        if "news" not in config.corpora:
            raise WeightsError(f"{folder}: it has not learnt from news, so that it could teach who said what")
        return cls(load_network(folder, config), config, load_tokenizer(folder))

    def prepare(self, labelled: Labelled, document: LabelledDocument) -> Labelled:
        """Adds the document's words in the teacher's tokens; raises ValueError where it splits words otherwise."""
        words = split_words(document.document, self._tokenizer)
        if words.starts.tolist() != labelled.words.starts.tolist():
            raise ValueError(f"{document.document_id}: the teacher's tokenizer splits other words than the student's")
        return replace(labelled, teacher_words=words)

    @torch.no_grad()
    def teach(self, labelled: Sequence[Labelled]) -> Lesson | None:
        """Reads a batch; None where it holds a document that the teacher was not prepared for."""
        prepared = [one.teacher_words for one in labelled if one.teacher_words is not None]
        if len(prepared) < len(labelled):
            return None
        windows = [(words, whole_window(words)) for words in prepared]
        batch = pad_windows(windows, *self._special, self._window_tokens)
        return Lesson(self._network, self._network.encode(batch), batch)


def divergence(student: Tensor, teacher: Tensor, mask: Tensor) -> Tensor:
    """Mean over the places of ``mask`` (...) of how far the student's logits (..., classes) are from the teacher's.

    Scaled by the squared temperature, so that its gradients are of the size of those of labels.
    """
    wanted = functional.log_softmax(teacher[mask].float() / _TEMPERATURE, dim=-1)
    given = functional.log_softmax(student[mask].float() / _TEMPERATURE, dim=-1)
    distance = functional.kl_div(given, wanted, reduction="sum", log_target=True)
    return distance * _TEMPERATURE**2 / mask.sum().clamp(min=1)
