"""A story that tells of one day goes on with it."""

from __future__ import annotations

import pytest
from made_extractions import Made, days, mention

_LEAD = "A ferry sank off Cebu on Tuesday. The sea was rough. Nobody knows why.\n"


def _dates(rest: str, trigger: str, lead: str = _LEAD) -> object:
    made = Made(lead + rest, "2021-03-03").event("sank").event(trigger, event_type="OTHER")
    return mention(made, trigger).dates


@pytest.mark.parametrize(
    ("rest", "trigger"),
    [("Two ships waited at anchor.", "waited"), ("A nurse counted the bodies as they came ashore.", "counted")],
)
def test_what_a_story_of_one_day_goes_on_with_took_place_then(rest: str, trigger: str) -> None:
    assert _dates(rest, trigger) == days("2021-03-02")


@pytest.mark.parametrize(
    ("rest", "trigger"),
    [
        ("The company had painted the ship.", "painted"),
        ("The fleet has shrunk and the line cancelled trips.", "shrunk"),
        ("It carried more than the ministry allowed.", "allowed"),
        ("He left after thieves robbed him.", "robbed"),
        ("The line will pay what it owed.", "owed"),
        ("Once a ship burned here.", "burned"),
        ("The master said: “We waited.”", "waited"),
        ("The company reported the loss on Wednesday. A widow wept.", "wept"),
        ("In 2012 a ferry burned off Bohol. Divers searched the wreck.", "searched"),
    ],
    ids=["before", "still so", "than", "after", "to come", "once", "quoted", "another day", "another time"],
)
def test_what_may_be_of_another_time_has_no_day(rest: str, trigger: str) -> None:
    assert _dates(rest, trigger) is None


def test_a_story_of_two_days_lends_neither() -> None:
    lead = "A ferry sank off Cebu on Tuesday and a barge burned on Monday. The sea was rough. Nobody knows why.\n"
    assert _dates("Two ships waited at anchor.", "waited", lead) is None


def test_a_day_long_past_is_not_that_of_the_story() -> None:
    lead = "A ferry sank off Cebu on 3 February. The sea was rough. Nobody knows why.\n"
    assert _dates("Two ships waited at anchor.", "waited", lead) is None


def test_what_somebody_was_sentenced_for_took_place_before_that() -> None:
    lead = "A court sentenced a man on Tuesday for an attack on a mill. The sea was rough. Nobody knows why.\n"
    made = Made(lead + "The fire destroyed the roof.", "2021-03-03")
    made.event("sentenced", event_type="SANCTION").event("attack").event("destroyed")
    assert mention(made, "destroyed").dates is None
