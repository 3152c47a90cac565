"""The event row: what the independent reports of one event agree on."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

import numpy as np

from models.records import Event
from pipeline.fold.disagreements import disagreements
from pipeline.fold.event_blocks import positions
from pipeline.fold.event_title import OfferedTitle, offered_title, sentence_excerpt, title
from pipeline.fold.participants import participants
from pipeline.fold.sketching import Table
from pipeline.fold.votes import tally, vote_weights, winner
from pipeline.records import DateRange, EventMention, FoldedEvent, Place, copier
from pipeline.resolve.entry_times import entry_time_end
from pipeline.resolve.names import canonical_name

_MOST_RANGES = 50
_LONGEST_DESCRIPTION = 500
_LONG_ENOUGH = 40
_UNTYPED = "OTHER"
_FEWEST_TYPED = 1 / 3
_OfferOf = Callable[[EventMention], OfferedTitle]
_copy_of_mention = copier(EventMention, "event", "article_vector")
_copy_of_event = copier(Event, "vector")


def event_id_of(mention_ids: Iterable[str]) -> str:
    """The id of an event: a hash of the smallest id among its mentions."""
    return "e" + sha256(min(mention_ids).encode()).hexdigest()[:20]


def consensus(mentions: Sequence[EventMention], table: Table, offer_of: _OfferOf = offered_title) -> FoldedEvent:
    """Folds the mentions of one event, in ascending order of their ids, into its row.

    ``table`` holds their sketches in the same order; an event has at least one mention. ``offer_of`` gives what
    ``offered_title`` does of a mention, which may have been worked out before.
    """
    return _told_once(mentions[0], offer_of) if len(mentions) == 1 else _agreed(mentions, table, offer_of)


def _told_once(mention: EventMention, offer_of: _OfferOf) -> FoldedEvent:
    """The row of an event that is mentioned once, as most are: there is nothing to vote on."""
    votes = [(mention, 1.0)]
    actors, recipients = participants(votes)
    return FoldedEvent(
        event_id=event_id_of([mention.mention_id]),
        event_type=mention.event.event_type or _UNTYPED,
        frame=mention.event.frame or None,
        title=title([mention], offer_of),
        description=_description([mention]),
        actors=actors,
        recipients=recipients,
        place=_place(votes) if mention.place is not None else None,
        dates=mention.dates,
        modality=mention.event.modality or "asserted",
        outlets=(mention.outlet,),
        independent_count=1,
        article_count=1,
        mention_count=1,
        first_reported_at=mention.published_at,
        last_reported_at=mention.published_at,
        disagreements=(),
        confidence=_confidence([mention]),
        is_utterance=mention.event.is_utterance or False,
        specificity=mention.event.specificity,
    )


def _agreed(mentions: Sequence[EventMention], table: Table, offer_of: _OfferOf) -> FoldedEvent:
    votes = _votes(mentions)
    outlets = tuple(sorted({mention.outlet for mention in mentions}))
    published = sorted(m.published_at for m in mentions if m.published_at is not None)
    by_centrality = [mentions[row] for row in _central_rows(table, [weight for _, weight in votes])]
    event_type = _event_type(votes)
    modality = winner((m.event.modality, w) for m, w in votes) or "asserted"
    actors, recipients = participants(votes)
    agreeing = [m for m in by_centrality if (m.event.event_type, m.event.modality) == (event_type, modality)]
    return FoldedEvent(
        event_id=event_id_of(mention.mention_id for mention in mentions),
        event_type=event_type,
        frame=winner((m.event.frame, w) for m, w in votes if m.event.frame),
        title=title(agreeing or by_centrality, offer_of),
        description=_description(by_centrality),
        actors=actors,
        recipients=recipients,
        place=_place(_votes([mention for mention in mentions if mention.place is not None])),
        dates=_dates(_votes([mention for mention in mentions if mention.dates is not None])),
        modality=modality,
        outlets=outlets,
        independent_count=len({mention.syndication_id for mention in mentions}),
        article_count=len({mention.article_id for mention in mentions}),
        mention_count=len(mentions),
        first_reported_at=published[0] if published else None,
        last_reported_at=published[-1] if published else None,
        disagreements=disagreements(mentions),
        confidence=_confidence(mentions),
        is_utterance=winner((mention.event.is_utterance, weight) for mention, weight in votes) or False,
        specificity=_specificity(votes),
    )


def _event_type(votes: Sequence[tuple[EventMention, float]]) -> str:
    """The type of the most votes; OTHER abstains, and stands where only few votes give a type."""
    typed = [(m.event.event_type, weight) for m, weight in votes if m.event.event_type != _UNTYPED]
    chosen = winner(typed)
    told = sum(weight for event_type, weight in typed if event_type == chosen)
    return chosen if chosen and told >= _FEWEST_TYPED * sum(weight for _, weight in votes) else _UNTYPED


def _votes(mentions: Sequence[EventMention]) -> list[tuple[EventMention, float]]:
    """Mentions, each with its weight among these alone: a report's silent mentions take nothing from its vote."""
    weights = vote_weights(mentions, [mention.event.confidence for mention in mentions])
    return list(zip(mentions, weights, strict=True))


