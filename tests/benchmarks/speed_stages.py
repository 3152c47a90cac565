"""The share of each stage in the work of the pipeline, as Beam's workers sample it:
``python -m tests.benchmarks.speed_stages INPUT OUTPUT WORKERS`` prints milliseconds by transform as JSON."""

# mypy: allow-untyped-calls

from __future__ import annotations

import json
import logging
import sys
from collections import Counter
from collections.abc import Mapping, Sequence

import apache_beam as beam
from apache_beam.metrics.monitoring_infos import PROCESS_BUNDLE_MSECS_URN, extract_counter_value
from apache_beam.options.pipeline_options import PipelineOptions

from pipeline.job import MakeDatasets
from pipeline.local.runner import local_runner
from pipeline.options import parse_options
from pipeline.write import WriteDatasets

STAGES = ("read", "clean", "copies", "extract", "resolve", "fold", "write", "count")
_STAGE_OF = {
    "Read": "read",
    "Clean": "clean",
    "FindCopies": "copies",
    "Extract": "extract",
    "Resolve": "resolve",
    "Sketch": "fold",
    "FoldEvents": "fold",
    "FoldClaims": "fold",
}


def stage_of(transform: str) -> str:
    """Return the stage that a transform of the job belongs to; what only hands on or counts is ``count``."""
    top, _, rest = transform.partition("/")
    return "write" if top == "Write" else _STAGE_OF.get(rest.partition("/")[0], "count")


def shares(milliseconds: Mapping[str, float]) -> dict[str, float]:
    """Return each stage's share of the sum."""
    totals: Counter[str] = Counter()
    for transform, spent in milliseconds.items():
        totals[stage_of(transform)] += spent  # type: ignore[assignment]
    whole = sum(totals.values()) or 1
    return {stage: totals[stage] / whole for stage in STAGES}


def transform_milliseconds(source: str, output: str, workers: int) -> dict[str, float]:
    """Run the job and return the sampled time in each of its transforms, over all workers."""
    options = parse_options(["--input", source, "--output", output, "--workers", str(workers), "--clean", "off"])
    beam_options = PipelineOptions([], direct_num_workers=workers)
    job = beam.Pipeline(runner=local_runner(beam_options, workers, options.threads), options=beam_options)
    _ = job | "Make" >> MakeDatasets(options, options.threads, None) | "Write" >> WriteDatasets(output)
    result = job.run()
    spent: Counter[str] = Counter()
    for info in result.monitoring_infos():
        if info.urn == PROCESS_BUNDLE_MSECS_URN:
            spent[info.labels["PTRANSFORM"]] += extract_counter_value(info)
    return dict(spent)


def main(arguments: Sequence[str]) -> None:
    """Print the milliseconds by transform."""
    logging.basicConfig(level=logging.ERROR)
    source, output, workers = arguments
    print(json.dumps(transform_milliseconds(source, output, int(workers))))


if __name__ == "__main__":
    main(sys.argv[1:])
