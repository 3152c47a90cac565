"""Measures what an article costs, from the metrics of a run: seconds, shuffled bytes and written bytes by stage.

    python -m tests.benchmarks.cost --input PATTERN [--input PATTERN ...] [--clean off] [--model DIR]

Runs the job with one worker process of one thread and prints a JSON object. Shuffled bytes are those of the encoded
elements that go into each grouping by key, as Beam samples their sizes; a runner may compress them. The processor's
seconds are those of the whole run with the loading of the model, so give it some hundred articles; by stage, seconds
are the time that Beam's sampler found a worker in a step, for which the machine must do nothing else. The table of
capacities in the README follows from these figures: ``--articles_a_day N`` prints it for N articles a day.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import apache_beam as beam
from apache_beam.metrics.monitoring_infos import (
    SAMPLED_BYTE_SIZE_URN,
    extract_counter_value,
    extract_distribution,
)
from apache_beam.options.pipeline_options import PipelineOptions
from apache_beam.portability import common_urns
from apache_beam.portability.api import beam_runner_api_pb2, metrics_pb2
from apache_beam.runners.pipeline_utils import group_by_key_input_visitor
from apache_beam.transforms.environments import EmbeddedPythonEnvironment

from pipeline.job import MakeDatasets
from pipeline.local.runner import local_runner
from pipeline.options import parse_options
from pipeline.write import WriteDatasets, staged_files

ELEMENTS = common_urns.monitoring_info_specs.ELEMENT_COUNT.spec.urn
SECONDS = common_urns.monitoring_info_specs.TOTAL_MSECS.spec.urn
SHUFFLE = common_urns.primitives.GROUP_BY_KEY.urn
WORKER_CORES = 8
"""Cores of one worker in the table."""
WORKER_SHUFFLE = 50e6
"""Bytes a second that a worker of that size shuffles, in and out together: a cautious figure for planning."""


@dataclass(frozen=True)
class Cost:
    """What a run of ``articles`` articles cost, an article."""

    articles: int
    mentions: float
    tellings: float
    characters: float
    processor_seconds: float
    seconds: Mapping[str, float]
    shuffled_bytes: Mapping[str, float]
    written_bytes: Mapping[str, float]

    @property
    def all_shuffled(self) -> float:
        """Bytes."""
        return sum(self.shuffled_bytes.values())


def stage_of(step: str) -> str:
    """``Make/FoldEvents/Sketch`` belongs to ``FoldEvents``."""
    names = step.split("/")
    return names[1] if names[0] == "Make" and len(names) > 1 else names[0]


def measure(arguments: list[str]) -> Cost:
    """Run the job that the command line names and read its metrics."""
    with tempfile.TemporaryDirectory(prefix="newsfold-cost-") as folder:
        options = parse_options([*arguments, "--output", folder, "--workers", "1"])
        beam_options = PipelineOptions([], runner="DirectRunner", direct_num_workers=1)
        pipeline = beam.Pipeline(options=beam_options)
        records = pipeline | "Make" >> MakeDatasets(options, 1, None)
        records.articles | "Text" >> beam.Map(lambda article: len(article.text)) | "Length" >> Observe()
        _ = records | "Write" >> WriteDatasets(folder, options.shards)
        pipeline.visit(group_by_key_input_visitor(deterministic_key_coders=True))
        job = pipeline.to_runner_api(default_environment=EmbeddedPythonEnvironment.default())
        began = time.process_time()
        result = local_runner(beam_options, 1, 1).run_via_runner_api(job, beam_options)
        result.wait_until_finish()
        processor_seconds = time.process_time() - began
        written: dict[str, int] = defaultdict(int)
        rows: dict[str, int] = defaultdict(int)
        for file in staged_files(folder):
            written[file.dataset] += file.bytes
            rows[file.dataset] += file.rows
        return cost_of(job, result.monitoring_infos(), rows, written, processor_seconds)


class Observe(beam.PTransform):
    """Sums numbers into the run's metrics."""

    def expand(self, numbers: beam.PCollection) -> beam.PCollection:
        """Count them up."""
        return numbers | beam.Map(_observed)


def _observed(number: int) -> int:
    beam.metrics.Metrics.counter("cost", "characters").inc(number)
    return number


def cost_of(
    job: beam_runner_api_pb2.Pipeline,
    infos: Iterable[metrics_pb2.MonitoringInfo],
    rows: Mapping[str, int],
    written: Mapping[str, int],
    processor_seconds: float,
) -> Cost:
    """The cost an article of a run, from the job that ran, its metrics, and its datasets' rows and bytes."""
    infos = list(infos)
    articles = rows["articles"]
    seconds: dict[str, float] = defaultdict(float)
    for info in infos:
        if info.urn == SECONDS:
            seconds[stage_of(info.labels["PTRANSFORM"])] += extract_counter_value(info) / 1000
    sizes = element_sizes(infos)
    shuffled: dict[str, float] = defaultdict(float)
    for transform in job.components.transforms.values():
        if transform.spec.urn == SHUFFLE:
            [source] = transform.inputs.values()
            shuffled[stage_of(transform.unique_name)] += sizes.get(source, 0.0)
    characters = sum(extract_counter_value(info) for info in infos if info.labels.get("NAME") == "characters")
    return Cost(
        articles,
        rows["event_mentions"] / articles,
        rows["claim_mentions"] / articles,
        characters / articles,
        processor_seconds / articles,
        {stage: value / articles for stage, value in sorted(seconds.items()) if value > 0},
        {stage: value / articles for stage, value in sorted(shuffled.items())},
        {name: value / articles for name, value in sorted(written.items())},
    )


def element_sizes(infos: Iterable[metrics_pb2.MonitoringInfo]) -> dict[str, float]:
    """The bytes of all elements of each collection: their number times the mean of the sampled sizes."""
    counts: dict[str, int] = defaultdict(int)
    sampled: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for info in infos:
        collection = info.labels.get("PCOLLECTION")
        if info.urn == ELEMENTS:
            counts[collection] += extract_counter_value(info)
        elif info.urn == SAMPLED_BYTE_SIZE_URN:
            count, total, _, _ = extract_distribution(info)
            sampled[collection][0] += count
            sampled[collection][1] += total
    return {name: counts[name] * total / count for name, (count, total) in sampled.items() if count}


def capacity(cost: Cost, articles_a_day: int) -> dict[str, Any]:
    """What articles of that cost need, at that many a day, spread evenly over the day."""
    cores = articles_a_day * cost.processor_seconds / 86_400
    shuffled = articles_a_day * cost.all_shuffled
    return {
        "articles_a_day": articles_a_day,
        "cores": round(cores, 1),
        "workers_for_cores": math.ceil(cores / WORKER_CORES),
        "shuffled_tb_a_day": round(shuffled / 1e12, 3),
        "workers_for_shuffle": math.ceil(shuffled / 86_400 / WORKER_SHUFFLE),
        "written_tb_a_day": round(articles_a_day * sum(cost.written_bytes.values()) / 1e12, 3),
        "event_mentions_a_day": round(articles_a_day * cost.mentions),
    }


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles_a_day", type=int, action="append", default=[])
    own, rest = parser.parse_known_args()
    cost = measure(rest)
    print(json.dumps({**asdict(cost), "capacity": [capacity(cost, number) for number in own.articles_a_day]}, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
