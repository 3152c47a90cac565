"""People who bear the name of a country, a city or a people: "Michael Jordan", "Ms. France", "Chad Ferris"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.resolve.lexicon import Hit, is_sector_noun
from pipeline.resolve.words import Word, titles, word_list

_PLACES = frozenset({"country", "capital", "region", "demonym", "people"})
HONORIFICS = titles("honorific")
"""What stands before the surname of a person and before no country."""
_GIVEN = word_list("mens_names") | word_list("womens_names")
# "San Antonio Texas" is no Antonio.
_BEFORE_TOWNS = frozenset({"san", "santa", "saint", "st", "sao", "port", "fort", "lake", "mount", "cape"})
_GENERATIONS = word_list("generations")
_INTO_PLACES = word_list("into_places")
_SPEAKS = frozenset({"said", "says", "told", "tells", "added", "adds"})
_PERSONS = word_list("person_nouns")
_NO_SURNAMES = word_list("institution_words") | word_list("no_surnames")
_AGE = re.compile(r", \d{1,3}\b(?! (?:[A-Z]|\d))")


def without_namesakes(text: str, words: Sequence[Word], hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """The hits less those that are names of people; the bare surname is a person's once the person is named."""
    single = [hit for hit in hits if hit.last - hit.first == 1 and hit.entry.kind in _PLACES]
    surnames = [hit for hit in single if _is_surname(text, words, hit.first)]
    given = [hit for hit in single if _is_given(text, words, hit.first)]
    if not surnames and not given:
        return tuple(hits)
    people = {hit.first for hit in (*surnames, *given)}
    first_named = {words[hit.first].folded: hit.first for hit in reversed(surnames)}
    elsewhere = {
        hit.entry.country for hit in hits if hit.first not in people and words[hit.first].folded not in first_named
    }
    for hit in single:
        named_at = first_named.get(words[hit.first].folded)
        if named_at is not None and named_at < hit.first and _is_called_back(text, words, hit, elsewhere):
            people.add(hit.first)
    return tuple(hit for hit in hits if hit.first not in people)


def _is_surname(text: str, words: Sequence[Word], at: int) -> bool:
    """Whether a word stands behind "Ms" or a first name, and ends a name."""
    if at == 0 or _goes_on(text, words, at):
        return False
    before, gap = words[at - 1], text[words[at - 1].end : words[at].start]
    if not before.is_capital or before.is_possessive or gap not in (" ", ". "):
        return False
    if before.folded in HONORIFICS:
        return True
    is_initial = len(before.text) == 1 and at > 1 and words[at - 2].is_capital and words[at - 2].folded in _GIVEN
    is_town = at > 1 and words[at - 2].folded in _BEFORE_TOWNS
    return is_initial or (gap == " " and before.folded in _GIVEN and not is_town)


def _goes_on(text: str, words: Sequence[Word], at: int) -> bool:
    """Whether another capitalised word follows: "Prince Harry Africa Trip"."""
    if words[at].is_possessive or at + 1 >= len(words) or words[at + 1].folded in _GENERATIONS:
        return False
    return words[at + 1].is_capital and text[words[at].end : words[at + 1].start] in (" ", "-")


def _is_given(text: str, words: Sequence[Word], at: int) -> bool:
    """Whether a place that people are named after stands before a surname, and the text shows that it is one."""
    if words[at].folded not in word_list("given_places") or words[at].is_possessive or not _goes_on(text, words, at):
        return False
    surname = words[at + 1]
    is_common = surname.folded in _NO_SURNAMES or surname.folded in titles() or surname.text.isupper()
    if is_common or is_sector_noun(words, at + 1):
        return False
    before = words[at - 1].folded if at and text[words[at - 1].end : words[at].start] == " " else ""
    is_titled = before in titles() - {"the", "former", "ex"} or before in _PERSONS or before in HONORIFICS
    return is_titled or _AGE.match(text, surname.end) is not None or _stands_alone(text, words, surname.folded)


def _stands_alone(text: str, words: Sequence[Word], surname: str) -> bool:
    """Whether somebody of this surname speaks elsewhere or is called "Ms"."""
    for at in range(1, len(words)):
        if words[at].folded != surname or not words[at].is_capital:
            continue
        gap = text[words[at - 1].end : words[at].start]
        if words[at - 1].folded in HONORIFICS:
            return True
        is_bare = not (words[at - 1].is_capital and gap == " ") and words[at - 1].folded != "the"
        if is_bare and at + 1 < len(words) and words[at + 1].folded in _SPEAKS:
            return True
    return False


def _is_called_back(text: str, words: Sequence[Word], hit: Hit, elsewhere: set[str | None]) -> bool:
    """Whether a bare name is the person's: not "in Jordan", nor "Jordan's" where that country is spoken of as well."""
    if words[hit.first - 1].folded in _INTO_PLACES or _goes_on(text, words, hit.first):
        return False
    return not (words[hit.first].is_possessive and hit.entry.country in elsewhere)
