"""Where an event took place: a place of the gazetteer, a country alone, or a name that no gazetteer knows.

A name unknown to the gazetteer is kept as written, without coordinates, so that two reports of the same village can
still be compared.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import pycountry

from models.records import Entity, Event, Span
from pipeline.records import Place
from pipeline.resolve.gazetteer import City, Surroundings, choose_city, provinces, states
from pipeline.resolve.lexicon import Hit, sector_nouns
from pipeline.resolve.people import Name, opens_sentence
from pipeline.resolve.story import JOINED, Story, is_ground, opens_clause
from pipeline.resolve.words import Word, fold_phrase, is_verb, word_list

_LONGEST_CITY = 4
_LONGEST_UNKNOWN = 60
_NAMED_BESIDE = re.compile(r"(?:'s|’s)?[ ,(]{1,3}(?:in |of )?")
_PLACING = re.compile(
    r"\b(?:in|at|near|outside|around|across|inside|off|throughout|within|over|"
    r"(?:city|town|village|port|capital|province|region|state|district|suburb|island|border) of)\s(?:the\s)?"
    r"(?:(?:north|south|east|west|northern|southern|eastern|western|central|downtown|north-?east|south-?east|north-?west|"
    r"south-?west|northeastern|northwestern|southeastern|southwestern)\s)?(?:the\s)?$",
    re.IGNORECASE,
)
_QUOTE = re.compile(r"[\"“]|''")
# What stands behind these tells of somebody or something else: "a company, a firm in Kent", "as troops in Kent".
_OTHER_PHRASE = re.compile(r"\b(?:as|than|like|unlike|how|what)\s|, (?:an?|the|one)\s")
_LONGEST_ACRONYM = 5
_POSSESSIVE = re.compile(r"['’]s")
_PLACING_REACH = 60
_FARTHEST = 150
_OPENING = 5
_SHORTEST_PLACE = 6
_NAMING_ROLES = frozenset({"ACTOR", "RECIPIENT", "THEME"})
_PREPOSITIONS = word_list("prepositions")
_BESIDE_NAMES = word_list("beside_names")
_PLACE_KINDS = frozenset({"country", "capital", "region"})
_GENERIC = word_list("generic_place_words")
_NO_CITY = _GENERIC | word_list("never_cities")


@dataclass(frozen=True, slots=True)
class Located:
    """Where an event took place and the text that tells it."""

    text: str
    place: Place


def place_of(event: Event, story: Story, named: Sequence[Span], others: Sequence[Event]) -> Located | None:
    """The place that an event's own arguments or the place names of its sentence give.

    ``named`` are the places that the sentence names, ``others`` its other events. Null where nothing tells the place
    for certain.
    """
    for argument in event.arguments:
        if argument.role == "PLACE" and (located := locate(argument.span, story)):
            return located
    if not named:
        return None
    arguments = (argument.span for argument in event.arguments if argument.role in _NAMING_ROLES)
    taken = [span for span in arguments if not _opens_with_preposition(span, story)]
    near = [span for span in named if not _is_taken(span, taken) and _is_near(span, event.trigger, story)]
    spans = [span for span in near if not _is_of_other(span, event, others, story)]
    for span in sorted(spans, key=lambda span: (_gap(span, event.trigger), span.start)):
        if located := locate(span, story):
            return located
    return None


def place_of_news(event: Event, story: Story, entities: Sequence[Entity]) -> Located | None:
    """The place of the dateline for an event that the article reports as its news: asserted in its lead.

    Its country alone where the sentence speaks of any other place. ``entities`` are all entities of the text, in order.
    """
    if event.modality != "asserted" or event.trigger.start >= story.lead_end or story.dateline is None:
        return None
    is_title = event.trigger.end <= story.dateline.span.start
    start = event.sentence.start if is_title else max(event.sentence.start, story.dateline.span.end)
    before = story.text[start : event.trigger.start]
    if opens_clause(before) or _QUOTE.search(before) or is_ground(story.text, event.trigger):
        return None
    located = locate(story.dateline.place, story)
    told = Span(start, event.sentence.end)
    country = located.place.country if located else None
    if located is None or country is None:
        return located
    if _names_place(story, told):
        return Located(located.text, _country_place(country)) if country == story.main_country else None
    return Located(located.text, _country_place(country)) if _speaks_of_place(told, entities) else located


def _names_place(story: Story, span: Span) -> bool:
    """Whether the text names a place: then the dateline is where it was told, and only its country is sure."""
    hits = story.hits_between(*story.word_range(span))
    names = (Span(name.start, name.end) for name in _names_in(story, span))
    cities = (name for name in names if _is_placed(name, story))
    return any(_is_place(hit) and not _is_possessive(story, hit) for hit in hits) or next(cities, None) is not None


def _speaks_of_place(span: Span, entities: Sequence[Entity]) -> bool:
    """Whether the extractor marks words of some length as a place: "the road to the camp"."""
    return any(entity.span.end - entity.span.start >= _SHORTEST_PLACE for entity in _places_in(span, entities))


def _places_in(span: Span, entities: Sequence[Entity]) -> list[Entity]:
    first, last = (bisect_left(entities, offset, key=_entity_start) for offset in (span.start, span.end))
    return [entity for entity in entities[first:last] if entity.kind == "LOC"]


def _is_possessive(story: Story, hit: Hit) -> bool:
    return story.words[hit.last - 1].is_possessive


def locate(span: Span, story: Story) -> Located | None:
    """The place that a span names, or null where it names none ("the scene", "Turkish")."""
    text = story.text[span.start : span.end]
    first, last = _whole_name(story, *story.word_range(span))
    hits = story.hits_between(first, last)
    place = (
        _city(story, first, last, hits)
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
                return _country_place(country)
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
    """Whether nothing but a space parts a word from the one before it."""
    return story.text[story.words[at - 1].end : story.words[at].start] in (" ", "-", "")


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
    gap = story.text[story.words[last - 1].end : story.words[last].start]
    return story.hits_between(last, last + 3)[:1] if _NAMED_BESIDE.fullmatch(gap) else ()


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
    return _country_place(country) if country else None


def _unknown(text: str, story: Story, first: int, last: int) -> Place | None:
    """A capitalised name that no gazetteer knows; its country only where the words right beside tell it."""
    at = [index for index in range(first, last) if _may_name_place(story.words[index])]
    while at and at[-1] + 1 < last and story.words[at[-1] + 1].is_capital and _is_joined(story, at[-1] + 1):
        at.append(at[-1] + 1)
    hits = story.hits_between(first, last)
    if not at or hits or len(text) > _LONGEST_UNKNOWN or _is_cut(story, at[0], at[-1] + 1):
        return None
    if not _heads_place(story, at[-1], last) or any(sector_nouns().match(story.words, index) for index in at):
        return None
    if story.words[at[-1]].folded in word_list("institution_words"):
        return None
    kept = story.words[_with_generic(story, at[0], first - 1) : at[-1] + 1]
    if len(kept) == 1 and kept[0].text.isupper() and len(kept[0].text) <= _LONGEST_ACRONYM:
        return None
    name = story.text[kept[0].start : kept[-1].end]
    beside = [hit.entry.country for hit in _hit_after(story, last) if hit.entry.kind in ("country", "region")]
    return Place(name, beside[0] if beside else None, None, None, None)


def _with_generic(story: Story, at: int, lowest: int) -> int:
    """The first word of a name whose generic part stands before it: "Lake Jipe"."""
    while at - 1 > lowest and story.words[at - 1].is_capital and story.words[at - 1].folded in _GENERIC:
        at -= 1
    return at


def _may_name_place(word: Word) -> bool:
    return word.is_capital and word.folded not in _GENERIC and word.folded not in _languages()


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


def _country_place(country: str) -> Place:
    return Place(None, country, None, None, None)


def places_named(sentence: Span, story: Story, entities: Sequence[Entity]) -> list[Span]:
    """Places that a sentence names after a word that places something there ("in", "near", "the town of").

    ``entities`` are all entities of the text, in order.
    """
    found = _names_in(story, sentence)
    cities = [name for name in found if _is_city(name, story)]
    names = [Span(name.start, name.end) for name in found]
    spans = [Span(hit.start, hit.end) for hit in story.hits_between(*story.word_range(sentence)) if _is_place(hit)]
    spans = [span for span in spans if not _any_overlap(span, names)]
    located = [entity.span for entity in _places_in(sentence, entities)]
    spans += [span for name in cities if not _any_overlap(span := Span(name.start, name.end), spans)]
    spans += [span for span in located if not _any_overlap(span, spans)]
    return [span for span in spans if _is_placed(span, story)]


def _is_place(hit: Hit) -> bool:
    return hit.entry.kind in _PLACE_KINDS


def _names_in(story: Story, sentence: Span) -> Sequence[Name]:
    return story.chains.between(sentence.start, sentence.end)


def _is_city(name: Name, story: Story) -> bool:
    return choose_city(" ".join(name.folded), Surroundings(story.countries))[0] is not None


def _is_near(span: Span, trigger: Span, story: Story) -> bool:
    first, last = sorted((span, trigger), key=_start)
    between = story.text[first.end : last.start]
    return len(between) <= _FARTHEST and not opens_clause(between) and not _OTHER_PHRASE.search(between)


def _is_taken(span: Span, taken: Sequence[Span]) -> bool:
    """Whether an actor or theme bears the place's name; what only stands in it ("atrocities in Yemen") is a place."""
    return any(_any_overlap(span, [one]) and span.start - one.start <= _OPENING for one in taken)


