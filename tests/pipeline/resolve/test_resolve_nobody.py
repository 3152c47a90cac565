"""What nobody did, or what befell nobody, did not happen."""

from __future__ import annotations

import pytest

from models.records import Argument, Event, Span
from pipeline.resolve.nobody import denied


def _modality(text: str, participant: str, role: str = "RECIPIENT", modality: str = "asserted") -> str:
    """The modality of an event of that participant whose trigger is the last word of the text."""
    span = Span(text.index(participant), text.index(participant) + len(participant))
    event = Event(
        trigger=Span(text.rindex(" ") + 1, len(text) - 1),
        sentence=Span(0, len(text)),
        event_type="OTHER",
        frame=None,
        arguments=(Argument(role, None, span),),
        modality=modality,
        confidence=0.9,
        vector=b"",
        is_utterance=False,
    )
    return denied(event, text).modality


@pytest.mark.parametrize(
    ("text", "participant"),
    [
        ("Nobody was hurt in the raid.", "Nobody"),
        ("No man of ours fired a shell.", "No man of ours"),
        ("None of the ferries sailed.", "None of the ferries"),
        ("Neither the ministry nor the port answered.", "Neither the ministry nor the port"),
        ("The flood spared no one.", "no one"),
        ("The flood spared no one.", "one"),
        ("None of them drowned.", "them"),
        ("Neither side attended.", "side"),
    ],
)
def test_an_event_of_nobody_is_negated(text: str, participant: str) -> None:
    assert _modality(text, participant) == "negated"
    assert _modality(text, participant, modality="possible") == "negated"


@pytest.mark.parametrize(
    ("text", "participant"),
    [
        ("No fewer than nine people were hurt.", "No fewer than nine people"),
        ("No. 10 Downing Street refused.", "No. 10 Downing Street"),
        ("Nothing but rain fell.", "Nothing but rain"),
        ("She believed nobody: her officers searched.", "nobody"),
        ("Norfolk closed its ports.", "Norfolk"),
        ("Nonesuch Shipping sued the port.", "Nonesuch Shipping"),
        ("She heard none of his arguments.", "his"),
    ],
)
def test_words_that_only_look_like_it_change_nothing(text: str, participant: str) -> None:
    assert _modality(text, participant) == "asserted"


def test_only_participants_count() -> None:
    assert _modality("The mast fell at no time.", "no time", role="TIME") == "asserted"


@pytest.mark.parametrize(
    "text",
    [
        "Nobody drowned.",
        "The mayor said that no one had ever drowned.",
        "No one else was hurt.",
        "None of the old ferries sailed.",
        "She said none of them had sailed.",
        "Neither side attended.",
        "Neither of the two sides has attended.",
        "Neither the ministry nor the port authority answered.",
        "No armed group attacked.",
        "It had neither been asked.",
        "The mill was neither sold nor burned.",
    ],
)
def test_the_subject_before_a_verb_counts_though_it_is_no_argument(text: str) -> None:
    assert _modality(text, text.split()[0], role="THEME") == "negated"


@pytest.mark.parametrize(
    "text",
    [
        "Nobody spoke and the ferry sailed.",
        "Nobody who was aboard knew that it burned.",
        "Nothing but rain fell.",
        "No doubt companies paid.",
        "With no warning guards attacked.",
        "He said no and left.",
        "They had neither food nor water and left.",
        "None of them spoke when it burned.",
        "No longer young guards retired.",
        "Neither the mayor nor her campaign.",
    ],
)
def test_a_subject_of_another_verb_changes_nothing(text: str) -> None:
    assert _modality(text, text.split()[0], role="THEME") == "asserted"
