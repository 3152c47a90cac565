"""A batch of articles through an extractor: results in order, poison articles rejected alone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.records import Document, Extraction
from pipeline.extract.articles import BATCH_CHARACTERS, article_size, extract_articles, model_folder
from pipeline.records import ExtractedArticle, Reject
from tests.pipeline.extract.fakes import CapitalExtractor, make_article


def test_results_come_in_the_order_of_the_articles():
    articles = [
        make_article(text, number) for number, text in enumerate(["One met Two.", "nobody came.", "Three left."])
    ]
    results = extract_articles(articles, CapitalExtractor(), min_confidence=0.0)
    assert [result.article for result in results if isinstance(result, ExtractedArticle)] == articles
    assert [len(result.extraction.events) for result in results if isinstance(result, ExtractedArticle)] == [2, 0, 1]


def test_what_is_below_the_confidence_asked_for_is_left_out():
    [result] = extract_articles([make_article("A B C D")], CapitalExtractor(), min_confidence=0.2)
    assert isinstance(result, ExtractedArticle)
    assert [event.confidence for event in result.extraction.events] == [0.2, 0.3]
    assert [telling.confidence for telling in result.extraction.attributions] == [0.2, 0.3]


def test_a_poison_article_is_rejected_alone_with_its_source_and_a_reason():
    articles = [make_article("Fine."), make_article("a poison pill", 1), make_article("Fine too.", 2)]
    results = extract_articles(articles, CapitalExtractor(), min_confidence=0.0)
    assert [type(result) for result in results] == [ExtractedArticle, Reject, ExtractedArticle]
    reject = results[1]
    assert isinstance(reject, Reject)
    assert (reject.source_id, reject.stage, reject.error_type) == ("source-1", "extract", "extraction_failed")
    assert "the tensor has no shape" in reject.error_message
    assert reject.excerpt == b"a poison pill"


def test_a_batch_without_trouble_is_extracted_in_one_call():
    extractor = CapitalExtractor()
    extract_articles([make_article("One."), make_article("Two.", 1)], extractor, min_confidence=0.0)
    assert extractor.batch_sizes == [2]


def test_an_extractor_that_loses_a_document_loses_no_article():
    class Forgetful:
        def extract(self, documents: Sequence[Document]) -> list[Extraction]:
            return []

    results = extract_articles([make_article("One."), make_article("Two.", 1)], Forgetful(), min_confidence=0.0)
    assert [type(result) for result in results] == [Reject, Reject]


@given(st.lists(st.tuples(st.booleans(), st.text(max_size=3000)), max_size=6))
def test_every_article_ends_in_exactly_one_result(drafts: list[tuple[bool, str]]):
    articles = [make_article(("poison" if bad else "") + text, at) for at, (bad, text) in enumerate(drafts)]
    results = extract_articles(articles, CapitalExtractor(), min_confidence=0.0)
    ids = [result.source_id if isinstance(result, Reject) else result.article.source_id for result in results]
    assert ids == [article.source_id for article in articles]
    assert [isinstance(result, Reject) for result in results] == ["poison" in article.text for article in articles]
    assert all(len(result.excerpt) <= 2048 for result in results if isinstance(result, Reject))


@pytest.mark.parametrize(("characters", "size"), [(0, 1), (500, 500), (10 * BATCH_CHARACTERS, BATCH_CHARACTERS)])
def test_an_article_costs_what_is_read_of_it_and_never_more_than_a_batch(characters: int, size: int):
    assert article_size(make_article("x" * characters)) == size


def test_the_bundled_model_is_the_default():
    assert model_folder(None).samefile("models/weights")
    assert model_folder(Path("mine")) == Path("mine")
