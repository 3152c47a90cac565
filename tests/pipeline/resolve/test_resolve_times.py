"""Times of day: found in a sentence and written in one form."""

from __future__ import annotations

import pytest

from pipeline.resolve.times import find_times


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It struck at 6:05 pm.", "18:05"),
        ("It struck at 6.05 p.m. on Monday.", "18:05"),
        ("It struck at 18:07 local time.", "18:07"),
        ("It struck at 18:07.", "18:07"),
        ("It struck at 0615 GMT.", "06:15"),
        ("It struck at 6 a.m.", "06:00"),
        ("It struck at 12 am.", "00:00"),
        ("It struck at 12:30 pm.", "12:30"),
        ("It struck at noon.", "12:00"),
        ("It struck shortly after midnight.", "~00:00"),
        ("It struck around 6 pm.", "~18:00"),
        ("It struck just before 7am.", "~07:00"),
        ("It struck at six o'clock in the evening.", "18:00"),
        ("It struck at three o’clock in the morning.", "03:00"),
        ("It struck at 3.40 a.m. on Monday.", "03:40"),
        ("It struck at six in the morning.", "06:00"),
        ("It struck at five past six in the evening.", "18:05"),
        ("It struck at a quarter to seven on Monday evening.", "18:45"),
        ("It struck at twenty-five past two that night.", "02:25"),
        ("Last night at half past nine it struck.", "21:30"),
        ("It struck shortly after six on Thursday evening.", "~18:00"),
        ("It struck yesterday at about ten in the morning.", "~10:00"),
        ("It struck just before midnight.", "~00:00"),
        ("It struck ten minutes before midnight.", "23:50"),
        ("It struck at 6:05 on Monday evening.", "18:05"),
        ("It struck at two o'clock at night.", "02:00"),
        ("It struck just before 19:00.", "~19:00"),
        ("It struck around 18:05.", "~18:05"),
        ("It struck after 23:00 on Monday.", "~23:00"),
        ("It has burned since 04:30.", "04:30"),
        ("From 06:15 it burned.", "06:15"),
        ("It struck at about 6 p.m. (2200 GMT).", "~18:00"),
        ("It struck at 6:05 pm local time [22:05 UTC].", "18:05"),
    ],
)
def test_a_time_is_written_in_one_form(text: str, value: str) -> None:
    assert [found.value for found in find_times(text, 0, len(text))] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "They won 6:05.",
        "They went from 2:15 up to 3:15.",
        "She ran it in about 19:05 minutes.",
        "It struck at six o'clock.",
        "In 1805 it stood.",
        "It cost 6.05.",
        "At 25:61 local time.",
        "It struck at a quarter past six.",
        "It struck shortly after six.",
        "It killed six in the morning.",
        "Five to six people left at nine in the afternoon.",
        "Two raids came, one in the morning.",
    ],
)
def test_what_is_no_time_or_could_be_two_is_none(text: str) -> None:
    assert find_times(text, 0, len(text)) == ()


def test_spans_hold_the_words() -> None:
    text = "Shots fell at 6:05 pm and again at 7 pm."
    assert [text[found.span.start : found.span.end] for found in find_times(text, 0, len(text))] == ["6:05 pm", "7 pm"]


def test_a_time_in_brackets_is_another_one_where_it_tells_no_zone_or_stands_further_off() -> None:
    text = "Shots fell at 6:05 pm (and again at 7 pm) and at 8 pm at the mill that they hold (2300 GMT)."
    assert [found.value for found in find_times(text, 0, len(text))] == ["18:05", "19:00", "20:00", "23:00"]