def _central_rows(table: Table, weights: Sequence[float]) -> list[int]:
    """The rows from the most to the least typical: by closeness to the weighted mean, then by order."""
    if len(table) <= 2:
        return list(range(len(table)))
    placed = positions(table)
    closeness = np.round(placed @ (np.array(weights, np.float32) @ placed), 4)
    return [int(row) for row in np.argsort(-closeness, kind="stable")]


def _description(by_centrality: Sequence[EventMention]) -> str:
    """The most typical sentence that is neither a fragment nor overlong; cut where all are overlong.

    The time that opens an entry of a live report is left out.
    """
    sentences = [mention.sentence_text for mention in by_centrality]
    fitting = (s for s in sentences if _LONG_ENOUGH <= len(s) <= _LONGEST_DESCRIPTION)
    chosen = next(fitting, sentences[0])
    if len(chosen) <= _LONGEST_DESCRIPTION:
        return " ".join(chosen[entry_time_end(chosen) :].split())
    return sentence_excerpt(by_centrality[0], _LONGEST_DESCRIPTION)


def _place(votes: Sequence[tuple[EventMention, float]]) -> Place | None:
    """The place that the most votes tell in the country of the most votes; a finer one goes before the country.

    A town of no known country is taken to lie in the country that is told with it. Datelines only tell where reports
    were written: they count where no report tells a place in its own words, and only for what all of them share.
    """
    told = [(mention.place, weight) for mention, weight in votes if mention.place and _tells_place(mention)]
    written = [(mention.place, weight) for mention, weight in votes if mention.place and not _tells_place(mention)]
    if told:
        independent = {mention.syndication_id for mention, _ in votes if not _tells_place(mention)}
        return _most_voted_place(told, _country(told) or (_country(written) if len(independent) > 1 else None))
    country = _country(written)
    names = {place.name for place, _ in written if place.country == country}
    return Place(None, country, None, None, None) if country and len(names) > 1 else _most_voted_place(written, country)


def _country(votes: Iterable[tuple[Place, float]]) -> str | None:
    return winner((place.country, weight) for place, weight in votes if place.country)


def _most_voted_place(votes: Sequence[tuple[Place, float]], country: str | None) -> Place | None:
    """The place of the most votes among those that lie in a country or may do so."""
    inside = [(place, weight) for place, weight in votes if place.country in (country, None)]
    name = winner((canonical_name(place.name), weight) for place, weight in inside if place.name)
    same = ((place, weight) for place, weight in inside if place.name and canonical_name(place.name) == name)
    known = winner((place, weight + (place.country is not None)) for place, weight in same)
    return replace(known, country=country) if known else winner(inside)


def _tells_place(mention: EventMention) -> bool:
    """Whether the event's own words tell its place, and not the dateline, which tells where it was written."""
    told = mention.place_text or ""
    return told in mention.sentence_text and not told.isupper()


def _dates(votes: Sequence[tuple[EventMention, float]]) -> DateRange | None:
    """The range that the most votes lie around; of equals the shorter, then the earlier one."""
    ranges = tally((mention.dates, weight) for mention, weight in votes if mention.dates is not None)
    most_voted = sorted(ranges, key=lambda r: (-round(ranges[r], 6), r.start, r.end))[:_MOST_RANGES]
    return min(most_voted, key=lambda r: (-_support(r, ranges), r.end - r.start, r.start), default=None)


def _support(candidate: DateRange, ranges: Mapping[DateRange, float]) -> float:
    holding = (w for r, w in ranges.items() if r.start <= candidate.start and candidate.end <= r.end)
    return round(sum(holding), 6)


def _confidence(mentions: Sequence[EventMention]) -> float:
    """The chance that at least one independent report is right, each as sure as its surest mention."""
    surest: defaultdict[str, float] = defaultdict(float)
    for mention in mentions:
        surest[mention.syndication_id] = max(surest[mention.syndication_id], mention.event.confidence)
    return round(1 - math.prod(1 - min(max(confidence, 0.0), 1.0) for confidence in surest.values()), 4)


def _specificity(votes: Sequence[tuple[EventMention, float]]) -> float:
    """The mean of what the mentions say, each by its weight."""
    total = sum(weight for _, weight in votes)
    return round(sum(weight * mention.event.specificity for mention, weight in votes) / total, 4)


def without_vectors(mention: EventMention) -> EventMention:
    """A mention as it leaves the fold: its vectors have served and would be most of its size."""
    return _copy_of_mention(mention, _copy_of_event(mention.event, b""), b"")
