"""The types of events that their words tell plainly."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_extractions import Made

from models.config import EVENT_TYPES
from models.records import Span
from pipeline.resolve.event_types import typed
from pipeline.resolve.words import table


def type_of(text: str, trigger: str, found: str = "OTHER", modality: str = "asserted") -> str:
    (mention,) = Made(text).event(trigger, event_type=found, modality=modality).resolved().event_mentions
    return mention.event.event_type


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("Gunmen kidnapped a miller near Karvina.", "kidnapped", "ASSAULT"),
        ("The mill was shelled at dawn.", "shelled", "ASSAULT"),
        ("Mortar bombs fell on the mill.", "fell", "ASSAULT"),
        ("Prices fell on Monday.", "fell", "OTHER"),
        ("The two towns signed an accord on water.", "signed", "AGREE"),
        ("The singer signed autographs.", "signed", "OTHER"),
        ("The state closed the border at noon.", "closed", "COERCE"),
        ("The shop closed at noon.", "closed", "OTHER"),
        ("Millers took to the streets of Karvina.", "took", "PROTEST"),
        ("The hostage was set free.", "set free", "RETREAT"),
        ("The minister declined to comment.", "declined", "REJECT"),
        ("Sales declined in May.", "declined", "OTHER"),
        ("Gunmen staged a raid on a customs post.", "raid", "ASSAULT"),
        ("Police raided the offices of the mill.", "raided", "COERCE"),
        ("The bank was raided for talent.", "raided", "OTHER"),
        ("The flour store was looted at night.", "looted", "ASSAULT"),
        ("Rioters looted the flour store.", "looted", "PROTEST"),
        ("The owners looted millions from the mill.", "looted", "OTHER"),
        ("The rebels threatened to attack pipelines.", "attack", "ASSAULT"),
        ("The senator attacked her rival.", "attacked", "OTHER"),
        ("Her captors released her at night.", "released", "RETREAT"),
        ("The ministers met in Karvina.", "met", "CONSULT"),
        ("The mill met the needs of the town.", "met", "OTHER"),
        ("Two hikers were seized on the road below Karvina.", "seized", "ASSAULT"),
        ("Customs officers seized two hikers.", "seized", "COERCE"),
        ("The photograph captured the crowd.", "captured", "OTHER"),
        ("A ferry was hijacked off Karvina.", "hijacked", "ASSAULT"),
    ],
)
def test_a_plain_word_tells_the_type(text: str, trigger: str, expected: str) -> None:
    assert type_of(text, trigger) == expected


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("Norway imposed new sanctions on the mill.", "imposed", "SANCTION"),
        ("Millers held a protest in Karvina.", "held", "PROTEST"),
        ("Police made an arrest on Monday.", "made", "COERCE"),
        ("Anna Miro held a glass, and sanctions followed.", "held", "OTHER"),
        ("The town took steps to reject the plan.", "took", "OTHER"),
        ("The miller filed papers opposing it.", "filed", "OTHER"),
    ],
)
def test_a_verb_that_says_little_has_the_type_of_its_noun(text: str, trigger: str, expected: str) -> None:
    assert type_of(text, trigger) == expected


def test_plain_words_go_before_what_the_extractor_says() -> None:
    assert type_of("The two towns signed an accord.", "signed", found="CONCEDE") == "AGREE"
    assert type_of("The two towns danced.", "danced", found="CONCEDE") == "CONCEDE"


def test_what_did_not_happen_keeps_its_type() -> None:
    assert type_of("The minister would not refuse.", "refuse", modality="negated") == "OTHER"


@pytest.mark.parametrize(
    ("trigger", "says"),
    [("threatened", False), ("fined", False), ("ruled", False), ("ruled out", True), ("noted", True)],
)
def test_an_utterance_that_does_something_is_an_act(trigger: str, says: bool) -> None:
    extracted = Made(f"Burak Demirel {trigger} the mill.").event(trigger, event_type="OTHER").extracted()
    said = dataclasses.replace(extracted.extraction.events[0], is_utterance=True)
    assert typed(said, extracted.article.text).is_utterance is says


def test_the_table_names_types_only() -> None:
    assert {row[0] for row in table("event_types.tsv")} <= set(EVENT_TYPES)


@given(st.text(alphabet=st.sampled_from("ab .,-signed held accord sanctions\n"), max_size=60), st.data())
def test_any_trigger_in_any_text_has_a_type(text: str, data: st.DataObject) -> None:
    made = Made("burned " + text, sentences=[Span(0, len(text) + 7)]).event("burned", event_type="OTHER")
    ends = st.integers(0, len(text) + 7)
    start, end = sorted((data.draw(ends), data.draw(ends)))
    event = dataclasses.replace(made.events[0], trigger=Span(start, end))
    assert typed(event, made.text).event_type in EVENT_TYPES
