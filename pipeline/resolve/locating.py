"""What a span of words names: a place of the gazetteer, a country alone, or a name that no gazetteer knows.

A name unknown to the gazetteer is kept as written, without coordinates, so that two reports of the same village can
still be compared.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import pycountry

from models.records import Span
from pipeline.records import Place
from pipeline.resolve.gazetteer import City, Surroundings, choose_city, provinces, states
from pipeline.resolve.lexicon import Hit, is_sector_noun
from pipeline.resolve.people import Name, opens_sentence
from pipeline.resolve.story import Story
from pipeline.resolve.words import Word, fold_phrase, word_list

_LONGEST_CITY = 4
_LONGEST_UNKNOWN = 60
_NAMED_BESIDE = re.compile(r"(?:'s|’s)?[ ,(]{1,3}(?:in |of )?")
_LONGEST_ACRONYM = 5
_SHORTENED = frozenset({"st", "ft", "mt"})
_SENTENCE_END = re.compile(r"[.;:!?]\s|\n")
_PREPOSITIONS = word_list("prepositions")
_BESIDE_NAMES = word_list("beside_names")
_GENERIC = word_list("generic_place_words")
_NO_NAMES = _GENERIC | word_list("placing_prepositions")
_NO_CITY = _GENERIC | word_list("never_cities")


@dataclass(frozen=True, slots=True)
class Located:
    """A place and the text that names it."""

    text: str
    place: Place


def locate(span: Span, story: Story) -> Located | None:
    """The place that a span names, or null where it names none ("the scene", "Turkish")."""
    text = story.text[span.start : span.end]
    first, last = _whole_name(story, *story.word_range(span))
    hits = story.hits_between(first, last)
    place = (
        _city(story, first, last, hits)
        or _named_in_country(story, first, hits)
        or _region(story, first, last, hits)
        or _country(hits)
        or _unknown(text, story, first, last)
    )
    return Located(text, place) if place else None


def city_country(span: Span, story: Story) -> str | None:
    """The country of a city that a span names, null where none is sure."""
    first, last = story.word_range(span)
    place = _city(story, first, last, story.hits_between(first, last))
    return place.country if place else None


def named_city_country(name: Name, story: Story) -> str | None:
    """The country of the city that bears exactly this name, null where none is sure."""
    return choose_city(" ".join(name.folded), Surroundings(story.countries))[1]


def _city(story: Story, first: int, last: int, hits: Sequence[Hit]) -> Place | None:
    """The first city that the words name, the longest name first; countries, peoples and regions are no cities."""
    named = {index for hit in hits if hit.entry.kind != "capital" for index in range(hit.first, hit.last)}
    around = _surroundings(story, first, last)
    for at in range(first, last):
        if at in named or not story.words[at].is_capital:
            continue
        for length in range(min(_LONGEST_CITY, last - at), 0, -1):
            if _is_cut(story, at, at + length) or (length == 1 and story.words[at].folded in _NO_CITY):
                continue
            name = " ".join(word.folded for word in story.words[at : at + length])
            city, country = choose_city(name, around)
            if city is not None:
                return _place(city)
            if country is not None:
                return country_place(country)
    return None


def _is_cut(story: Story, first: int, last: int) -> bool:
    """Whether words are part of a longer name ("Wells Fargo", "Hofstra University"); a country behind is none."""
    words = story.words
    before = (
        first > 0 and words[first - 1].is_capital and _is_joined(story, first) and not _may_precede(story, first - 1)
    )
    after = last < len(words) and words[last].is_capital and _is_joined(story, last) and not _may_follow(story, last)
    return before or after


def _whole_name(story: Story, first: int, last: int) -> tuple[int, int]:
    """Words widened to the name that they are cut from: "San" of "San Lorenzo"."""
    if first >= last or not story.words[last - 1].is_capital:
        return first, last
    longest = last + _LONGEST_CITY
    while last < min(longest, len(story.words)) and _goes_on(story, last):
        last += 1
    return first, last


def _goes_on(story: Story, at: int) -> bool:
    return story.words[at].is_capital and _is_joined(story, at) and not _may_follow(story, at)


def _is_joined(story: Story, at: int) -> bool:
    """Whether nothing but a space parts a word from the one before it, or the full stop of "St."."""
    gap = story.text[story.words[at - 1].end : story.words[at].start]
    return gap in (" ", "-", "") or (gap == ". " and story.words[at - 1].folded in _SHORTENED)


def _may_precede(story: Story, at: int) -> bool:
    """Words in capitals that stand before a place's name and are no part of it: "Downtown", "Turkey's", "In"."""
    word = story.words[at]
    generic = word.folded in _GENERIC or word.is_possessive or opens_sentence(story.text, word.start)
    return generic or at in story.hit_at


def _may_follow(story: Story, at: int) -> bool:
    return story.words[at].folded in states() or at in story.hit_at


def _surroundings(story: Story, first: int, last: int) -> Surroundings:
    """What speaks for one of several cities: the country or state right beside the name weighs most."""
    beside = (*story.hits_between(first, last), *_hit_after(story, last))
    countries = dict(story.countries)
    for hit in beside:
        if hit.entry.country and hit.entry.kind in ("country", "region"):
            countries = {country: share / 4 for country, share in countries.items()} | {hit.entry.country: 2.0}
    return Surroundings(countries, _states_beside(story, first, last))


