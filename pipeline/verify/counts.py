"""Checks of counts: what an event or a claim counts is what the mentions beneath it add up to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.verify.folder import Row, Rows, where
from pipeline.verify.violation import Violation

_FOLDED = (("events", "event_id", "event_mentions"), ("claims", "claim_id", "claim_mentions"))


def counts_add_up(rows: Rows) -> Iterator[Violation]:
    """Outlets, counts and first and last report are those of the mentions."""
    for name, key, mentions in _FOLDED:
        for row in rows.of[name]:
            beneath = rows.by(mentions, key).get(row[key], [])
            if row["superseded_by"] is not None or not beneath:
                continue
            for column, expected in _expected(beneath, rows.articles).items():
                if row[column] != expected:
                    finding = f"{row[column]}, the mentions make it {expected}"
                    yield Violation(f"{column} adds up", where(name, row), finding)


def outlet_counts_are_lengths(rows: Rows) -> Iterator[Violation]:
    """The number of outlets of a value on which outlets disagree is the length of their list."""
    for event in rows.of["events"]:
        for value in event["disagreements"]:
            if value["outlet_count"] != len(value["outlets"]):
                finding = f"{value['field']} {value['value']!r} has {value['outlet_count']} for {value['outlets']}"
                yield Violation("outlet_count adds up in disagreements", where("events", event), finding)


def disagreeing_outlets_are_the_events(rows: Rows) -> Iterator[Violation]:
    """Outlets that disagree report the event; a field on which they disagree has more than one value."""
    for event in rows.of["events"]:
        fields = [value["field"] for value in event["disagreements"]]
        for value in event["disagreements"]:
            strangers = sorted(set(value["outlets"]) - set(event["outlets"]))
            if strangers:
                yield Violation("disagreeing outlets report the event", where("events", event), ", ".join(strangers))
            if fields.count(value["field"]) == 1:
                finding = f"only {value['value']!r}"
                yield Violation(f"disagreements on {value['field']} have two values", where("events", event), finding)


def participants_are_reported(rows: Rows) -> Iterator[Violation]:
    """A participant is named by at least one of the event's outlets and by no more than there are."""
    for event in rows.of["events"]:
        for participant in event["actors"] + event["recipients"]:
            if not 1 <= participant["outlet_count"] <= len(event["outlets"]):
                finding = f"{participant['name']} has {participant['outlet_count']} of {len(event['outlets'])} outlets"
                yield Violation("outlet_count of participants adds up", where("events", event), finding)


def _expected(mentions: list[Row], articles: Mapping[str, Row]) -> dict[str, Any]:
    article_ids = {mention["article_id"] for mention in mentions}
    known = [articles[article_id] for article_id in article_ids if article_id in articles]
    moments = [mention["published_at"] for mention in mentions if mention["published_at"] is not None]
    outlets = sorted({mention["outlet"] for mention in mentions})
    return {
        "outlets": outlets,
        "outlet_count": len(outlets),
        "independent_count": len({article["syndication_id"] for article in known}),
        "article_count": len(article_ids),
        "mention_count": len(mentions),
        "first_reported_at": min(moments, default=None),
        "last_reported_at": max(moments, default=None),
    }


COUNT_CHECKS = (
    counts_add_up,
    outlet_counts_are_lengths,
    disagreeing_outlets_are_the_events,
    participants_are_reported,
)
