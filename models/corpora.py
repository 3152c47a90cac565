"""Reads the annotated corpora into one form: documents with what each corpus annotates, in code points.

What a corpus does not annotate is None, never empty, so that nothing is learnt or scored from silence.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from models.config import CORPORA
from models.records import Document, Span

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ByCorpus(Generic[T]):
    """Something of each corpus: news with attributions, sentences with frames, topics with chains, stories with types.

    Its fields are CORPORA; a corpus that is missing or left out is empty.
    """

    news: Sequence[T]
    sentences: Sequence[T]
    topics: Sequence[T]
    stories: Sequence[T]

    def together(self) -> list[T]:
        """Those of all corpora."""
        return [one for name in CORPORA for one in getattr(self, name)]

    def only(self, names: Collection[str]) -> ByCorpus[T]:
        """The named corpora, the others empty."""
        return ByCorpus(*(getattr(self, name) if name in names else [] for name in CORPORA))


@dataclass(frozen=True, slots=True)
class GoldAttribution:
    """An annotated attribution."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class GoldArgument:
    """An annotated argument of a frame."""

    role: str
    span: Span


@dataclass(frozen=True, slots=True)
class GoldFrame:
    """An annotated trigger with its frame and arguments."""

    frame: str
    trigger: Span
    arguments: tuple[GoldArgument, ...]


@dataclass(frozen=True, slots=True)
class GoldMention:
    """An annotated mention of an event (kind ACT) or of an entity (HUM, LOC, TIM, NON) and its chain."""

    kind: str
    span: Span
    chain: str


@dataclass(frozen=True, slots=True)
class LabelledDocument:
    """A document and its annotation; ``topic`` groups documents that tell of confusable events."""

    document_id: str
    document: Document
    attributions: tuple[GoldAttribution, ...] | None = None
    frames: tuple[GoldFrame, ...] | None = None
    mentions: tuple[GoldMention, ...] | None = None
    event_type: str | None = None
    topic: str | None = None
    story: str | None = None


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def whole(text: str) -> Document:
    """A document of which everything is read."""
    return Document(text, (Span(0, len(text)),) if text else ())


def read_polnear(path: Path) -> list[LabelledDocument]:
    """News articles with attributions."""
    return [
        LabelledDocument(
            row["doc_id"], whole(row["text"]), attributions=tuple(_attribution(a) for a in row["attributions"])
        )
        for row in read_rows(path)
    ]


def _attribution(raw: dict[str, list[list[int]]]) -> GoldAttribution:
    source, cue, content = (tuple(Span(*pair) for pair in raw[part]) for part in ("source", "cue", "content"))
    return GoldAttribution(source, cue, content)


def _join(tokens: Sequence[str], position: int) -> list[Span]:
    spans = []
    for token in tokens:
        spans.append(Span(position, position + len(token)))
        position += len(token) + 1
    return spans


def read_geneva(path: Path) -> list[LabelledDocument]:
    """Sentences with frames; tokens are joined by single spaces."""
    return [
        LabelledDocument(
            row["id"],
            whole(" ".join(row["tokens"])),
            frames=tuple(_frame(event, _join(row["tokens"], 0)) for event in row["events"]),
        )
        for row in read_rows(path)
    ]


def _frame(event: dict[str, Any], tokens: Sequence[Span]) -> GoldFrame:
    arguments = tuple(GoldArgument(a["role"], _cover(tokens, a["span"])) for a in event["arguments"])
    return GoldFrame(event["type"], _cover(tokens, event["trigger"]), arguments)


def _cover(tokens: Sequence[Span], pair: Sequence[int]) -> Span:
    return Span(tokens[pair[0]].start, tokens[pair[1] - 1].end)


def read_ecbplus(path: Path) -> list[LabelledDocument]:
    """Articles with mentions of events and entities and their chains; one line for each annotated sentence."""
    return [_ecbplus_document(row) for row in read_rows(path)]


def _ecbplus_document(row: dict[str, Any]) -> LabelledDocument:
    tokens: dict[int, list[Span]] = {}
    lines, position = [], 0
    for number in sorted(row["sentences"], key=int):
        line = " ".join(row["sentences"][number])
        tokens[int(number)] = _join(row["sentences"][number], position)
        lines.append(line)
        position += len(line) + 1
    mentions = tuple(
        GoldMention(
            mention["type"],
            Span(tokens[mention["sentence"]][min(held)].start, tokens[mention["sentence"]][max(held)].end),
            mention["chain"],
        )
        for mention in row["mentions"]
        if (held := [t for t in mention["tokens"] if t < len(tokens.get(mention["sentence"], ()))])
    )
    return LabelledDocument(
        row["doc_id"], whole("\n".join(lines)), mentions=mentions, topic=row["topic"], story=row["subtopic"]
    )


def read_stories(path: Path) -> list[LabelledDocument]:
    """Machine-written stories, labelled as a whole with an event type."""
    return [
        LabelledDocument(f"story-{number}", whole(row["text"]), event_type=row["event"])
        for number, row in enumerate(read_rows(path))
        if row["text"].strip()
    ]


def read_plover(path: Path) -> list[LabelledDocument]:
    """Sentences labelled with an event type."""
    return [LabelledDocument(row["id"], whole(row["text"]), event_type=row["event"]) for row in read_rows(path)]


def read_texts(path: Path) -> list[LabelledDocument]:
    """Texts that nobody annotated, the ``text`` of each row; raises ValueError where a row has none."""
    return [_text_document(f"{path.name}:{number}", row) for number, row in enumerate(read_rows(path), start=1)]


def _text_document(name: str, row: object) -> LabelledDocument:
    text = row.get("text") if isinstance(row, dict) else None
    if not isinstance(text, str):
        raise ValueError(f"{name}: a row must have a text")
    return LabelledDocument(name, whole(text))
