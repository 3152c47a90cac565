from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.fold.stance import AFFIRMED, DENIED, OPEN, OPEN_NEGATED, stance_of, stance_to_wording


@pytest.mark.parametrize(
    ("content", "cue", "stance"),
    [
        ("the bridge is closed", "said", AFFIRMED),
        ("The bridge is closed.", ":", AFFIRMED),
        ("the bridge is closed", "affirmed", AFFIRMED),
        ("the bridge is closed", "guaranteed this Wednesday", AFFIRMED),
        ("the bridge is closed", "went on", AFFIRMED),
        ("that the bridge is not closed", "said", DENIED),
        ("that the bridge was closed", "has repeatedly denied", DENIED),
        ("that nobody had closed the bridge", "denied", AFFIRMED),
        ("the bridge was not closed, because nobody had asked", "according to", DENIED),
        ("the bridge is closed, and no bus will run", "said", OPEN_NEGATED),
        ("“The old bridge is closed. No bus will run,”", "said", AFFIRMED),
        ("The old bridge is not closed. A bus will run.", "said", DENIED),
        ("“Listen. The bridge is not closed.”", "said", OPEN_NEGATED),
        ("“Is the old bridge closed? It is not closed.”", "said", OPEN_NEGATED),
        ("Mr. Oren of St. Ann closed the bridge. Nobody had asked.", "said", AFFIRMED),
        ("a bridge without rails is closed", "said", AFFIRMED),
        ("“There was a bridge with no rails, and men with no lamps crossed it”", "told", AFFIRMED),
        ("it was closed by guards who wore no boots", "said", AFFIRMED),
        ("it was closed by guards who work no longer", "said", OPEN_NEGATED),
        ("no fewer than nine bridges were closed", "said", AFFIRMED),
        ("the council had agreed with no one", "said", DENIED),
        ("“We closed no bridge”", "denied it again:", DENIED),
        ("that the bridge was closed", "rejected the mayor's claim", DENIED),
        ("that the bridge was closed", "refused to confirm", OPEN),
        ("that the bridge was closed", "to confirm", OPEN),
        ("“No, the bridge is closed.”", "answered", AFFIRMED),
        ("“No, the bridge is not closed.”", "answered", DENIED),
        ("no bridge is closed", "answered", DENIED),
        ("whether the bridge is closed", "told", OPEN),
        ("Is the bridge closed?", "wrote", OPEN),
        ("to close the bridge", "said", OPEN),
        ("the bridge to be closed", "wants", OPEN),
        ("the bridge was closed", "did not say", OPEN),
        ("a closed bridge", "warned against", OPEN),
        ("it was untrue that the bridge was closed", "said", DENIED),
        ("reports that the bridge was closed were false", "said", DENIED),
        ("it was not untrue that the bridge was closed", "said", AFFIRMED),
        ("reports that the bridge was closed were not false", "said", OPEN),
        ("it is false alarms that closed the bridge", "said", AFFIRMED),
        ("reports that the bridge was closed", "dismissed as untrue", DENIED),
        ("the claim that the bridge was closed", "rejected", DENIED),
        ("the plan that the council had made", "rejected", OPEN),
        ("a closure: “There will be no closure”", "ruled out", DENIED),
        ("to open the bridge by May", "had promised", AFFIRMED),
        ("not to close the bridge", "vowed", DENIED),
        ("he would open the bridge", "pledged", AFFIRMED),
        ("a bridge for all", "promised", OPEN),
        ("Our bridge will not be closed.", "words:", DENIED),
        ("", "", AFFIRMED),
    ],
)
def test_stances(content, cue, stance):
    assert stance_of(content, cue, "the mayor") == stance


@pytest.mark.parametrize(
    ("content", "cue", "stance"),
    [
        ("that the bridge was closed", "said", "affirmed"),
        ("that the bridge was not closed", "said", "affirmed"),
        ("that the bridge was closed", "denied", "denied"),
        ("that nobody had closed the bridge", "denied", "denied"),
        ("any part in closing the bridge", "has denied", "denied"),
        ("the bridge is closed, and no bus will run", "said", "affirmed"),
        ("“Nobody has closed it”", "ruled out a closure:", "affirmed"),
        ("a closure: “Nobody has closed it”", "ruled out", None),
        ("whether the bridge is closed", "did not say", None),
        ("that the bridge was closed", "did not deny", None),
        ("that the bridge was closed", "declined to say", None),
        ("that the bridge was closed", "said were wholly false", "denied"),
        ("the bridge", "crossed", None),
        *(
            ("“The bridge is shut,”", cue, "affirmed")
            for cue in ("retorted", "quipped", "joked", "boasts", "exclaimed")
        ),
        ("that the bridge was closed", "complained", "affirmed"),
        ("“We shall drown,”", "feared", "affirmed"),
        ("that they would drown", "feared", None),
        ("“Who has closed it?”", "joked", None),
        ("“a bridge for all”", "crossed", None),
    ],
)
def test_stances_to_a_content_as_it_is_worded(content, cue, stance):
    assert stance_to_wording(content, cue, "the mayor") == stance


@pytest.mark.parametrize("source", ["Nobody", "no one", "None of the drivers", "Neither mayor", "no driver"])
def test_nobody_takes_a_stance(source):
    assert stance_to_wording("that the bridge was closed", "believed", source) is None
    assert stance_of("that the bridge was closed", "believed", source) == OPEN


@pytest.mark.parametrize(
    "source", ["No Tolls, a group of drivers,", "Noel Falk", "No. 10", "no fewer than three", "none but she", ""]
)
def test_a_name_that_begins_like_nobody_is_somebody(source):
    assert stance_to_wording("that the bridge was closed", "believed", source) == "affirmed"


@given(st.text(max_size=80), st.text(max_size=20), st.text(max_size=20))
def test_every_telling_has_a_stance(content, cue, source):
    assert stance_of(content, cue, source) in (AFFIRMED, DENIED, OPEN, OPEN_NEGATED)


@given(st.sampled_from(["the dam has burst", "rain fell", "the ferry will sail on Friday"]))
def test_to_deny_what_is_affirmed_turns_it(content):
    assert {stance_of(content, cue, "the mayor") for cue in ("said", "denied")} == {AFFIRMED, DENIED}
