"""Scores what the extractor makes of triggers against those that were read."""

from __future__ import annotations

from collections.abc import Sequence

from models.evaluate.scores import Counts, Pairs, calibration_error, compare
from models.readings import HAPPENING, Reading, Readings
from models.records import Event

_UNTYPED = "OTHER"
_SPECIFIC = 0.5

Judged = Sequence[tuple[Reading, Event]]


def judgement_figures(pairs: Pairs, readings: Readings) -> dict[str, float]:
    """Figures over the triggers of the documents that were read and are found, between 0 and 1; none without any."""
    judged = _found(pairs, readings)
    if not judged:
        return {}
    modal = [reading.modality == event.modality for reading, event in judged if reading.modality]
    return {
        "read specific": _specific(judged).f1,
        "read specific calibration error": calibration_error(
            [(event.specificity, reading.kind == HAPPENING) for reading, event in judged]
        ),
        "read modality": sum(modal) / len(modal) if modal else 0.0,
        "read event type": _types(judged).f1,
    }


def _found(pairs: Pairs, readings: Readings) -> Judged:
    judged = []
    for document, extraction in pairs:
        event_of = {event.trigger: event for event in extraction.events}
        read = readings.get(document.document_id, ())
        judged += [(one, event_of[one.trigger]) for one in read if one.trigger in event_of]
    return judged


def _specific(judged: Judged) -> Counts:
    """Counts of triggers that are particular happenings."""
    return compare(
        {number for number, (reading, _) in enumerate(judged) if reading.kind == HAPPENING},
        {number for number, (_, event) in enumerate(judged) if event.specificity > _SPECIFIC},
    )


def _types(judged: Judged) -> Counts:
    """Counts of triggers with their type, where that is not OTHER."""
    return compare(
        {(number, reading.event_type) for number, (reading, _) in enumerate(judged) if reading.event_type != _UNTYPED},
        {(number, event.event_type) for number, (_, event) in enumerate(judged) if event.event_type != _UNTYPED},
    )