def _hit_after(story: Story, last: int) -> Sequence[Hit]:
    if not 0 < last < len(story.words):
        return ()
    end = story.words[last - 1].end
    hits = story.hits_between(last, last + 3)[:1]
    is_beside = _NAMED_BESIDE.fullmatch(story.text, end, story.words[last].start)
    return hits if hits and is_beside and not _SENTENCE_END.search(story.text, end, hits[0].start) else ()


def _states_beside(story: Story, first: int, last: int) -> frozenset[str]:
    words = story.words[first : min(last + 2, len(story.words))]
    singles = [word.folded for word in words if word.is_capital]
    pairs = [f"{one.folded} {two.folded}" for one, two in pairwise(words)]
    return frozenset(code for name in (*singles, *pairs) if (code := states().get(name)))


def _region(story: Story, first: int, last: int, hits: Sequence[Hit]) -> Place | None:
    for hit in hits:
        if hit.entry.kind == "region":
            return Place(hit.entry.name, hit.entry.country, None, None, None)
    name = " ".join(word.folded for word in story.words[first:last] if word.folded not in _GENERIC)
    province = provinces().get(name)
    known = province is not None and story.countries.get(province[1], 0.0) > 0.0
    return Place(province[0], province[1], None, None, None) if province and known else None


def _country(hits: Sequence[Hit]) -> Place | None:
    countries = {hit.entry.country for hit in hits if hit.entry.kind in ("country", "capital")}
    country = next(iter(countries)) if len(countries) == 1 else None
    return country_place(country) if country else None


def _unknown(text: str, story: Story, first: int, last: int) -> Place | None:
    """A capitalised name that no gazetteer knows; its country only where the words right beside tell it."""
    at = [index for index in range(first, last) if _may_name_place(story.words[index])]
    while at and at[-1] + 1 < last and story.words[at[-1] + 1].is_capital and _is_joined(story, at[-1] + 1):
        at.append(at[-1] + 1)
    hits = story.hits_between(first, last)
    if not at or hits or len(text) > _LONGEST_UNKNOWN or _is_cut(story, at[0], at[-1] + 1):
        return None
    if story.is_in_date(story.words[at[0]].start, story.words[at[-1]].end):
        return None
    if not _heads_place(story, at[-1], last) or any(is_sector_noun(story.words, index) for index in at):
        return None
    if story.words[at[-1]].folded in word_list("institution_words"):
        return None
    kept = story.words[_with_generic(story, at[0], first - 1) : at[-1] + 1]
    if len(kept) == 1 and kept[0].text.isupper() and len(kept[0].text) <= _LONGEST_ACRONYM:
        return None
    name = story.text[kept[0].start : kept[-1].end]
    beside = [hit.entry.country for hit in _hit_after(story, last) if hit.entry.kind in ("country", "region")]
    return Place(name, beside[0] if beside else _told_country(name, story), None, None, None)


def _named_in_country(story: Story, first: int, hits: Sequence[Hit]) -> Place | None:
    """An unknown name before the country that it lies in: "Drumalor in northern Kenya"."""
    if len(hits) != 1 or hits[0].first == first:
        return None
    at = next((index for index in range(first, hits[0].first) if _may_name_place(story.words[index])), None)
    end = at
    while end is not None and end < hits[0].first and _may_name_place(story.words[end]):
        end += 1
    if at is None or end is None or story.words[end - 1].end not in story.countries_behind:
        return None
    return _unknown(story.text[story.words[at].start : story.words[end - 1].end], story, first, end)


def _told_country(name: str, story: Story) -> str | None:
    """The country in which the story says that a name lies: "Drumalor, eastern Chad"; null where it names two."""
    behind = story.countries_behind.items()
    told = {country for end, country in behind if story.text.endswith(name, story.span.start, end)}
    return told.pop() if len(told) == 1 else None


def _with_generic(story: Story, at: int, lowest: int) -> int:
    """The first word of a name whose generic part stands before it: "Lake Jipe"."""
    while at - 1 > lowest and story.words[at - 1].is_capital and story.words[at - 1].folded in _GENERIC:
        at -= 1
    return at


def _may_name_place(word: Word) -> bool:
    return word.is_capital and word.folded not in _NO_NAMES and word.folded not in _languages()


def _heads_place(story: Story, at: int, last: int) -> bool:
    """Whether a name ends its phrase or stands before a noun that is a place ("the Tarkana crossing")."""
    if at + 1 >= last and _is_attributive(story, at):
        return False
    return at + 1 >= last or story.words[last - 1].folded in _GENERIC or story.words[at + 1].folded in _PREPOSITIONS


def _is_attributive(story: Story, at: int) -> bool:
    """Whether a noun that is no place follows a name: "the Wells Fargo scandal"."""
    if at + 1 >= len(story.words) or not _is_joined(story, at + 1):
        return False
    word = story.words[at + 1].folded
    return not (word in _GENERIC or word in _BESIDE_NAMES) and _has_article(story, at)


def _has_article(story: Story, at: int) -> bool:
    """Whether "the" opens the run of capitals that ends at a word."""
    while at > 0 and story.words[at].is_capital:
        at -= 1
    return story.words[at].folded == "the"


@cache
def _languages() -> frozenset[str]:
    """Folded names of living languages, which are spoken "in Swahili" but are no places."""
    known = (language.name.split(" (")[0] for language in pycountry.languages if hasattr(language, "alpha_2"))
    return frozenset(fold_phrase(name) for name in known if name.isalpha())


def _place(city: City) -> Place:
    return Place(city.name, city.country, city.latitude, city.longitude, city.geonames_id)


def country_place(country: str) -> Place:
    """A country alone."""
    return Place(None, country, None, None, None)
