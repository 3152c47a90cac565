"""Words as evidence: stems, content words, names and quantities of a sentence, in time linear in its length."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, takewhile

from models.stems import stem
from pipeline.denial import NEGATIONS
from pipeline.fold.number_words import as_range_start, may_hold_number, may_start_number, number_at

LONGEST_TEXT = 4_000
"""Code points of a sentence or content that are looked at; longer texts are cut so that cost stays bounded."""

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’-][^\W\d_]+)*")


def _set_of(words: str) -> frozenset[str]:
    return frozenset(words.split())


_STOP_WORDS = _set_of(
    "the and for with that this from have has had was were are been being will would could should may might must "
    "not but his her its their our your they them him she who whom whose which what when where why how than then "
    "there here into onto over under about after before between during against also said says say told tell while "
    "because since until more most some such only other another any all both each very just out off per via upon "
    "did does done can shall own same too now"
)
_IN_NEGATIONS = ("no", "never", "neither", "without", "n't", "n’t")
CALENDAR = _set_of(
    "january february march april may june july august september october november december jan feb mar apr jun jul "
    "aug sept sep oct nov dec monday tuesday wednesday thursday friday saturday sunday"
)
"""The words of months and weekdays, lower case."""

_UNITS = _set_of(
    "percent per cent pct year years month months week weeks day days hour hours minute minutes second seconds "
    "clock gmt utc noon midnight pages points degrees"
)
_HEDGES = _set_of(
    "at least about some up to over nearly almost around than more between another other the of additional"
)
_CASUALTIES = {
    **dict.fromkeys(("dead", "killed", "killing", "kill", "kills", "died", "deaths", "fatalities", "toll"), "dead"),
    **dict.fromkeys(("drowned", "drowning", "perished", "slain"), "dead"),
    **dict.fromkeys(("injured", "injuring", "injuries", "wounded", "wounding", "hurt"), "injured"),
}
_PART_OF = _set_of("the them those these us our his her its their")
_COUNTING = _set_of(
    "count counts counted counting estimate estimates estimated total totalled tally tallied number numbered"
)
_BESIDES = _set_of("other others more further additional")
_FORMER = _set_of("earlier previous")
_FIGURES = _set_of("toll count figure estimate number tally")
_ABOARD = _set_of("aboard onboard")
_LOSE = r"(?:los(?:e|es|t|ing)|claim(?:s|ed|ing)?|cost(?:s|ing)?|tak(?:e|es|en|ing)|took)"
# "#" is the number, with the words before and behind it.
_LIVES_LOST = re.compile(
    rf"\b{_LOSE} (?:(?!and |\d)\S+ ){{0,3}}# (?:\S+ (?:their )?)?lives\b"
    rf"|\b{_LOSE} the lives of (?:(?!and |\d)\S+ ){{0,3}}#"
    rf"|# (?:\S+ )?lives (?:(?:were|was|are|have been|had been) )?(?:lost|claimed|taken)\b"
    rf"|# (?:\S+ ){{0,3}}los(?:e|t|ing) their lives\b"
)
_ONLY_FEARED = re.compile(
    rf"(?:(?!and )\S+ )*?(?:feared|presumed|believed|thought|assumed) (?:(?:to|have|been|be|already) )*"
    rf"(?:{'|'.join((*_CASUALTIES, 'lost'))})\b"
)
_PERCENT = re.compile(r"\s?(?:%|per\s?cent\b|pct\b)", re.IGNORECASE)
_PARTED = re.compile(r"[()\[\];:.!?\"“”]")
_WORDS_BEFORE = 4
_WORDS_TO_LIVES = 7
_WORDS_AFTER = 5
_LONGEST_RANGE = 16


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text and what it counts: ``dead``, ``injured``, ``aboard`` or the noun after it; empty where alone.

    ``most`` is the end of a range ("six to eight"), empty for a single number.
    """

    noun: str
    value: str
    most: str = ""


def words_of(text: str) -> list[str]:
    """The words and numbers of a text in order, as written."""
    return _WORD.findall(text[:LONGEST_TEXT])


def placed_words(text: str) -> list[tuple[int, str]]:
    """The same, each with where it starts."""
    return [(found.start(), found[0]) for found in _WORD.finditer(text[:LONGEST_TEXT])]


def first_word(text: str) -> str:
    """The first of the words of a text, empty where it has none."""
    found = _WORD.search(text[:LONGEST_TEXT])
    return found[0] if found else ""


