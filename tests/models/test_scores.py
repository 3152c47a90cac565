"""The scores, by example."""

from __future__ import annotations

import pytest

from models.corpora import GoldAttribution, GoldFrame, LabelledDocument, whole
from models.evaluate.scores import calibration_error, score_attributions, score_frames, score_types
from models.records import Attribution, Event, Extraction, Span

TEXT = "0123456789" * 3


def extraction(events: tuple[Event, ...] = (), claims: tuple[Attribution, ...] = ()) -> Extraction:
    return Extraction(events, claims, (), (), b"")


def claim(source: Span, content: Span, confidence: float = 0.9) -> Attribution:
    return Attribution((source,), (Span(9, 10),), (content,), Span(0, 30), "indirect", confidence, b"")


def event(trigger: Span, frame: str | None, event_type: str = "OTHER") -> Event:
    return Event(trigger, Span(0, 30), event_type, frame, (), "asserted", 0.8, b"")


def test_claims_match_by_half_of_their_content_one_to_one() -> None:
    gold = GoldAttribution((Span(0, 4),), (Span(9, 10),), (Span(10, 20),))
    labelled = LabelledDocument("d", whole(TEXT), attributions=(gold,))
    said = extraction(claims=(claim(Span(0, 4), Span(12, 20)), claim(Span(0, 1), Span(10, 20))))
    scores = score_attributions([(labelled, said)])
    assert (scores.claims.right, scores.claims.said, scores.claims.wanted) == (1, 2, 1)
    assert scores.claims_with_source.right == 0
    assert scores.content.recall == 1.0
    assert [correct for _, correct in scores.sure] == [False, True]


def test_frames_count_exact_triggers_only() -> None:
    labelled = LabelledDocument("d", whole(TEXT), frames=(GoldFrame("Attack", Span(3, 6), ()),))
    said = extraction(events=(event(Span(3, 6), "Request"), event(Span(4, 6), "Attack"), event(Span(7, 8), None)))
    scores = score_frames([(labelled, said)])
    assert (scores.triggers.right, scores.triggers.said, scores.framed.right) == (1, 2, 0)


def test_every_distinct_type_is_a_guess() -> None:
    labelled = LabelledDocument("d", whole(TEXT), event_type="AID")
    said = extraction(events=(event(Span(0, 1), None, "AID"), event(Span(2, 3), None, "AID"), event(Span(4, 5), None)))
    assert score_types([(labelled, said)]).types.f1 == 1.0


def test_calibration_error_is_the_gap_between_confidence_and_truth() -> None:
    assert calibration_error([(0.75, True), (0.75, True), (0.75, True), (0.75, False)]) == 0.0
    assert calibration_error([(0.95, False), (0.95, True)]) == pytest.approx(0.45)
    assert calibration_error([]) == 0.0
