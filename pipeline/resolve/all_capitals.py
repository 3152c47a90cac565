"""Which words of lines that are written all in capitals may be names: "GDANSK" of "TRAMS ROLL AGAIN IN GDANSK"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from models.stems import stem
from pipeline.resolve.article_words import is_seldom
from pipeline.resolve.lexicon import Hit
from pipeline.resolve.people import opens_sentence
from pipeline.resolve.words import Word, word_list

_LINE = re.compile(r"[^\n]+")
_SMALL = re.compile(r"[a-zà-ÿ]")
_FEWEST_WORDS = 4
_PLACING = word_list("placing_prepositions")


def with_names_in_capitals(text: str, words: Sequence[Word], hits: Sequence[Hit]) -> tuple[Word, ...]:
    """The words, of which those in lines all in capitals count as capitalised only where something else speaks for it.

    That is a name which the lexicon knows, one that stands elsewhere in the text, what a preposition places, or a word
    that news seldom uses.
    """
    inside = _in_lines_of_capitals(text, words)
    if not inside:
        return tuple(words)
    known = {at for hit in hits for at in range(hit.first, hit.last)}
    proper = {
        word.folded
        for at, word in enumerate(words)
        if word.is_capital and at not in inside and not opens_sentence(text, word.start)
    }
    common = {at for at in inside - known if words[at].folded not in proper and not _may_be_name(words, at)}
    return tuple(word._replace(is_capital=False) if at in common else word for at, word in enumerate(words))


def _in_lines_of_capitals(text: str, words: Sequence[Word]) -> set[int]:
    """The words of lines that hold some words and no small letter."""
    shouted = [at for at, word in enumerate(words) if word.text.isupper()]
    if len(shouted) < _FEWEST_WORDS:
        return set()
    first, last = words[shouted[0]].start, words[shouted[-1]].end
    ends = text.find("\n", last)
    lines = _LINE.finditer(text, text.rfind("\n", 0, first) + 1, ends if ends >= 0 else len(text))
    spans = [line.span() for line in lines if _is_in_capitals(line.group())]
    return {at for at in shouted if any(start <= words[at].start < end for start, end in spans)}


def _is_in_capitals(line: str) -> bool:
    return len(line.split()) >= _FEWEST_WORDS and not _SMALL.search(line)


def _may_be_name(words: Sequence[Word], at: int) -> bool:
    return is_seldom(stem(words[at].text)) or (at > 0 and words[at - 1].folded in _PLACING)
