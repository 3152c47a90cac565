"""Claims whose parts are marked in a text: [content], <cue> and (source)."""

from __future__ import annotations

import re

import numpy as np

from models.corpora import whole
from models.reading import FoundClaim
from models.tagging import runs
from models.windows import Words, split_words
from tests.models.tiny import tiny_tokenizer

TOKENIZER = tiny_tokenizer()
MARKS = {"(": "source", "<": "cue", "[": "content"}


def marked_claim(marked: str) -> tuple[str, Words, FoundClaim]:
    """The text without its marks, its words and the claim of the parts that are marked."""
    text, parts = _unmarked(marked)
    words = split_words(whole(text), TOKENIZER)
    within = {
        part: runs(np.array([any(s <= start < e for s, e in spans) for start in words.starts]))
        for part, spans in parts.items()
    }
    claim = FoundClaim(
        within["cue"][0], tuple(within["source"]), tuple(within["content"]), 0.9, np.zeros(1, np.float32)
    )
    return text, words, claim


def _unmarked(marked: str) -> tuple[str, dict[str, list[tuple[int, int]]]]:
    text, parts = "", {part: list[tuple[int, int]]() for part in MARKS.values()}
    for piece in re.findall(r"[(<\[][^)>\]]*[)>\]]|[^(<\[]+", marked):
        part = MARKS.get(piece[0])
        if part:
            parts[part].append((len(text), len(text) + len(piece) - 2))
        text += piece[1:-1] if part else piece
    return text, parts
