"""Where outlets differ about one event: each field with each value and the outlets that give it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from pipeline.fold.event_sketch import argument_name
from pipeline.fold.words import Quantity, casualty, placed_quantities, words_of
from pipeline.records import DateRange, Disagreement, EventMention, Place, ResolvedArgument

MOST_VALUES = 50
"""Values of one field that are listed at most, those of the most outlets."""

# A clause that begins between a trigger and a number tells of something else; who was hurt when or after it happened is
# told of it all the same.
_CLAUSE = re.compile(
    r"[;\n]|\b(?:since|when|while|who|whom|which|that|but|because|although|though|where|after|before)\b", re.IGNORECASE
)
_RELATIVE = re.compile(r"[;\n]|\b(?:who|whom|which|that|because|although|though)\b", re.IGNORECASE)
_OF_TRIGGER = re.compile(r",?\s(?:which|that)\b")
_IN_NAMES = frozenset("of the and for in on al el de da do dos du di del della van von der den la le bin ibn y".split())

_ABOUT = "~"
_ABOUT_MINUTES = 30
_DAY = 24 * 60

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
    yield from _times(mentions)
    yield from _numbers(mentions)


def _times(mentions: Sequence[EventMention]) -> Iterator[_Told]:
    told = [(mention.time_of_day, mention.outlet) for mention in mentions if mention.time_of_day]
    exact = sorted({_minutes(time) for time, _ in told if not time.startswith(_ABOUT)})
    about = sorted({time for time, _ in told if time.startswith(_ABOUT)})
    for time, outlet in told:
        if not time.startswith(_ABOUT):
            yield "time_of_day", time, outlet
        elif not any(_is_near(_minutes(time), other) for other in exact):
            yield "time_of_day", next(one for one in about if _is_near(_minutes(time), _minutes(one))), outlet


def _minutes(time: str) -> int:
    hours, _, minutes = time.removeprefix(_ABOUT).partition(":")
    return int(hours) * 60 + int(minutes)


def _is_near(one: int, other: int) -> bool:
    """Whether a time that is told about so may be another, also across midnight."""
    apart = abs(one - other)
    return min(apart, _DAY - apart) <= _ABOUT_MINUTES


def _numbers(mentions: Sequence[EventMention]) -> Iterator[_Told]:
    told = [
        (quantity, mention.outlet)
        for mention in mentions
        for start, quantity in placed_quantities(mention.sentence_text)
        if _counts_for(quantity, start, mention)
    ]
    values: defaultdict[str, list[float]] = defaultdict(list)
    for quantity in sorted({quantity for quantity, _ in told if not quantity.most}, key=_number):
        values[quantity.noun].append(_number(quantity))
    for quantity, outlet in told:
        if not quantity.most:
            yield f"number_of_{quantity.noun}", quantity.value, outlet
        elif not _holds_one(quantity, values[quantity.noun]):
            yield f"number_of_{quantity.noun}", f"{quantity.value}-{quantity.most}", outlet


def _counts_for(quantity: Quantity, start: int, mention: EventMention) -> bool:
    """Whether a number of the sentence is one of this event and not of another that the sentence tells.

    Who was hurt is told of the attack and of the wounding, and not of the killing; anything else of its clause alone.
    """
    trigger, offset = mention.event.trigger, mention.event.sentence.start
    between = mention.sentence_text[slice(*sorted((trigger.end - offset, start)))]
    if not casualty(quantity.noun):
        return _CLAUSE.search(between) is None
    if casualty(mention.trigger_text) not in ("", quantity.noun):
        return False
    tells_of_trigger = start >= trigger.end - offset and _OF_TRIGGER.match(between) is not None
    return tells_of_trigger or _RELATIVE.search(between) is None


def _number(quantity: Quantity) -> float:
    return float(quantity.value)


def _holds_one(quantity: Quantity, values: Sequence[float]) -> bool:
    """Whether one of the rising values lies within a range: "six to eight" does not differ from "six"."""
    at = bisect_left(values, _number(quantity))
    return at < len(values) and values[at] <= float(quantity.most)


def _dates(mentions: Sequence[EventMention]) -> Iterator[_Told]:
    """The days that words of an article tell; the day of the news, where no words do, contradicts nobody."""
    told = [(mention.dates, mention.outlet) for mention in mentions if mention.dates and mention.date_text]
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
    told = [(mention.place, mention.outlet) for mention in mentions if mention.place and not _is_of_dateline(mention)]
    # A town of no known country may lie in any, and is the one of its name whose country another report tells.
    refined = {place.country for place, _ in told if place.name}
    of_country = {place.name for place, _ in told if place.country}
    for place, outlet in told:
        if not place.name:
            is_fine = place.country is not None and not refined & {place.country, None}
        else:
            is_fine = place.country is not None or place.name not in of_country
        if is_fine:
            yield "place", _place_name(place), outlet


def _is_of_dateline(mention: EventMention) -> bool:
    """Whether a town is only known from a dateline ("QUITO - "), which tells where the report was written."""
    return (
        mention.place_text is not None and mention.place_text.isupper() and bool(mention.place and mention.place.name)
    )


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


def _is_proper_name(argument: ResolvedArgument, mention: EventMention) -> bool:
    """Whether an actor has a name and no mere description, which fits many names ("Austrian geologist").

    A single word that opens a sentence or follows a dateline has its capital from there ("Gunmen").
    """
    words = words_of(argument.actor.name or "")
    if not words or not all(word[0].isupper() or word in _IN_NAMES for word in words):
        return False
    before = mention.sentence_text[: argument.span.start - mention.event.sentence.start].rstrip()
    opens = not before or not (before[-1].isalnum() or before[-1] == ",")
    return len(words) > 1 or not opens or argument.actor.country is not None


def _who(mentions: Sequence[EventMention], role: str) -> Iterator[_Told]:
    """Proper names in a role where some outlet names none of those that another one names."""
    told = [
        (argument_name(argument), argument.actor.name or "", mention.outlet)
        for mention in mentions
        for argument in mention.arguments
        if argument.role == role and _is_proper_name(argument, mention)
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
