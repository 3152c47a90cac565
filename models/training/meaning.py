"""The untrained sentence encoder as a teacher of meaning, so that its knowledge of paraphrase survives training."""

# mypy: allow-untyped-calls

from __future__ import annotations

from collections.abc import Sequence

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional
from transformers import PreTrainedModel

_MAX_TOKENS = 128
_BATCH = 64


class MeaningTeacher:
    """Mean-pooled unit vectors of texts, each computed once and kept (about 1.5 kB a text)."""

    def __init__(self, encoder: PreTrainedModel, tokenizer: Tokenizer) -> None:
        self._encoder = encoder.eval()
        self._tokenizer = tokenizer
        self._known: dict[str, Tensor] = {}

    def vectors(self, texts: Sequence[str]) -> Tensor:
        """Returns (n, hidden) for n texts; only their first 128 tokens count."""
        missing = sorted({text for text in texts if text not in self._known}, key=len)
        for start in range(0, len(missing), _BATCH):
            part = missing[start : start + _BATCH]
            self._known.update(zip(part, self._embed(part), strict=True))
        return torch.stack([self._known[text] for text in texts])

    @torch.no_grad()
    def _embed(self, texts: Sequence[str]) -> Tensor:
        encodings = self._tokenizer.encode_batch(list(texts))
        width = min(max(len(e.ids) for e in encodings), _MAX_TOKENS)
        ids, mask = (torch.zeros(len(texts), width, dtype=torch.long) for _ in range(2))
        for row, encoding in enumerate(encodings):
            kept = encoding.ids[:width]
            ids[row, : len(kept)] = torch.tensor(kept)
            mask[row, : len(kept)] = 1
        states = self._encoder(input_ids=ids, attention_mask=mask).last_hidden_state.float()
        means = (states * mask.unsqueeze(-1)).sum(1) / mask.sum(1, keepdim=True).clamp(min=1)
        return functional.normalize(means, dim=-1)