@lru_cache(maxsize=16_384)
def trigger_stems(trigger: str) -> frozenset[str]:
    """The stems of a trigger's words; function words of a longer trigger are left out."""
    words = [word.casefold() for word in words_of(trigger)]
    content = [word for word in words if len(word) > 2 and word not in _STOP_WORDS]
    return frozenset(stem(word) for word in content or words)


def content_stems(words: Iterable[str]) -> frozenset[str]:
    """The stems of the words that carry meaning."""
    return frozenset(filter(None, map(content_stem, words)))


@lru_cache(maxsize=65_536)
def content_stem(word: str) -> str:
    """The stem of a word that carries meaning; empty for any other."""
    return stem(word) if carries_meaning(word) else ""


def carries_meaning(word: str) -> bool:
    """Whether a word is no function word."""
    folded = word.casefold()
    return len(folded) > 2 and folded not in _STOP_WORDS


def names_day(word: str) -> bool:
    """Whether a word is that of a month or a weekday."""
    return word.casefold() in CALENDAR


def names_in(words: Sequence[str]) -> frozenset[str]:
    """Capitalised words after the first word of a sentence, lower case, without months and weekdays."""
    return frozenset(filter(None, map(name_word, words[1:])))


@lru_cache(maxsize=65_536)
def name_word(word: str) -> str:
    """A capitalised word, lower case; empty for any other, for months and weekdays and for function words."""
    folded = word.casefold()
    is_name = word[0].isupper() and len(word) > 1 and folded not in CALENDAR and folded not in _STOP_WORDS
    return folded if is_name else ""


def is_negated(words: list[str]) -> bool:
    """Whether a text holds a negation; "neither ... nor" and "not ... not" deny as "not" alone does."""
    return any(word in NEGATIONS or word.endswith(("n't", "n’t")) for word in map(str.casefold, words))


def denies(text: str) -> bool:
    """Whether a text holds a negation, as ``is_negated`` tells of its words."""
    return may_deny(text) and is_negated(words_of(text))


def may_deny(text: str) -> bool:
    """Whether a text holds what all negations have a part of.

    Most texts hold nothing like it, and to find that out is several times faster than to look at their words.
    """
    folded = text.casefold()
    return any(part in folded for part in _IN_NEGATIONS)


def quantities(text: str) -> tuple[Quantity, ...]:
    """The counted things of a text in order: no years, ages, clock times, percentages or days of a month."""
    return tuple(quantity for _, quantity in placed_quantities(text))


def placed_quantities(text: str) -> Iterator[tuple[int, Quantity]]:
    """The same, each with where its number starts."""
    return ((start, quantity) for start, quantity in _numbers(text) if quantity.noun)


def casualty(word: str) -> str:
    """Which casualties a word tells of, ``dead`` or ``injured``; empty for any other word."""
    return _CASUALTIES.get(word.casefold(), "")


def large_numbers(text: str) -> Iterator[str]:
    """The numbers of two digits and more in a text, in digits or words, whatever they count or measure; no years."""
    text = text[:LONGEST_TEXT]
    if not may_hold_number(text):
        return iter(())
    matches = list(_WORD.finditer(text))
    found = (number_at(_unparted(text, matches, at))[0] for at in _number_places(text, matches))
    return (_plain(value) for value in found if value is not None and value >= 10)


def percentages(text: str) -> Iterator[str]:
    """The numbers of a text that are shares of a hundred: "8.5%", "five per cent"."""
    text = text[:LONGEST_TEXT]
    if not _PERCENT.search(text):
        return
    matches = list(_WORD.finditer(text))
    for at in _number_places(text, matches):
        value, used = number_at(_unparted(text, matches, at))
        if value is not None and _PERCENT.match(text, matches[at + used - 1].end()):
            yield _plain(value)


def tally(text: str) -> Quantity | None:
    """The number that a text is about: the only one in it.

    Null where it says neither what it counts nor that somebody counted ("they had counted 4,500").
    """
    numbers = {quantity.value: quantity for _, quantity in _numbers(text)}
    only = next(iter(numbers.values())) if len(numbers) == 1 else None
    if only is None or only.most:
        return None
    says_what = only.noun or any(word.casefold() in _COUNTING for word in words_of(text))
    return only if says_what else None


def _numbers(text: str) -> Iterator[tuple[int, Quantity]]:
    text = text[:LONGEST_TEXT]
    if not may_hold_number(text):
        return
    matches = list(_WORD.finditer(text))
    words = [match.group().casefold() for match in matches]
    read_to = 0
    for index in _number_places(text, matches):
        if index < read_to:
            continue
        is_between = index > 0 and words[index - 1] == "between"
        value, most, used = _amount(_unparted(text, matches, index), is_between)
        noun = _noun_of(text, matches, words, index, index + used) if value else None
        if noun is not None:
            yield matches[index].start(), Quantity(noun, value, most)
        read_to = index + used


