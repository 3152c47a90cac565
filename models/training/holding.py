"""Learning without forgetting (Li and Hoiem, ECCV 2016): what a former network says of events stays.

The fold weighs evidence by the vectors of events and of sentences that it was fitted to: a network that learns more of
who said what must not tell them in other vectors.
"""

# mypy: allow-untyped-calls

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from models.config import ExtractorConfig
from models.extractor import serving_type
from models.network import Anchors, ExtractorNetwork, TagLogits, WindowBatch
from models.training.distillation import divergence
from models.weights import load_network

_OF_EVENTS = ("trigger", "event", "event_type")
_LIKELY_TRIGGER = 0.3


@dataclass(frozen=True, slots=True)
class Held:
    """What the former network says of one batch: its tags, and vectors of likely triggers and of sentences.

    ``vectors`` (a, size) of the words that it takes for triggers are None where it takes none; ``meanings`` are
    (s, hidden).
    """

    tags: TagLogits
    triggers: Anchors
    vectors: Tensor | None
    meanings: Tensor


class Former:
    """A trained network of the same encoder that reads what the learning one reads."""

    def __init__(self, network: ExtractorNetwork) -> None:
        self._network = network.eval().to(serving_type())

    @classmethod
    def load(cls, folder: Path, config: ExtractorConfig) -> Former:
        """Loads a model folder; raises WeightsError, also where its network is not one of ``config``."""
        return cls(load_network(folder, config))

    @torch.no_grad()
    def read(self, batch: WindowBatch) -> Held:
        """Reads a batch."""
        words = self._network.encode(batch)
        tags = self._network.tag(words)
        likely = (1 - tags.event.float().softmax(-1)[..., 0] > _LIKELY_TRIGGER) & batch.word_mask.bool()
        window, word = likely.nonzero(as_tuple=True)
        triggers = Anchors(window, word, word)
        vectors = self._network.event_vectors(words, batch, triggers) if len(window) else None
        return Held(tags, triggers, vectors, _sentence_meanings(self._network, words, batch))


def held_losses(
    network: ExtractorNetwork, words: Tensor, tags: TagLogits, batch: WindowBatch, held: Held
) -> dict[str, Tensor]:
    """How far what ``network`` makes of ``words`` (b, w, hidden), and their ``tags``, are from what is held."""
    mask = batch.word_mask.bool()
    losses = {f"held {name}": divergence(getattr(tags, name), getattr(held.tags, name), mask) for name in _OF_EVENTS}
    if held.vectors is not None:
        losses["held vector"] = _distance(network.event_vectors(words, batch, held.triggers), held.vectors)
    losses["held meaning"] = _distance(_sentence_meanings(network, words, batch), held.meanings)
    return losses


def _distance(vectors: Tensor, others: Tensor) -> Tensor:
    """The mean cosine distance of unit vectors (n, size)."""
    return (1 - (vectors * others).sum(-1)).mean()


def _sentence_meanings(network: ExtractorNetwork, words: Tensor, batch: WindowBatch) -> Tensor:
    """Unit vectors of the meaning of each sentence of each window, (s, hidden)."""
    mask, rows = batch.word_mask.bool(), torch.arange(len(words)).unsqueeze(1)
    sentences = (rows * words.shape[1] + batch.sentence_of)[mask]
    _, place, counts = sentences.unique(return_inverse=True, return_counts=True)
    sums = words.new_zeros(len(counts), words.shape[-1]).index_add(0, place, words[mask])
    return network.meanings(sums, counts)
