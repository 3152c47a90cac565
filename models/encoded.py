"""Windows with the vectors of their words, and what heads need of them: anchors, pairs of words, sums of words.

All of it is computed with few numbers of rows, since kernels are made for one shape (see ``models.lines``).
"""

# mypy: allow-untyped-calls

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from models.lines import IntArray, Line
from models.network import Anchors, PairEncoder, Scope, WindowBatch, anchors_of
from models.tagging import FloatArray
from models.windows import Window

_ROWS_STEP = 32
_SUMS_AT_ONCE = 8

Mask = NDArray[np.bool_]


def array_of(tensor: Tensor) -> FloatArray:
    """Any numbers on any device as 32-bit floats."""
    return tensor.float().cpu().numpy()


@dataclass(frozen=True, slots=True, eq=False)
class Encoded:
    """Windows with the vectors of their words, (b, w, hidden), where the network's weights are."""

    windows: Sequence[Window]
    batch: WindowBatch
    words: Tensor

    def anchors(self, rows: Sequence[tuple[int, int, int]]) -> Anchors:
        """Anchors of rows of window, first word and last word, followed by repeats of the last."""
        filled = [*rows, *[rows[-1]] * (-len(rows) % _ROWS_STEP)]
        return Anchors(*(values.to(self.words.device) for values in anchors_of(filled)))

    def sums(self, held: Sequence[Sequence[Mask]]) -> tuple[Tensor, Tensor]:
        """The summed vectors of the words that each mask of each window holds, (n, hidden), and how many they are.

        They are followed by zeros. The masks of a window are summed with no others, so that these do not change how.
        """
        sums = [some for row, masks in enumerate(held) for some in self._sums_of(row, masks)]
        counts = torch.tensor([int(mask.sum()) for masks in held for mask in masks]).to(self.words)
        missing = -len(counts) % _ROWS_STEP
        return functional.pad(torch.cat(sums), (0, 0, 0, missing)), functional.pad(counts, (0, missing))

    def _sums_of(self, row: int, masks: Sequence[Mask]) -> list[Tensor]:
        sums = []
        for first in range(0, len(masks), _SUMS_AT_ONCE):
            some = masks[first : first + _SUMS_AT_ONCE]
            weights = np.zeros((_SUMS_AT_ONCE, self.words.shape[1]), dtype=np.float32)
            for index, mask in enumerate(some):
                weights[index, : len(mask)] = mask
            sums.append((torch.from_numpy(weights).to(self.words) @ self.words[row])[: len(some)])
        return sums


class PairVectors:
    """Vectors of pairs of an anchor and a word of its scope, by line; ``starts`` (a,) is where each scope begins."""

    def __init__(self, encoder: PairEncoder, encoded: Encoded, anchors: Anchors, starts: IntArray) -> None:
        self._encoder = encoder
        self._encoded = encoded
        self._anchors = anchors
        self._starts = starts
        self._projected = encoder.word(encoded.words)

    def of(self, line: Line, contexts: IntArray) -> Tensor:
        """The vectors of a line's places, (p, size); ``contexts`` (a,) are indices that condition the anchors."""
        members = np.pad(line.members, (0, -len(line.members) % _ROWS_STEP), mode="edge")
        position = self._starts[line.members][line.anchor] + line.index
        scope = Scope(*(self._moved(places[None]) for places in (line.anchor, position, line.mask)))
        chosen = self._moved(members)
        anchors = Anchors(*(values[chosen] for values in self._anchors))
        words, batch = self._encoded.words, self._encoded.batch
        context = self._moved(contexts[members])
        vectors: Tensor = self._encoder(words, batch, anchors, scope, context, self._projected)
        return vectors.squeeze(0)

    def _moved(self, array: IntArray | Mask) -> Tensor:
        return torch.from_numpy(array).to(self._projected.device)
