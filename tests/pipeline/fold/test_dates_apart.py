"""Clusters whose reports tell times that lie apart are several events."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pipeline.fold.dates_apart import parted_by_dates
from pipeline.fold.event_sketch import event_sketches
from pipeline.records import EventMention
from tests.pipeline.fold.made_mentions import mention

FLOOD, NEXT_FLOOD = date(2024, 8, 9), date(2024, 8, 16)
days = st.none() | st.integers(0, 40).map(lambda days: FLOOD + timedelta(days))
reports = st.lists(st.tuples(days, st.sampled_from([0, 0, 1, 6, 30]), days), min_size=1, max_size=12)


def parts(*mentions: EventMention) -> list[list[str]]:
    table = event_sketches(mentions)
    return [[mentions[row].mention_id for row in rows] for rows in parted_by_dates(table, list(range(len(mentions))))]


def report(name: str, day: date | None, published: date | None = FLOOD, until: date | None = None) -> EventMention:
    return mention(name, day=day, until=until, published=published)


def test_floods_of_two_years_are_two_and_undated_reports_are_of_the_one_before_their_day():
    old = report("old", date(2018, 8, 1), until=date(2018, 8, 31))
    new = report("new", FLOOD)
    undated = [report(f"u{n}", None, FLOOD + timedelta(1)) for n in range(4)]
    assert parts(old, new, *undated) == [["old"], ["new", "u0", "u1", "u2", "u3"]]


def test_a_week_apart_is_two_events_and_the_next_day_is_not():
    first, second = report("first", FLOOD), report("second", NEXT_FLOOD)
    assert parts(first, report("later", FLOOD + timedelta(1)), second) == [["first", "later"], ["second"]]


def test_one_wrong_date_does_not_take_the_undated_reports_along():
    told = [report(f"t{n}", FLOOD) for n in range(3)]
    wrong = report("wrong", NEXT_FLOOD)
    late = report("late", None, NEXT_FLOOD + timedelta(30))
    assert parts(*told, wrong, late) == [["t0", "t1", "t2", "late"], ["wrong"]]


def test_a_month_or_a_year_is_of_the_time_within_it():
    month = report("month", date(2024, 8, 1), until=date(2024, 8, 31))
    assert parts(report("a", FLOOD), report("b", FLOOD), report("c", NEXT_FLOOD), month) == [["a", "b", "month"], ["c"]]


def test_without_dates_nothing_is_parted():
    assert parts(report("a", None), report("b", None), report("c", FLOOD)) == [["a", "b", "c"]]


@given(reports, st.randoms(use_true_random=False))
def test_every_report_is_in_one_part_whatever_the_order(given, random):
    mentions = [
        report(f"m{place}", day, published, day + timedelta(longer) if day else None)
        for place, (day, longer, published) in enumerate(given)
    ]
    table, rows = event_sketches(mentions), list(range(len(mentions)))
    found = parted_by_dates(table, rows)
    assert sorted(row for part in found for row in part) == rows
    shuffled = random.sample(rows, len(rows))
    assert parted_by_dates(table, shuffled) == found
