"""From the options to the checked job and back to the user."""

# mypy: allow-untyped-calls

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Any

import apache_beam as beam
from apache_beam.options.pipeline_options import PipelineOptions, TestOptions
from apache_beam.portability.api import beam_runner_api_pb2
from apache_beam.runners.pipeline_utils import group_by_key_input_visitor, validate_pipeline_graph
from apache_beam.runners.portability.portable_runner import PortableRunner
from apache_beam.runners.runner import create_runner
from apache_beam.transforms.environments import EmbeddedPythonEnvironment, Environment

from pipeline.dry_run.checks import problems
from pipeline.dry_run.stages import render, stages
from pipeline.options import LOCAL_RUNNERS

Build = Callable[[beam.Pipeline], object]


def dry_run(runner: str, beam_options: PipelineOptions, missing: Sequence[str], build: Build) -> bool:
    """Make the job that ``build`` wires into a pipeline, print its stages and what is wrong; say whether nothing is.

    ``missing`` are lines on options that the runner lacks. Nothing is submitted and no service is asked. The last form
    of the job, the one that Dataflow would be sent, is made only where nothing is missing.
    """
    wrong = list(missing)
    beam_options.view_as(TestOptions).dry_run = True
    try:
        pipeline = beam.Pipeline(runner=create_runner("DirectRunner"), options=beam_options)
        build(pipeline)
        wrong += problems(pipeline)
        if not wrong:
            job = _translated(pipeline, runner, beam_options)
            print(f"{runner}: the job is sound and was not submitted\n\n{render(stages(job))}")
    except Exception as error:  # whatever Beam finds wrong with a graph, of many types
        wrong.append(f"the job cannot be built: {' '.join(str(error).split())}")
    for line in wrong:
        print(f"newsfold: {line}", file=sys.stderr)
    return not wrong


def _translated(pipeline: beam.Pipeline, runner: str, options: PipelineOptions) -> beam_runner_api_pb2.Pipeline:
    """Return the job in the form in which the runner would be sent it."""
    if runner == "DataflowRunner":
        result: Any = create_runner(runner).run_pipeline(pipeline, options)
        job: beam_runner_api_pb2.Pipeline = result.job.proto_pipeline
        return job
    pipeline.visit(group_by_key_input_visitor(deterministic_key_coders=True))
    job = pipeline.to_runner_api(default_environment=_environment(runner, options))
    validate_pipeline_graph(job)
    return job


def _environment(runner: str, options: PipelineOptions) -> Environment:
    if runner in LOCAL_RUNNERS:
        return EmbeddedPythonEnvironment.default()
    environment: Environment = PortableRunner._create_environment(options)
    return environment
