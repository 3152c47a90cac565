"""Words in sets as hashes that say how rare a word is, so that what two texts share can be weighed by it."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from pipeline.fold.sketching import Floats, Hashes, short_hash_of
from pipeline.fold.words import content_stem
from pipeline.resolve.article_words import RAREST, rarity

_RARITIES = 7
"""What the last bits of a word's hash hold at the most."""


@lru_cache(maxsize=65_536)
def word_hash(word: str) -> int:
    """The 32-bit hash of a content word's stem, 0 for any other word; its last three bits say how rare the word is."""
    stem = content_stem(word)
    share = min(rarity(stem) / RAREST, 1.0)
    return (short_hash_of(stem) & ~_RARITIES) | round(share * _RARITIES) if stem else 0


def rarities_of(hashes: Hashes) -> Floats:
    """How rare in news each word is that ``word_hash`` gave, from 0 to 1; in the shape of the hashes."""
    return (hashes & _RARITIES).astype(np.float32) / np.float32(_RARITIES)
