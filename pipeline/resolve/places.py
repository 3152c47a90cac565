"""Where an event took place: what its own arguments, its sentence or the dateline tell of that."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from models.records import Attribution, Entity, Event, Span
from pipeline.records import Actor, DateRange
from pipeline.resolve.authorities import is_of_authority, is_of_speaker
from pipeline.resolve.gazetteer import Surroundings, choose_city
from pipeline.resolve.lexicon import Hit, lexicon
from pipeline.resolve.locating import Located, country_place, locate
from pipeline.resolve.people import Name
from pipeline.resolve.story import JOINED, Story, is_ground, opens_clause
from pipeline.resolve.words import fold_phrase, folded_words, is_verb, word_list

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
_SITE = re.compile(
    rf"\s(the\s(?:[A-Z][\w’'-]*\s){{1,3}}?(?:[a-z]+\s)?(?:{'|'.join(sorted(word_list('sites')))}))\b(?![’'-])"
)
_POSSESSIVE = re.compile(r"['’]s")
_PLACING_REACH = 60
_FARTHEST = 150
_OPENING = 5
_SHORTEST_PLACE = 6
# What happened longer ago did so anywhere, wherever it is told.
_NEWS_DAYS = timedelta(days=7)
_NAMING_ROLES = frozenset({"ACTOR", "RECIPIENT", "THEME"})
_PLACING_WORDS = word_list("placing_prepositions")
_PLACE_KINDS = frozenset({"country", "capital", "region"})


def place_of(
    event: Event, story: Story, named: Sequence[Span], others: Sequence[Event], told: Sequence[Attribution] = ()
) -> Located | None:
    """The place that an event's own arguments or the place names of its sentence give.

    ``named`` are the places that the sentence names, ``others`` its other events, ``told`` its tellings. Null where
    nothing tells the place for certain.
    """
    own = [argument.span for argument in event.arguments if argument.role == "PLACE"]
    for span in sorted(own, key=lambda span: (_gap(span, event.trigger), span.start)):
        located = locate(span, story)
        if located and not _is_of_person(span, located, story):
            return located
    if site := _site_of(event, story):
        return locate(site, story)
    if not named:
        return None
    arguments = (argument.span for argument in event.arguments if argument.role in _NAMING_ROLES)
    taken = [span for span in arguments if not _opens_with_preposition(span, story)]
    near = [span for span in named if not _is_taken(span, taken) and _is_near(span, event.trigger, story)]
    spans = [span for span in near if not _is_elsewhere(span, event, others, told, story)]
    for span in sorted(spans, key=lambda span: (_gap(span, event.trigger), span.start)):
        if located := locate(span, story):
            return located
    return None


def _is_of_person(span: Span, located: Located, story: Story) -> bool:
    """Whether a word that no gazetteer knows is the name of somebody whom the story names in full."""
    names = [] if located.place.country else story.chains.between(span.start, span.end)
    return any(
        (name.start, name.end) == (span.start, span.end) and not story.chains.stands_alone(name) for name in names
    )


def _site_of(event: Event, story: Story) -> Span | None:
    """The named place that an act is done to: "shelled the Drumalor crossing", "closed the Drumalor border gate"."""
    found = _SITE.match(story.text, event.trigger.end, event.sentence.end)
    if found is None:
        return None
    objects = (argument.span for argument in event.arguments if argument.role in ("RECIPIENT", "THEME", "PLACE"))
    site = Span(*found.span(1))
    return site if any(span.start <= site.start < span.end for span in objects) else None


def place_of_news(
    event: Event, story: Story, entities: Sequence[Entity], dates: DateRange | None = None
) -> Located | None:
    """The place of the dateline for an event that the article reports as its news: asserted in its lead.

    Its country alone where the lead speaks of any other place up to the event, and nothing where ``dates``, when the
    event took place, are long before. ``entities`` are all entities of the text, in order.
    """
    if event.modality != "asserted" or event.trigger.start >= story.lead_end or story.dateline is None:
        return None
    if dates and story.day and dates.end < story.day - _NEWS_DAYS:
        return None
    is_title = event.trigger.end <= story.dateline.span.start
    start = event.sentence.start if is_title else max(event.sentence.start, story.dateline.span.end)
    before = story.text[start : event.trigger.start]
    if opens_clause(before) or _QUOTE.search(before) or is_ground(story.text, event.trigger):
        return None
    located = locate(story.dateline.place, story)
    told = Span(start if is_title else story.dateline.span.end, story.lead_end if is_title else event.sentence.end)
    country = located.place.country if located else None
    if located is None or country is None:
        return None if _names_place(story, told) else located
    if _names_place(story, told):
        return Located(located.text, country_place(country)) if country == story.main_country else None
    is_vague = _speaks_of_place(Span(start, event.sentence.end), entities)
    return Located(located.text, country_place(country)) if is_vague else located


def at_home(located: Located, event: Event, actors: Sequence[Actor], story: Story) -> Located:
    """A name that no gazetteer knows in the country of the state that coerces there, where the story is at home.

    A state closes and arrests in its own country: "N'DJAMENA - Chad closed its border crossing at Drumalor".
    """
    place, country = located.place, story.main_country
    is_unknown = place.country is None and place.name is not None and not lexicon().whole(folded_words(place.name))
    if not is_unknown or event.event_type != "COERCE" or country is None or story.dateline is None:
        return located
    line = locate(story.dateline.place, story)
    is_home = line is not None and line.place.country == country
    is_own = any(actor.country == country and actor.sector == "GOV" for actor in actors)
    return replace(located, place=replace(place, country=country)) if is_home and is_own else located


def _names_place(story: Story, span: Span) -> bool:
    """Whether the text names a place: then the dateline is where it was told, and only its country is sure."""
    hits = story.hits_between(*story.word_range(span))
    names = (Span(name.start, name.end) for name in _names_in(story, span))
    placed = [name for name in names if _is_placed(name, story)]
    placed += [Span(hit.start, hit.end) for hit in hits if _is_place(hit) and not _is_possessive(story, hit)]
    return any(not _is_of_dateline(place, story) for place in placed)


def _is_of_dateline(place: Span, story: Story) -> bool:
    """Whether a name is that of the dateline, told again."""
    line = story.dateline.place if story.dateline else place
    return fold_phrase(story.text[place.start : place.end]) == fold_phrase(story.text[line.start : line.end])


def _speaks_of_place(span: Span, entities: Sequence[Entity]) -> bool:
    """Whether the extractor marks words of some length as a place: "the road to the camp"."""
    return any(entity.span.end - entity.span.start >= _SHORTEST_PLACE for entity in _places_in(span, entities))


def _places_in(span: Span, entities: Sequence[Entity]) -> list[Entity]:
    first, last = (bisect_left(entities, offset, key=_entity_start) for offset in (span.start, span.end))
    return [entity for entity in entities[first:last] if entity.kind == "LOC"]


def _is_possessive(story: Story, hit: Hit) -> bool:
    return story.words[hit.last - 1].is_possessive


def places_named(sentence: Span, story: Story, entities: Sequence[Entity]) -> list[Span]:
    """Places that a sentence names after a word that places something there ("in", "near", "the town of").

    ``entities`` are all entities of the text, in order.
    """
    found = _names_in(story, sentence)
    cities = [name for name in found if _is_city(name, story)]
    names = [Span(name.start, name.end) for name in found]
    located = [entity.span for entity in _places_in(sentence, entities)]
    hits = [hit for hit in story.hits_between(*story.word_range(sentence)) if _is_place(hit)]
    spans = [Span(hit.start, hit.end) for hit in hits if not _is_outdone(hit, located, story)]
    spans = [span for span in spans if not _any_overlap(span, names)]
    spans += [span for name in cities if not _any_overlap(span := Span(name.start, name.end), spans)]
    spans += [span for span in located if not _any_overlap(span, spans)]
    return [span for span in spans if _is_placed(span, story)]


def _is_outdone(hit: Hit, located: Sequence[Span], story: Story) -> bool:
    """Whether a country stands in words that name a place in it: "the village of Drumalor in northern Kenya"."""
    if hit.entry.kind != "country":
        return False
    around = (span for span in located if span.start < hit.start and hit.end <= span.end)
    return any((place := locate(span, story)) and place.place.name for span in around)


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
    """Whether another event stands between an event and a place that follows it: a verb, or any behind a saying.

    Of nouns one that tells what an act was for ("sanctions for the burning of ...") or what has not happened yet
    ("agreed on talks in ...").
    """
    start, end = event.trigger.end, span.start
    between = [other for other in others if start < other.trigger.start < end]
    if event.is_utterance and between:
        return True
    return any(
        _is_ahead(other, event) or is_ground(story.text, other.trigger) or _is_other_verb(start, other.trigger, story)
        for other in between
    )


def _is_ahead(other: Event, event: Event) -> bool:
    return event.modality == "asserted" and other.modality in ("planned", "possible")


def _is_other_verb(start: int, trigger: Span, story: Story) -> bool:
    return is_verb(story.text, trigger) and not JOINED.fullmatch(story.text, start, trigger.start)


def _is_elsewhere(span: Span, event: Event, others: Sequence[Event], told: Sequence[Attribution], story: Story) -> bool:
    """Whether a place of the sentence is that of another event, of who speaks or of an authority."""
    return (
        _is_of_other(span, event, others, story)
        or is_of_authority(span, event, story)
        or is_of_speaker(span, event, others, told)
    )


def _start(span: Span) -> int:
    return span.start


def _is_placed(span: Span, story: Story) -> bool:
    """Whether a word before the span places something there; what is possessed ("China's") is no place of an event."""
    if _POSSESSIVE.search(story.text, max(span.start, span.end - 2), span.end + 2):
        return False
    before = story.text[max(story.span.start, span.start - _PLACING_REACH) : span.start]
    opening = story.text[span.start : span.end].split(" ")[0].lower()
    is_opened = opening in ("near", "in", "outside") or (opening in _PLACING_WORDS and _names(span, story))
    return is_opened or _PLACING.search(before) is not None


def _names(span: Span, story: Story) -> bool:
    """Whether a name stands behind the preposition that opens a span."""
    first, last = story.word_range(span)
    return any(word.is_capital for word in story.words[first + 1 : last])


def _entity_start(entity: Entity) -> int:
    return entity.span.start


def _any_overlap(span: Span, spans: Sequence[Span]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in spans)


def _gap(span: Span, trigger: Span) -> int:
    return max(span.start - trigger.end, trigger.start - span.end, 0)
