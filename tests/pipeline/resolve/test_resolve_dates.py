"""Date expressions: what is found in a sentence and which days it means."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.records import DateRange
from pipeline.resolve.date_grammar import find_dates
from pipeline.resolve.dates import Anchor, resolve_date

WEDNESDAY = date(2021, 3, 3)


def first_date(text: str, anchor: Anchor) -> tuple[str, DateRange | None] | None:
    found = find_dates(text, 0, len(text))
    return (found[0].text, resolve_date(found[0], anchor)) if found else None


def days(start: str, end: str | None = None) -> DateRange:
    return DateRange(date.fromisoformat(start), date.fromisoformat(end or start))


REPORTS = [
    ("It burned on 3 March 2021.", "3 March 2021", days("2021-03-03")),
    ("It burned on the 3rd of March, 2021.", "the 3rd of March, 2021", days("2021-03-03")),
    ("On March 3, 2021, it burned.", "March 3, 2021", days("2021-03-03")),
    ("On Wednesday, 3 March 2021, it burned.", "Wednesday, 3 March 2021", days("2021-03-03")),
    ("On Wednesday, 3. March 2021, it burned.", "Wednesday, 3. March 2021", days("2021-03-03")),
    ("It burned on 3. March 2021.", "3. March 2021", days("2021-03-03")),
    ("The toll rose to 7. March 2020 was worse.", "March 2020", days("2020-03-01", "2020-03-31")),
    ("On Friday, 3 March 2021, it burned.", "Friday, 3 March 2021", None),
    ("Logged 2021-02-28 by hand.", "2021-02-28", days("2021-02-28")),
    ("Logged 28/02/2021 by hand.", "28/02/2021", days("2021-02-28")),
    ("Logged 03.02.2021 by hand.", "03.02.2021", None),
    ("Logged 02/02/2021 by hand.", "02/02/2021", days("2021-02-02")),
    ("It burned on 30 February 2021.", "30 February 2021", None),
    ("From 3-5 February 2021 they met.", "3-5 February 2021", days("2021-02-03", "2021-02-05")),
    ("They met on February 3 and 4.", "February 3 and 4", days("2021-02-03", "2021-02-04")),
    ("It burned a year ago today.", "a year ago today", days("2020-03-03")),
    ("It burned two weeks ago on Monday.", "two weeks ago on Monday", days("2021-02-15")),
    ("It burned a year ago on Wednesday.", "a year ago on Wednesday", days("2020-03-03")),
    ("It burned a year ago this week.", "a year ago this week", days("2020-03-02", "2020-03-08")),
    ("It burned a month ago this Monday.", "a month ago this Monday", days("2021-02-01")),
    ("It burned this Monday.", "this Monday", days("2021-03-01")),
    ("They vote this Thursday.", "this Thursday", days("2021-03-04")),
    ("It burned on 3 March.", "3 March", days("2021-03-03")),
    ("It burned on 4 March.", "4 March", days("2021-03-04")),
    ("It burned on 4 August.", "4 August", days("2020-08-04")),
    ("It burned on Feb. 28.", "Feb. 28", days("2021-02-28")),
    ("It burned on Christmas Eve.", "Christmas Eve", days("2020-12-24")),
    ("It burned on Christmas Day 2018.", "Christmas Day 2018", days("2018-12-25")),
    ("It burned last Easter.", "last Easter", days("2020-04-12")),
    ("They met on Good Friday.", "Good Friday", None),
    ("They met on Thanksgiving.", "Thanksgiving", days("2020-11-26")),
    ("After New Year's Eve 2019 none.", "New Year's Eve 2019", None),
    ("By this morning it had burned down.", "this morning", days("2021-03-03")),
    ("By Monday it had burned down.", "Monday", None),
    ("It burned in June 2019.", "June 2019", days("2019-06-01", "2019-06-30")),
    ("It burned in early June 2019.", "early June 2019", days("2019-06-01", "2019-06-10")),
    ("It burned at the end of June 2019.", "the end of June 2019", days("2019-06-21", "2019-06-30")),
    ("It burned in mid-June.", "mid-June", days("2020-06-11", "2020-06-20")),
    ("It burned in January.", "January", days("2021-01-01", "2021-01-31")),
    ("It burned in May.", "May", days("2020-05-01", "2020-05-31")),
    ("It burned last June.", "last June", days("2020-06-01", "2020-06-30")),
    ("It burned last March.", "last March", days("2020-03-01", "2020-03-31")),
    ("It burned in June last year.", "June last year", days("2020-06-01", "2020-06-30")),
    ("It burned on 2 March last year.", "2 March last year", days("2020-03-02")),
    ("On January 5, this year, it burned.", "January 5, this year", days("2021-01-05")),
    ("Shut since May 4 of last year.", "May 4 of last year", days("2020-05-04", "2021-03-03")),
    ("It opens on 29 February next year.", "29 February next year", None),
    ("It burned in June of last year.", "June of last year", days("2020-06-01", "2020-06-30")),
    ("It opens next May.", "next May", days("2021-05-01", "2021-05-31")),
    ("It has burned since January.", "January", days("2021-01-01", "2021-03-03")),
    ("It has burned since Monday.", "Monday", days("2021-03-01", "2021-03-03")),
    ("It has burned since 2019.", "2019", days("2019-01-01", "2021-03-03")),
    ("It burned until Monday.", "Monday", None),
    ("They left before Christmas.", "Christmas", None),
    ("They left after Monday.", "Monday", None),
    ("It burned in 2019.", "2019", days("2019-01-01", "2019-12-31")),
    ("The 2019 fire took it.", "2019", days("2019-01-01", "2019-12-31")),
    ("It burned in the 1992-95 war.", "1992-95", days("1992-01-01", "1995-12-31")),
    ("It burned in the 1992–1995 war.", "1992–1995", days("1992-01-01", "1995-12-31")),
    ("It shut between 1992 and 1995.", "between 1992 and 1995", days("1992-01-01", "1995-12-31")),
    ("The 1995-92 talks failed.", "1995-92", None),
    ("It burned in the 1990s.", "the 1990s", days("1990-01-01", "1999-12-31")),
    ("It burned in the early 1990s.", "the early 1990s", days("1990-01-01", "1993-12-31")),
    ("It burned in early 2019.", "early 2019", days("2019-01-01", "2019-04-30")),
    ("It burned in the summer of 2015.", "the summer of 2015", days("2015-06-01", "2015-08-31")),
    ("It burned last summer.", "last summer", days("2020-06-01", "2020-08-31")),
    ("It burned last winter.", "last winter", days("2020-12-01", "2021-02-28")),
    ("Sales fell in the first quarter of 2019.", "the first quarter of 2019", days("2019-01-01", "2019-03-31")),
    ("Sales fell in the second half of 2019.", "the second half of 2019", days("2019-07-01", "2019-12-31")),
    ("It burned on 9/11 there.", "9/11", days("2001-09-11")),
    ("It burned today.", "today", days("2021-03-03")),
    ("It burned yesterday.", "yesterday", days("2021-03-02")),
    ("It burned yesterday evening.", "yesterday evening", days("2021-03-02")),
    ("It burned the day before yesterday.", "the day before yesterday", days("2021-03-01")),
    ("It burned last night.", "last night", days("2021-03-02")),
    ("It burned overnight.", "overnight", days("2021-03-02", "2021-03-03")),
    ("It burned this morning.", "this morning", days("2021-03-03")),
    ("It opens tomorrow.", "tomorrow", days("2021-03-04")),
    ("It burned on Tuesday.", "Tuesday", days("2021-03-02")),
    ("It burned on Wednesday.", "Wednesday", days("2021-03-03")),
    ("It burned on Thursday.", "Thursday", days("2021-02-25")),
    ("It burned late on Sunday night.", "Sunday night", days("2021-02-28")),
    ("On a Sunday in May 2020 it burned.", "a Sunday in May 2020", days("2020-05-01", "2020-05-31")),
    ("It burned one Sunday evening in late May.", "one Sunday evening in late May", days("2020-05-21", "2020-05-31")),
    ("It burned on a Sunday.", "a Sunday", None),
    ("It burned during a Tuesday raid.", "Tuesday", days("2021-03-02")),
    ("It burned during a Tuesday night raid.", "Tuesday night", days("2021-03-02")),
    ("It burned last Wednesday.", "last Wednesday", days("2021-02-24")),
    ("It burned on Friday last week.", "Friday last week", days("2021-02-26")),
    ("It burned on Monday of last week.", "Monday of last week", days("2021-02-22")),
    ("They met on Saturday and Sunday.", "Saturday and Sunday", days("2021-02-27", "2021-02-28")),
    ("It opens next Tuesday.", "next Tuesday", days("2021-03-09")),
    ("It burned over the weekend.", "the weekend", days("2021-02-27", "2021-02-28")),
    ("It burned last weekend.", "last weekend", days("2021-02-27", "2021-02-28")),
    ("It burned last week.", "last week", days("2021-02-22", "2021-02-28")),
    ("It burned earlier this week.", "earlier this week", days("2021-03-01", "2021-03-03")),
    ("It burned last month.", "last month", days("2021-02-01", "2021-02-28")),
    ("It burned last year.", "last year", days("2020-01-01", "2020-12-31")),
    ("It burned earlier this year.", "earlier this year", days("2021-01-01", "2021-03-03")),
    ("It burned late last year.", "late last year", days("2020-09-01", "2020-12-31")),
    ("It burned late last month.", "late last month", days("2021-02-21", "2021-02-28")),
    ("It burned in the past three days.", "the past three days", days("2021-02-28", "2021-03-03")),
    ("It burned two days ago.", "two days ago", days("2021-03-01")),
    ("It burned a couple of days ago.", "a couple of days ago", days("2021-03-01")),
    ("It burned two weeks ago.", "two weeks ago", days("2021-02-14", "2021-02-20")),
    ("It burned three months ago.", "three months ago", days("2020-12-01", "2020-12-31")),
    ("It burned 20 years ago.", "20 years ago", days("2001-01-01", "2001-12-31")),
    ("It burned 900 years ago.", "900 years ago", None),
    ("It burned two days later.", "two days later", None),
    ("It burned the next day.", "the next day", None),
    ("It burned that year.", "that year", None),
]


@pytest.mark.parametrize(("text", "words", "expected"), REPORTS, ids=[row[0] for row in REPORTS])
def test_a_report_looks_back(text: str, words: str, expected: DateRange | None) -> None:
    assert first_date(text, Anchor(WEDNESDAY)) == (words, expected)


PLANS = [
    ("They will meet on Tuesday.", days("2021-03-09")),
    ("They will meet on Wednesday.", days("2021-03-03")),
    ("They will meet in June.", days("2021-06-01", "2021-06-30")),
    ("They will meet in January.", days("2022-01-01", "2022-01-31")),
    ("They will meet on 4 August.", days("2021-08-04")),
    ("They will meet at the weekend.", days("2021-03-06", "2021-03-07")),
    ("They will meet on Christmas Eve.", days("2021-12-24")),
    ("They will meet in three days.", days("2021-03-06")),
    ("They will meet later this week.", days("2021-03-03", "2021-03-07")),
    ("They will meet in the coming year.", days("2021-03-03", "2022-03-03")),
    ("It must close by Friday.", days("2021-03-03", "2021-03-05")),
    ("It stays shut until June.", days("2021-03-03", "2021-06-30")),
]


@pytest.mark.parametrize(("text", "expected"), PLANS, ids=[row[0] for row in PLANS])
def test_a_plan_looks_forward(text: str, expected: DateRange | None) -> None:
    found = first_date(text, Anchor(WEDNESDAY, forward=True))
    assert (found[1] if found else None) == expected


FROM_STORY = [
    ("two days later", days("1999-06-12")),
    ("a day earlier", days("1999-06-09")),
    ("a month later", days("1999-07-01", "1999-07-31")),
    ("a year earlier", days("1998-01-01", "1998-12-31")),
    ("the next day", days("1999-06-11")),
    ("the same day", days("1999-06-10")),
    ("that year", days("1999-01-01", "1999-12-31")),
    ("the following month", days("1999-07-01", "1999-07-31")),
    ("the following Sunday", days("1999-06-13")),
    ("in August", days("1999-08-01", "1999-08-31")),
    ("on 3 August", days("1999-08-03")),
]


@pytest.mark.parametrize(("words", "expected"), FROM_STORY)
def test_a_story_of_another_time_counts_from_that_time(words: str, expected: DateRange) -> None:
    found = first_date(f"It burned {words}.", Anchor(WEDNESDAY, story=days("1999-06-10")))
    assert found is not None
    assert found[1] == expected


@pytest.mark.parametrize(
    ("story", "words", "expected"),
    [
        (days("2020-08-14"), "in January", days("2021-01-01", "2021-01-31")),
        (days("2020-08-14"), "in May", days("2020-05-01", "2020-05-31")),
        (days("2020-08-14"), "in September", days("2020-09-01", "2020-09-30")),
        (days("2020-08-14"), "in January last year", days("2020-01-01", "2020-01-31")),
        (days("2019-01-01", "2019-12-31"), "in January", days("2019-01-01", "2019-01-31")),
    ],
)
def test_a_month_before_that_of_the_story_is_of_the_next_year_where_that_has_come(
    story: DateRange, words: str, expected: DateRange
) -> None:
    found = first_date(f"It burned {words}.", Anchor(WEDNESDAY, story=story))
    assert found is not None
    assert found[1] == expected


@pytest.mark.parametrize(
    "text",
    [
        "He may leave and march on.",
        "The Sunday Times wrote it.",
        "They remember Bloody Sunday.",
        "A crowd of 2000 people came.",
        "It cost $2019 in all.",
        "Room 2019 was empty.",
        "They sold 1,995 of them.",
        "He was held for three days.",
        "Version 3.4.2021.5 failed.",
        "Theresa May spoke by May's side.",
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert find_dates(text, 0, len(text)) == ()


@pytest.mark.parametrize(
    "expression",
    [
        *("the 12th of May", "the late 1990s", "the following Tuesday", "the past three weeks", "the very same week"),
        *("that very same night", "that weekend", "this Christmas", "this coming Monday", "this evening"),
        *("a week ago", "a couple of days ago", "an hour ago", "the day before yesterday", "the end of June"),
        *("in two weeks' time", "from 2010 to 2012", "the second quarter of 2015"),
    ],
)
def test_a_common_word_before_a_date_is_part_of_it(expression: str) -> None:
    text = f"They met again, {expression}, by the river of a town in the hills."
    found = find_dates(text, 0, len(text))
    assert [one.text for one in found] == [expression]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Miro quits on Monday\n14 February 2021\nIt rained.", ["Monday", "14 February 2021"]),
        ("It burned in March\n2021 was a dry year for all of the millers.", ["March"]),
        ("They met this\n\nMonday", ["Monday"]),
        ("The millers of the valley met in the hall on Monday\n14 February 2021\n", ["Monday", "14 February 2021"]),
        ("The millers of the valley met in the hall on 14\nFebruary 2021, when it rained.", ["14\nFebruary 2021"]),
    ],
)
def test_a_date_runs_over_a_line_break_only_where_a_paragraph_was_wrapped(text: str, expected: list[str]) -> None:
    assert [found.text for found in find_dates(text, 0, len(text))] == expected


def test_without_an_anchor_only_full_dates_mean_days() -> None:
    for text, _, _ in REPORTS:
        for found in find_dates(text, 0, len(text)):
            dates = resolve_date(found, Anchor(None))
            assert dates is None or any(sign.isdigit() for sign in found.text)


def test_a_possessive_date_is_marked() -> None:
    text = "Friday's blast followed Monday's. On Sunday all was calm."
    assert [found.of_noun for found in find_dates(text, 0, len(text))] == [True, True, False]


WORDS = st.one_of(
    st.sampled_from(
        ["the", "last", "next", "this", "early", "ago", "a couple of", "days", "later", "since", "and", "to", ","]
    ),
    st.sampled_from(
        ["31", "February", "2021", "1992-95", "0", "99", "29", "Feb.", "3rd", "9/11", "2021-02-31", "1999"]
    ),
    st.sampled_from(
        ["Monday", "May", "mid-June", "Easter", "week", "end", "year", "in", "first", "quarter", "half", "of"]
    ),
)


@given(st.lists(WORDS, max_size=12).map(" ".join), st.dates(), st.booleans())
def test_any_words_and_any_anchor_give_ordered_days_or_null(text: str, day: date, forward: bool) -> None:
    story: DateRange | None = None
    for found in find_dates(text, 0, len(text)):
        assert text[found.span.start : found.span.end] == found.text
        dates = resolve_date(found, Anchor(day, story, forward))
        assert dates is None or dates.start <= dates.end
        story = dates or story


@pytest.mark.parametrize("unit", ["the ", "in 2", "May ", "1", " ", "a couple of ", "Monday and ", "\n"])
def test_a_long_line_takes_seconds_at_most(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    started = time.process_time()
    find_dates(text, 0, len(text))
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    "text",
    [
        "It burned on the 11th anniversary of 9/11 there.",
        "A poll of USA TODAY burned.",
        "A USA Today poll burned.",
        "It burned every June, every other Friday and each 4 July.",
    ],
)
def test_an_anniversary_a_habit_and_a_newspaper_tell_no_day(text: str) -> None:
    assert first_date(text, Anchor(WEDNESDAY)) is None


def test_a_time_behind_a_year_ends_no_span_of_years() -> None:
    assert first_date("Karvina, 2021 - 14:05", Anchor(WEDNESDAY)) is None
