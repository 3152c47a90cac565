"""The stage in a pipeline, and one article by itself."""

from __future__ import annotations

from dataclasses import replace

import apache_beam as beam
import pytest
from apache_beam.options.pipeline_options import PipelineOptions
from apache_beam.testing.util import assert_that, equal_to

from models.records import Span
from pipeline.clean import CleanArticles
from pipeline.clean.article import clean_article, failed
from pipeline.local.runner import local_runner
from pipeline.records import Article, Reject
from tests.pipeline.clean.made_articles import ENGLISH, GERMAN, make_article


def test_body_and_language_are_set_and_nothing_else() -> None:
    article = make_article(f"Share\n{ENGLISH}\nAdvertisement")
    body = (Span(6, 6 + len(ENGLISH)),)
    assert clean_article(article, "auto", frozenset({"en"})) == replace(article, body_spans=body, language="en")


def test_mode_off_takes_the_whole_text() -> None:
    article = make_article(f"Share\n{ENGLISH}\nAdvertisement\n")
    cleaned = clean_article(article, "off", None)
    assert isinstance(cleaned, Article)
    assert cleaned.body_spans == (Span(0, len(article.text) - 1),)


def test_other_languages_are_refused_with_a_way_out() -> None:
    refused = clean_article(make_article(GERMAN * 20), "auto", frozenset({"en"}))
    assert isinstance(refused, Reject)
    assert (refused.stage, refused.error_type, refused.source_id) == ("clean", "UnsupportedLanguage", "source-a1")
    assert "German (de)" in refused.error_message
    assert "--languages en,de" in refused.error_message
    assert len(refused.excerpt) <= 2048
    assert refused.excerpt.decode("utf-8") == (GERMAN * 20)[: len(refused.excerpt.decode("utf-8"))]


def test_article_whose_language_cannot_be_told_is_taken() -> None:
    cleaned = clean_article(make_article("Quake"), "auto", frozenset({"en"}))
    assert isinstance(cleaned, Article)
    assert cleaned.language is None


def test_failure_is_a_reject_of_its_article() -> None:
    reject = failed(make_article(ENGLISH), RecursionError("too deep"))
    assert (reject.stage, reject.error_type) == ("clean", "RecursionError")
    assert "--clean=off" in reject.error_message


def test_transform_parts_articles_from_rejects() -> None:
    english, german = make_article(ENGLISH, identity="e"), make_article(GERMAN, identity="g")
    options = PipelineOptions([])
    with beam.Pipeline(local_runner(options, 1, 1), options) as pipeline:
        cleaned = pipeline | beam.Create([english, german]) | CleanArticles()
        assert_that(cleaned.articles, equal_to([replace(english, language="en")]), label="articles")
        languages = cleaned.rejects | beam.Map(lambda reject: reject.source_id)
        assert_that(languages, equal_to(["source-g"]), label="rejects")


def test_unknown_choices_are_refused_before_any_work() -> None:
    with pytest.raises(ValueError, match="auto or off"):
        CleanArticles(mode="never")
    with pytest.raises(ValueError, match="unknown language"):
        CleanArticles(languages=("qqx",))


def test_all_languages() -> None:
    german = make_article(GERMAN)
    assert clean_article(german, "auto", None) == replace(german, language="de")
