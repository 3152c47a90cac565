"""Where a run of words that is taken for a part of a claim ends, so that nobody reads half a phrase."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from models.windows import Words

Run = tuple[int, int]
"""The first and the last word of some that follow each other."""

RELATIVES = frozenset({"who", "which"})
OPEN_WORDS = frozenset(
    "a an the this these his her its their our my your of in on at by for from to with into over under near between "
    "against among during since until than mr mrs ms dr".split()
)
"""Behind these a phrase goes on, unless a mark ends it ("what he was looking for")."""

_LETTER = re.compile(r"\w")
_LOOSE_MARKS = frozenset(",;:-–—(")
_LOOSE_WORDS = frozenset("and but or nor while whereas although though a an the “ «".split())
_MOST_ADDED = 4


def words_in(runs: Iterable[Run]) -> frozenset[int]:
    """All words of some runs."""
    return frozenset(word for first, last in runs for word in range(first, last + 1))


def completed(text: str, words: Words, run: Run, taken: AbstractSet[int]) -> Run:
    """A run with the few words that its last one wants: "due in Karlin on" goes on to "Friday", "Anna" to "Miro".

    ``taken`` are words that are parts of claims already.
    """
    first, last = run
    latest = last + _MOST_ADDED
    while last < latest and _wants_next(text, words, last) and last + 1 not in taken:
        last += 1
    return first, last


def trimmed(text: str, words: Words, run: Run) -> Run:
    """A run without the commas and the like at its ends, nor conjunctions and articles at the latter one."""
    first, last = run
    while last > first and (word_in(text, words, last) in _LOOSE_MARKS or _is_loose_word(text, words, last)):
        last -= 1
    while last > first and word_in(text, words, first) in _LOOSE_MARKS:
        first += 1
    return first, last


def without_loose_words(text: str, words: Words, run: Run) -> Run:
    """A run that ends in a conjunction or in "who" without that; a comma at the end of another one stays."""
    first, last = run
    while last > first and word_in(text, words, last) in _LOOSE_WORDS | RELATIVES:
        first, last = trimmed(text, words, (first, last - 1))
    return first, last


def is_word(text: str, words: Words, word: int) -> bool:
    """Whether a word has a letter or a digit, and is no mark."""
    span = words.span(word, word)
    return _LETTER.search(text, span.start, span.end) is not None


def word_in(text: str, words: Words, word: int) -> str:
    """A word in lower case."""
    span = words.span(word, word)
    return text[span.start : span.end].lower()


def _is_loose_word(text: str, words: Words, last: int) -> bool:
    """Whether a last word leads on to what is not there; "he did not say which" does not."""
    word, before = word_in(text, words, last), word_in(text, words, last - 1)
    return word in _LOOSE_WORDS or (word in RELATIVES and before == ",")


def _wants_next(text: str, words: Words, last: int) -> bool:
    """Whether the word behind a last one belongs to it, as what a preposition is of or as more of a name."""
    after = last + 1
    if after >= len(words) or words.sentence_of[last] != words.sentence_of[after] or not is_word(text, words, after):
        return False
    if text[words.span(last, last).end : words.span(after, after).start] != " ":
        return False
    return word_in(text, words, last) in OPEN_WORDS or (_is_name(text, words, last) and _is_name(text, words, after))


def _is_name(text: str, words: Words, word: int) -> bool:
    """Whether a word is capitalised though it opens no sentence; many a name is."""
    letter = text[words.span(word, word).start]
    return letter.isupper() and word > 0 and bool(words.sentence_of[word - 1] == words.sentence_of[word])
