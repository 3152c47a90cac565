"""What ties reports of one event: something of the occasion that stands in both."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.fold import ties
from pipeline.fold.event_sketch import event_sketches
from pipeline.fold.events import fold_events
from pipeline.fold.ties import are_tied, tied_groups
from pipeline.records import EventMention
from tests.pipeline.fold.made_mentions import KARVINA, mention, vector

SOME_DAY = date(2021, 5, 3)
PLAIN = "The mayor declined to comment on the case"


def report(name: str, sentence: str = PLAIN, trigger: str = "declined", **changes) -> EventMention:
    """A report that tells neither day nor place nor who."""
    bare = {"actor": None, "recipient": None, "day": None, "place": None, "meaning": vector(1, 128)}
    return mention(name, sentence, trigger, **{**bare, **changes})


def tied(one: EventMention, other: EventMention) -> bool:
    return bool(are_tied(event_sketches([one, other]), np.array([0]), np.array([1]))[0])


@pytest.mark.parametrize(
    "other",
    [
        {"sentence": PLAIN},
        {"sentence": "She declined, and left by the Orlovice ferry", "day": SOME_DAY},
        {"sentence": "She declined", "day": SOME_DAY, "place": KARVINA},
        {"sentence": "She declined", "article": "article-a"},
    ],
    ids=["one wording", "one day and a rare word", "one day and place", "one article"],
)
def test_reports_are_tied_by_what_they_share_of_the_occasion(other):
    one = report("a", "The mayor declined to comment on the case", day=SOME_DAY, place=KARVINA)
    two = report("a", "He declined on the Orlovice ferry", day=SOME_DAY, place=KARVINA)
    assert tied(two if "ferry" in other["sentence"] else one, report("b", **other))


@pytest.mark.parametrize(
    "other",
    [
        {"sentence": "The company declined to comment on a call"},
        {"sentence": "The company declined to comment", "day": SOME_DAY},
        {"sentence": "The company declined to comment", "place": KARVINA},
        {"sentence": "It declined in Orlovice", "trigger": "declined in Orlovice"},
    ],
    ids=["common words", "a day alone", "a place alone", "the trigger alone"],
)
def test_what_everybody_does_is_no_tie(other):
    one = report("a", "The mayor declined in Orlovice", other.get("trigger", "declined"), day=SOME_DAY, place=KARVINA)
    assert not tied(one, report("b", **other))


def test_what_was_told_months_apart_without_a_day_needs_more():
    words = [("a", "She boarded the Orlovice ferry"), ("b", "He boarded an Orlovice ferry")]
    (one, told), (other, later) = words
    assert tied(report(one, told, "boarded"), report(other, later, "boarded"))
    autumn = {"published": date(2021, 9, 4)}
    assert not tied(report(one, told, "boarded"), report(other, later, "boarded", **autumn))


def test_a_habit_needs_more_than_what_happened_once():
    words = {"a": "She boarded a bus to Orlovice", "b": "He boarded a train to Orlovice"}
    told = [report(name, sentence, "boarded") for name, sentence in words.items()]
    assert tied(*told)
    assert not tied(*(replace(one, event=replace(one.event, specificity=0.1)) for one in told))


def test_a_range_of_months_is_no_tie():
    months = {"day": date(2021, 1, 1), "until": date(2021, 5, 31), "place": KARVINA}
    assert not tied(report("a", "He declined", **months), report("b", "She declined", **months))


def test_what_is_told_alike_of_nobody_knows_what_is_not_one_event():
    alike = [report(name, f"{name} declined to comment on it", outlet=name) for name in ("Anna", "Josef")]
    assert len(fold_events(alike)) == 2
    ferry = [report(n, f"{n} declined to board the Orlovice ferry", outlet=n) for n in ("Anna", "Josef")]
    assert len(fold_events(ferry)) == 1


WORDS = ("Orlovice ferry", "Karlin mill", "Bodrava kiln", "case")


@settings(max_examples=40)
@given(
    told=st.lists(st.sampled_from(WORDS), min_size=1, max_size=12),
    most=st.sampled_from([2, 48]),
    order=st.randoms(use_true_random=False),
)
def test_ties_part_a_group_whatever_its_order(told, most, order):
    table = event_sketches([report(f"r{n}", f"Number {n} declined the {words}") for n, words in enumerate(told)])
    rows = list(range(len(told)))
    turned = order.sample(rows, len(rows))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(ties, "_ALL_PAIRS", most)
        (parts,) = tied_groups(table, [rows])
        (of_turned,) = tied_groups(table[turned], [rows])
    assert sorted(row for part in parts for row in part) == rows
    assert sorted(sorted(turned[row] for row in part) for part in of_turned) == sorted(parts)
    assert all(part == sorted(part) for part in parts)
