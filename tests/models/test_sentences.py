from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.records import Span
from models.sentences import split_sentences


def sentences(text: str) -> list[str]:
    return [text[span.start : span.end] for span in split_sentences(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    "text",
    [
        "The guild has new rules, said Ms. Miro of Karlin.",
        "They met at Ft. Karlin on Monday.",
        "The senator (R-N.H.) paid it back.",
        "Of the non-U.S. guests two left.",
    ],
)
def test_an_abbreviation_before_a_name_ends_no_sentence(text):
    assert sentences(f"{text} Nobody else came.") == [text, "Nobody else came."]


@pytest.mark.parametrize("month", ["May", "Nov", "Sept"])
def test_a_month_ends_a_sentence_but_before_its_day(month):
    assert sentences(f"It reopened in {month}. Guards came.") == [f"It reopened in {month}.", "Guards came."]
    assert len(sentences(f"It reopened on {month}. 14 and stayed.")) == 1


def test_a_letter_that_ends_a_sentence_ends_it():
    assert sentences("It was plan B-C. They left.") == ["It was plan B-C.", "They left."]
    assert sentences("She signed as Ms.") == ["She signed as Ms."]


@given(
    st.lists(
        st.sampled_from(
            ["Ms. ", "Ms.", "R-N.", "H., ", "Ft.\n", "left. ", "Anna ", "-U.", "S. ", "\n", "in May. ", "Nov.) "]
        ),
        max_size=12,
    )
)
def test_every_word_stands_in_one_sentence_in_order(parts):
    text = "".join(parts)
    found = split_sentences(text, Span(0, len(text)))
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())
