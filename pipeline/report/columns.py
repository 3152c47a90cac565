"""Events and claims as columns: lists of one value a row, which pack and search well."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import pycountry

from pipeline.report.selection import Chosen
from pipeline.report.source import Row
from pipeline.report.texts import clip

_TITLE, _TEXT, _NAME = 300, 1200, 160
_ACTORS, _VALUES = 12, 60


def event_columns(chosen: Chosen, outlets: Mapping[str, int], outlet_of: Mapping[str, str]) -> dict[str, list[Any]]:
    """Return the columns of the events; outlets and articles by number, ``outlet_of`` an article by its id."""
    events = chosen.events
    mentions = [chosen.mentions[event["event_id"]] for event in events]

    def column(name: str, change: Callable[[Any], Any] = lambda value: value) -> list[Any]:
        return [change(event[name]) for event in events]

    return {
        "id": column("event_id"),
        "type": column("event_type"),
        "frame": column("frame"),
        "title": column("title", lambda value: clip(value, _TITLE)),
        "description": column("description", lambda value: clip(value, _TEXT)),
        "from": column("date_start", moment),
        "to": column("date_end", moment),
        "place": column("place_name", lambda value: clip(value, _NAME)),
        "country": column("place_country"),
        "latitude": column("latitude", number),
        "longitude": column("longitude", number),
        "modality": column("modality"),
        "outlets": [[outlets[name] for name in event["outlets"]] for event in events],
        "reports": [_reports(event, some, outlet_of) for event, some in zip(events, mentions, strict=True)],
        "first": [[outlets[name] for name in _first(some, outlet_of)] for some in mentions],
        "independent": column("independent_count"),
        "articles": column("article_count"),
        "mentions": column("mention_count"),
        "firstAt": column("first_reported_at", moment),
        "lastAt": column("last_reported_at", moment),
        "actors": column("actors", _actors),
        "recipients": column("recipients", _actors),
        "disagreements": column("disagreements", lambda values: _disagreements(values, outlets)),
        "disagreementsLeft": column("disagreements", lambda values: max(0, len(values) - _VALUES)),
        "confidence": column("confidence", number),
        "utterance": column("is_utterance", int),
        "general": column("is_happening", lambda value: int(not value)),
    }


def claim_columns(chosen: Chosen, outlets: Mapping[str, int]) -> dict[str, list[Any]]:
    """Return the columns of the claims; outlets, events and claims by number, with counts of those not in the page."""
    claims = chosen.claims
    events = {event["event_id"]: at for at, event in enumerate(chosen.events)}
    numbers = {claim["claim_id"]: at for at, claim in enumerate(claims)}

    def column(name: str, change: Callable[[Any], Any] = lambda value: value) -> list[Any]:
        return [change(claim[name]) for claim in claims]

    return {
        "id": column("claim_id"),
        "speaker": column("speaker", lambda value: clip(value, _NAME)),
        "country": column("speaker_country"),
        "sector": column("speaker_sector"),
        "content": column("content", lambda value: clip(value, _TEXT)),
        "quotation": column("quotation"),
        "stance": column("stance"),
        "act": column("is_statement", lambda value: int(not value)),
        "outlets": [[outlets[name] for name in claim["outlets"]] for claim in claims],
        "independent": column("independent_count"),
        "articles": column("article_count"),
        "mentions": column("mention_count"),
        "firstAt": column("first_reported_at", moment),
        "lastAt": column("last_reported_at", moment),
        "events": column("event_ids", lambda ids: _known(ids, events)),
        "eventsLeft": column("event_ids", lambda ids: _unknown(ids, events)),
        "disputed": column("disputed_by", lambda ids: _known(ids, numbers)),
        "disputedLeft": column("disputed_by", lambda ids: _unknown(ids, numbers)),
    }


def country_names(rows: Iterable[Row]) -> dict[str, str]:
    """Return the usual English name of every country that the rows name, by its ISO 3166-1 alpha-3 code."""
    codes: set[str | None] = set()
    for row in rows:
        codes.update((row.get("place_country"), row.get("speaker_country")))
        for people in (row.get("actors"), row.get("recipients")):
            codes.update(actor["country"] for actor in people or ())
    return {code: _country_name(code) for code in sorted(code for code in codes if code is not None)}


def moment(value: date | None) -> str | None:
    """Return a day as YYYY-MM-DD and a moment as YYYY-MM-DDTHH:MM, in UTC."""
    if value is None:
        return None
    return value.isoformat()[:16] if isinstance(value, datetime) else value.isoformat()


def number(value: float | None) -> float | None:
    """Return a number to 4 decimals; none for what JSON cannot hold."""
    return round(value, 4) if value is not None and math.isfinite(value) else None


def _country_name(code: str) -> str:
    country = pycountry.countries.get(alpha_3=code)
    return str(getattr(country, "common_name", country.name)) if country is not None else code


def _reports(event: Row, mentions: Sequence[Row], outlet_of: Mapping[str, str]) -> list[int]:
    """Return for each outlet of the event how many of its articles the page holds."""
    counts = Counter(outlet_of[article_id] for article_id in {mention["article_id"] for mention in mentions})
    return [counts[outlet] for outlet in event["outlets"]]


def _first(mentions: Sequence[Row], outlet_of: Mapping[str, str]) -> list[str]:
    """Return the outlets that reported first; none where no report is dated."""
    moments = [mention["published_at"] for mention in mentions if mention["published_at"] is not None]
    earliest = min(moments, default=None)
    first = {outlet_of[row["article_id"]] for row in mentions if earliest and row["published_at"] == earliest}
    return sorted(first)


def _actors(actors: Sequence[Row]) -> list[list[Any]]:
    ordered = sorted(actors, key=lambda actor: (-actor["outlet_count"], actor["name"]))
    return [
        [clip(actor["name"], _NAME), actor["country"], actor["sector"], actor["outlet_count"]]
        for actor in ordered[:_ACTORS]
    ]


def _disagreements(values: Sequence[Row], outlets: Mapping[str, int]) -> list[list[Any]]:
    return [
        [value["field"], clip(value["value"], _NAME), [outlets[name] for name in value["outlets"] if name in outlets]]
        for value in values[:_VALUES]
    ]


def _known(ids: Iterable[str], numbers: Mapping[str, int]) -> list[int]:
    return [numbers[one] for one in ids if one in numbers]


def _unknown(ids: Iterable[str], numbers: Mapping[str, int]) -> int:
    return sum(one not in numbers for one in ids)
