"""Names of people and organisations in a text, and the chains in which one person's names belong together."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.resolve.lexicon import Hit, sector_nouns
from pipeline.resolve.story_dateline import ends_dateline
from pipeline.resolve.words import Word, fold, titles, word_list

_PARTICLES = word_list("name_particles")
_NEVER_IN_NAMES = word_list("never_in_names")
_COMMON_OPENERS = word_list("common_openers") | word_list("officials")
_GROUPS = frozenset({"LAB", "CVL", "EDU", "AGR", "MED", "JRN", "REF", "BUS"})
_DASHES = "—–―-"
_PLURALS = frozenset({"people", "men", "women", "children"})
_LONGEST_NAME = 7
_MAX_NAMES = 5_000


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it stands, without titles: its folded words, where its first word stands and where it ends.

    ``text`` has no possessive ending.
    """

    text: str
    folded: tuple[str, ...]
    first: int
    last: int
    start: int
    end: int


@dataclass(frozen=True)
class Chains:
    """The names of one story, and which of them are one person's or organisation's."""

    names: tuple[Name, ...]

    @cached_property
    def _starts(self) -> list[int]:
        return [name.start for name in self.names]

    def between(self, start: int, end: int) -> tuple[Name, ...]:
        """The names that begin from one offset up to, not including, another."""
        return self.names[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    @cached_property
    def _full_names(self) -> dict[str, list[Name]]:
        """Names of two words and more by their last word and by their first."""
        full: dict[str, list[Name]] = {}
        for name in self.names:
            if len(name.folded) > 1:
                full.setdefault(name.folded[-1], []).append(name)
                full.setdefault(f"{name.folded[0]} ", []).append(name)
        return full

    @cached_property
    def _fullest(self) -> dict[tuple[str, ...], Name]:
        return {folded: self._find_fullest(name) for folded, name in {name.folded: name for name in self.names}.items()}

    def fullest(self, name: Name) -> Name:
        """The longest name of the same chain; the name itself where it could belong to several."""
        return self._fullest[name.folded]

    def _find_fullest(self, name: Name) -> Name:
        if len(name.folded) > 1:
            same = [other for other in self._full_names[name.folded[-1]] if other.folded[0] == name.folded[0]]
            return max(same, key=_length)
        by_last = self._full_names.get(name.folded[0], [])
        candidates = by_last or self._full_names.get(f"{name.folded[0]} ", [])
        person = _dominant([(other.folded[0], other.folded[-1]) for other in candidates])
        same = [other for other in candidates if (other.folded[0], other.folded[-1]) == person]
        return max(same, key=_length, default=name)

    def stands_alone(self, name: Name) -> bool:
        """Whether a name is no part of a longer one."""
        if len(name.folded) > 1:
            return self.fullest(name).folded == name.folded
        word = name.folded[0]
        return word not in self._full_names and f"{word} " not in self._full_names

    @cached_property
    def members(self) -> dict[tuple[str, ...], tuple[Name, ...]]:
        """The names of each chain in order, by the folded words of the chain's fullest name."""
        chains: dict[tuple[str, ...], list[Name]] = {}
        for name in self.names:
            chains.setdefault(self.fullest(name).folded, []).append(name)
        return {key: tuple(names) for key, names in chains.items()}


def _dominant(people: Sequence[tuple[str, str]]) -> tuple[str, str] | None:
    """The one person, or the one named at least twice as often as any other; null where there is none such."""
    ranked = Counter(people).most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
        return None
    return ranked[0][0]


def _length(name: Name) -> tuple[int, int]:
    return len(name.folded), -name.start


def find_names(text: str, words: Sequence[Word], hits: Sequence[Hit]) -> tuple[Name, ...]:
    """Every run of capitalised words, less the titles, peoples and sentence openers before it.

    Names of countries and of organisations that the lexicon knows are not among them, people that it knows are.
    """
    names: list[Name] = []
    known = {hit.first: hit for hit in hits}
    common = {word.folded for word in words if not word.is_capital}
    capitals = [word for word in words if word.is_capital]
    counts = Counter(word.folded for word in capitals)
    proper = {word.folded for word in capitals if counts[word.folded] > 1 or not opens_sentence(text, word.start)}
    at = 0
    while at < len(words) and len(names) < _MAX_NAMES:
        end = _run_end(text, words, at) if _opens_name(words[at]) else at
        if end > at:
            name = _name_in(text, words, _first_of_name(text, words, at, end, common), end, known)
            if name is not None and not _is_common_noun(text, words, name, common, proper):
                names.append(name)
        at = max(end, at + 1)
    return tuple(names)


def _is_common_noun(text: str, words: Sequence[Word], name: Name, common: set[str], proper: set[str]) -> bool:
    """A single word that opens a sentence ("Police said") or is left of an institution ("Polish Parliament")."""
    if len(name.folded) > 1:
        return False
    word = name.folded[0]
    if not opens_sentence(text, name.start):
        return _is_sector_noun(words, name.first) and words[name.first - 1].is_capital
    is_once = word not in proper and text[name.end : name.end + 1] != ","
    return word in common or is_once or word in _COMMON_OPENERS or _is_sector_noun(words, name.first)


def opens_sentence(text: str, at: int) -> bool:
    """Whether nothing but quotation marks stands between an offset and the end of the sentence or dateline before."""
    before = text[max(0, at - 8) : at].rstrip(" \"'“‘(")
    return not before or before[-1] in ".!?:\n" or (before[-1] in _DASHES and ends_dateline(text, at))


def _first_of_name(text: str, words: Sequence[Word], first: int, end: int, common: set[str]) -> int:
    """Skips a common word that opens the sentence before a name of two words: "Rival Anna Miro said"."""
    is_common = words[first].folded in common and opens_sentence(text, words[first].start)
    return first + 1 if is_common and end - first > 2 else first


def _opens_name(word: Word) -> bool:
    return word.is_capital and word.folded.partition("'")[0] not in _NEVER_IN_NAMES


def _run_end(text: str, words: Sequence[Word], first: int) -> int:
    """The index after the last capitalised word of the run; particles may stand inside."""
    end, at = first + 1, first + 1
    while at < len(words) and at - first < 2 * _LONGEST_NAME and _continues(text, words[at - 1], words[at]):
        word = words[at]
        if _opens_name(word):
            end = at + 1
        elif word.folded not in _PARTICLES:
            break
        at += 1
    return end


def _continues(text: str, previous: Word, word: Word) -> bool:
    gap = text[previous.end : word.start]
    if previous.is_possessive:
        return _is_group(previous) and word.is_capital and gap.lstrip("'’") == " "
    is_abbreviated = len(previous.text) == 1 or previous.folded in titles()
    return gap in (" ", "-", "") or (gap == ". " and is_abbreviated)


def _is_group(word: Word) -> bool:
    """Whether an owner is a kind of people and not somebody: "Workers' Federation", not "Miro's Federation"."""
    is_plural = word.text[-1] in "sS" and word.folded == fold(word.text)
    return (is_plural or word.folded in _PLURALS) and sector_nouns().whole((word.folded,)) in _GROUPS


def _name_in(text: str, words: Sequence[Word], start: int, end: int, known: dict[int, Hit]) -> Name | None:
    first = _skip_description(words, start, end, known)
    hit = known.get(first)
    # What is known to reach further does: no name is the "USA" of USA TODAY.
    last = max(min(end, first + _LONGEST_NAME), hit.last if hit else 0)
    if first >= min(end, last) or _is_known_place(hit, last):
        return None
    kept = words[first:last]
    written = " ".join(text[kept[0].start : kept[-1].end].split()).removesuffix("'s").removesuffix("’s")
    return Name(written, tuple(word.folded for word in kept), first, last, kept[0].start, kept[-1].end)


def _skip_description(words: Sequence[Word], start: int, end: int, known: dict[int, Hit]) -> int:
    """The index of the first word of the name proper: after "British Defence Secretary" and its like."""
    at = start
    while at < end:
        hit = known.get(at)
        if hit is not None and hit.last < end and _describes(words, hit):
            at = hit.last
        elif hit is None and (words[at].folded in titles() or _is_noun_before(words, at, end)):
            at += 1
        else:
            break
    return at


def _is_noun_before(words: Sequence[Word], at: int, end: int) -> bool:
    """ "Democrat Anna Miro": a noun that tells a sector, before a name of two words at least."""
    return (
        end - at > 2
        and _is_sector_noun(words, at)
        and not any(_is_sector_noun(words, other) for other in range(at + 1, end))
    )


def _describes(words: Sequence[Word], hit: Hit) -> bool:
    """A people describes what follows it; a country or organisation only a title ("Jordan Peter" is a man)."""
    return hit.entry.kind == "demonym" or words[hit.last].folded in titles()


def _is_sector_noun(words: Sequence[Word], at: int) -> bool:
    return sector_nouns().match(words, at) is not None


def _is_known_place(hit: Hit | None, last: int) -> bool:
    return hit is not None and hit.last >= last and hit.entry.kind not in ("organisation", "person")
