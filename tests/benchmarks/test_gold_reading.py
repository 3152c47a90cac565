"""Documents read with their event mentions given: these are the triggers, and each is read as what it is."""

from __future__ import annotations

from models.corpora import GoldMention, LabelledDocument, whole
from models.records import Span
from tests.benchmarks.gold_reading import extract_at_gold
from tests.models.tiny import tiny_extractor

TEXT = "Police broke up the march. Orla was held. Nobody went home before noon. " * 4


def test_the_annotated_mentions_are_the_triggers_and_no_others() -> None:
    extractor = tiny_extractor()
    spans = [Span(at, at + len(word)) for word in ("broke up", "held", "went home") if (at := TEXT.rindex(word))]
    mentions = (*(GoldMention("ACT", span, "a") for span in spans), GoldMention("HUM", Span(0, 6), "b"))
    extraction = extract_at_gold(extractor, LabelledDocument("one", whole(TEXT), mentions=mentions))
    found = [event.trigger for event in extraction.events]
    met = [{span for span in spans if span.start <= one.start and one.end <= span.end} for one in found]
    assert all(met)
    assert set.union(*met) == set(spans)
    assert all(event.vector for event in extraction.events)
    assert extractor.extract([whole(TEXT)]) != [extraction]


def test_a_document_without_mentions_has_no_events() -> None:
    labelled = LabelledDocument("none", whole(TEXT), mentions=())
    assert extract_at_gold(tiny_extractor(), labelled).events == ()
