"""A stream of made reports on Beam's test stream, from resolved articles to commits."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import apache_beam as beam
from apache_beam.options.pipeline_options import PipelineOptions
from apache_beam.runners.direct.direct_runner import BundleBasedDirectRunner
from apache_beam.runners.runner import PipelineResult
from apache_beam.testing.test_stream import TestStream

from pipeline.records import Article, ResolvedArticle
from pipeline.stream.coders import register_coders
from pipeline.stream.commits import begin_stream
from pipeline.stream.pace import Pace
from pipeline.stream.transform import AdmitArticles, FoldStream, tell_articles
from pipeline.stream.writing import WriteCommits
from pipeline.write import RunFacts

START = 1_900_000_000
"""The event time of the first report, which lies ahead of the wall clock, so that nothing is old yet."""

FACTS = RunFacts("1", {"model": "00"}, {"clean": "off"}, {})


def at_start() -> float:
    """A clock that stands still: timers are set for the first wave, and fire once the test stream has come so far."""
    return 0.0


def run_stream_of(source: TestStream, output: Path) -> PipelineResult:
    """Fold the resolved articles of a test stream into commits in the output, until all has been drained."""
    register_coders()
    begin_stream(str(output), FACTS)
    pace = Pace(interval=60.0, horizon=30 * 86_400.0, now=at_start)
    pipeline = beam.Pipeline(runner=BundleBasedDirectRunner(), options=PipelineOptions(streaming=True))
    resolved = pipeline | source | "Typed" >> beam.Map(_same).with_output_types(ResolvedArticle)
    articles = resolved | "Article" >> beam.Map(_article).with_output_types(Article)
    admitted = articles | AdmitArticles(pace)
    rows = {**admitted.told, "articles/resolved": tell_articles(resolved)} | FoldStream(pace)
    _ = rows | WriteCommits(str(output), pace)
    result = pipeline.run()
    result.wait_until_finish()
    return result


def _same(resolved: ResolvedArticle) -> ResolvedArticle:
    return resolved


def _article(resolved: ResolvedArticle) -> Article:
    return replace(resolved.article, syndication_id=resolved.article.article_id)
