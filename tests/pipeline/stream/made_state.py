"""One record of every kind that state can hold."""

from __future__ import annotations

from models.records import Extraction, Span
from pipeline.fold.claims import ComparableTelling
from pipeline.fold.copies import TextSketch
from pipeline.fold.event_consensus import without_vectors
from pipeline.fold.events import ComparableMention
from pipeline.records import ExtractedArticle
from pipeline.stream.messages import (
    AboutEvent,
    Disputed,
    EventOf,
    Heard,
    HeldBy,
    KeptArticle,
    RevisedRow,
    Seen,
    SketchOf,
    TellingOf,
    Told,
    VectorOf,
    Written,
)
from tests.pipeline.stream.made_reports import report
from tests.pipeline.write.made_records import records


def made_state() -> list[object]:
    """Records of all kinds, the same in every version of the program."""
    resolved, made = report(5, 0), records()
    mention = ComparableMention(b"\x01\x02", without_vectors(resolved.event_mentions[0]))
    telling = ComparableTelling(b"\x03", resolved.claim_mentions[0], ("e1",))
    extraction = Extraction((), (), (), (Span(0, 3),), b"\x00\x3c")
    return [
        *made.articles[:1],
        *made.event_mentions,
        *made.events,
        *made.claim_mentions,
        *made.claims,
        *made.rejects,
        resolved,
        KeptArticle(resolved.article, (mention,), (b"\x00\x3c",), (telling,), (b"",)),
        ExtractedArticle(resolved.article, extraction),
        mention,
        telling,
        TextSketch("a1", 2, bytes(range(16))),
        AboutEvent("e1"),
        Disputed("c1"),
        EventOf("e1"),
        Heard("m1"),
        HeldBy("e1"),
        RevisedRow("events", 3, b"\x01[]", "e0", False),
        Seen((("in.jsonl", "s1", "outlet"),)),
        SketchOf("m1", b"\x00\xff"),
        TellingOf("c1"),
        Told((("events", "m1", "00ff"),)),
        VectorOf(b"\x00\x3c"),
        Written(2, b"\x01[]", None, True),
    ]
