"""Where outlets differ about one event: each field with each value and the outlets that give it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from pipeline.fold.event_sketch import argument_name
from pipeline.fold.words import quantities
from pipeline.records import DateRange, Disagreement, EventMention, Place

MOST_VALUES = 50
"""Values of one field that are listed at most, those of the most outlets."""

_Told = tuple[str, str, str]  # field, value, outlet


def disagreements(mentions: Sequence[EventMention]) -> tuple[Disagreement, ...]:
    """The fields on which outlets give different values, by field and then by falling number of outlets.

    The fields are time_of_day, date, place, actor, recipient and number_of_<what is counted>. A coarser value that
    holds a finer one (a month and a day in it, a country and its town) does not differ from it.
    """
    if len({mention.outlet for mention in mentions}) < 2:
        return ()
    outlets: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for field, value, outlet in _told(mentions):
        outlets[field][value].add(outlet)
    return tuple(row for field in sorted(outlets) for row in _rows(field, outlets[field]))


def _rows(field: str, outlets_of: dict[str, set[str]]) -> Iterator[Disagreement]:
    """The values of one field, where at least two outlets do not say the same."""
    says: defaultdict[str, set[str]] = defaultdict(set)
    for value, outlets in outlets_of.items():
        for outlet in outlets:
            says[outlet].add(value)
    if len({frozenset(values) for values in says.values()}) < 2:
        return
    for value in sorted(outlets_of, key=lambda value: (-len(outlets_of[value]), value))[:MOST_VALUES]:
        yield Disagreement(field, value, len(outlets_of[value]), tuple(sorted(outlets_of[value])))


def _told(mentions: Sequence[EventMention]) -> Iterator[_Told]:
    yield from _dates(mentions)
    yield from _places(mentions)
    for role in ("ACTOR", "RECIPIENT"):
        yield from _who(mentions, role)
    for mention in mentions:
        if mention.time_of_day:
            yield "time_of_day", mention.time_of_day, mention.outlet
        for quantity in quantities(mention.sentence_text):
            yield f"number_of_{quantity.noun}", quantity.value, mention.outlet


def _dates(mentions: Sequence[EventMention]) -> Iterator[_Told]:
    told = [(mention.dates, mention.outlet) for mention in mentions if mention.dates is not None]
    finest = _finest_ranges(dates for dates, _ in told)
    for dates, outlet in told:
        if dates in finest:
            yield "date", _shown(dates), outlet


def _finest_ranges(ranges: Iterable[DateRange]) -> set[DateRange]:
    """The ranges that hold no other range, found in one sweep from the latest start."""
    finest: set[DateRange] = set()
    earliest_end = None
    for candidate in sorted(set(ranges), key=lambda r: (r.start, -r.end.toordinal()), reverse=True):
        if earliest_end is None or candidate.end < earliest_end:
            finest.add(candidate)
            earliest_end = candidate.end
    return finest


def _shown(dates: DateRange) -> str:
    """An ISO 8601 day or interval."""
    return str(dates.start) if dates.start == dates.end else f"{dates.start}/{dates.end}"


def _places(mentions: Sequence[EventMention]) -> Iterator[_Told]:
    told = [(mention.place, mention.outlet) for mention in mentions if mention.place is not None]
    refined = {place.country for place, _ in told if place.name}
    # A town of no known country may lie in any.
    for place, outlet in told:
        if place.name or (place.country and not refined & {place.country, None}):
            yield "place", _place_name(place), outlet


def _place_name(place: Place) -> str:
    return ", ".join(part for part in (place.name, place.country) if part)


def _fullest(names: set[str]) -> dict[str, str]:
    """For each name the longest one that holds all of its words: "Fiorina" and "Carly Fiorina" are no disagreement."""
    by_length = sorted(names, key=lambda name: (-len(name.split()), name))
    parts = {name: set(name.split()) for name in names}
    holding: defaultdict[str, list[str]] = defaultdict(list)
    for name in by_length:
        for word in parts[name]:
            holding[word].append(name)
    candidates = {name: min((holding[word] for word in parts[name]), key=len, default=[name]) for name in names}
    return {name: next(other for other in candidates[name] if parts[name] <= parts[other]) for name in names}


def _who(mentions: Sequence[EventMention], role: str) -> Iterator[_Told]:
    """Proper names in a role where some outlet names none of those that another one names."""
    told = [
        (argument_name(argument), argument.actor.name or "", mention.outlet)
        for mention in mentions
        for argument in mention.arguments
        if argument.role == role and argument.actor.name and argument.actor.name[0].isupper()
    ]
    fullest = _fullest({key for key, _, _ in told})
    told = [(fullest[key], name, outlet) for key, name, outlet in told]
    shown = {key: name for key, name, _ in sorted(told, key=lambda one: (one[0], len(one[1]), one[1])) if key}
    named_by: defaultdict[str, set[str]] = defaultdict(set)
    for key, _, outlet in told:
        named_by[key].add(outlet)
    everyone = {outlet for _, _, outlet in told}
    if any(outlets == everyone for outlets in named_by.values()):
        return
    for key, _, outlet in told:
        if key:
            yield role.lower(), shown[key], outlet
