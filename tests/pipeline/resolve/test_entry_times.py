"""Times that open the entries of live reports, and times that are part of what a sentence tells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.records import Span
from pipeline.resolve.entry_times import entry_time, entry_time_end, stands_below_time


@pytest.mark.parametrize(
    "time",
    [
        "18:40 ", "18:40: ", "18.40: ", "18:40 - ", "18:40 – ", "18:40 | ", "18h40 : ", "18:40:05 ", "18.40 GMT ",
        "18:40 (CET) ", "1840 GMT: ", "6.40pm: ", "6.40pm BST ", "6:40 p.m. — ", "6pm: ", "10:42 a.m. ET\n", "[18:40] ",
        "[18.40 GMT]: ", "(6.40pm) ", "• 18:40 ", "- 18:40: ",
    ],
)  # fmt: skip
@pytest.mark.parametrize("words", ["Police say the road is shut.", "“We fled,” said Ada Holm."])
def test_the_time_of_an_entry_is_no_part_of_it(time: str, words: str) -> None:
    text = f"The latest.\n{time}{words}"
    start = text.index("\n") + 1
    assert entry_time(text, start) == Span(start, len(text) - len(words))
    assert text[start + entry_time_end(text[start:]) :] == words


@pytest.mark.parametrize(
    "text",
    [
        "18:40 was when the train left.",
        "6 p.m. is when polls close.",
        "6pm Monday was the deadline.",
        "18:40 GMT Monday was the deadline.",
        "11:30 a.m. Sunday services were cancelled.",
        "7 p.m. Eastern time is when they meet.",
        "10am – 4pm: the road is shut.",
        "9:30 Club owners closed the hall.",
        "12.50 Million People Face Hunger",
        "5:4 was the vote.",
        "1968: a year of revolt.",
        "2.50 euros is the price.",
        "At 18:40 Police Chief Ada Holm left.",
        "Police say the road is shut.",
        "",
    ],
)
def test_a_time_that_a_sentence_tells_of_stays(text: str) -> None:
    assert entry_time(text, 0) is None
    assert entry_time_end(text) == 0


@given(st.text(alphabet="0168:.h apm[]()-–\n GMTBP“", max_size=40), st.integers(0, 5))
def test_what_opens_any_text_ends_within_it(text: str, start: int) -> None:
    found = entry_time(text, start)
    assert found is None or start == found.start < found.end < len(text)


@given(st.text(alphabet="0168:.h apm\n GMTP“", max_size=40), st.integers(0, 20), st.integers(0, 20))
def test_a_line_stands_below_a_time_of_its_own_story_only(text: str, line: int, first: int) -> None:
    found = stands_below_time(text, line, first)
    assert not found or any(sign.isdigit() for sign in text[first:line])
