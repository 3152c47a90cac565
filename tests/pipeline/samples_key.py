"""The answer key of the bundled samples as records; tests/data/README.md tells what its fields mean."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

KEY_PATH = Path(__file__).parents[1] / "data" / "samples_key.json"
SAMPLES = Path(__file__).parents[2] / "pipeline" / "samples"


@dataclass(frozen=True, slots=True)
class SampleArticle:
    """An article of the samples."""

    source_id: str
    file: str
    outlet: str
    published: date | None
    language: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A sentence that reports an event; the trigger stands in square brackets in ``quote``."""

    source_id: str
    quote: str
    background: bool
    modality: str


@dataclass(frozen=True, slots=True)
class Event:
    """An event in the world and where it is reported."""

    id: str
    types: tuple[str, ...]
    date_start: date | None
    date_end: date | None
    country: str | None
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """A claim as one article tells it; an interrupted one has two parts."""

    source_id: str
    quotation: str
    content: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim and where it is told."""

    id: str
    speaker_words: tuple[str, ...]
    tellings: tuple[Telling, ...]


@dataclass(frozen=True, slots=True)
class ExpectedReject:
    """An input that cannot be used, and the stages that may find so."""

    file: str
    stages: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Key:
    """The whole key."""

    articles: tuple[SampleArticle, ...]
    copies: tuple[tuple[str, ...], ...]
    tag_page: str
    rejects: tuple[ExpectedReject, ...]
    events: tuple[Event, ...]
    apart: tuple[tuple[str, str], ...]
    claims: tuple[Claim, ...]


def load_key(path: Path) -> Key:
    """Read the key."""
    data = json.loads(path.read_text(encoding="utf-8"))
    return Key(
        articles=tuple(_article(item) for item in data["articles"]),
        copies=tuple(tuple(group) for group in data["copies"]),
        tag_page=data["tag_page"],
        rejects=tuple(ExpectedReject(item["file"], tuple(item["stages"]), item["why"]) for item in data["rejects"]),
        events=tuple(_event(item) for item in data["events"]),
        apart=tuple((one, other) for one, other in data["apart"]),
        claims=tuple(_claim(item) for item in data["claims"]),
    )


def _article(item: dict[str, Any]) -> SampleArticle:
    return SampleArticle(item["source_id"], item["file"], item["outlet"], _day(item["published"]), item["language"])


def _event(item: dict[str, Any]) -> Event:
    mentions = tuple(
        Mention(
            source_id=mention["source_id"],
            quote=mention["quote"],
            background=mention.get("background", False),
            modality=mention.get("modality", "asserted"),
        )
        for mention in item["mentions"]
    )
    start, end = _day(item["date_start"]), _day(item["date_end"])
    return Event(item["id"], tuple(item["types"]), start, end, item["country"], mentions)


def _claim(item: dict[str, Any]) -> Claim:
    tellings = tuple(
        Telling(telling["source_id"], telling["quotation"], tuple(telling["content"])) for telling in item["tellings"]
    )
    return Claim(item["id"], tuple(item["speaker_words"]), tellings)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
