"""What of the words that are taken for a claim's content reads as one statement."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

import numpy as np

from models.phrase_ends import Run, completed, is_word, trimmed, words_in
from models.quotation import is_beside_mark
from models.reading import FoundClaim
from models.windows import Words

_LONGEST_FILLED = 10
_PASSING_WORDS = 1
_LONGEST_OVERRUN = 2
_LONGEST_UNDERRUN = 3  # two words and the mark that ends their sentence


def in_one_piece(
    text: str, words: Words, claim: FoundClaim, runs: Sequence[Run], taken: AbstractSet[int]
) -> tuple[Run, ...]:
    """The runs of a content that read as one statement.

    A short gap within a sentence is filled. Where cue and source interrupt a content, it goes on after them; past other
    words only a quotation goes on. Of what does not hang together the longest piece is the content. A word or two of a
    further sentence, or of the one before, are left off, and so are loose commas and conjunctions; a phrase that is cut
    off is completed with words that are not ``taken``.
    """
    own = words_in((claim.cue, *claim.source))
    pieces: list[list[Run]] = []
    for run in runs:
        before = pieces[-1][-1] if pieces else None
        if before is None:
            pieces.append([run])
        elif own.isdisjoint(range(before[1] + 1, run[0])) and _is_filled(words, before, run):
            pieces[-1][-1] = before[0], run[1]
        elif _goes_on(text, words, own, before, run):
            pieces[-1].append(run)
        else:
            pieces.append([run])
    longest = max(pieces, key=_length)
    begun = (_without_overrun(words, _without_underrun(text, words, own, run)) for run in longest)
    return tuple(trimmed(text, words, completed(text, words, run, taken | own)) for run in begun)


def _without_underrun(text: str, words: Words, own: AbstractSet[int], run: Run) -> Run:
    """A run without the word or two, or the mark, with which the sentence before the one that it tells ends."""
    (first, last), sentence_of = run, words.sentence_of
    ends = int(np.searchsorted(sentence_of, sentence_of[first], side="right")) - 1
    is_begun = first > 0 and sentence_of[first - 1] == sentence_of[first] and first - 1 not in own
    is_apart = ends < last and text[words.span(ends, ends).end].isspace()
    return (ends + 1, last) if is_begun and is_apart and ends - first < _LONGEST_UNDERRUN else run


def _without_overrun(words: Words, run: Run) -> Run:
    """A run without the word or two in which it overruns into a sentence that goes on without it."""
    (first, last), sentence_of = run, words.sentence_of
    begins = int(np.searchsorted(sentence_of, sentence_of[last]))
    goes_on = last + 1 < len(words) and sentence_of[last + 1] == sentence_of[last]
    return (first, begins - 1) if first < begins and last - begins < _LONGEST_OVERRUN and goes_on else run


def _is_filled(words: Words, before: Run, after: Run) -> bool:
    same_sentence = words.sentence_of[before[1]] == words.sentence_of[after[0]]
    return bool(same_sentence) and after[0] - before[1] - 1 <= _LONGEST_FILLED


def _goes_on(text: str, words: Words, own: AbstractSet[int], before: Run, after: Run) -> bool:
    """Whether a content goes on behind its cue or source: in quotation marks, or at once and in the same paragraph."""
    gap = range(before[1] + 1, after[0])
    if own.isdisjoint(gap):
        return False
    left, right = words.span(*before).end, words.span(*after).start
    if is_beside_mark(text, right):
        return True
    is_at_once = sum(is_word(text, words, word) for word in gap if word not in own) <= _PASSING_WORDS
    return is_at_once and "\n" not in text[left:right]


def _length(piece: Sequence[Run]) -> int:
    return sum(last - first + 1 for first, last in piece)
