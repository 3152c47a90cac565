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
        "Flood sweeps away bridge\nFriday 5 March 2021, 21.05\n\nA flood swept away a bridge on Friday.",
        "Flood sweeps away bridge\nBy Ada Stone\nPublished: 5 March 2021\n\nA flood swept away a bridge on Friday.",
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


@pytest.mark.parametrize(
    "imprint",
    [
        "HARBOUR LEDGER\n\n", "Harbour Ledger\nFriday, 3 March 2021\n\n", "Friday, 3 March 2021\r\n\r\n",
        "Vol. XII, No. 4\n\n", "The Harbour Ledger\n\nNumber 40\n\n3 March 2021\n\n",
        "RADIO HARBOUR\nThe voice of the east\n\n", "Post of Kalm\nNORTHGATE, March 3, 2021\n\n",
    ],
)  # fmt: skip
def test_the_headline_may_stand_below_the_name_the_volume_and_the_day_of_its_paper(imprint: str) -> None:
    text = f"{imprint}Flood sweeps away bridge\n\nA flood swept away a bridge on Friday."
    assert headline_of(text) == "Flood sweeps away bridge"


@pytest.mark.parametrize(
    "text",
    [
        "HARBOUR LEDGER\nFriday, 3 March 2021\n\nA flood swept away a bridge on Friday.\n\nNine died.",
        "HARBOUR LEDGER\n\nFlood sweeps away bridge", "HARBOUR LEDGER\nFlood sweeps away bridge\n\nA flood.",
        "The North Kalm Post\nFriday, 3 March 2021\n\nA flood.",
        "Flood in Northgate\n\nBridge at the mill is gone\n\nA flood.",
        "Nine dead\n\nBridge at the mill is gone\n\nA flood.",
        "A flood came.\n\nBridge at the mill is gone\n\nThe mayor left.",
        "1\n\n2\n\n3\n\n4\n\nBridge at the mill is gone\n\nThe mayor left.",
    ],
)  # fmt: skip
def test_what_stands_below_other_lines_is_none(text: str) -> None:
    assert headline_of(text) is None


def test_a_text_file_has_its_headline_as_title_and_keeps_it_in_the_text() -> None:
    text = "Flood sweeps away bridge\n\nA flood swept away a bridge on Friday."
    article = outcome_of(Record(None, {"text": text}), "a.txt", ()).result
    assert isinstance(article, Article)
    assert (article.title, article.text) == ("Flood sweeps away bridge", text)
    row = outcome_of(Record(0, {"text": text}), "a.jsonl", ()).result
    assert isinstance(row, Article)
    assert row.title is None
