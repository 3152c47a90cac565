"""Turns a document into words with offsets, and words into overlapping windows that fit the encoder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from models.records import Document, Span
from models.sentences import split_sentences

IntArray = NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """A document's words (the tokenizer's: letters, digits or one mark) in order, n words of t encoder tokens.

    ``starts``, ``ends`` and ``sentence_of`` have shape (n,), offsets in code points; ``token_ids`` has shape (t,);
    word i has the tokens ``first_token[i]:first_token[i + 1]``, so ``first_token`` has shape (n + 1,).
    """

    starts: IntArray
    ends: IntArray
    token_ids: IntArray
    first_token: IntArray
    sentence_of: IntArray
    sentences: tuple[Span, ...]

    def __len__(self) -> int:
        """The number of words."""
        return len(self.starts)

    def texts(self, text: str) -> Iterator[str]:
        """Each word as it stands in the document's text."""
        return (text[start:end] for start, end in zip(self.starts.tolist(), self.ends.tolist(), strict=True))

    def span(self, first: int, last: int) -> Span:
        """The characters of the words ``first`` to ``last``, both included."""
        return Span(self.starts.item(first), self.ends.item(last))


@dataclass(frozen=True, slots=True)
class Window:
    """The words ``start:end`` of a document, of which this window decides on ``own_start:own_end``."""

    start: int
    end: int
    own_start: int
    own_end: int


def whole_window(words: Words) -> Window:
    """All words as one window."""
    return Window(0, len(words), 0, len(words))


def split_words(document: Document, tokenizer: Tokenizer) -> Words:
    """Tokenizes the parts of a document that are to be read."""
    encodings = tokenizer.encode_batch(
        [document.text[part.start : part.end] for part in document.body_spans], add_special_tokens=False
    )
    ids: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    first_token: list[int] = []
    for part, encoding in zip(document.body_spans, encodings, strict=True):
        previous = None
        for token_id, (start, end), word in zip(encoding.ids, encoding.offsets, encoding.word_ids, strict=True):
            if word != previous:
                first_token.append(len(ids))
                starts.append(part.start + start)
                ends.append(part.start + end)
                previous = word
            ids.append(token_id)
            ends[-1] = part.start + end
    sentences = tuple(s for part in document.body_spans for s in split_sentences(document.text, part))
    word_starts = np.array(starts, dtype=np.int32)
    return Words(
        starts=word_starts,
        ends=np.array(ends, dtype=np.int32),
        token_ids=np.array(ids, dtype=np.int32),
        first_token=np.array([*first_token, len(ids)], dtype=np.int32),
        sentence_of=_sentence_of(word_starts, sentences),
        sentences=sentences,
    )


def _sentence_of(word_starts: IntArray, sentences: Sequence[Span]) -> IntArray:
    if not sentences:
        return np.zeros(len(word_starts), dtype=np.int32)
    sentence_starts = np.array([s.start for s in sentences], dtype=np.int32)
    found = np.searchsorted(sentence_starts, word_starts, side="right") - 1
    return np.maximum(found, 0).astype(np.int32)


def cut_windows(words: Words, max_tokens: int, overlap_tokens: int) -> list[Window]:
    """Cuts words into windows of at most ``max_tokens`` tokens that share about ``overlap_tokens`` with the next.

    Every word is owned by exactly one window: the one in which it stands further from the edge. A single word longer
    than a window gets a window of its own, which the network cuts.
    """
    bounds = _window_bounds(words.first_token, max_tokens, overlap_tokens)
    cuts = [(bounds[i + 1][0] + bounds[i][1]) // 2 for i in range(len(bounds) - 1)]
    own_starts = [0, *cuts]
    own_ends = [*cuts, len(words)]
    return [
        Window(start, end, own_start, own_end)
        for (start, end), own_start, own_end in zip(bounds, own_starts, own_ends, strict=False)
    ]


def _window_bounds(first_token: IntArray, max_tokens: int, overlap_tokens: int) -> list[tuple[int, int]]:
    count = len(first_token) - 1
    bounds: list[tuple[int, int]] = []
    start = 0
    while start < count:
        end = int(np.searchsorted(first_token, first_token[start] + max_tokens, side="right")) - 1
        end = max(min(end, count), start + 1)
        bounds.append((start, end))
        if end == count:
            break
        overlap_start = int(np.searchsorted(first_token, first_token[end] - overlap_tokens))
        start = min(max(overlap_start, start + 1), end)
    return bounds
