"""Other extractors as the teacher, larger ones as a rule: the student learns their probabilities beside the annotation.

The way of Hinton, Vinyals and Dean (2015): both softmaxes at one temperature, the divergence between them as a loss;
what several teachers say counts as one, the mean of their logits.
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
from models.windows import Words, split_words, whole_window

_TEMPERATURE = 2.0
_LIKELY_CUE = 0.3


@dataclass(frozen=True, slots=True)
class Reading:
    """What one network makes of a batch: its word vectors, from which its trained heads answer."""

    network: ExtractorNetwork
    words: Tensor
    batch: WindowBatch


@dataclass(frozen=True, slots=True)
class Lesson:
    """What the teacher's networks, one at least, make of one batch."""

    readings: tuple[Reading, ...]

    @torch.no_grad()
    def attributions(self) -> Tensor:
        """Their mean logits of the parts of attributions for every word, (b, w, 9)."""
        return torch.stack([one.network.attribution(one.words) for one in self.readings]).mean(0)

    def cues(self, sizes: Sequence[int]) -> list[tuple[int, int, int]]:
        """Cues that they take for likely in the first words of each window: window, first and last word of each."""
        probabilities = array_of(self.attributions().float().unflatten(-1, (3, 3))[:, :, CUE].softmax(-1))
        return [
            (row, span.first, span.last)
            for row, size in enumerate(sizes)
            for span in tagged_spans(probabilities[row, :size], _LIKELY_CUE)
        ]

    @torch.no_grad()
    def parts(self, cues: Anchors) -> Tensor:
        """Their mean logits over PAIR_PARTS for each word given each cue, (a, w, 3)."""
        return torch.stack([one.network.attribute(one.words, one.batch, cues) for one in self.readings]).mean(0)


class TeachingReader:
    """A trained network that reads the same words as the student, in tokens of its own."""

    def __init__(self, network: ExtractorNetwork, config: ExtractorConfig, tokenizer: Tokenizer) -> None:
        self._network = network.eval().to(serving_type())
        self._window_tokens = config.window_tokens
        self._tokenizer = tokenizer
        self._special = special_token_ids(config.encoder, tokenizer)

    @classmethod
    def load(cls, folder: Path) -> TeachingReader:
        """Loads a model folder; raises WeightsError, also where it has not learnt from news."""
        config = load_model_config(folder)
        if "news" not in config.corpora:
            raise WeightsError(f"{folder}: it has not learnt from news, so that it could teach who said what")
        return cls(load_network(folder, config), config, load_tokenizer(folder))

    def words(self, labelled: Labelled, document: LabelledDocument) -> Words:
        """The document's words in its own tokens; raises ValueError where it splits words otherwise."""
        words = split_words(document.document, self._tokenizer)
        if words.starts.tolist() != labelled.words.starts.tolist():
            raise ValueError(f"{document.document_id}: the teacher's tokenizer splits other words than the student's")
        return words

    def read(self, windows: Sequence[Words]) -> Reading:
        """Reads a batch of windows."""
        batch = pad_windows([(words, whole_window(words)) for words in windows], *self._special, self._window_tokens)
        return Reading(self._network, self._network.encode(batch), batch)


class Teacher:
    """One or more trained networks that tell, of the words that the student reads, who said what."""

    def __init__(self, readers: Sequence[TeachingReader]) -> None:
        self._readers = tuple(readers)

    @classmethod
    def of(cls, network: ExtractorNetwork, config: ExtractorConfig, tokenizer: Tokenizer) -> Teacher:
        """A teacher of one network, which is changed to serve."""
        return cls([TeachingReader(network, config, tokenizer)])

    @classmethod
    def load(cls, folders: Sequence[Path]) -> Teacher:
        """Loads model folders; raises WeightsError, also where one has not learnt from news."""
        return cls([TeachingReader.load(folder) for folder in folders])

    def prepare(self, labelled: Labelled, document: LabelledDocument) -> Labelled:
        """Adds the document's words in the teacher's tokens; raises ValueError where it splits words otherwise."""
        return replace(labelled, teacher_words=tuple(one.words(labelled, document) for one in self._readers))

    @torch.no_grad()
    def teach(self, labelled: Sequence[Labelled]) -> Lesson | None:
        """Reads a batch; None where it holds a document that the teacher was not prepared for."""
        if not all(one.teacher_words for one in labelled):
            return None
        by_reader = zip(*(one.teacher_words for one in labelled), strict=True)
        return Lesson(tuple(r.read(windows) for r, windows in zip(self._readers, by_reader, strict=True)))


def divergence(student: Tensor, teacher: Tensor, mask: Tensor) -> Tensor:
    """Mean over the places of ``mask`` (...) of how far the student's logits (..., classes) are from the teacher's.

    Scaled by the squared temperature, so that its gradients are of the size of those of labels.
    """
    wanted = functional.log_softmax(teacher[mask].float() / _TEMPERATURE, dim=-1)
    given = functional.log_softmax(student[mask].float() / _TEMPERATURE, dim=-1)
    distance = functional.kl_div(given, wanted, reduction="sum", log_target=True)
    return distance * _TEMPERATURE**2 / mask.sum().clamp(min=1)
