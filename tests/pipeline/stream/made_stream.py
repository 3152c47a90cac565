"""Streams on Beam's own test stream, whose times a test sets, from articles or what a source delivers to commits."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest import mock

import apache_beam as beam
from apache_beam.metrics.metric import Metrics
from apache_beam.options.pipeline_options import PipelineOptions
from apache_beam.pvalue import PCollection
from apache_beam.runners.direct import direct_runner, transform_evaluator
from apache_beam.runners.direct.clock import TestClock
from apache_beam.runners.direct.direct_runner import BundleBasedDirectRunner
from apache_beam.testing.test_stream import TestStream
from apache_beam.transforms import userstate
from apache_beam.utils.timestamp import Timestamp

from pipeline.extract.articles import Extracts, LoadExtractor, load_extractor
from pipeline.options import Options
from pipeline.records import Article, ResolvedArticle
from pipeline.stream import pace as paces
from pipeline.stream.coders import register_coders
from pipeline.stream.commits import begin_stream
from pipeline.stream.job import DatasetsOf
from pipeline.stream.pace import WAVE_AFTER_STEPS, Pace
from pipeline.stream.schedule import STEP_SECONDS
from pipeline.stream.steps import steps
from pipeline.stream.transform import AdmitArticles, FoldStream, tell_articles
from pipeline.stream.writing import WriteCommits
from pipeline.write import RunFacts

DAY = 86_400
START = 22_000 * DAY
"""The processing time at which every test stream starts, and the event time of its first element."""

FACTS = RunFacts("1", {"model": "00"}, {"clean": "off"}, {})

_clock = TestClock()


def processing_time() -> float:
    """The processing time of the test stream that is running; functions of a stream find it by this name."""
    return _clock.time()


PACE = Pace(interval=60.0, horizon=30.0 * DAY, now=processing_time)


def behind_time() -> float:
    """A clock for streams of many keys: folds are due at once, for this runner asks all keys whenever time passes."""
    return processing_time() - 2 * PACE.interval


def with_wave(source: TestStream) -> TestStream:
    """The stream with a pause of two intervals, in which what has come passes through all steps, a second apart."""
    places = len(steps()) + WAVE_AFTER_STEPS
    for seconds in (PACE.interval, *[STEP_SECONDS] * places, PACE.interval - places * STEP_SECONDS):
        source = source.advance_processing_time(seconds)
    return source


def run_stream_of(source: TestStream, output: Path) -> Counter[str]:
    """Fold the resolved articles of a test stream into commits in the output; gives the counters of the stream."""

    def wire(resolved: PCollection[ResolvedArticle]) -> None:
        typed = resolved | "Typed" >> beam.Map(_same).with_output_types(ResolvedArticle)
        articles = typed | "Article" >> beam.Map(_article).with_output_types(Article)
        admitted = articles | AdmitArticles(PACE)
        rows = {**admitted.told, "articles/resolved": tell_articles(typed).told} | FoldStream(PACE)
        _ = rows | WriteCommits(str(output), PACE)

    begin_stream(str(output), FACTS)
    return _run(source, wire)


def run_datasets_of(source: TestStream, options: Options, load: LoadExtractor) -> Counter[str]:
    """Make commits of what a source delivers, by all stages, with the extractor that is loaded; gives the counters."""

    pace = replace(PACE, now=behind_time)

    def wire(delivered: PCollection[Any]) -> None:
        _ = delivered | "Datasets" >> DatasetsOf(options, pace, load)

    begin_stream(options.output, FACTS)
    return _run(source, wire)


def load_once(model: Path | None, threads: int | None) -> Extracts:
    """The real extractor, which the test runner would load again for every bundle."""
    return _loaded(model, threads)


@cache
def _loaded(model: Path | None, threads: int | None) -> Extracts:
    return load_extractor(model, threads)


def _run(source: TestStream, wire: Callable[[PCollection[Any]], None]) -> Counter[str]:
    register_coders()
    counters = Counters()
    clock = TestClock(Timestamp(START))
    with ExitStack() as stack:
        stack.enter_context(_remembered_specs())
        stack.enter_context(mock.patch.object(direct_runner, "TestClock", return_value=clock))
        stack.enter_context(mock.patch.object(sys.modules[__name__], "_clock", clock))
        stack.enter_context(mock.patch.object(paces, "Metrics", counters))
        pipeline = beam.Pipeline(runner=BundleBasedDirectRunner(), options=PipelineOptions([], streaming=True))
        wire(pipeline | source)
        pipeline.run().wait_until_finish()
    return counters.counted


@dataclass
class Counters:
    """Stands in for Beam's metrics, of which this runner loses those of all bundles of a step but the first."""

    counted: Counter[str] = field(default_factory=Counter)

    def counter(self, _: str, name: str) -> Any:
        """A counter under its name."""
        return SimpleNamespace(inc=lambda: self.counted.update([name]))

    def distribution(self, namespace: str, name: str) -> Any:
        """What Beam has for it."""
        return Metrics.distribution(namespace, name)


@contextmanager
def _remembered_specs() -> Iterator[None]:
    """What state and timers a function has is looked up once: this runner would inspect it anew for every bundle."""
    look_up = userstate.get_dofn_specs
    known: dict[type, Any] = {}

    def specs(dofn: Any) -> Any:
        if type(dofn) not in known:
            known[type(dofn)] = look_up(dofn)
        return known[type(dofn)]

    with (
        mock.patch.object(userstate, "get_dofn_specs", specs),
        mock.patch.object(transform_evaluator, "get_dofn_specs", specs),
    ):
        yield


def _same(resolved: ResolvedArticle) -> ResolvedArticle:
    return resolved


def _article(resolved: ResolvedArticle) -> Article:
    return replace(resolved.article, syndication_id=resolved.article.article_id)
