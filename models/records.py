"""What the extractor returns: frozen records whose offsets are code points into the document's text."""

from __future__ import annotations

from dataclasses import dataclass

Vector = bytes


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of code points, ``text[start:end]``."""

    start: int
    end: int


def stripped(text: str, span: Span, marks: str | None = None) -> Span:
    """A span without the whitespace, or without these marks, at its ends; an empty one where there is nothing else."""
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip(marks))
    return Span(start, max(start, span.start + len(words.rstrip(marks))))


@dataclass(frozen=True, slots=True)
class Document:
    """A text and the parts of it to read, in order and without overlap; no parts means nothing is read."""

    text: str
    body_spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Argument:
    """One participant, place or time of an event; ``frame_role`` is null where the event has no frame."""

    role: str
    frame_role: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Event:
    """One mention of an event: its trigger, its types and its arguments.

    ``vector`` is a unit vector in which mentions of one event lie close together, packed by ``models.vectors``.
    ``confidence`` is calibrated: the share of mentions at this value that annotators would mark. ``is_utterance`` marks
    an act of saying that is no more than that: its trigger is the cue of a claim, and its type is OTHER.
    ``specificity`` is the probability that the mention tells of a particular happening, one that has a place on a
    calendar, and not of a habit, a state or a kind of thing.
    """

    trigger: Span
    sentence: Span
    event_type: str
    frame: str | None
    arguments: tuple[Argument, ...]
    modality: str
    confidence: float
    vector: Vector
    is_utterance: bool = False
    specificity: float = 1.0


@dataclass(frozen=True, slots=True)
class Attribution:
    """One telling of a claim: who (source) says (cue) what (contents).

    ``sentence`` is the sentence of the cue, or of the content where there is no cue.
    ``vector`` is a unit vector of the meaning of the content.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    contents: tuple[Span, ...]
    sentence: Span
    quotation: str
    confidence: float
    vector: Vector


@dataclass(frozen=True, slots=True)
class Entity:
    """A mention of a participant (HUM), a place (LOC), a time (TIM) or a thing (NON)."""

    kind: str
    span: Span


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one pass over a document finds, each kind in order of its first offset.

    ``vector`` is the unit mean of the meaning of the whole text; empty where there was no word to read.
    ``sentence_vectors`` has one such vector a sentence, zeros for a sentence without a word.
    """

    events: tuple[Event, ...]
    attributions: tuple[Attribution, ...]
    entities: tuple[Entity, ...]
    sentences: tuple[Span, ...]
    vector: Vector
    sentence_vectors: tuple[Vector, ...] = ()
