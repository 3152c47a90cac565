"""Notes of the editors on their article go; stories about what others corrected stay."""

from __future__ import annotations

import time

import pytest

from pipeline.clean.body import find_body, whole_text

STORY = (
    "The bridge at Orlen was closed on Tuesday night after inspectors found a crack in its main pier.",
    '"I would not have driven over it one more time," said Piotr Hallam, the chief engineer.',
    "The mayor called a meeting of the council for Wednesday evening, and ferries will run every ten minutes.",
)
NOTES = [
    "Correction: An earlier version of this article said the bridge was built in 1962. It was opened in 1972.",
    "Correction: The bridge is fifty years old, not sixty.",
    "CORRECTION — The engineer's name is Piotr Hallam.",
    "Correction (March 3, 5:40 p.m.): The bridge has two piers.",
    "Correction, 3 March 2021: The bridge has two piers.",
    "Clarification: The mayor asked for the closure and did not order it.",
    "Editor's note: This story contains descriptions of a crash in which two people died.",
    "Editors’ Note: The council was given the plans before the Courier was.",
    "CORRECTION APPENDED.",
    "An earlier version of this article said that the mayor had ordered the closure.",
    "A previous version of this story misspelled the name of the engineer.",
    "An earlier version of this report wrongly said that two men had died.",
    "In an earlier version of this story, the bridge was placed in Selk.",
    "Due to an editing error, an earlier version of this article gave the wrong year.",
    "The headline on an earlier version of this article named the wrong river.",
    "This article was amended on 3 March 2021 to remove a claim that the mayor had ordered the closure.",
    "• This article was amended on 3 March to correct the age of the bridge.",
    "This story has been corrected to show that the bridge has two piers, not three.",
    "This article has been updated to include a comment by the mayor.",
    "This post has been updated with comment from the council.",
    "(This March 3 story has been corrected to say two piers in paragraph four)",
    "(Corrects the age of the bridge in second paragraph)",
    "A correction was made on March 3, 2021: an article on the bridge misstated its age.",
    "We have corrected this article to say that the bridge has two piers.",
    "Anmerkung der Redaktion: Die Brücke hat zwei Pfeiler und nicht drei.",
]


def kept(*lines: str, title: str | None = None) -> list[str]:
    text = "\n\n".join(lines)
    return [line for span in find_body(text, title) for line in text[span.start : span.end].split("\n\n")]


@pytest.mark.parametrize("note", NOTES)
def test_a_note_of_the_editors_goes_from_head_foot_and_middle(note: str) -> None:
    assert kept("Crack closes bridge at Orlen", note, *STORY) == ["Crack closes bridge at Orlen", *STORY]
    assert kept(*STORY, note) == list(STORY)
    assert kept(*STORY[:2], note, STORY[2]) == list(STORY)


@pytest.mark.parametrize(
    "line",
    [
        "The ministry corrected its figures on Monday: 300 people had died in the flood, not 30.",
        "An earlier version of the bill would have closed the bridge for good.",
        "An earlier version of this report was leaked to the council in May.",
        "The office amended its estimate to two percent, and said that an error had been made.",
        "The newspaper said that it had corrected the article and regretted the error.",
        "“This story has been updated,” the paper wrote below it an hour later.",
        '"Correction: I never voted for it," said the mayor.',
        "Corrections officers walked out of the prison at Selk on Monday.",
        "Clarification of the rules is what the engineers asked for.",
        "This article was amended in 1998 to allow a third term.",
        "This story has been told many times in Orlen.",
        "Editors note that the bridge had been inspected in May.",
        "A correction was made to the minutes, the clerk said.",
        "The statement has been corrected to say that the bridge is open, the ministry said.",
    ],
)
def test_a_story_about_a_correction_stays(line: str) -> None:
    assert kept(*STORY[:2], line, STORY[2]) == [*STORY[:2], line, STORY[2]]
    assert kept("Ministry corrects its figures", line, *STORY) == ["Ministry corrects its figures", line, *STORY]


def test_a_headline_behind_a_label_stays() -> None:
    headline = "Correction: ministry halves its figure for the dead"
    assert kept(headline, *STORY) == [headline, *STORY]


def test_an_article_of_a_law_that_was_amended_is_no_note() -> None:
    told = "Article 27 of the constitution lets a president serve twice."
    amended = "This article was amended to allow a third term, and the court agreed."
    assert kept(STORY[0], told, amended, STORY[2]) == [STORY[0], told, amended, STORY[2]]
    assert kept(STORY[0], amended, STORY[2]) == [STORY[0], STORY[2]]


@pytest.mark.parametrize(
    "note",
    [
        (
            "CORRECTION:",
            "As published in the Orlen Courier.",
            "An article on Thursday about the bridge misstated its age.",
        ),
        ("Correction", "An earlier version of this article gave the wrong age."),
        ("Editor's note:", "The Courier has since been given the plans of the bridge."),
        (
            "Clarification: March 4, 2021, Thursday.",
            "This article has been revised to reflect what the mayor asked for.",
        ),
    ],
)
def test_a_label_on_a_line_of_its_own_goes_with_its_note(note: tuple[str, ...]) -> None:
    assert kept(*STORY, *note) == list(STORY)


def test_a_note_glued_to_a_paragraph_goes_with_all_that_follows_it() -> None:
    note = "This article was amended on 3 March 2021. The bridge has two piers, not three."
    assert kept(" ".join(STORY) + " " + note) == [" ".join(STORY)]


def test_a_story_glued_to_a_note_stays() -> None:
    story = " ".join(STORY * 4)
    assert kept("This story has been updated with a comment by the mayor. " + story) == [story]


def test_a_page_that_is_nothing_but_a_note_stays() -> None:
    assert kept(NOTES[0]) == [NOTES[0]]


def test_uncleaned_texts_keep_their_notes() -> None:
    text = "\n".join((*STORY, NOTES[0]))
    assert [text[span.start : span.end] for span in whole_text(text)] == [text]


@pytest.mark.parametrize("unit", ["Correction ", "Correction: ", "An earlier version of this ", "Correction 3 March, "])
def test_time_is_linear_in_hostile_notes(unit: str) -> None:
    started = time.process_time()
    find_body(unit * (300_000 // len(unit)))
    find_body("\n".join([unit * 5] * 10_000))
    assert time.process_time() - started < 10
