"""Words of a text with their offsets, and the fold under which spellings of one word are equal."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from functools import cache, lru_cache, partial
from importlib import resources
from typing import NamedTuple

from models.records import Span

# An abbreviation with its dots ("U.S."), a sign of money ("US$"), which names nobody, a word with its apostrophes
# ("Turkey's"), or digits; hyphens part words.
_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,8}|[A-Za-z]{1,3}\$(?=\d)|[^\W\d_]{1,64}(?:['’][^\W\d_]{1,64}){0,3}(?:\d{1,4}(?!\w))?|\d{1,16}"
)
_LAST_WORD = re.compile(r"([^\W\d_]{1,12})\s$")
_LONGEST_WORD = 64
ARTICLES = frozenset({"a", "an", "the"})
"""The articles, folded."""

_POSSESSIVES = ("'s", "’s", "'S", "’S")


class Word(NamedTuple):
    """A word, its offsets, its folded form without a possessive ending, and what the writer's hand shows of it."""

    text: str
    start: int
    end: int
    folded: str
    is_capital: bool
    is_possessive: bool


_make_word = partial(tuple.__new__, Word)


def find_words(text: str, start: int, end: int) -> tuple[Word, ...]:
    """The words of ``text[start:end]`` in order."""
    words = []
    for match in _WORD.finditer(text, start, end):
        written, (first, last) = match[0], match.span()
        folded, is_capital, is_plain = _form(written)
        is_possessive = not is_plain and _is_possessive(written, text[last : last + 2])
        words.append(_make_word((written, first, last, folded, is_capital, is_possessive)))
    return tuple(words)


@lru_cache(maxsize=2)
def _words_of(text: str) -> tuple[tuple[Word, ...], list[int]]:
    """Words and their offsets; cached, since several steps ask for those of one article, one after the other."""
    words = find_words(text, 0, len(text))
    return words, [word.start for word in words]


def words_between(text: str, start: int, end: int) -> tuple[Word, ...]:
    """The words of an article's text that begin from one offset up to, not including, another."""
    words, starts = _words_of(text)
    first = bisect_left(starts, start)
    return words[first : bisect_left(starts, end, first)]


@lru_cache(maxsize=65536)
def _form(written: str) -> tuple[str, bool, bool]:
    """A word's folded form, whether it is a capital one, and whether it surely is no possessive."""
    is_plain = written.isalpha() and written.isascii() and written[-1] not in "sS"
    stem = written[:-2] if written.endswith(_POSSESSIVES) else written
    return fold(stem), written[0].isupper(), is_plain


def _is_possessive(written: str, after: str) -> bool:
    owns = written[-1] in "sS" and after[:1] in ("'", "’")
    return owns or after in _POSSESSIVES or written.endswith(_POSSESSIVES)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case without accents; apostrophes in one form."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).casefold()


def folded_words(text: str) -> list[str]:
    """The folded forms of the words of a text in order."""
    parted = text.replace("-", " ")
    if len(text) <= _LONGEST_WORD and parted.isascii() and parted.replace(" ", "").isalpha():
        return parted.lower().split()
    return [_form(written)[0] for written in _WORD.findall(text)]


def fold_phrase(text: str) -> str:
    """The folded words of a phrase, with single spaces between them."""
    return " ".join(folded_words(text))


@cache
def table(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of one of the tables beside this module, split at tabs; lines that begin with # are notes."""
    content = resources.files("pipeline.resolve").joinpath("data", name).read_text(encoding="utf-8")
    lines = (line for line in content.splitlines() if line and not line.startswith("#"))
    return tuple(tuple(line.split("\t")) for line in lines)


@cache
def word_list(name: str) -> frozenset[str]:
    """One of the lists of words in ``data/word_lists.tsv``."""
    return frozenset(next(row[1] for row in table("word_lists.tsv") if row[0] == name).split())


def is_verb(text: str, span: Span) -> bool:
    """Whether a trigger is a verb by its form or by the word before it; a guess that leaves nouns out.

    Of several words ("set off", "looked like") the first one tells.
    """
    word = text[span.start : span.end].partition(" ")[0].lower()
    found = _LAST_WORD.search(text[max(0, span.start - 12) : span.start])
    before = found[1].lower() if found else ""
    if word.endswith("ed"):
        return before not in word_list("determiners")
    return word in word_list("irregular_past") or before in word_list("before_verbs")


@cache
def titles(kind: str = "description") -> frozenset[str]:
    """The folded titles of one of the kinds that ``data/titles.tsv`` tells; those that describe stand before a name."""
    kinds_of = {title: kinds[0].split() if kinds else ["description"] for title, *kinds in table("titles.tsv")}
    return frozenset(title for title, kinds in kinds_of.items() if kind in kinds)
