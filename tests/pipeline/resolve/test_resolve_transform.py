"""The transform: every article comes out once, resolved or rejected."""

from __future__ import annotations

import dataclasses

import apache_beam as beam
from apache_beam.testing.test_pipeline import TestPipeline
from apache_beam.testing.util import assert_that, equal_to
from made_extractions import Made

from pipeline.records import ExtractedArticle, Reject
from pipeline.resolve import ResolveArticles


def broken() -> ExtractedArticle:
    """An article whose extraction cannot be: it has no spans at all."""
    made = Made("Rebels burned it.").event("burned").extracted()
    return dataclasses.replace(made, extraction=dataclasses.replace(made.extraction, sentences=(None,)))  # type: ignore[arg-type]


def test_a_good_article_is_resolved_and_a_broken_one_rejected() -> None:
    good = Made("Rebels burned it on Monday.").event("burned").extracted()
    with TestPipeline() as pipeline:
        resolved = pipeline | beam.Create([good, broken()]) | ResolveArticles()
        triggers = resolved.articles | beam.FlatMap(
            lambda article: [one.trigger_text for one in article.event_mentions]
        )
        assert_that(triggers, equal_to(["burned"]), label="articles")
        assert_that(resolved.rejects | beam.Map(what), equal_to([("s1", "resolve", True)]), label="rejects")


def what(reject: Reject) -> tuple[str, str, bool]:
    return reject.source_id, reject.stage, reject.excerpt == b"Rebels burned it."
