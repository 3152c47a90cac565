"""Pads windows into tensors."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray

from models.network import WindowBatch
from models.windows import Window, Words


def pad_windows(
    windows: Sequence[tuple[Words, Window]],
    begin_id: int,
    end_id: int,
    pad_id: int,
    max_tokens: int,
    padded_tokens: int = 0,
) -> WindowBatch:
    """Builds one batch; a window begins and ends with the encoder's special tokens, beyond ``max_tokens`` of its own.

    A word of more tokens than a window holds is cut; the words keep their number. Tokens and words are padded to the
    longest window, or to ``padded_tokens`` where that is more.
    """
    token_counts = [_token_count(words, window, max_tokens) for words, window in windows]
    tokens_wide = max(*token_counts, padded_tokens - 2) + 2
    words_wide = max(padded_tokens, *(window.end - window.start for _, window in windows))
    token_ids = np.full((len(windows), tokens_wide), pad_id, dtype=np.int64)
    token_mask = np.zeros((len(windows), tokens_wide), dtype=np.int64)
    first_token = np.zeros((len(windows), words_wide), dtype=np.int64)
    word_mask = np.zeros((len(windows), words_wide), dtype=np.int64)
    sentence_of = np.full((len(windows), words_wide), -1_000, dtype=np.int64)
    for row, ((words, window), count) in enumerate(zip(windows, token_counts, strict=True)):
        first = words.first_token[window.start]
        size = window.end - window.start
        token_ids[row, : count + 2] = [begin_id, *words.token_ids[first : first + count], end_id]
        token_mask[row, : count + 2] = 1
        first_token[row, :size] = np.minimum(words.first_token[window.start : window.end] - first, count - 1) + 1
        word_mask[row, :size] = 1
        sentence_of[row, :size] = words.sentence_of[window.start : window.end]
    arrays: tuple[NDArray[np.int64], ...] = (token_ids, token_mask, first_token, word_mask, sentence_of)
    return WindowBatch(*(torch.from_numpy(array) for array in arrays))


def _token_count(words: Words, window: Window, max_tokens: int) -> int:
    return min(int(words.first_token[window.end] - words.first_token[window.start]), max_tokens)
