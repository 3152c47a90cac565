"""Who of the words that are taken for a claim's source is the one who speaks."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from models.phrase_ends import OPEN_WORDS, RELATIVES, Run, completed, is_word, without_loose_words, word_in
from models.windows import Words

_LONGEST_FILLED = 3
# With these, or with a capital, somebody is named.
_NAMING = frozenset(
    "a an the this that these those his her its their our my your some many several all both each one two three no "
    "another he she it they we i nobody everyone police officials".split()
)
_SMALL = OPEN_WORDS | RELATIVES | {"whom", "that"}


def one_source(text: str, words: Words, runs: Sequence[Run], cue: Run, taken: AbstractSet[int]) -> tuple[Run, ...]:
    """The runs of a source as one that reads as the text has it; none where there are none.

    A short gap within a sentence is filled. Of runs with other words between them, the one next to the cue speaks: of
    two who speak in one sentence each has his own cue. But whoever a clause describes ("a man who ...") speaks, and
    none of those in the clause. ``taken`` are words of cues and of the content.
    """
    pieces: list[Run] = []
    for run in (run for run in runs if any(is_word(text, words, word) for word in range(run[0], run[1] + 1))):
        if pieces and _is_filled(text, words, pieces[-1], run, taken):
            pieces[-1] = pieces[-1][0], run[1]
        else:
            pieces.append(run)
    if not pieces:
        return ()
    named = [piece for piece in pieces if _names(text, words, piece)]
    described = [piece for piece in named if piece[1] < cue[0] and word_in(text, words, piece[1]) in RELATIVES]
    nearest = min(described or named or pieces, key=lambda piece: words_between(piece, cue))
    return (without_loose_words(text, words, completed(text, words, nearest, taken)),)


def words_between(one: Run, other: Run) -> int:
    """How many words stand between two runs."""
    return max(one[0] - other[1], other[0] - one[1], 1) - 1


def _is_filled(text: str, words: Words, before: Run, after: Run, taken: AbstractSet[int]) -> bool:
    """Whether two runs are of one phrase: hardly anything parts them, or the latter one names nobody by itself."""
    same_sentence = words.sentence_of[before[1]] == words.sentence_of[after[0]]
    gap = range(before[1] + 1, after[0])
    if not same_sentence or len(gap) > _LONGEST_FILLED or not taken.isdisjoint(gap):
        return False
    others = [word for word in gap if is_word(text, words, word) and word_in(text, words, word) not in _SMALL]
    is_linked = not others or (len(others) == 1 and gap[-1] > others[0])
    return is_linked or not _names(text, words, after)


def _names(text: str, words: Words, run: Run) -> bool:
    """Whether a run begins as a phrase does that names somebody."""
    return word_in(text, words, run[0]) in _NAMING or text[words.span(*run).start].isupper()
