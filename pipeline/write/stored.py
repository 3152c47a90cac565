"""Stored rows back as the records that the fold compares: the inverse of ``pipeline.write.rows``.

A mention's row does not repeat what its article's row says, so a mention is made from its row and its article. Of
records that the pipeline made, ``row -> record -> row`` and ``record -> row -> record`` give back what went in, but for
what a row says of the fold's result (``event_id``, ``claim_id``, ``event_ids``, ``stance``, ``is_statement``,
``revision``), which is not of the mention. ``syndication_id`` is the article's, so a mention of an article that has
been settled anew gets the new one.

Rows are mappings of column names to Python values, as ``pyarrow.RecordBatch.to_pylist`` gives them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, TypeAlias

from models.records import Argument, Attribution, Event, Span
from pipeline.records import (
    Actor,
    Article,
    ClaimMention,
    DateRange,
    EventMention,
    Place,
    Reject,
    ResolvedArgument,
    Superseded,
)

StoredRow: TypeAlias = Mapping[str, Any]
"""A row as it was read: one value for each column."""


def article_of(row: StoredRow) -> Article:
    """Return the article of a row of ``articles``."""
    return Article(
        article_id=row["article_id"],
        source_id=row["source_id"],
        source_uri=row["source_uri"],
        outlet=row["outlet"],
        url=row["url"],
        title=row["title"],
        language=row["language"],
        published_at=_moment(row["published_at"]),
        published_at_source=row["published_at_source"],
        text=row["text"],
        body_spans=_spans(row["body_spans"]),
        syndication_id=row["syndication_id"],
        vector=row["vector"],
    )


def event_mention_of(row: StoredRow, article: Article) -> EventMention:
    """Return the mention of a row of ``event_mentions`` in its article."""
    arguments = tuple(_argument(argument) for argument in row["arguments"])
    sentence = Span(row["sentence_start"], row["sentence_end"])
    return EventMention(
        mention_id=row["mention_id"],
        article_id=row["article_id"],
        outlet=row["outlet"],
        published_at=_moment(row["published_at"]),
        syndication_id=article.syndication_id,
        event=Event(
            trigger=Span(row["trigger_start"], row["trigger_end"]),
            sentence=sentence,
            event_type=row["event_type"],
            frame=row["frame"],
            arguments=tuple(Argument(found.role, found.frame_role, found.span) for found in arguments),
            modality=row["modality"],
            confidence=row["confidence"],
            vector=row["vector"],
            is_utterance=row["is_utterance"],
            specificity=row["specificity"],
        ),
        trigger_text=row["trigger_text"],
        sentence_text=article.text[sentence.start : sentence.end],
        arguments=arguments,
        date_text=row["date_text"],
        dates=_dates(row),
        time_of_day=row["time_of_day"],
        place_text=row["place_text"],
        place=_place(row),
        article_vector=article.vector,
    )


def claim_mention_of(row: StoredRow, article: Article) -> ClaimMention:
    """Return the telling of a row of ``claim_mentions`` in its article."""
    return ClaimMention(
        claim_mention_id=row["claim_mention_id"],
        article_id=row["article_id"],
        outlet=row["outlet"],
        published_at=_moment(row["published_at"]),
        syndication_id=article.syndication_id,
        attribution=Attribution(
            source=_spans(row["source_spans"]),
            cue=_spans(row["cue_spans"]),
            contents=_spans(row["content_spans"]),
            sentence=Span(row["sentence_start"], row["sentence_end"]),
            quotation=row["quotation"],
            confidence=row["confidence"],
            vector=row["vector"],
        ),
        source_text=row["source_text"],
        cue_text=row["cue_text"],
        content_text=row["content_text"],
        speaker=Actor(row["speaker"], row["speaker_country"], row["speaker_sector"]),
        event_mention_ids=tuple(row["event_mention_ids"]),
    )


def reject_of(row: StoredRow) -> Reject:
    """Return the reject of a row of ``rejects``."""
    return Reject(
        source_id=row["source_id"],
        source_uri=row["source_uri"],
        stage=row["stage"],
        error_type=row["error_type"],
        error_message=row["error_message"],
        excerpt=row["excerpt"],
    )


def superseded_of(row: StoredRow) -> Superseded:
    """Return the record of a row of ``superseded``."""
    return Superseded(row["dataset"], row["id"], row["superseded_by"], row["revision"])


def _moment(stored: datetime | None) -> datetime | None:
    """A moment in the standard library's UTC, whichever zone object the reader makes."""
    return None if stored is None else stored.astimezone(UTC)


def _spans(spans: Iterable[StoredRow]) -> tuple[Span, ...]:
    return tuple(Span(span["start"], span["end"]) for span in spans)


def _argument(stored: StoredRow) -> ResolvedArgument:
    return ResolvedArgument(
        role=stored["role"],
        frame_role=stored["frame_role"],
        span=Span(stored["start"], stored["end"]),
        text=stored["text"],
        actor=Actor(stored["name"], stored["country"], stored["sector"]),
    )


def _dates(row: StoredRow) -> DateRange | None:
    if row["date_start"] is None:
        return None
    return DateRange(row["date_start"], row["date_end"])


def _place(row: StoredRow) -> Place | None:
    """The place of a row; null where nothing at all is known of it."""
    values = [row[name] for name in ("place_name", "place_country", "latitude", "longitude", "geonames_id")]
    return None if all(value is None for value in values) else Place(*values)
