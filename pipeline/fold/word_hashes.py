"""Words in sets as hashes that say how rare a word is, so that what two texts share can be weighed by it."""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np

from models.stems import stem
from pipeline.fold.sketching import Floats, Hashes, short_hash_of
from pipeline.fold.words import content_stem
from pipeline.resolve.article_words import RAREST, rarity

_APOSTROPHE = re.compile("['’]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SHORT = 2
"""Letters of words that the table of rarities has not, which are common ones."""
_RARITIES = 7
"""What the last bits of a word's hash hold at the most."""


@lru_cache(maxsize=65_536)
def word_hash(word: str) -> int:
    """The 32-bit hash of a content word's stem, 0 for any other word; its last three bits say how rare the word is.

    A word counts up to its apostrophe: "Hill's" is "Hill", and "that's" no content word.
    """
    plain = _APOSTROPHE.split(word, maxsplit=1)[0]
    stem = content_stem(plain)
    return (short_hash_of(stem) & ~_RARITIES) | round(_rareness(plain) * _RARITIES) if stem else 0


def _rareness(word: str) -> float:
    """From 0 to 1; of a compound that of its rarest part, since the table has no compounds, and 0 of a year."""
    if _YEAR.fullmatch(word):
        return 0.0
    parts = [part for part in word.split("-") if len(part) > _SHORT]
    return min(max((rarity(stem(part)) for part in parts), default=0.0) / RAREST, 1.0)


def rarities_of(hashes: Hashes) -> Floats:
    """How rare in news each word is that ``word_hash`` gave, from 0 to 1; in the shape of the hashes."""
    return (hashes & _RARITIES).astype(np.float32) / np.float32(_RARITIES)
