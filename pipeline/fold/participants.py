"""Who takes part in an event, as its reports tell it together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from pipeline.fold.event_sketch import comparable_name
from pipeline.fold.votes import ranking, winner
from pipeline.fold.words import content_stems
from pipeline.records import Actor, EventMention, FoldedActor, ResolvedArgument
from pipeline.resolve.lexicon import country_names, names_office
from pipeline.resolve.words import folded_words, word_list

MOST_ACTORS = 50
"""Actors and recipients that an event row lists at most, those of the most votes."""

_LONGEST_LOOKED_AT = 200
_PREPOSITIONS = word_list("prepositions")
_THINGS = word_list("things")
_GOVERNING = frozenset("government ministry authorities administration regime officials".split())
_PLACING = word_list("placing_prepositions")
_NOBODY_NAMED = frozenset(
    "i me you we us he him she her it they them myself yourself ourselves himself herself itself themselves who "
    "whom which that one ones nobody somebody someone anyone everyone everybody none others and or those these "
    "two three four five six seven eight nine ten both all many some more".split()
)
_BRACKET = re.compile(r"\s*\([^()]*\)?$")
_CUT_BRACKET = re.compile(r"[^()]*\)")
_BESIDE_NAME = re.compile(
    r"^(?:(?:his|hers|theirs)\s)?(?:of|to|by|on|for|from|with|against|between|among|at|in)\s"
    r"|,?\s(?:who|whom|which|that)$|[,;)(]+$",
    re.IGNORECASE,
)
_Said = list[tuple[EventMention, float, ResolvedArgument]]


def participants(
    votes: Sequence[tuple[EventMention, float]],
) -> tuple[tuple[FoldedActor, ...], tuple[FoldedActor, ...]]:
    """The distinct actors and the distinct recipients, each by falling weight of their votes.

    Who is told of as both is what the most votes make of him, and both where they are even.
    """
    actors, recipients = _named(votes, "ACTOR"), _named(votes, "RECIPIENT")
    return _folded(actors, recipients), _folded(recipients, actors)


def _named(votes: Sequence[tuple[EventMention, float]], role: str) -> dict[str, _Said]:
    named: defaultdict[str, _Said] = defaultdict(list)
    for mention, weight in votes:
        for argument in mention.arguments:
            if (
                argument.role == role
                and _names_participant(argument)
                and (name := comparable_name(_shown_name(argument)))
            ):
                named[name].append((mention, weight, argument))
    # Most events have one, as most are mentioned once.
    return _merged(named) if len(named) > 1 else named


def _folded(named: dict[str, _Said], otherwise: dict[str, _Said]) -> tuple[FoldedActor, ...]:
    """The participants of one role without those who have more votes in the other."""
    if not named:
        return ()
    order = ranking((name, _weight(said)) for name, said in named.items())
    kept = (name for name in order if name not in otherwise or _weight(named[name]) >= _weight(otherwise[name]))
    return tuple(_folded_actor(name, named[name]) for name in islice(kept, MOST_ACTORS))


def _weight(said: _Said) -> float:
    return round(sum(weight for _, weight, _ in said), 6)


def _names_participant(argument: ResolvedArgument) -> bool:
    """Whether an argument says who, and is no pronoun, no thing, no place behind "in" and no rest of a bracket."""
    words = [word.partition("'")[0] for word in argument.text.casefold().replace("’", "'").split()]
    if (words and words[0] in _PLACING) or _CUT_BRACKET.match(argument.text):
        return False
    if not argument.actor.name and _head_of(argument) in _THINGS:
        return False
    return bool(argument.actor.name) or not set(_without_opening(words)) <= _NOBODY_NAMED


def _head_of(argument: ResolvedArgument) -> str:
    """The last word before a preposition: "commanders" of "three commanders of the front"."""
    words = _without_opening(folded_words(argument.text[:_LONGEST_LOOKED_AT]))
    end = next((at for at, word in enumerate(words) if at and word in _PREPOSITIONS), len(words))
    return words[end - 1] if words else ""


def _without_opening(words: list[str]) -> list[str]:
    return words[1:] if words and words[0] in _PREPOSITIONS else words


def _merged(named: dict[str, _Said]) -> dict[str, _Said]:
    """The participants with those taken together that are one: in fewer words, or as told by what they are."""
    return _in_fewer_words(_by_description(named))


def _in_fewer_words(named: dict[str, _Said]) -> dict[str, _Said]:
    """Each participant with those whose words are some of its own, around one head: "the crossing", "Tarkana crossing".

    Of several that hold the words of a bare noun it is the one of the most votes; a name may be that of any of them.
    Each is held against the few of most votes alone, since a large event names thousands.
    """
    words = {name: content_stems(name.split()) for name in named}
    heads = {name: _head_of(said[0][2]) for name, said in named.items()}
    foremost: defaultdict[str, list[str]] = defaultdict(list)
    for name in ranking((name, _weight(said)) for name, said in named.items()):
        if len(foremost[heads[name]]) < MOST_ACTORS:
            foremost[heads[name]].append(name)
    joined = {name: list(said) for name, said in named.items()}
    for name in sorted(named, key=lambda name: (len(words[name]), name)):
        fuller = [other for other in foremost[heads[name]] if other in joined and words[name] < words[other]]
        if len(fuller) == 1 or (fuller and not named[name][0][2].actor.name):
            joined[fuller[0]].extend(joined.pop(name))
    return joined


def _by_description(named: dict[str, _Said]) -> dict[str, _Said]:
    """The participants with those taken together of which one says what the other is.

    A government and its ministries are their country where that takes part by its name; whom one report calls by a
    name and what they are ("the geologist Ines Falk") is whom others only call so.
    """
    merged = {name: list(said) for name, said in named.items()}
    states = {said[0][2].actor.country: name for name, said in sorted(named.items()) if _is_country(said[0][2].actor)}
    described: defaultdict[str, set[str]] = defaultdict(set)
    for name, said in named.items():
        for head in {head for _, _, argument in said if (head := _apposed(argument))}:
            described[head].add(name)
    for name, said in sorted(named.items()):
        other = _same(said[0][2], states, described)
        if other not in (None, name):
            merged.setdefault(str(other), []).extend(merged.pop(name))
    return merged


def _same(
    argument: ResolvedArgument, states: Mapping[str | None, str], described: Mapping[str, set[str]]
) -> str | None:
    """The participant whom an argument calls otherwise, null where none or several could be meant."""
    actor = argument.actor
    if actor.sector == "GOV" and actor.country and (actor.name is None or names_office(actor.name)):
        return states.get(actor.country) if _head_of(argument) in _GOVERNING else None
    named = described.get(_head_of(argument), set())
    return next(iter(named)) if len(named) == 1 and not _apposed(argument) else None


def _is_country(actor: Actor) -> bool:
    return actor.sector == "GOV" and actor.country is not None and actor.name == country_names().get(actor.country)


def _apposed(argument: ResolvedArgument) -> str | None:
    """The common noun right before the name of an argument: "geologist" of "the geologist Ines Falk"."""
    before, found, _ = argument.text.partition(argument.actor.name or "\0")
    words = before.split()
    is_noun = bool(found) and len(words) > 1 and words[-1].isalpha() and words[-1].islower()
    return words[-1] if is_noun and words[-1] not in _PREPOSITIONS | _NOBODY_NAMED | _GOVERNING else None


def _shown_name(argument: ResolvedArgument) -> str:
    """The name of a participant; where it has none its words, without a preposition before or a relative behind.

    Nor with what is added in brackets, or a quotation mark of which the other one is cut off.
    """
    words = " ".join((argument.actor.name or argument.text).split())
    whole = _BRACKET.sub("", words).rstrip("'’ ") or words
    return whole if argument.actor.name else _BESIDE_NAME.sub("", whole) or words


def _folded_actor(key: str, said: _Said) -> FoldedActor:
    shown = ((_shown_name(argument), weight) for _, weight, argument in said)
    names = [(name, weight) for name, weight in shown if comparable_name(name) == key]
    actor = fullest_actor((argument.actor, weight) for _, weight, argument in said)
    return FoldedActor(
        name=winner(names) or "",
        country=actor.country,
        sector=actor.sector,
        outlet_count=len({mention.outlet for mention, _, _ in said}),
    )


def fullest_actor(votes: Iterable[tuple[Actor, float]]) -> Actor:
    """Name, country and sector by vote, each of those who know it."""
    known = list(votes)
    if len(known) == 1:
        actor = known[0][0]
        return Actor(actor.name or None, actor.country or None, actor.sector or None)
    return Actor(
        name=winner((actor.name, weight) for actor, weight in known if actor.name),
        country=winner((actor.country, weight) for actor, weight in known if actor.country),
        sector=winner((actor.sector, weight) for actor, weight in known if actor.sector),
    )
