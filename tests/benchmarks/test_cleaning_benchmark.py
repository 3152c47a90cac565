"""The benchmark of cleaning holds what the project promises of it."""

from __future__ import annotations

import pytest

from models.records import Span
from tests.benchmarks.cleaning import SETS, Page, measure, read_pages, score


@pytest.mark.parametrize(("name", "recall"), [("tuned_on", 0.99), ("held_out", 0.98)])
def test_cleaning_keeps_the_article_and_little_else(name: str, recall: float) -> None:
    result = measure(name)
    assert result.precision >= 0.98
    assert result.recall >= recall


def test_there_are_enough_pages_and_each_has_a_story() -> None:
    pages = [page for name in SETS for page in read_pages(name)]
    assert len({page.name for page in pages}) == len(pages) >= 60
    assert all(any(story for _, story in page.pieces) for page in pages)


def test_score_counts_characters_that_are_not_whitespace() -> None:
    page = Page("made", "Share\nA b c", ((Span(0, 5), False), (Span(6, 11), True)))
    result = score(page, (Span(2, 8),))
    assert (result.kept_story, result.kept, result.story, result.boilerplate) == (1, 4, 3, 5)
    assert (result.precision, result.recall, result.removed) == (1 / 4, 1 / 3, 2 / 5)
