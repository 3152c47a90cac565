"""Where a page without dates goes over from one story to the next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from made_extractions import packed, split_sentences

from models.records import Span, Vector
from pipeline.resolve.dateline import split_stories
from pipeline.resolve.seams import find_seams

MILL = """Flood takes both mills of Karvina
The river Olza rose over the walls of Karvina on Monday and took the lower market and both mills with it.
Mayor Anna Miro said that the mills had stood for two centuries and that the market would be built again.
Millers of Karvina carried flour to the church, and the river fell by the evening, Miro said.
"""
STRIKE = """Pilots Strike at Northern Airline
Pilots of the airline Nordwing left their cockpits on Thursday, and forty flights to the islands were cancelled.
Captain Ivo Brandt, who leads the union, said that the airline had refused to talk about longer nights.
The airline said that Brandt had never asked, and passengers slept beside the counters of its terminal.
"""
OLD_STRIKE = STRIKE.replace("on Thursday", "on 4 May 2019")
TODAY = date(2021, 3, 3)


def vectors_of(text: str, sentences: Sequence[Span], turn: int) -> list[Vector]:
    """Sentences before an offset mean one thing and those after it another, each with a little of its own."""
    return [
        packed(0.95 if one.start < turn else 0.1, 0.1 if one.start < turn else 0.95, 0.3 * (-1) ** number)
        for number, one in enumerate(sentences)
    ]


def seams_of(text: str, turn: int) -> tuple[int, ...]:
    sentences = split_sentences(text)
    return find_seams(text, sentences, vectors_of(text, sentences, turn))


def test_a_page_is_cut_where_another_story_begins() -> None:
    assert seams_of(MILL + STRIKE, len(MILL)) == (len(MILL),)


def test_one_story_is_not_cut() -> None:
    more = "The walls of Karvina will be raised, Miro said, and the millers were paid from the chest of the town.\n" * 3
    assert seams_of(MILL + more, 10_000) == ()


def test_another_topic_is_no_other_story_where_its_people_go_on() -> None:
    talk = "She also spoke of the pilots of the airline Nordwing, who had left their cockpits, Miro said on Thursday.\n"
    assert seams_of(MILL + talk * 3, len(MILL)) == ()


def test_a_note_below_an_article_is_no_story() -> None:
    note = "Editor's note: Nordwing pays for the pages on travel that stand beside these, and had no part in them. " * 3
    assert seams_of(MILL + note, len(MILL)) == ()


def test_without_vectors_nothing_is_cut() -> None:
    text = MILL + STRIKE
    assert find_seams(text, split_sentences(text), ()) == ()


def test_a_story_behind_a_seam_counts_from_the_day_of_the_page() -> None:
    assert _days(MILL + STRIKE) == [TODAY, TODAY]


def test_a_story_of_an_older_day_counts_from_none() -> None:
    assert _days(MILL + OLD_STRIKE) == [TODAY, None]


def _days(text: str) -> list[date | None]:
    sentences = split_sentences(text)
    return [story.day for story in split_stories(text, sentences, TODAY, vectors_of(text, sentences, len(MILL)))]


LINES = st.lists(st.sampled_from([*MILL.splitlines(), *STRIKE.splitlines(), "“Yes.”", "He left.", ""]), max_size=40)


@given(lines=LINES, turn=st.integers(0, 3000))
def test_stories_hold_the_whole_text_in_order(lines: list[str], turn: int) -> None:
    text = "\n".join(lines)
    sentences = split_sentences(text)
    stories = split_stories(text, sentences, TODAY, vectors_of(text, sentences, turn))
    assert "".join(text[story.span.start : story.span.end] for story in stories) == text
    assert all(any(story.span.start == one.start for one in sentences) for story in stories[1:])
