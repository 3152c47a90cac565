"""Learning without forgetting (Li and Hoiem, ECCV 2016): what a former network says of events stays.

The fold weighs evidence by the vectors of events that it was fitted to: a network that learns more of who said what
must not tell events in other vectors.
"""

# mypy: allow-untyped-calls

from __future__ import annotations

from collections.abc import Callable
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
    """What the former network says of one batch: its tags, and the vectors of the words that it takes for triggers.

    ``vectors`` (a, size) is None where it takes none.
    """

    tags: TagLogits
    triggers: Anchors
    vectors: Tensor | None


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
        found = len(window) > 0
        return Held(tags, triggers, self._network.event_vectors(words, batch, triggers) if found else None)


def held_losses(
    tags: TagLogits, batch: WindowBatch, held: Held, vectors: Callable[[Anchors], Tensor]
) -> dict[str, Tensor]:
    """How far tags of events and ``vectors`` of triggers, (a, size) of unit length, are from what is held."""
    mask = batch.word_mask.bool()
    losses = {f"held {name}": divergence(getattr(tags, name), getattr(held.tags, name), mask) for name in _OF_EVENTS}
    if held.vectors is not None:
        losses["held vector"] = (1 - (vectors(held.triggers) * held.vectors).sum(-1)).mean()
    return losses
