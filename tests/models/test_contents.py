"""The content of a claim in one piece: what is filled, what goes on after the cue, and what is left off."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.contents import in_one_piece
from models.corpora import whole
from models.reading import FoundClaim
from models.tagging import runs
from models.windows import split_words
from tests.models.tiny import tiny_tokenizer

TOKENIZER = tiny_tokenizer()
MARKS = {"(": "source", "<": "cue", "[": "content"}


def read(marked: str) -> tuple[str, ...]:
    """The runs of a content in one piece; [content], <cue> and (source) are marked in the text."""
    text, parts = unmarked(marked)
    words = split_words(whole(text), TOKENIZER)
    within = {
        part: runs(np.array([any(s <= start < e for s, e in spans) for start in words.starts]))
        for part, spans in parts.items()
    }
    claim = FoundClaim(
        within["cue"][0], tuple(within["source"]), tuple(within["content"]), 0.9, np.zeros(1, np.float32)
    )
    spans = [words.span(first, last) for first, last in in_one_piece(text, words, claim, claim.content)]
    return tuple(text[span.start : span.end] for span in spans)


def unmarked(marked: str) -> tuple[str, dict[str, list[tuple[int, int]]]]:
    text, parts = "", {part: list[tuple[int, int]]() for part in MARKS.values()}
    for piece in re.findall(r"[(<\[][^)>\]]*[)>\]]|[^(<\[]+", marked):
        part = MARKS.get(piece[0])
        if part:
            parts[part].append((len(text), len(text) + len(piece) - 2))
        text += piece[1:-1] if part else piece
    return text, parts


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
         ("the bell. The rest of the",)),
        ("[Some] of the many men and women who came by boat on that day or later [left the town again], (she) <said>",
         ("left the town again",)),
    ],
    ids=["one run", "cue between", "quotation after other words", "short gap", "clause between", "overrun",
         "sentence of a word", "other sentence", "long gap"],
)  # fmt: skip
def test_a_content_reads_as_one_statement(marked: str, content: tuple[str, ...]) -> None:
    assert read(marked) == content


@given(st.lists(st.sampled_from(["[a b]", "c", "[d]", "e. ", "(f)", "k l m n o p q r s t u", '["v"]']), max_size=9))
def test_a_content_is_never_lost_and_never_takes_in_its_cue_or_source(parts: list[str]) -> None:
    marked = " ".join([*parts[:4], "[x y]", "<said>", *parts[4:]])
    found = " ".join(read(marked)).split()
    assert found
    assert not {"said", "f"} & set(found)
