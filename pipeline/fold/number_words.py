"""Numbers in digits and in words: "12", "3.2 million", "twenty-two", "a dozen", "a hundred and twenty"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

_UNITS = {word: value for value, word in enumerate("one two three four five six seven eight nine".split(), 1)}
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = {
    word: 10 * value for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_BELOW_HUNDRED = {
    **_UNITS,
    **{word: value for value, word in enumerate(_TEENS, 10)},
    **_TENS,
    **{f"{ten}-{unit}": tens + units for ten, tens in _TENS.items() for unit, units in _UNITS.items()},
}
_SMALL_SCALES = {"dozen": 12, "hundred": 100}
_LARGE_SCALES = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_SCALES = {**_SMALL_SCALES, **_LARGE_SCALES}
"""In the singular: "dozens" and "hundreds" leave open how many."""
_BEFORE_SCALE = {("a",): 1.0, ("half", "a"): 0.5}
"""Words that are a number before one of scale alone: "a dozen men", and not "a man"."""
_FIRST_BEFORE_SCALE = frozenset(opener[0] for opener in _BEFORE_SCALE)

# Most texts have no number, and to find that out is several times faster than to look at their words.
_IN_NUMBERS = re.compile(
    rf"(?<![^\W\d_])(?:{'|'.join((*_UNITS.keys() - {'one'}, *_TEENS, *_TENS, *_SCALES))})(?![^\W\d_])"
)

_Found = tuple[float | None, int]  # the number that words start with, and how many of them it takes
_Reader = Callable[[Sequence[str]], _Found]


def may_hold_number(text: str) -> bool:
    """Whether a text has anything of which numbers are made."""
    return any(map(str.isdigit, text)) or _IN_NUMBERS.search(text.casefold()) is not None


def may_start_number(word: str) -> bool:
    """Whether a number may start at a case-folded word."""
    return word[0].isdigit() or word in _BELOW_HUNDRED or word in _FIRST_BEFORE_SCALE


def number_at(words: Sequence[str]) -> _Found:
    """The number that case-folded words, which no mark parts, start with, and how many of them it takes.

    Null where they start with none: neither "one" alone nor a year counts anything.
    """
    value, used = _value(words)
    is_none = used == 1 and (words[0] == "one" or _is_year(words[0]))
    return (None, 0) if is_none else (value, used)


def as_range_start(first: float, last: float, last_word: str) -> float:
    """The first number of a range in the scale of the last, by the word that ends it: "two or three dozen"."""
    scaled = first * _SCALES.get(last_word, 1)
    return scaled if scaled < last else first


def _is_year(word: str) -> bool:
    return word.isdecimal() and len(word) == 4 and 1800 <= int(word) <= 2100


def _value(words: Sequence[str]) -> _Found:
    return _scaled(words, _below_thousand, _LARGE_SCALES, _value)


def _below_thousand(words: Sequence[str]) -> _Found:
    return _scaled(words, _multiplier, _SMALL_SCALES, _below_thousand)


def _scaled(words: Sequence[str], multiplier: _Reader, scales: dict[str, int], addend: _Reader) -> _Found:
    """A number times the scale that may follow it, and what is added to that: "two hundred [and twenty]"."""
    value, used = multiplier(words)
    scale = scales.get(_word(words, used))
    if value is None or scale is None:
        return value, used
    added, more = _added(words[used + 1 :], scale, addend)
    return value * scale + added, used + 1 + more


def _added(words: Sequence[str], scale: int, addend: _Reader) -> tuple[float, int]:
    """What follows a scale and is less than it.

    Without "and" only what is written so: "a hundred twenty", and not "a million two years ago".
    """
    joint = int(_word(words, 0) == "and")
    if _word(words, joint) not in _BELOW_HUNDRED:
        return 0.0, 0
    value, used = addend(words[joint:])
    least = 1 if joint else min(scale, 1_000) / 10
    return (value, joint + used) if value is not None and least <= value < scale else (0.0, 0)


def _multiplier(words: Sequence[str]) -> _Found:
    """A number below a hundred or in digits, or a word that stands for one before a scale."""
    for opener, value in _BEFORE_SCALE.items():
        end = len(opener)
        if tuple(words[:end]) == opener and _word(words, end) in _SCALES:
            return value, end
    word, behind = _word(words, 0), _word(words, 1)
    if word in _TENS and behind in _UNITS:
        return float(_TENS[word] + _UNITS[behind]), 2
    number = float(_BELOW_HUNDRED[word]) if word in _BELOW_HUNDRED else _parsed(word)
    return (None, 0) if number is None else (number, 1)


def _word(words: Sequence[str], index: int) -> str:
    return words[index] if index < len(words) else ""


def _parsed(word: str) -> float | None:
    """The value of digits: commas and points before three digits group them, another point is decimal."""
    groups = re.split(r"[.,]", word)
    if len(word) > 15 or not all(group.isdecimal() for group in groups):
        return None
    if len(groups) > 1 and all(len(group) == 3 for group in groups[1:]):
        return float("".join(groups))
    return float(".".join(groups)) if len(groups) <= 2 else None