def _opens_with_preposition(span: Span, story: Story) -> bool:
    return story.text[span.start : span.end].split(" ", 1)[0].lower() in word_list("placing_prepositions")


def _is_of_other(span: Span, event: Event, others: Sequence[Event], story: Story) -> bool:
    """Whether another event stands between an event and a place that follows it: a verb, or any behind a saying."""
    start, end = event.trigger.end, span.start
    between = [other.trigger for other in others if start < other.trigger.start < end]
    if event.is_utterance and between:
        return True
    return any(is_verb(story.text, one) and not JOINED.fullmatch(story.text, start, one.start) for one in between)


def _start(span: Span) -> int:
    return span.start


def _is_placed(span: Span, story: Story) -> bool:
    """Whether a word before the span places something there; what is possessed ("China's") is no place of an event."""
    if _POSSESSIVE.search(story.text, max(span.start, span.end - 2), span.end + 2):
        return False
    before = story.text[max(story.span.start, span.start - _PLACING_REACH) : span.start]
    opening = story.text[span.start : span.end].split(" ")[0].lower()
    return opening in ("near", "in", "outside") or _PLACING.search(before) is not None


def _entity_start(entity: Entity) -> int:
    return entity.span.start


def _any_overlap(span: Span, spans: Sequence[Span]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in spans)


def _gap(span: Span, trigger: Span) -> int:
    return max(span.start - trigger.end, trigger.start - span.end, 0)
