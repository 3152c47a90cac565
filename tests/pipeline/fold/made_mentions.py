"""Made mentions and tellings for the tests of the fold: short to write, whole as records."""

from __future__ import annotations

from datetime import UTC, date, datetime

import numpy as np

from models.records import Attribution, Event, Span, Vector
from models.vectors import pack_vector
from pipeline.records import (
    Actor,
    Article,
    ClaimMention,
    DateRange,
    EventMention,
    Place,
    ResolvedArgument,
)

KARVINA = Place("Karvina", "CZE", 49.85, 18.54, 3073789)
HORAKOVA = Actor("Jana Horakova", "CZE", "GOV")


def vector(seed: int, size: int, noise: int = 0, share: float = 0.0) -> Vector:
    """A unit vector that ``seed`` picks, moved by ``share`` towards the one that ``noise`` picks."""
    values = np.random.default_rng((seed, size)).standard_normal(size)
    values += share * np.random.default_rng((noise, size, 1)).standard_normal(size)
    return pack_vector((values / np.linalg.norm(values)).astype(np.float32))


def mention(
    mention_id: str,
    sentence: str = "Border guards shelled the Karvina crossing on Monday",
    trigger: str = "shelled",
    *,
    actor: str | None = "Border guards",
    recipient: str | None = "the Karvina crossing",
    article: str | None = None,
    outlet: str | None = None,
    syndication: str | None = None,
    day: date | None = date(2021, 5, 3),
    until: date | None = None,
    published: date | None = date(2021, 5, 4),
    place: Place | None = KARVINA,
    event_type: str = "ASSAULT",
    frame: str | None = "Attack",
    modality: str = "asserted",
    time_of_day: str | None = None,
    meaning: Vector = b"",
    topic: Vector = b"",
    confidence: float = 0.9,
) -> EventMention:
    """An event mention whose trigger, actor and recipient stand in its sentence."""
    article = article or f"article-{mention_id}"

    def span(text: str) -> Span:
        start = sentence.index(text)
        return Span(100 + start, 100 + start + len(text))

    arguments = tuple(
        ResolvedArgument(role, None, span(text), text, Actor(text, None, None))
        for role, text in (("ACTOR", actor), ("RECIPIENT", recipient))
        if text
    )
    whole = Span(100, 100 + len(sentence))
    return EventMention(
        mention_id=mention_id,
        article_id=article,
        outlet=outlet or f"outlet-{article}",
        published_at=datetime(published.year, published.month, published.day, tzinfo=UTC) if published else None,
        syndication_id=syndication or article,
        event=Event(span(trigger), whole, event_type, frame, (), modality, confidence, meaning),
        trigger_text=trigger,
        sentence_text=sentence,
        arguments=arguments,
        date_text=None,
        dates=DateRange(day, until or day) if day else None,
        time_of_day=time_of_day,
        place_text=place.name if place else None,
        place=place,
        article_vector=topic,
    )


def telling(
    claim_mention_id: str,
    content: str,
    *,
    speaker: Actor = HORAKOVA,
    article: str | None = None,
    outlet: str | None = None,
    syndication: str | None = None,
    published: date | None = date(2021, 5, 4),
    quotation: str = "indirect",
    meaning: Vector = b"",
    events: tuple[str, ...] = (),
    confidence: float = 0.9,
) -> ClaimMention:
    """A telling of a claim."""
    article = article or f"article-{claim_mention_id}"
    span = Span(10, 10 + len(content))
    return ClaimMention(
        claim_mention_id=claim_mention_id,
        article_id=article,
        outlet=outlet or f"outlet-{article}",
        published_at=datetime(published.year, published.month, published.day, tzinfo=UTC) if published else None,
        syndication_id=syndication or article,
        attribution=Attribution((), (), (span,), span, quotation, confidence, meaning),
        source_text=speaker.name,
        cue_text="said",
        content_text=content,
        speaker=speaker,
        event_mention_ids=events,
    )


def article(article_id: str, text: str, source_uri: str = "in.jsonl", source_id: str | None = None) -> Article:
    """An article whose whole text is its body."""
    return Article(
        article_id=article_id,
        source_id=source_id or article_id,
        source_uri=source_uri,
        outlet="outlet",
        url=None,
        title=None,
        language="en",
        published_at=None,
        published_at_source=None,
        text=text,
        body_spans=(Span(0, len(text)),) if text else (),
        syndication_id=article_id,
    )
