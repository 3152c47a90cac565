"""What the event is that a word names: its type, its modality, and whether it is a particular happening.

All of it is judged from several layers of the encoder at once: what tells a happening from a habit (tense, number, an
article) is plain in the middle layers and fades towards the last one, which names the frame. Which layer knows what
varies so by task (Tenney, Das and Pavlick, "BERT rediscovers the classical NLP pipeline", ACL 2019).
"""

# mypy: allow-untyped-calls

from __future__ import annotations

from typing import NamedTuple

from torch import Tensor, nn
from torch.nn import functional

from models.config import EVENT_TYPES, MODALITIES

JUDGED_LAYERS = 4
_SIZE = 256
_DROPOUT = 0.5


class JudgeLogits(NamedTuple):
    """Logits of words: of event types (..., 17) and modalities (..., 4), and one of being specific (...)."""

    event_type: Tensor
    modality: Tensor
    specific: Tensor


class Judge(nn.Module):
    """One hidden layer over the last layers of the encoder side by side, shared by its three answers."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.inner = nn.Linear(width, _SIZE)
        self.outer = nn.Linear(_SIZE, len(EVENT_TYPES) + len(MODALITIES) + 1)
        self.dropout = nn.Dropout(_DROPOUT)
        # Until it is taught it says nothing.
        nn.init.zeros_(self.outer.weight)
        nn.init.zeros_(self.outer.bias)

    def forward(self, layers: Tensor) -> JudgeLogits:
        """``layers`` is (..., width): the vectors of words in the last layers, side by side."""
        inner = functional.gelu(self.inner(self.dropout(self.norm(layers))))
        event_type, modality, specific = self.outer(self.dropout(inner)).split(
            [len(EVENT_TYPES), len(MODALITIES), 1], dim=-1
        )
        return JudgeLogits(event_type, modality, specific.squeeze(-1))
