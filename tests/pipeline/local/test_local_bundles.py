"""A stage runs in small bundles: all of its input once, one bundle at a time on each worker, and failures are told."""

from __future__ import annotations

import threading
import time
from collections import Counter
from typing import ClassVar

import apache_beam as beam
import pytest
from apache_beam.options.pipeline_options import PipelineOptions
from apache_beam.testing.util import assert_that, equal_to

from pipeline.local import buffers, bundles
from pipeline.local.runner import local_runner

ELEMENTS = 400


def pipeline() -> beam.Pipeline:
    options = PipelineOptions([])
    return beam.Pipeline(runner=local_runner(options, workers=1, threads=1), options=options)


@pytest.fixture
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bounds at which a few hundred elements are much."""
    monkeypatch.setattr(buffers, "HELD_BYTES", 1_000)
    monkeypatch.setattr(bundles, "_LEAST_BYTES", 100)
    monkeypatch.setattr(bundles, "_MOST_BYTES", 500)


class Watched(beam.DoFn):
    """Tells in how many bundles it got its elements and how many ran at once."""

    elements: ClassVar[Counter[int]] = Counter()
    at_once = most_at_once = begun = 0
    lock = threading.Lock()

    def start_bundle(self):
        with self.lock:
            Watched.begun += 1
            Watched.at_once += 1
            Watched.most_at_once = max(Watched.most_at_once, Watched.at_once)

    def process(self, number: int):
        time.sleep(0.001)
        with self.lock:
            Watched.elements[number] += 1
        yield number

    def finish_bundle(self):
        with self.lock:
            Watched.at_once -= 1


@pytest.mark.usefixtures("_small")
def test_much_input_comes_in_many_bundles_of_which_a_worker_has_one_at_a_time():
    Watched.elements.clear()
    with pipeline() as job:
        numbers = job | beam.Create(range(ELEMENTS)) | beam.Reshuffle() | beam.ParDo(Watched())
        total = numbers | beam.CombineGlobally(sum)
        assert_that(total, equal_to([sum(range(ELEMENTS))]))
    assert Watched.elements == Counter(range(ELEMENTS))
    assert Watched.begun >= 8
    assert Watched.most_at_once == 1


@pytest.mark.usefixtures("_small")
def test_groupings_flattens_and_side_inputs_work_when_all_of_it_is_in_files():
    with pipeline() as job:
        small = job | "small" >> beam.Create([(n % 7, n) for n in range(ELEMENTS)])
        large = job | "large" >> beam.Create([(n % 7, -n) for n in range(ELEMENTS)])
        sizes = {"small": small, "large": large} | beam.CoGroupByKey()
        found = (small, large) | beam.Flatten() | beam.GroupByKey() | beam.MapTuple(lambda key, all_: (key, sum(all_)))
        counted = sizes | beam.MapTuple(lambda key, both: (key, len(list(both["small"])), len(list(both["large"]))))
        side = beam.pvalue.AsDict(found)
        joined = counted | beam.Map(lambda row, sums: (*row, sums[row[0]]), sums=side)
        expected = [(key, len(range(key, ELEMENTS, 7)), len(range(key, ELEMENTS, 7)), 0) for key in range(7)]
        assert_that(joined, equal_to(expected))


def _fail(number: int) -> int:
    if number == 77:
        raise ValueError("seventy-seven")
    return number


@pytest.mark.usefixtures("_small")
def test_what_a_bundle_raises_ends_the_run():
    with pytest.raises(Exception, match="seventy-seven"), pipeline() as job:
        _ = job | beam.Create(range(ELEMENTS)) | beam.Reshuffle() | beam.Map(_fail)
