"""What the words before a noun tell: whether it is one that is known already ("the crash") or another one."""

from __future__ import annotations

import re

from models.records import Event
from pipeline.resolve.words import Word, word_list, words_between

_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_MODIFIERS = 2
_REACH = 60
_BROKEN = re.compile(r"[^\w\s'’-]|\n")
_NUMBER_OR_BEST = re.compile(r"\d|est$")
# "It was the second attack in a week": whatever the noun says, it is what the pronoun stands for.
_PREDICATE = re.compile(
    r"(?:It|This|That)\s(?:was|is|marks|marked|became)\s(?:also\s)?(?:(?:one\sof|among)\s)?(?:the|an?)\s(?:[a-z-]+\s){0,3}"
)


def is_definite(event: Event, text: str) -> bool:
    """Whether an event is a noun that stands for one that is known, with no word that tells which of several it is."""
    words = _phrase(event, text)
    if words and _points(words[0], text) and all(map(_only_describes, words[1:])):
        return True
    return is_predicate(event, text)


def is_predicate(event: Event, text: str) -> bool:
    """Whether a sentence says of what is known that it is such an event."""
    return _PREDICATE.fullmatch(text, event.sentence.start, event.trigger.start) is not None


def _points(determiner: Word, text: str) -> bool:
    """Whether a determiner is that of what is known."""
    if determiner.folded != "that":
        return determiner.folded in _DEFINITE
    before = words_between(text, max(0, determiner.start - _REACH), determiner.start)[-1:]
    follows_word = before and not _BROKEN.search(text, before[0].end, determiner.start)
    return not follows_word or before[0].folded in word_list("prepositions")


def is_another(event: Event, text: str) -> bool:
    """Whether an event is a noun for one beside those that are known: "a second attack"."""
    return any(word.folded in word_list("another") for word in _phrase(event, text))


def _phrase(event: Event, text: str) -> tuple[Word, ...]:
    """The words from the last determiner close before a trigger up to it; empty where there is none."""
    start = event.trigger.start
    words = words_between(text, max(event.sentence.start, start - _REACH), start)[-_MODIFIERS - 1 :]
    for at in range(len(words) - 1, -1, -1):
        if _BROKEN.search(text, words[at].end, words[at + 1].start if at + 1 < len(words) else start):
            return ()
        if words[at].folded in word_list("determiners"):
            return words[at:]
    return ()


def _only_describes(word: Word) -> bool:
    """Whether a word before a noun says what it is like, and not which of several it is."""
    tells_which = word.is_capital or word.is_possessive or word.folded in word_list("which_of_several")
    is_tie = word.folded in word_list("prepositions") or word.folded in word_list("auxiliaries")
    return not tells_which and not is_tie and not _NUMBER_OR_BEST.search(word.folded)
