"""One name in its usual spellings is one string: what the fold compares names by."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.resolve.words import folded_words, titles, word_list

_LONGEST_NAME = 200
# Letters that transliterations of one name put for each other, in the order in which they are applied.
_TRANSLITERATIONS = (
    (re.compile(r"m[ou]ham{1,2}[ae]d"), "muhamad"),
    (re.compile(r"shch|sch|tsch|tch|sh|ch"), "c"),
    (re.compile(r"kh|gh|ck|[qg]"), "k"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"dh"), "d"),
    (re.compile(r"zh|dzh|dj"), "j"),
    (re.compile(r"ks"), "x"),
    (re.compile(r"w"), "v"),
    (re.compile(r"[jyi]u"), "iu"),
    (re.compile(r"oo|ou|eu|o"), "u"),
    (re.compile(r"[yi]{1,3}$|e[yi]$"), "i"),
    (re.compile(r"[yij]e"), "e"),
    (re.compile(r"[yi]"), "i"),
    (re.compile(r"der$"), "dr"),
    (re.compile(r"enk[ua]$"), "enk"),
    (re.compile(r"h$"), ""),
    (re.compile(r"(.)\1{1,4}"), r"\1"),
)
_PARTICLES = word_list("name_articles")
_LETTERS_WITHOUT_MARKS = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"}
)


@lru_cache(maxsize=65536)
def canonical_name(name: str) -> str:
    """The same string for the usual spellings of one name; empty where nothing of a name is left.

    Case, accents, hyphens, titles, Arabic articles, the order of the words and the common transliterations make no
    difference ("Dr. ZELENSKYY, Volodymyr" and "Volodymyr Zelensky"). The result is a key, not a spelling to show.
    """
    words = _words(name)
    return " ".join(sorted(_skeleton(word) for word in _without_titles(words) or words))


@lru_cache(maxsize=16_384)
def is_bare_title(name: str) -> bool:
    """Whether it names an office and nobody who holds it: "President", "the Deputy Prime Minister"."""
    words = _words(name)
    return bool(words) and not _without_titles(words)


def _words(name: str) -> list[str]:
    folded = (word.replace("'", "").replace(".", "") for word in folded_words(name[:_LONGEST_NAME]))
    return [word for word in folded if word]


def _without_titles(words: list[str]) -> list[str]:
    known = titles()
    return [word for word in words if word not in known and word not in _PARTICLES]


@lru_cache(maxsize=65536)
def _skeleton(word: str) -> str:
    skeleton = word.translate(_LETTERS_WITHOUT_MARKS)
    for pattern, letters in _TRANSLITERATIONS:
        skeleton = pattern.sub(letters, skeleton)
    return skeleton or word
