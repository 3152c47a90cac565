from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.fold.load import OVER, WITHIN, load_of
from pipeline.fold.stance import AFFIRMED, DENIED, NOT_YET, OPEN, OPEN_NEGATED


@pytest.mark.parametrize(
    ("content", "load"),
    [
        ("the bus had 61 people on board and seats for 48", OVER),
        ("61 passengers were in a bus licensed to carry 48", OVER),
        ("the jail, built for 400, holds 1,150 prisoners", OVER),
        ("40 passengers were in a bus with room for up to 48", WITHIN),
        ("61 people were aboard, 13 more than the bus was allowed to carry", OVER),
        ("the bus was overloaded", OVER),
        ("it had taken too many passengers", OVER),
        ("the lift was used beyond its capacity", OVER),
        ("the bus had left within its limits", WITHIN),
        ("the bus had taken more than its permitted limit", OVER),
        ("the bus went above its permitted limit", OVER),
        ("the depot lies within the city limits", ""),
        ("the bus was over the speed limit", ""),
        ("the bus has seats for 48", ""),
        ("the ticket cost 61 crowns and there was room for 48", ""),
        ("the bus left the road", ""),
    ],
)
def test_a_load_is_told_by_numbers_or_in_words(content, load):
    assert load_of(content, AFFIRMED) == load


@given(st.sampled_from(["the bus was overloaded", "61 people were in a bus meant for 48", "within its limits"]))
def test_who_denies_a_load_says_the_other_one(content):
    assert {load_of(content, stance) for stance in (AFFIRMED, DENIED)} == {OVER, WITHIN}
    assert load_of(content, NOT_YET) == load_of(content, DENIED)


@given(st.text(max_size=200), st.sampled_from([OPEN, OPEN_NEGATED]))
def test_what_is_not_said_to_be_so_tells_no_load(content, stance):
    assert load_of(content, stance) == ""
