from __future__ import annotations

import pytest

from pipeline.read.article import outcome_of
from pipeline.read.headline import headline_of
from pipeline.read.items import Record
from pipeline.records import Article


@pytest.mark.parametrize(
    "text",
    [
        "Flood sweeps away bridge\n\nA flood swept away a bridge on Friday.",
        "\n  Flood sweeps away bridge \r\n\r\nBy Ada Stone\r\nA flood swept away a bridge on Friday.",
    ],
)
def test_a_short_line_before_a_blank_one_is_the_headline(text: str) -> None:
    assert headline_of(text) == "Flood sweeps away bridge"


@pytest.mark.parametrize(
    "text",
    [
        "", "Flood sweeps away bridge", "Flood sweeps away bridge\n\n",
        "Flood sweeps away bridge\nin the valley\n\nA flood.",
        "A flood swept away a bridge on Friday.\n\nNine died.", "Three things happened this week:\n\nA flood.",
        "HARBOUR LEDGER\n\nA flood.", "By Ada Stone in Northgate\n\nA flood.", "Friday, 3 March 2021\n\nA flood.",
        "A flood swept " + "far " * 50 + "away\n\nA flood.",
    ],
)  # fmt: skip
def test_other_first_lines_are_none(text: str) -> None:
    assert headline_of(text) is None


def test_a_text_file_has_its_headline_as_title_and_keeps_it_in_the_text() -> None:
    text = "Flood sweeps away bridge\n\nA flood swept away a bridge on Friday."
    article = outcome_of(Record(None, {"text": text}), "a.txt", ()).result
    assert isinstance(article, Article)
    assert (article.title, article.text) == ("Flood sweeps away bridge", text)
    row = outcome_of(Record(0, {"text": text}), "a.jsonl", ()).result
    assert isinstance(row, Article)
    assert row.title is None
