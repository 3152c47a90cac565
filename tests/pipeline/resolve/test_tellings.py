"""The parts of an attribution as they are shown."""

from __future__ import annotations

import pytest
from made_extractions import Made

from pipeline.records import ClaimMention


def told(text: str, source: str | None, cue: str, *contents: str) -> ClaimMention:
    """The telling that an attribution of these parts comes to."""
    (claim,) = Made(text).claim(source, cue, *contents).resolved().claim_mentions
    return claim


@pytest.mark.parametrize(
    ("text", "cue", "content", "shown"),
    [
        ("Ines Falk said last Friday that the old mill was safe.", "said last", "that the old mill was safe", "said"),
        ("Ines Falk denied on Friday that the mill was unsafe.", "denied on", "that the mill was unsafe", "denied"),
        (
            "The board signed an agreement to close the old mill.",
            "signed an",
            "agreement to close the old mill",
            "signed",
        ),
        ("The board ruled by 7 votes that the mill must close.", "ruled by 7", "that the mill must close", "ruled"),
        ("The board called for an end of the works there.", "called for", "an end of the works there", "called for"),
        ("Ines Falk spoke of the “mill of our fathers”.", "spoke of the", "“mill of our fathers”", "spoke of"),
        ("The mill is safe, according to Ines Falk.", "according to", "The mill is safe", "according to"),
        ("Ines Falk pointed out on Friday that it was safe.", "pointed out on", "that it was safe", "pointed out"),
        (
            "The old mill of the town is all that Ines Falk spoke of.",
            "spoke of",
            "The old mill of the town",
            "spoke of",
        ),
        ("Ines Falk warned for years that it was unsafe.", "warned for", "that it was unsafe", "warned"),
        ("“The mill is safe,” Ines Falk went on.", "went on", "“The mill is safe,”", "went on"),
    ],
)
def test_a_cue_ends_with_its_phrase(text: str, cue: str, content: str, shown: str) -> None:
    source = "The board" if text.startswith("The board") else "Ines Falk"
    assert told(text, source, cue, content).cue_text == shown


@pytest.mark.parametrize(
    ("cue", "content", "parts"),
    [
        ("had denied refusing", "to speak with the guild", ("had denied", "refusing to speak with the guild")),
        ("denied ever ignoring", "the cracks in the wall", ("denied", "ever ignoring the cracks in the wall")),
        ("admitted", "ignoring the cracks in the wall", ("admitted", "ignoring the cracks in the wall")),
        ("denied this morning", "that the wall was unsafe", ("denied this morning", "that the wall was unsafe")),
        ("denied everything", "that the guild had written", ("denied everything", "that the guild had written")),
    ],
)
def test_what_was_denied_is_in_the_content(cue: str, content: str, parts: tuple[str, str]) -> None:
    claim = told(f"Ines Falk {cue} {content}.", "Ines Falk", cue, content)
    assert (claim.cue_text, claim.content_text) == parts


REPORTED = "that the captain had offered to go"


@pytest.mark.parametrize("taken", [f"{REPORTED} were wholly false", REPORTED])
def test_who_says_that_reports_were_false_denies_what_they_say(taken: str) -> None:
    claim = told(f"Ines Falk said reports {REPORTED} were wholly false.", "Ines Falk", "said", taken)
    assert (claim.cue_text, claim.content_text) == ("said were wholly false", REPORTED)


@pytest.mark.parametrize(
    "text",
    [
        f"Ines Falk said reports {REPORTED} were not false.",
        f"Ines Falk said reports {REPORTED} were false alarms.",
        f"Ines Falk said {REPORTED} was a surprise and reports were false.",
    ],
)
def test_what_is_not_said_to_be_false_is_not_denied(text: str) -> None:
    claim = told(text, "Ines Falk", "said", REPORTED)
    assert (claim.cue_text, claim.content_text) == ("said", REPORTED)


def test_the_rest_of_a_quotation_is_no_part_of_its_source() -> None:
    text = "“The wall is thin,” said Ines Falk, who built it, “but it will hold.”"
    claim = told(text, "Ines Falk, who built it, “but it will hold.”", "said", "“The wall is thin,”")
    assert claim.source_text == "Ines Falk, who built it"
    assert claim.content_text == "“The wall is thin,” “but it will hold.”"


def test_a_name_in_quotation_marks_is_a_part_of_its_source() -> None:
    text = "“The wall is thin,” said Ines Falk of the guild, “Old Walls”."
    source = "Ines Falk of the guild, “Old Walls”"
    assert told(text, source, "said", "“The wall is thin,”").source_text == source
