"""The vector by which articles are compared: what the extractor reads in the text, and which words stand in it.

Articles of one story share rare words, above all names, which a vector of meaning blurs: by both together articles are
grouped better than by either.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from hashlib import blake2b
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from models.records import Span, Vector
from models.stems import stem
from models.vectors import pack_vector

WORDS_SIZE = 128
"""Numbers that stand for an article's words: sums of fixed random signs of each, which keep cosines to 0.1."""

RAREST = 6.0
"""The rarity of a stem that the table does not know, rounded."""

_LONGEST_BODY = 20_000
_NAME_WEIGHT = 1.5
_WORD = re.compile(r"[^\W\d_]{3,}")


@lru_cache(maxsize=4)
def article_vector(meaning: Vector, text: str, body_spans: tuple[Span, ...]) -> Vector:
    """The extractor's vector of a text followed by ``WORDS_SIZE`` numbers for its words; empty where there is none.

    The words are weighed by tf-idf (Spärck Jones, "A statistical interpretation of term specificity", 1972), with the
    rarities of a fixed table, so that a vector does not depend on the other articles.
    """
    if not meaning:
        return b""
    body = " ".join(text[span.start : span.end] for span in body_spans)[:_LONGEST_BODY]
    return meaning + pack_vector(_words_vector(_WORD.findall(body)))


def _words_vector(words: Sequence[str]) -> npt.NDArray[np.float32]:
    counts: defaultdict[str, float] = defaultdict(float)
    for word, count in Counter(words).items():
        counts[stem(word)] += count * (_NAME_WEIGHT if word[0].isupper() else 1.0)
    known, rarest = _rarities()
    stems = sorted(counts)
    weights = np.array([(1 + math.log(counts[stem])) * known.get(stem, rarest) for stem in stems], np.float32)
    bits = np.frombuffer(b"".join(map(_sign_bits, stems)), np.uint8).reshape(-1, WORDS_SIZE // 8)
    signs = np.unpackbits(bits, axis=1).astype(np.float32) * 2 - 1
    total: npt.NDArray[np.float64] = (weights[:, None] * signs).astype(np.float64).sum(axis=0)
    length = float(np.linalg.norm(total))
    return (total / length if length else total).astype(np.float32)


@lru_cache(maxsize=65_536)
def _sign_bits(stem: str) -> bytes:
    return blake2b(stem.encode("utf-8", "surrogatepass"), digest_size=WORDS_SIZE // 8).digest()


def rarity(stem: str) -> float:
    """How few articles hold a stem, from a fixed table: ``ln(articles / articles with it)``, 0 to ``RAREST``."""
    known, rarest = _rarities()
    return known.get(stem, rarest)


def is_seldom(stem: str) -> bool:
    """Whether a stem stands in so few articles that the table does not know it, as most names do."""
    return stem not in _rarities()[0]


def total_rarity(stems: Iterable[str]) -> float:
    """The sum of the rarities of stems, to the bit the same in any order of them."""
    known, rarest = _rarities()
    return math.fsum(known.get(stem, rarest) for stem in stems)


@cache
def _rarities() -> tuple[dict[str, float], float]:
    """The rarity of common stems, and that of all others: the largest of the table."""
    lines = files("pipeline.resolve").joinpath("data/common_stems.tsv").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if not line.startswith("#"))
    known = {stem: float(rarity) for stem, rarity in pairs}
    return known, max(known.values())
