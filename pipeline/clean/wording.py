"""Finds the wording of the lexicon in one block. Linear in the block, and only its ends are read where it is long."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.clean import lexicon

Tokens = tuple[str, ...]

# Furniture is short: what a block says of itself stands near its ends. This also bounds the work on hostile lines.
_HEAD = 900
_TAIL = 300

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_LABEL_END = re.compile(r"[:|»>→?]")
_LONGEST_LABEL = 44
_SINGLE_QUOTED = re.compile(r"(?<!\w)'(?=\w)(?:[^']|'(?=\w)){1,400}'(?!\w)")
_QUOTE_OPENERS = {"“": "”", "„": "“", "«": "»", '"': '"', "‘": "’", "‚": "‘"}
_QUOTE_OPENER = re.compile(f"[{''.join(_QUOTE_OPENERS)}]")


@dataclass(frozen=True, slots=True)
class Wording:
    """What the lexicon recognises in a block.

    ``furniture`` is the share of words that belong to menus and buttons. ``hints`` and ``giveaways`` count different
    phrases outside quotation marks. ``attributed`` and ``addressed`` tell reported speech and the site's own voice,
    ``quoting`` words in quotation marks.
    """

    furniture: float
    label: bool
    opening: bool
    giveaways: int
    hints: int
    addressed: bool
    attributed: bool
    quoting: bool


class PhraseSet:
    """Phrases by their first word, to be found in a sequence of tokens in one pass."""

    def __init__(self, phrases: frozenset[str]) -> None:
        self._by_first: dict[str, list[Tokens]] = {}
        for phrase in sorted(phrases, key=lambda phrase: (-phrase.count(" "), phrase)):
            tokens = tuple(phrase.split())
            self._by_first.setdefault(tokens[0], []).append(tokens)

    def single_words(self) -> frozenset[str]:
        """Returns the phrases that are one word."""
        return frozenset(tokens[0] for group in self._by_first.values() for tokens in group if len(tokens) == 1)

    def longest_at(self, tokens: Tokens, position: int) -> int:
        """Returns how many tokens the longest phrase that begins here has; 0 where none does."""
        for phrase in self._by_first.get(tokens[position], ()):
            if tokens[position : position + len(phrase)] == phrase:
                return len(phrase)
        return 0

    def found_in(self, tokens: Tokens) -> int:
        """Counts the different phrases in the tokens; a phrase inside a longer one does not count again."""
        return len({tokens[start:end] for start, end in self._read(tokens)})

    def covered(self, tokens: Tokens) -> float:
        """The share of tokens that phrases cover, read greedily from the left."""
        return sum(end - start for start, end in self._read(tokens)) / len(tokens) if tokens else 0.0

    def _read(self, tokens: Tokens) -> Iterator[tuple[int, int]]:
        """Where the phrases in the tokens stand, read greedily from the left."""
        by_first, read_to = self._by_first, 0
        if by_first.keys().isdisjoint(tokens):
            return
        for position, token in enumerate(tokens):
            if token in by_first and position >= read_to and (length := self.longest_at(tokens, position)):
                read_to = position + length
                yield position, read_to


@cache
def phrases(name: str) -> PhraseSet:
    """Returns a set of the lexicon, by the name of its constant."""
    return PhraseSet(getattr(lexicon, name))


@lru_cache(maxsize=4)
def tokenize(text: str) -> Tokens:
    """Returns the words of a text in lower case, the curly apostrophe made straight.

    Cached, since those of one block are asked for with and without its quotations, and for its shape.
    """
    return tuple(_WORD.findall(text.lower().replace("’", "'")))


def without_numbers(tokens: Tokens) -> Tokens:
    """Drops tokens that begin with a digit: counters of shares, comments and pages."""
    return tuple(token for token in tokens if not token[0].isdigit())


def ends_of(text: str) -> str:
    """Returns a short text whole, of a long one its beginning and its end."""
    return text if len(text) <= _HEAD + _TAIL else f"{text[:_HEAD]} {text[-_TAIL:]}"


def outside_quotes(text: str) -> str:
    """Returns the text without what stands in quotation marks; an opening mark without a closing one is ignored."""
    text = _SINGLE_QUOTED.sub(" ", text.replace("''", '"').replace("``", '"'))
    kept, position = [], 0
    while opener := _QUOTE_OPENER.search(text, position):
        end = text.find(_QUOTE_OPENERS[opener[0]], opener.end())
        kept.append(text[position : opener.end() if end < 0 else opener.start()])
        kept.append("" if end < 0 else " ")
        position = opener.end() if end < 0 else end + 1
    return "".join((*kept, text[position:]))


def read_wording(text: str) -> Wording:
    """Looks the block up in the lexicon."""
    text = ends_of(text)
    all_tokens = tokenize(text)
    unquoted = outside_quotes(text)
    tokens = tokenize(unquoted)
    return Wording(
        furniture=_furniture(all_tokens),
        label=_has_label(text),
        opening=bool(tokens) and phrases("OPENINGS").longest_at(tokens, 0) > 0,
        giveaways=phrases("GIVEAWAYS").found_in(tokens),
        hints=phrases("HINTS").found_in(tokens),
        addressed=phrases("ADDRESS").found_in(tokens) > 0,
        attributed=phrases("ATTRIBUTION").found_in(tokens) > 0,
        quoting=len(tokens) < len(all_tokens),
    )


def _furniture(tokens: Tokens) -> float:
    words = without_numbers(tokens)
    return phrases("FURNITURE").covered(words)


def _has_label(text: str) -> bool:
    if text[0] in _QUOTE_OPENERS:
        return False
    separator = _LABEL_END.search(text, 1, _LONGEST_LABEL)
    return separator is not None and is_one_of("LABELS", tokenize(text[: separator.start()]))


def is_one_of(name: str, tokens: Tokens) -> bool:
    """Whether the tokens are exactly one phrase of a set of the lexicon."""
    return bool(tokens) and phrases(name).longest_at(tokens, 0) == len(tokens)


def begins_with(name: str, tokens: Tokens) -> int:
    """How many tokens the phrase of a set has with which these tokens begin; 0 where they do not."""
    return phrases(name).longest_at(tokens, 0) if tokens else 0
