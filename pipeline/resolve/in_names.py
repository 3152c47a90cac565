"""Triggers that are words of a name: the "Furrow" of the People's Furrow, the "Strike" of the film "Harbor Strike".

A name can be that of a happening ("the Velvet Revolution", "the Iraq War"): nouns for happenings stay events in names,
unless these are names of parties and other bodies, or of works between quotation marks.
"""

from __future__ import annotations

from functools import cache

from models.records import Event
from models.triggers import FUNCTION_WORDS
from pipeline.resolve.people import opens_sentence
from pipeline.resolve.words import Word, table, word_list, words_between

_REACH = 60
_MOST_WORDS = 6
_LONG_WORD, _SHORTEST_WORD = 4, 3
_OPENING, _CLOSING = "\"“„«'‘", "\"”“»'’"
_TIES = frozenset({"of", "and", "for", "on", "the"})
_GROUP_OWNERS = frozenset({"people", "workers", "farmers", "women", "citizens", "peasants", "patriots", "nation"})


def is_in_name(event: Event, text: str) -> bool:
    """Whether a trigger is a word of a name that is not that of a happening."""
    trigger = words_between(text, event.trigger.start, event.trigger.end)
    if len(trigger) != 1 or not _is_name_like(trigger[0]) or opens_sentence(text, event.trigger.start):
        return False
    before = words_between(text, max(event.sentence.start, event.trigger.start - _REACH), event.trigger.start)
    behind = words_between(text, event.trigger.end, min(event.sentence.end, event.trigger.end + _REACH))
    first, last = _start_of_name(text, before, trigger[0]), _end_of_name(text, trigger[0], behind)
    name = (*first, trigger[0], *last)
    if len(name) == 1 or _is_in_capitals(event, text, name):
        return False
    is_happening = trigger[0].folded in _named_happenings()
    return not is_happening or _names_body(first, last) or _is_quoted(text, name)


def _is_name_like(word: Word) -> bool:
    return word.is_capital and not word.text.isupper()


def _start_of_name(text: str, before: tuple[Word, ...], trigger: Word) -> tuple[Word, ...]:
    """The words of the name before a trigger; those that tie a name together only between two of them."""
    start, behind = len(before), trigger
    for at in range(len(before) - 1, -1, -1):
        word = before[at]
        gap = text[word.end : behind.start].replace("’s", "").replace("'s", "")
        if gap not in (" ", "-") or not (word.is_capital or word.folded in _TIES):
            break
        if word.is_capital and (at > 0 or not opens_sentence(text, word.start) or word.is_possessive):
            start = at
        behind = word
    return before[start:]


def _end_of_name(text: str, trigger: Word, behind: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words of the name behind a trigger."""
    end, before = 0, trigger
    for at, word in enumerate(behind[:_MOST_WORDS]):
        is_next = text[before.end : word.start] in (" ", "-") and not before.is_possessive
        if not is_next or not (word.is_capital or (at == 0 and word.folded in _TIES)):
            break
        end, before = (at + 1 if word.is_capital else end), word
    return behind[:end]


def _names_body(first: tuple[Word, ...], last: tuple[Word, ...]) -> bool:
    """Whether the words around a trigger make the name one of a body: "Accord Party", "the People's Accord"."""
    is_owned = any(word.is_possessive and word.folded in _GROUP_OWNERS for word in first)
    return is_owned or any(word.folded in word_list("bodies") for word in (*first, *last))


def _is_quoted(text: str, name: tuple[Word, ...]) -> bool:
    """Whether quotation marks enclose a name and nothing else."""
    before, behind = text[max(0, name[0].start - 1) : name[0].start], text[name[-1].end : name[-1].end + 2].lstrip(",.")
    return before != "" and before in _OPENING and behind[:1] != "" and behind[:1] in _CLOSING


def _is_in_capitals(event: Event, text: str, name: tuple[Word, ...]) -> bool:
    """Whether the sentence is written like a headline, with capitals that tell of no names."""
    words = words_between(text, event.sentence.start, event.sentence.end)
    around = [word for word in words if not name[0].start <= word.start <= name[-1].start]
    capitals = sum(word.is_capital and len(word.text) >= _LONG_WORD for word in around)
    return capitals > sum(not word.is_capital and not _is_small(word) for word in around)


def _is_small(word: Word) -> bool:
    """Whether a word is written small in headlines too."""
    return len(word.text) < _SHORTEST_WORD or word.folded in FUNCTION_WORDS or word.folded in word_list("prepositions")


@cache
def _named_happenings() -> frozenset[str]:
    """Nouns for happenings, by which a name is that of a happening."""
    nouns = [row[1] for row in table("happenings.tsv")] + [row[0] for row in table("general_happenings.tsv")]
    return frozenset(noun for several in nouns for noun in several.split()) | word_list("named_happenings")
