"""Starts a stream: checks what it needs, makes the output ready and hands the job to its runner."""

# mypy: allow-untyped-calls

from __future__ import annotations

from typing import Final

import apache_beam as beam
from apache_beam.io.filesystems import FileSystems
from apache_beam.options.pipeline_options import PipelineOptions
from apache_beam.runners.runner import PipelineState

from pipeline.options import LOCAL_RUNNERS, OptionError, Options
from pipeline.paths import check_apart
from pipeline.stream.commits import STREAM, begin_stream, is_stream
from pipeline.stream.job import StreamDatasets
from pipeline.stream.pace import Pace
from pipeline.write import RunFacts

_DAY: Final = 24 * 60 * 60
_CONTINUING: Final = ("--update", "--savepoint_path")
"""Options of runners by which a new job takes over the state of a former one."""

_NO_STREAM: Final = (
    "--streaming: {runner} cannot run a stream; runners that can: DataflowRunner (pip install 'apache-beam[gcp]', then"
    " --runner DataflowRunner --project P --region R --temp_location gs://B/tmp), FlinkRunner (a Flink cluster and"
    " Java, then --runner FlinkRunner --flink_master HOST:8081), PrismRunner (on one machine; Beam fetches its binary"
    " or --prism_location names it, then --runner PrismRunner)"
)


def run_stream(options: Options, beam_options: PipelineOptions, facts: RunFacts) -> int:
    """Start the stream that the options ask for, wait for its end and return the exit code.

    Raises:
        OptionError: the runner cannot run a stream, or lacks what the source needs, or would read what it writes.
        OutputError: the output holds another stream, or cannot be written.
    """
    if options.runner in LOCAL_RUNNERS:
        raise OptionError(_NO_STREAM.format(runner=options.runner))
    check_apart(options.inputs, options.output)
    if not (_continues(options) and is_stream(options.output)):
        begin_stream(options.output, facts)
    pipeline = beam.Pipeline(runner=options.runner, options=beam_options)
    _ = pipeline | "Stream" >> StreamDatasets(options, pace_of(options))
    result = pipeline.run()
    print(f"The stream writes to {FileSystems.join(options.output, STREAM)}; views.sql there shows its latest rows.")
    state = result.wait_until_finish()
    if state not in (PipelineState.DONE, PipelineState.DRAINED, PipelineState.UPDATED, PipelineState.CANCELLED):
        raise RuntimeError(f"{options.runner} ended the job in state {state}")
    return 0


def _continues(options: Options) -> bool:
    """Whether the job takes over the state of one that has written to the output before."""
    return any(argument.split("=", 1)[0] in _CONTINUING for argument in options.beam)


def pace_of(options: Options) -> Pace:
    """How often the stream folds and how long it remembers."""
    return Pace(float(options.fold_interval), float(options.horizon * _DAY))
