"""Stems of words, by which forms of one word are the same."""

from __future__ import annotations

from functools import lru_cache

import snowballstemmer

_LONGEST_WORD = 64
_STEMMER = snowballstemmer.stemmer("english")


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The stem of one word, lower case (Porter2; a word of another language keeps most of its form)."""
    return str(_STEMMER.stemWord(word.casefold()[:_LONGEST_WORD]))
