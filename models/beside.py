"""Claims that stand beside each other in a sentence: each tells its own, and no other one's, clause."""

from __future__ import annotations

from collections.abc import Sequence

from models.phrase_ends import Run, trimmed, word_in
from models.reading import FoundClaim
from models.sources import words_between
from models.windows import Words

_CONJUNCTIONS = frozenset({"and", "but", "while", "though", "although", "whereas"})
_LEAST_LEFT = 2
_OPENING, _CLOSING = "“«", "”»"
_CLOSING_MARKS = frozenset('"”')

Told = tuple[FoundClaim, tuple[Run, ...]]
"""A claim and the runs of its content."""


def told_apart(text: str, words: Words, claims: Sequence[Told]) -> list[Told]:
    """The claims, each content without the clauses that are another one's.

    "The mayor said that nobody was hurt, but doctors said that two were" tells of the mayor up to "hurt"; so does
    "..., adding that". A run that two claims have for content, beside others, is that of the cue next to it.
    """
    kept = [(claim, _own_runs((claim, runs), claims)) for claim, runs in claims]
    return [(claim, (*runs[:-1], _cut(text, words, claim, runs[-1], kept))) for claim, runs in kept]


def _own_runs(told: Told, claims: Sequence[Told]) -> tuple[Run, ...]:
    claim, runs = told
    if len(runs) < 2:
        return runs
    others = [other for other in claims if other[0] is not claim]
    return tuple(run for run in runs if not any(_is_nearer(run, claim, other) for other in others)) or runs


def _is_nearer(run: Run, claim: FoundClaim, other: Told) -> bool:
    """Whether a run is content of another claim whose cue is closer to it."""
    is_shared = any(first <= run[0] and run[1] <= last for first, last in other[1])
    return is_shared and words_between(run, other[0].cue) < words_between(run, claim.cue)


def _cut(text: str, words: Words, claim: FoundClaim, run: Run, claims: Sequence[Told]) -> Run:
    """A run up to the first clause in it of which another claim says who tells it."""
    first, last = run
    if claim.cue[0] > first:
        return run
    ends = (_end_before(text, words, run, other) for other in claims if other[0] is not claim)
    end = min((end for end in ends if end is not None), default=last)
    return trimmed(text, words, (first, end)) if end - first + 1 >= _LEAST_LEFT else run


def _end_before(text: str, words: Words, run: Run, other: Told) -> int | None:
    """The last word of a run before the clause of another claim that begins in it; null where none does."""
    claim, contents = other
    if not run[0] < claim.cue[0] <= run[1] or contents[0][0] < claim.cue[0]:
        return None
    own = [first for first, _ in claim.source if run[0] < first < claim.cue[0]]
    begins = own[0] if own else claim.cue[0]
    if _is_quoted(text, words, run[0], begins):
        return None
    if word_in(text, words, begins - 1) in _CLOSING_MARKS and word_in(text, words, begins - 2) == ",":
        return None if own or not word_in(text, words, begins).endswith("ing") else begins - 1
    before = [word_in(text, words, at) for at in (begins - 2, begins - 1)]
    if before[1] in _CONJUNCTIONS and before[0] in (",", ";"):
        return begins - 3
    if before[1] == ";" or (before[1] == "," and not own and word_in(text, words, begins).endswith("ing")):
        return begins - 2
    return None


def _is_quoted(text: str, words: Words, first: int, word: int) -> bool:
    """Whether a word stands within a quotation that begins at or behind a first one."""
    between = text[words.span(first, first).start : words.span(word, word).start]
    opened = sum(between.count(mark) for mark in _OPENING) - sum(between.count(mark) for mark in _CLOSING)
    return opened > 0 or between.count('"') % 2 == 1
