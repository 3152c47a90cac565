"""What the keys of a stream tell each other, and what a key keeps besides: small frozen records."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.fold.claims import ComparableTelling
from pipeline.fold.events import ComparableMention
from pipeline.records import Article


@dataclass(frozen=True, slots=True)
class KeptArticle:
    """A resolved article with its mentions sketched, and apart from them their vectors, which only rows still need."""

    article: Article
    mentions: tuple[ComparableMention, ...]
    mention_vectors: tuple[bytes, ...]
    tellings: tuple[ComparableTelling, ...]
    telling_vectors: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """The sources that an article has come from: for each its URI, its id there and the outlet."""

    sources: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Heard:
    """A node of the search for components hears of another."""

    node: str


@dataclass(frozen=True, slots=True)
class SketchOf:
    """A record's id and its sketch, as a block compares them."""

    record_id: str
    sketch: bytes


@dataclass(frozen=True, slots=True)
class TellingOf:
    """An event mention hears of a telling whose content tells of it."""

    claim_mention_id: str


@dataclass(frozen=True, slots=True)
class EventOf:
    """An event mention hears of the event that it was folded into."""

    event_id: str


@dataclass(frozen=True, slots=True)
class AboutEvent:
    """A telling hears of an event that its content tells of."""

    event_id: str


@dataclass(frozen=True, slots=True)
class Disputed:
    """A claim hears of one that disputes it."""

    by: str


@dataclass(frozen=True, slots=True)
class HeldBy:
    """An event or claim hears which one holds the mention that gave it its id: itself, or what took it in."""

    id: str


@dataclass(frozen=True, slots=True)
class VectorOf:
    """The row of a mention or telling hears of its vector."""

    vector: bytes


@dataclass(frozen=True, slots=True)
class Told:
    """What a key has told others: for each, its step, its key and the digest of the record in hex."""

    outputs: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Written:
    """The latest revision of a row: its record as bytes, what supersedes it, whether it stands no more."""

    revision: int
    record: bytes
    superseded_by: str | None
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class RevisedRow:
    """A revision of a row of a dataset, to be written."""

    dataset: str
    revision: int
    record: bytes
    superseded_by: str | None
    withdrawn: bool
