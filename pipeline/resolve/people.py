"""Names of people and organisations in a text, and the chains in which one person's names belong together."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.resolve.lexicon import Entry, Hit, is_sector_noun, lexicon, sector_nouns
from pipeline.resolve.namesakes import HONORIFICS
from pipeline.resolve.story_dateline import ends_dateline
from pipeline.resolve.words import Word, fold, titles, word_list

_PARTICLES = word_list("name_particles")
_NEVER_IN_NAMES = word_list("never_in_names")
_GENERATIONS = word_list("generations")
_ABBREVIATED = titles("abbreviated")
_ABBREVIATED_TITLE = re.compile(rf"\b(?:{'|'.join(sorted(_ABBREVIATED))})\.$", re.IGNORECASE)
# "do" and "den" begin no name in lower case, most of the other particles may.
_LEADING_PARTICLES = word_list("leading_particles")
# "O'Neill" and "D'Souza" are no words that merely open a sentence.
_PREFIXED = re.compile(r"[A-Z]['’][A-Z][a-z]")
# One of two syllables that a hyphen joins, as Chinese and Korean given names are written: "Ka-ming", "Jong-un".
_SYLLABLE = re.compile(r"[b-df-hj-np-tv-z]{0,2}[wy]?[aeiou]{1,3}(?:ng|ck|[hkptmnlrbwy])?", re.IGNORECASE)
_NO_SYLLABLES = word_list("after_hyphens")
_COMMON_OPENERS = word_list("common_openers") | word_list("officials")
_OFFICES = word_list("heading_offices")
_INSTITUTIONS = word_list("institution_words")
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
                full.setdefault(_family(name), []).append(name)
                full.setdefault(f"{name.folded[0]} ", []).append(name)
        return full

    @cached_property
    def _fullest(self) -> dict[tuple[str, ...], Name]:
        return {
            folded: self._find_fullest(name)
            for folded, name in {name.folded: name for name in reversed(self.names)}.items()
        }

    def fullest(self, name: Name) -> Name:
        """The longest name of the same chain; the name itself where it could belong to several."""
        return self._fullest[name.folded]

    def _find_fullest(self, name: Name) -> Name:
        if len(name.folded) > 1:
            return self._longest[name.folded]
        by_last = self._full_names.get(name.folded[0], [])
        candidates = by_last or self._full_names.get(f"{name.folded[0]} ", [])
        full = [self._longest[other.folded] for other in candidates]
        person = _dominant([_person(other) for other in full])
        return max((other for other in full if _person(other) == person), key=_length, default=name)

    @cached_property
    def _longest(self) -> dict[tuple[str, ...], Name]:
        """The fullest name of the person of each name of several words."""
        several = {name.folded: name for name in self.names if len(name.folded) > 1}
        return {folded: max(self._same_person(name), key=_length) for folded, name in several.items()}

    def _same_person(self, name: Name) -> list[Name]:
        """The names of several words that are those of one who bears such a name."""
        family = self._full_names[_family(name)]
        longer = [other for other in family if _is_ending(name, other)]
        person = _dominant([_person(other) for other in longer]) or _person(name)
        return [other for other in family if _person(other) == person]

    def of_family(self, family: str) -> Name | None:
        """The fullest name of the only person named in full who bears a family name; null where none or several do."""
        full = [self._longest[name.folded] for name in self._full_names.get(family, ()) if _family(name) == family]
        return full[0] if len({_person(name) for name in full}) == 1 else None

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


def _family(name: Name) -> str:
    """The last word of a name that is no "Jr"."""
    return next((word for word in reversed(name.folded) if word not in _GENERATIONS), name.folded[-1])


def _person(name: Name) -> tuple[str, str]:
    """What all names of several words of one person have in common."""
    return name.folded[0], _family(name)


def _is_ending(name: Name, other: Name) -> bool:
    """Whether a name is the surname alone of another: "Van der Meer" of "Pieter van der Meer"."""
    is_longer = len(other.folded) > len(name.folded)
    return is_longer and name.folded[0] in _PARTICLES and other.folded[-len(name.folded) :] == name.folded


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
    common = {word.folded for word in words if not word.is_capital} - _PARTICLES
    capitals = [word for word in words if word.is_capital]
    counts = Counter(word.folded for word in capitals)
    proper = {word.folded for word in capitals if counts[word.folded] > 1 or not opens_sentence(text, word.start)}
    at = 0
    while at < len(words) and len(names) < _MAX_NAMES:
        end = _run_end(text, words, at) if _opens_name(words[at]) else at
        if end > at:
            first = _with_particles(text, words, _first_of_name(text, words, at, end, common), known)
            name = _name_in(text, words, first, end, known)
            if name is not None and not _is_common_noun(text, words, name, common, proper):
                names.append(name)
        at = max(end, at + 1)
    return tuple(names)


def _is_common_noun(text: str, words: Sequence[Word], name: Name, common: set[str], proper: set[str]) -> bool:
    """A single word that opens a sentence ("Police said") or is left of an institution ("Polish Parliament")."""
    if len(name.folded) > 1 or (name.first > 0 and words[name.first - 1].folded in HONORIFICS):
        return False
    word = name.folded[0]
    if not opens_sentence(text, name.start):
        return is_sector_noun(words, name.first) and words[name.first - 1].is_capital
    is_once = word not in proper and text[name.end : name.end + 1] != "," and not _PREFIXED.match(name.text)
    return word in common or is_once or word in _COMMON_OPENERS or is_sector_noun(words, name.first)


def opens_sentence(text: str, at: int) -> bool:
    """Whether nothing but quotation marks stands between an offset and the end of the sentence or dateline before."""
    before = text[max(0, at - 8) : at].rstrip(" \"'“‘(")
    if _ABBREVIATED_TITLE.search(before):
        return False
    return not before or before[-1] in ".!?:\n" or (before[-1] in _DASHES and ends_dateline(text, at))


def is_abbreviated(word: Word) -> bool:
    """Whether a full stop behind a word ends no sentence: behind an initial or "Gen"."""
    return len(word.text) == 1 or word.folded in _ABBREVIATED


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
        is_syllable = _is_second_syllable(text, words, at)
        if _opens_name(word) or (is_syllable and at - first > 1):
            end = at + 1
        elif word.folded not in _PARTICLES and not is_syllable:
            break
        at += 1
    return end


def _is_second_syllable(text: str, words: Sequence[Word], at: int) -> bool:
    """Whether a word in lower case is the end of a given name: the "ming" of "Leung Ka-ming"."""
    word, before = words[at], words[at - 1]
    is_joined = text[before.end : word.start] == "-" and text[word.end : word.end + 1] != "-"
    is_name = is_joined and before.is_capital and not word.is_capital and word.folded not in _NO_SYLLABLES
    return is_name and all(_SYLLABLE.fullmatch(part.folded) for part in (before, word))


def _with_particles(text: str, words: Sequence[Word], first: int, known: dict[int, Hit]) -> int:
    """The index of the first particle in lower case right before a name: "van der Meer", "al-Rashid"."""
    at = first
    while at > 0 and at not in known and text[words[at - 1].end : words[at].start] in (" ", "-"):
        if words[at - 1].is_capital or words[at - 1].folded not in _LEADING_PARTICLES:
            break
        at -= 1
    return at


def _continues(text: str, previous: Word, word: Word) -> bool:
    gap = text[previous.end : word.start]
    if previous.is_possessive:
        is_of_body = _is_group(previous) or (word.folded == "office" and _is_sector(previous))
        return is_of_body and word.is_capital and gap.lstrip("'’") == " "
    is_abbreviated = len(previous.text) == 1 or previous.folded in titles()
    return gap in (" ", "-", "") or (gap == ". " and is_abbreviated)


def _is_group(word: Word) -> bool:
    """Whether an owner is a kind of people and not somebody: "Workers' Federation", not "Miro's Federation"."""
    is_plural = word.text[-1] in "sS" and word.folded == fold(word.text)
    return (is_plural or word.folded in _PLURALS) and sector_nouns().whole((word.folded,)) in _GROUPS


def _is_sector(word: Word) -> bool:
    """Whether an owner is an office itself: "the State Attorney's Office"."""
    return sector_nouns().whole((word.folded,)) is not None


def _name_in(text: str, words: Sequence[Word], start: int, end: int, known: dict[int, Hit]) -> Name | None:
    first = _skip_description(words, start, end, known)
    hit = known.get(first)
    # What is known to reach further does: no name is the "USA" of USA TODAY.
    last = max(min(end, first + _LONGEST_NAME), hit.last if hit else 0)
    if first >= min(end, last) or _is_known_place(hit, last):
        return None
    kept = words[first:last]
    written = (
        " ".join(text[_honorific_start(words, first, last) : kept[-1].end].split())
        .removesuffix("'s")
        .removesuffix("’s")
    )
    return Name(written, tuple(word.folded for word in kept), first, last, kept[0].start, kept[-1].end)


def _honorific_start(words: Sequence[Word], first: int, last: int) -> int:
    """Where a name begins as it is shown: "Ms. France" keeps what tells her from the country."""
    is_titled = last - first == 1 and first > 0 and words[first - 1].folded in HONORIFICS
    return words[first - 1 if is_titled and lexicon().whole((words[first].folded,)) else first].start


def _skip_description(words: Sequence[Word], start: int, end: int, known: dict[int, Hit]) -> int:
    """The index of the first word of the name proper: after "British Defence Secretary" and its like."""
    at = _behind_office(words, start, end)
    while at < end:
        hit = known.get(at)
        if at + 1 == end and at > start and words[at - 1].folded in HONORIFICS:
            break
        if hit is not None and hit.last < end and _describes(words, hit):
            at = hit.last
        elif (
            hit is None
            and not _is_office(words, end)
            and not _is_body(words, at, end)
            and (words[at].folded in titles() or _is_noun_before(words, at, end))
        ):
            at += 1
        else:
            break
    return at


def _behind_office(words: Sequence[Word], start: int, end: int) -> int:
    """The index behind the last office that something named holds: of "Orlo Police Chief Anna Miro" that of "Anna"."""
    offices = [at for at in range(start + 1, end - 2) if words[at].folded in _OFFICES]
    behind = range(offices[-1] + 1, end) if offices else range(start, start)
    is_of_body = any(words[at].folded in _INSTITUTIONS or is_sector_noun(words, at) for at in behind)
    return start if is_of_body else behind.start


def _is_body(words: Sequence[Word], at: int, end: int) -> bool:
    """Whether a title is what tells an institution from others: the "State" of "State House"."""
    return at + 2 == end and words[at + 1].folded in _INSTITUTIONS and words[at + 1].folded not in titles()


def _is_office(words: Sequence[Word], end: int) -> bool:
    """Whether words end in the office of one whose title is a part of its name: "State Attorney's Office"."""
    return end > 1 and words[end - 1].folded == "office" and words[end - 2].is_possessive


def _is_noun_before(words: Sequence[Word], at: int, end: int) -> bool:
    """ "Democrat Anna Miro": a noun that tells a sector, before a name of two words at least."""
    return (
        end - at > 2
        and is_sector_noun(words, at)
        and not any(is_sector_noun(words, other) for other in range(at + 1, end))
    )


def _describes(words: Sequence[Word], hit: Hit) -> bool:
    """A people describes what follows it; a country or organisation only a title ("Jordan Peter" is a man)."""
    return hit.entry.kind == "demonym" or words[hit.last].folded in titles()


def _is_known_place(hit: Hit | None, last: int) -> bool:
    return hit is not None and hit.last >= last and hit.entry.kind not in ("organisation", "person")


def known_entry(name: Name) -> Entry | None:
    """The organisation or the person long known that bears exactly this name."""
    found = lexicon().whole(name.folded)
    return found if found and found.kind in ("organisation", "person") else None


def is_organisation(name: Name) -> bool:
    """Whether a name is that of an organisation that the lexicon knows."""
    known = known_entry(name)
    return known is not None and known.kind == "organisation"
