"""What passes between the stages: typed, frozen records. Offsets are code points into ``Article.text``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date, datetime
from operator import attrgetter
from typing import TypeVar

from models.records import Attribution, Event, Extraction, Span, Vector

Record = TypeVar("Record")


def copier(kind: type[Record], *changing: str) -> Callable[..., Record]:
    """A function that copies a record of a kind with new values of the fields ``changing``, given in this order.

    What ``dataclasses.replace`` looks up each time is looked up once here, which makes it several times as fast.
    """
    names = [field.name for field in fields(kind)]  # type: ignore[arg-type]
    values_of, places = attrgetter(*names), [names.index(name) for name in changing]

    def copy(record: Record, *changed: object) -> Record:
        values = list(values_of(record))
        for place, value in zip(places, changed, strict=True):
            values[place] = value
        return kind(*values)

    return copy


@dataclass(frozen=True, slots=True)
class Article:
    """One input article. ``published_at`` is timezone-aware UTC; ``published_at_source`` is input, text or null.

    ``local_day`` is the day of publication where the article was written; null where that of ``published_at`` is it.
    Dates are resolved against it; it is not stored, since what is stored is resolved.

    ``syndication_id`` is the same for near-identical copies; an article without copies has its own id there.
    ``vector`` is that of the extractor for the whole text; empty until then, and where no event is mentioned.
    """

    article_id: str
    source_id: str
    source_uri: str
    outlet: str
    url: str | None
    title: str | None
    language: str | None
    published_at: datetime | None
    published_at_source: str | None
    text: str
    body_spans: tuple[Span, ...]
    syndication_id: str
    vector: Vector = b""
    local_day: date | None = None


@dataclass(frozen=True, slots=True)
class Reject:
    """One input that could not be used: where it came from, the stage that refused it and why."""

    source_id: str
    source_uri: str
    stage: str
    error_type: str
    error_message: str
    excerpt: bytes


@dataclass(frozen=True, slots=True)
class ExtractedArticle:
    """An article with what the extractor found in it."""

    article: Article
    extraction: Extraction


@dataclass(frozen=True, slots=True)
class Place:
    """A place as precise as it is known; coordinates in degrees. A country alone has neither name nor id of a city."""

    name: str | None
    country: str | None
    latitude: float | None
    longitude: float | None
    geonames_id: int | None


@dataclass(frozen=True, slots=True)
class Actor:
    """Who an argument or a speaker is: the fullest name in the article, ISO alpha-3 country, PLOVER sector."""

    name: str | None
    country: str | None
    sector: str | None


@dataclass(frozen=True, slots=True)
class DateRange:
    """First and last day (both included) on which something took place."""

    start: date
    end: date

    def meets(self, other: DateRange) -> bool:
        """Whether a day is in both."""
        return self.start <= other.end and other.start <= self.end


@dataclass(frozen=True, slots=True)
class ResolvedArgument:
    """An argument with its text and, for actors and recipients, who it is."""

    role: str
    frame_role: str | None
    span: Span
    text: str
    actor: Actor


@dataclass(frozen=True, slots=True)
class EventMention:
    """One event mention with comparable values; what the fold compares and ``event_mentions`` stores."""

    mention_id: str
    article_id: str
    outlet: str
    published_at: datetime | None
    syndication_id: str
    event: Event
    trigger_text: str
    sentence_text: str
    arguments: tuple[ResolvedArgument, ...]
    date_text: str | None
    dates: DateRange | None
    time_of_day: str | None
    place_text: str | None
    place: Place | None
    article_vector: Vector


@dataclass(frozen=True, slots=True)
class ClaimMention:
    """One telling of a claim with its speaker resolved; what the fold compares and ``claim_mentions`` stores."""

    claim_mention_id: str
    article_id: str
    outlet: str
    published_at: datetime | None
    syndication_id: str
    attribution: Attribution
    source_text: str | None
    cue_text: str | None
    content_text: str
    speaker: Actor
    event_mention_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ResolvedArticle:
    """An article, its date and language settled, with its comparable mentions; what is stored in ``articles``."""

    article: Article
    event_mentions: tuple[EventMention, ...]
    claim_mentions: tuple[ClaimMention, ...]


@dataclass(frozen=True, slots=True)
class AssignedEventMention:
    """An event mention and the event that it was folded into; a row of ``event_mentions``."""

    mention: EventMention
    event_id: str


@dataclass(frozen=True, slots=True)
class AssignedClaimMention:
    """A telling, the claim that it was folded into and the events that its content tells of.

    ``stance`` is that to the content as it is worded; ``is_statement`` tells what is said from acts.
    """

    mention: ClaimMention
    claim_id: str
    event_ids: tuple[str, ...]
    stance: str | None = None
    is_statement: bool = True


@dataclass(frozen=True, slots=True)
class FoldedActor:
    """An actor or recipient of an event and how many outlets named it."""

    name: str
    country: str | None
    sector: str | None
    outlet_count: int


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One of several values that outlets give for a field of an event."""

    field: str
    value: str
    outlet_count: int
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FoldedEvent:
    """One event in the world: the consensus of its mentions, a row of ``events``."""

    event_id: str
    event_type: str
    frame: str | None
    title: str
    description: str
    actors: tuple[FoldedActor, ...]
    recipients: tuple[FoldedActor, ...]
    place: Place | None
    dates: DateRange | None
    modality: str
    outlets: tuple[str, ...]
    independent_count: int
    article_count: int
    mention_count: int
    first_reported_at: datetime | None
    last_reported_at: datetime | None
    disagreements: tuple[Disagreement, ...]
    confidence: float
    is_utterance: bool
    specificity: float = 1.0


@dataclass(frozen=True, slots=True)
class Superseded:
    """An id that a row of events or claims (``dataset``) had before, and the id of the row that took it in."""

    dataset: str
    id: str
    superseded_by: str
    revision: int


@dataclass(frozen=True, slots=True)
class FoldedClaim:
    """One claim: the consensus of its tellings, a row of ``claims``."""

    claim_id: str
    speaker: Actor
    content: str
    quotation: str
    outlets: tuple[str, ...]
    independent_count: int
    article_count: int
    mention_count: int
    first_reported_at: datetime | None
    last_reported_at: datetime | None
    event_ids: tuple[str, ...]
    disputed_by: tuple[str, ...]
    stance: str | None = None
    is_statement: bool = True
