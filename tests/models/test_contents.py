"""The content of a claim in one piece: what is filled, what goes on after the cue, and what is left off."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.contents import in_one_piece
from tests.models.marked import marked_claim


def read(marked: str) -> tuple[str, ...]:
    """The runs of a content in one piece; [content], <cue> and (source) are marked in the text."""
    text, words, claim = marked_claim(marked)
    spans = [words.span(*run) for run in in_one_piece(text, words, claim, claim.content, frozenset())]
    return tuple(text[span.start : span.end] for span in spans)


@pytest.mark.parametrize(
    ("marked", "content"),
    [
        ("(Vargas) <said> [the mill burned down]", ("the mill burned down",)),
        ("[The mill], (Vargas) <said>, [burned down]", ("The mill", "burned down")),
        ('["The mill burned,"] (she) <said> as she swept the ashes away. ["It was old."]',
         ('"The mill burned,"', '"It was old."')),
        ("Police <arrested> [the miller] at dawn in [an inquiry into the fire]",
         ("the miller at dawn in an inquiry into the fire",)),
        ("[The vote] was <asked for> by (Vargas), who had refused [to yield]", ("The vote",)),
        ("(She) <said> [the bell rang. Had] nobody heard it?", ("the bell rang.",)),
        ("(She) <said> [the bell rang. Often.]", ("the bell rang. Often.",)),
        ("(She) <heard> [the bell. The rest of the] town slept. [It was late indeed, and cold]",
         ("the bell. The rest of the town",)),
        ("[Some] of the many men and women who came by boat on that day or later [left the town again], (she) <said>",
         ("left the town again",)),
        ("(She) <said> [the bell rang in] Karlin at dawn", ("the bell rang in Karlin",)),
        ("(She) <said> [it was Ines] May", ("it was Ines May",)),
        ("(She) <said> [the bell rang, and] wept", ("the bell rang",)),
        ("(She) <said> [the bell rang, which] nobody heard", ("the bell rang",)),
        ("(She) <did not say> [which]", ("which",)),
        ('He laughed [at it. "The bell rang,"] (she) <said>.', ('"The bell rang,"',)),
        ('He [left. "\n"The bell rang,"] (she) <said>.', ('"The bell rang,"',)),
        ('["It rang,"] (she) <said>.\n[9 May] was a Monday', ('"It rang,"',)),
    ],
    ids=["one run", "cue between", "quotation after other words", "short gap", "clause between", "overrun",
         "sentence of a word", "other sentence", "long gap", "cut before a place", "cut name", "conjunction",
         "relative pronoun", "question word", "underrun", "mark of the sentence before", "other paragraph"],
)  # fmt: skip
def test_a_content_reads_as_one_statement(marked: str, content: tuple[str, ...]) -> None:
    assert read(marked) == content


@given(st.lists(st.sampled_from(["[a b]", "c", "[d]", "e. ", "(f)", "k l m n o p q r s t u", '["v"]']), max_size=9))
def test_a_content_is_never_lost_and_never_takes_in_its_cue_or_source(parts: list[str]) -> None:
    marked = " ".join([*parts[:4], "[x y]", "<said>", *parts[4:]])
    found = " ".join(read(marked)).split()
    assert found
    assert not {"said", "f"} & set(found)
