"""The judge of triggers: silent until it is taught, taught from what was read, measured against it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from models.config import EVENT_TYPES, MODALITIES
from models.corpora import LabelledDocument, whole
from models.evaluate.judgements import judgement_figures
from models.extractor import Extractor
from models.judging import Judge
from models.readings import Reading, read_readings
from models.records import Span
from models.training.judgement import JudgedWords, judged_words, teach_judge
from models.training.targets import IGNORED
from models.windows import cut_windows, split_words
from tests.models.tiny import tiny_extractor, tiny_tokenizer

TEXT = "Police arrested Orla. Crowds often gather there. Nothing else was read."
OTHER, COERCE = EVENT_TYPES.index("OTHER"), EVENT_TYPES.index("COERCE")


def reading(word: str, kind: str, event_type: str) -> Reading:
    start = TEXT.index(word)
    return Reading(Span(start, start + len(word)), kind, "asserted" if kind != "none" else "", event_type)


READINGS = {"one": (reading("arrested", "happening", "COERCE"), reading("gather", "generic", "OTHER"))}


def words_of(documents: list[LabelledDocument]) -> JudgedWords | None:
    extractor = tiny_extractor()
    return judged_words(extractor._network, extractor.config, tiny_tokenizer(), documents, READINGS)


def separable(count: int) -> JudgedWords:
    """Words whose first number says all."""
    layers = torch.randn(count, 32, generator=torch.Generator().manual_seed(3))
    is_one = (layers[:, 0] > 0).long()
    return JudgedWords(10 * layers[:, :1] * torch.eye(32)[0] + layers, COERCE * is_one, is_one, is_one)


def test_a_judge_that_was_not_taught_favours_nothing() -> None:
    logits = Judge(32).eval()(torch.randn(5, 32))
    assert not any(part.any() for part in logits)


def test_a_judge_learns_what_was_read_and_the_same_again() -> None:
    words, judge, again = separable(2_000), Judge(32), Judge(32)
    teach_judge(judge, words, seed=1)
    teach_judge(again, words, seed=1)
    logits = judge(words.layers)
    assert ((logits.specific > 0) == (words.specific == 1)).float().mean() > 0.95
    assert (logits.event_type.argmax(-1) == words.event_type).float().mean() > 0.95
    assert (logits.modality.argmax(-1) == words.modality).float().mean() > 0.95
    assert all(torch.equal(one, other) for one, other in zip(judge.parameters(), again.parameters(), strict=True))


def test_all_words_of_a_sentence_that_was_read_are_lessons_and_no_others() -> None:
    words = words_of([LabelledDocument("one", whole(TEXT)), LabelledDocument("unread", whole(TEXT))])
    assert words is not None
    assert words.event_type.tolist() == [OTHER, COERCE, OTHER, OTHER, *[OTHER] * 5]
    assert words.specific.tolist() == [IGNORED, 1, IGNORED, IGNORED, IGNORED, IGNORED, 0, IGNORED, IGNORED]
    assert words.modality.tolist() == [IGNORED, 0, IGNORED, IGNORED, IGNORED, IGNORED, 0, IGNORED, IGNORED]


def test_the_judge_is_taught_on_the_vectors_that_it_serves_on() -> None:
    extractor = tiny_extractor()
    torch.nn.init.normal_(extractor._network.judge.outer.weight)
    document = LabelledDocument("long", whole(TEXT * 8))
    [extraction] = extractor.extract([document.document])
    served = {event.trigger: event.specificity for event in extraction.events}
    readings = {"long": tuple(Reading(trigger, "state", "asserted", "OTHER") for trigger in served)}
    words = judged_words(extractor._network, extractor.config, tiny_tokenizer(), [document], readings)
    assert words is not None
    taught = extractor._network.judge(words.layers).specific[words.specific != IGNORED].sigmoid()
    assert len(cut_windows(split_words(document.document, tiny_tokenizer()), 61, 16)) > 3
    assert taught.tolist() == pytest.approx([served[trigger] for trigger in sorted(served, key=by_place)], abs=1e-3)


def by_place(span: Span) -> int:
    return span.start


def test_without_readings_there_are_no_lessons() -> None:
    assert words_of([LabelledDocument("unread", whole(TEXT))]) is None


def test_figures_compare_what_is_found_with_what_was_read() -> None:
    extractor = tiny_extractor()
    [extraction] = extractor.extract([whole(TEXT)])
    events = tuple(
        replace(event, specificity=number % 2 * 0.8, event_type=EVENT_TYPES[number % 3])
        for number, event in enumerate(extraction.events)
    )
    pairs = [(LabelledDocument("one", whole(TEXT)), replace(extraction, events=events))]
    readings = {
        "one": tuple(
            Reading(
                event.trigger, "happening" if event.specificity > 0.5 else "state", event.modality, event.event_type
            )
            for event in events
        )
    }
    figures = judgement_figures(pairs, readings)
    assert (figures["read modality"], figures["read specific"], figures["read event type"]) == (1.0, 1.0, 1.0)
    assert 0 < figures["read specific calibration error"] < 0.2
    wrong = {"one": tuple(replace(one, modality=other_than(one.modality)) for one in readings["one"])}
    assert judgement_figures(pairs, wrong)["read modality"] == 0.0
    states = {"one": tuple(replace(one, kind="state", event_type="AID") for one in readings["one"])}
    assert judgement_figures(pairs, states)["read specific"] == judgement_figures(pairs, states)["read event type"] == 0
    assert judgement_figures(pairs, {}) == {}


def other_than(modality: str) -> str:
    return next(one for one in MODALITIES if one != modality)


def test_specificity_is_a_probability_and_not_always_the_same() -> None:
    extractor = tiny_extractor()
    with torch.no_grad():
        torch.nn.init.normal_(extractor._network.judge.outer.weight)
    [extraction] = Extractor(extractor._network, extractor.config, tiny_tokenizer()).extract([whole(TEXT)])
    values = [event.specificity for event in extraction.events]
    assert all(0 <= value <= 1 for value in values)
    assert len(set(values)) > 1


def test_readings_are_read_by_document(tmp_path: Path) -> None:
    table = tmp_path / "readings.tsv"
    table.write_text("document\tstart\tend\tkind\tmodality\tevent_type\nd\t3\t9\tstate\tplanned\tAID\n")
    assert read_readings(table) == {"d": (Reading(Span(3, 9), "state", "planned", "AID"),)}


@pytest.mark.parametrize("column", ["kind", "modality", "event_type"])
def test_the_readings_that_come_with_the_project_use_the_known_names(column: str) -> None:
    names = {
        "kind": {"happening", "generic", "state", "utterance", "none"},
        "modality": {*MODALITIES, ""},
        "event_type": set(EVENT_TYPES),
    }[column]
    found = [getattr(one, column) for readings in read_readings().values() for one in readings]
    assert np.isin(found, sorted(names)).all()
