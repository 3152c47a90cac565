"""What counts as said, and what as an act."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.fold.statements import is_statement


@pytest.mark.parametrize(
    ("cue", "content"),
    [
        ("said", "the weir was opened at night"),
        ("denied", "any part in the opening of the weir"),
        ("according to", "The weir burst"),
        ("blames", "heavy rain"),
        (":", "The weir burst"),
        ("noticed", "that the weir had burst"),
        ("noticed", "they left at night"),
        ("noticed", "the weir had burst"),
        ("demanded", "that the weir be opened"),
        ("vowed", "to open the weir"),
        ("is said", "to have opened the weir"),
        ("explained", "how the weir was opened"),
        ("told reporters", "the weir had burst"),
        ("went on to say", "the weir had burst"),
        ("does not remember", "that the weir had burst"),
        ("said", "no more of the gates were shut"),
        ("wondered", "If the rain goes on, the weir will burst"),
    ],
)
def test_what_is_said_or_thought_is_a_statement(cue, content):
    assert is_statement(content, cue, "the keeper", "indirect")


@pytest.mark.parametrize(
    ("cue", "content"),
    [
        ("arrested", "the keeper of the weir, who was asleep"),
        ("ordered", "its opening"),
        ("ordered", "that the weir be opened"),
        ("declined", "to comment"),
        ("asked", "not to be filmed"),
        ("opened", "all the gates of the weir"),
        ("signed", "a treaty to share the water"),
        ("allows", "boatmen to land on either bank"),
        ("agreed on", "how much water was let out"),
        ("did not say", "whether the weir will hold"),
        ("would not say", "who opened the weir"),
        ("called for", "an end of the works"),
        ("rejected", "that plan"),
        ("asked", "Who opened the weir?"),
        ("said", "no more"),
        ("would say", "nothing further."),
        ("gave no proof", "that the weir had burst"),
        ("refused to admit", "that the weir had burst"),
        ("to confirm", "that the weir had burst"),
        ("showed reporters", "a gate with no lock"),
    ],
)
def test_acts_and_questions_are_none(cue, content):
    assert not is_statement(content, cue, "the keeper", "indirect")


@pytest.mark.parametrize("source", ["Nobody", "No one in the valley", "none of the keepers"])
def test_what_nobody_says_is_none(source):
    assert not is_statement("that the weir had burst", "believes", source, "indirect")
    assert is_statement("that the weir had burst", "believes", "No Dams Now", "indirect")


def test_what_is_quoted_is_a_statement_whatever_brings_it():
    assert is_statement("on “every gate”", "opened fire", "the keeper", "mixed")


@given(
    st.text(max_size=60), st.text(max_size=20), st.text(max_size=20), st.sampled_from(["direct", "indirect", "mixed"])
)
def test_any_text_is_one_or_the_other(content, cue, source, quotation):
    assert is_statement(content, cue, source, quotation) in (True, False)