def _number_places(text: str, matches: Sequence[re.Match[str]]) -> Iterator[int]:
    """The places among the words of a text where its numbers start."""
    read_to = 0
    for index, match in enumerate(matches):
        if index < read_to or not may_start_number(match[0].casefold()):
            continue
        value, used = number_at(_unparted(text, matches, index))
        if value is not None:
            yield index
            read_to = index + used


def _unparted(text: str, matches: Sequence[re.Match[str]], index: int) -> list[str]:
    """The case-folded words from one on that no mark parts, as many as a range of numbers takes at most."""
    end = index + 1
    last = min(len(matches), index + _LONGEST_RANGE)
    while end < last and text[matches[end - 1].end() : matches[end].start()].strip() in ("", "-"):
        end += 1
    return [match[0].casefold() for match in matches[index:end]]


def _amount(words: Sequence[str], is_between: bool) -> tuple[str, str, int]:
    """The number that words start with, the end of its range, both empty where there is none, and the words they take.

    "Between" without a second number right behind the first leaves open what is counted.
    """
    first, used = number_at(words)
    if first is None:
        return "", "", 1
    is_joined = words[used : used + 1] in ([["and"]] if is_between else [["to"], ["or"]])
    last, more = number_at(words[used + 1 :]) if is_joined else (None, 0)
    end = used + 1 + more
    if last is not None and first < last:
        return _plain(as_range_start(first, last, words[end - 1])), _plain(last), end
    return "" if is_between else _plain(first), "", used


def _noun_of(text: str, matches: list[re.Match[str]], words: list[str], start: int, end: int) -> str | None:
    """What the number at ``words[start:end]`` counts; null where it counts nothing or only a part of it."""
    before = text[matches[start].start() - 1 : matches[start].start()]
    after = text[matches[end - 1].end() : matches[end - 1].end() + 1]
    if before in ("$", "€", "£", "-", ":") or after in ("-", "%", ":"):
        return None
    last = min(end + _WORDS_AFTER, len(words))
    parted = _PARTED.search(text, matches[end - 1].end(), matches[last - 1].end())
    while parted and last > end and matches[last - 1].start() > parted.start():
        last -= 1
    return _counted_noun(words, start, words[end:last])


def _counted_noun(words: list[str], start: int, following: list[str]) -> str | None:
    """What a number that starts at ``words[start]`` counts, given the words behind it; empty where it stands alone.

    Null where that is no count of its own.
    """
    before = words[max(0, start - _WORDS_BEFORE) : start]
    if _is_no_count(before, following):
        return None
    if _LIVES_LOST.search(" ".join((*words[max(0, start - _WORDS_TO_LIVES) : start], "#", *following))):
        return "dead"
    for word in _back_over_hedges(before):
        if word in _CASUALTIES:
            return _CASUALTIES[word]
    for at, word in enumerate(following):
        if word in _CASUALTIES:
            return _CASUALTIES[word]
        if word in _ABOARD or following[at : at + 2] == ["on", "board"]:
            return "aboard"
        if word == "and" or number_at(following[at:])[0] is not None:
            break
    nouns = takewhile(lambda word: not may_start_number(word), following[:2])
    return next((word for word in nouns if len(word) > 2 and word not in _HEDGES | _STOP_WORDS), "")


def _is_no_count(before: list[str], following: list[str]) -> bool:
    """Whether a number is a date or a duration, or counts nothing that is told as a count now.

    So "no two", "an earlier toll of 27", "12 are feared dead", and parts of what is counted: "three of the dead".
    """
    if following and (following[0] in CALENDAR | _UNITS | _BESIDES):
        return True
    if before and before[-1] in CALENDAR | {"no"}:
        return True
    if _ONLY_FEARED.match(" ".join(following)):
        return True
    is_part = following[:1] == ["of"] and not _PART_OF.isdisjoint(following[1:2])
    return is_part or any(word in _FORMER and then in _FIGURES for word, then in pairwise(before))


def _back_over_hedges(before: list[str]) -> Iterator[str]:
    """The word before the hedges that stand before a number, and "toll" from a little further back."""
    plain = (word for word in reversed(before) if word not in _HEDGES)
    yield next(plain, "")
    yield "toll" if "toll" in before else ""


def _plain(value: float) -> str:
    return str(int(value)) if value == int(value) else str(value)
