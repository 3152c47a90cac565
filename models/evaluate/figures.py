"""All figures of an extractor on a data folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import MappingProxyType

from models.corpora import ByCorpus, LabelledDocument, read_ecbplus, read_geneva, read_plover, read_polnear
from models.evaluate.judgements import judgement_figures
from models.evaluate.scores import (
    Pairs,
    calibration_error,
    score_attributions,
    score_frames,
    score_mentions,
    score_types,
)
from models.extractor import Extractor
from models.readings import Readings

_PARTS = 32


def read_evaluation_documents(data: Path, split: str = "dev") -> ByCorpus[LabelledDocument]:
    """Reads ``SPLIT.jsonl`` of polnear, geneva and ecbplus, and ``gold_SPLIT.jsonl`` of plover."""
    readers = (
        (read_polnear, data / "polnear" / f"{split}.jsonl"),
        (read_geneva, data / "geneva" / f"{split}.jsonl"),
        (read_ecbplus, data / "ecbplus" / f"{split}.jsonl"),
        (read_plover, data / "plover" / f"gold_{split}.jsonl"),
    )
    return ByCorpus(*(read(path) if path.exists() else [] for read, path in readers))


def extract_all(extractor: Extractor, documents: Sequence[LabelledDocument]) -> Pairs:
    """Pairs each document with what the extractor finds in it."""
    pairs = []
    for start in range(0, len(documents), _PARTS):
        part = documents[start : start + _PARTS]
        pairs += list(zip(part, extractor.extract([one.document for one in part]), strict=True))
    return pairs


def figures(
    extractor: Extractor,
    documents: ByCorpus[LabelledDocument],
    readings: Readings = MappingProxyType({}),
) -> dict[str, float]:
    """All figures by name, between 0 and 1; those of a corpus that is missing are left out.

    Where triggers of the news and the topics were read, so are those of what the judge makes of them.
    """
    found: dict[str, float] = {}
    news, topics = (extract_all(extractor, some) for some in (documents.news, documents.topics))
    sure_events: list[tuple[float, bool]] = []
    if documents.news:
        claims = score_attributions(news)
        found |= {
            "polnear source_chars": claims.source.f1,
            "polnear cue_chars": claims.cue.f1,
            "polnear content_chars": claims.content.f1,
            "polnear claim_content": claims.claims.f1,
            "polnear claim_with_speaker": claims.claims_with_source.f1,
            "claim calibration error": calibration_error(claims.sure),
        }
    if documents.sentences:
        frames = score_frames(extract_all(extractor, documents.sentences))
        sure_events += frames.sure
        found |= {
            "geneva trigger": frames.triggers.f1,
            "geneva trigger_and_frame": frames.framed.f1,
            "geneva argument": frames.arguments.f1,
        }
    if documents.topics:
        mentions = score_mentions(topics)
        sure_events += mentions.sure
        found["ecbplus mentions"] = mentions.events.f1
    if documents.stories:
        types = score_types(extract_all(extractor, documents.stories))
        found |= {"plover": types.types.f1, "plover macro_recall": types.macro_recall}
    if sure_events:
        found["event calibration error"] = calibration_error(sure_events)
    return found | judgement_figures([*news, *topics], readings)
