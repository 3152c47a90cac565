"""Scores what the extractor makes of triggers against those that were read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models.corpora import ByCorpus, LabelledDocument
from models.evaluate.figures import extract_all
from models.evaluate.scores import Counts, Pairs, calibration_error
from models.extractor import Extractor
from models.readings import HAPPENING, Reading
from models.records import Event

_UNTYPED = "OTHER"
_SPECIFIC = 0.5

Judged = Sequence[tuple[Reading, Event]]


def judgement_figures(
    extractor: Extractor, documents: ByCorpus[LabelledDocument], readings: Mapping[str, Sequence[Reading]]
) -> dict[str, float]:
    """Figures over the triggers of the documents that were read and are found, between 0 and 1; none without any."""
    read = [one for one in (*documents.news, *documents.topics) if one.document_id in readings]
    judged = _found(extract_all(extractor, read), readings)
    if not judged:
        return {}
    sure = [(event.specificity, reading.kind == HAPPENING) for reading, event in judged if reading.kind]
    modal = [reading.modality == event.modality for reading, event in judged if reading.modality]
    return {
        "read specific": _specific(sure).f1,
        "read specific calibration error": calibration_error(sure),
        "read modality": sum(modal) / len(modal) if modal else 0.0,
        "read event type": _types(judged).f1,
    }


def _found(pairs: Pairs, readings: Mapping[str, Sequence[Reading]]) -> Judged:
    judged = []
    for document, extraction in pairs:
        event_of = {event.trigger: event for event in extraction.events}
        judged += [(one, event_of[one.trigger]) for one in readings[document.document_id] if one.trigger in event_of]
    return judged


def _specific(sure: Sequence[tuple[float, bool]]) -> Counts:
    said = [(probability > _SPECIFIC, is_one) for probability, is_one in sure]
    return Counts(sum(a and b for a, b in said), sum(a for a, _ in said), sum(b for _, b in said))


def _types(judged: Judged) -> Counts:
    """Counts of triggers of a type other than OTHER."""
    types = [(reading.event_type, event.event_type) for reading, event in judged]
    return Counts(
        sum(wanted == said != _UNTYPED for wanted, said in types),
        sum(said != _UNTYPED for _, said in types),
        sum(wanted != _UNTYPED for wanted, _ in types),
    )
