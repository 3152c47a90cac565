"""A run from its options to its exit code: check, work, publish, sum up."""

# mypy: allow-untyped-calls

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import sys
import tempfile
import traceback
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import FrameType
from typing import NoReturn

import apache_beam as beam
from apache_beam.io.filesystems import FileSystems
from apache_beam.options.pipeline_options import PipelineOptions
from apache_beam.pvalue import PCollection
from apache_beam.runners.runner import PipelineState, create_runner

from pipeline.append import FormerRun, joined, load_former
from pipeline.counting import NOTHING_COUNTED, REJECTS, Counted, check_sums, read_counted
from pipeline.dry_run import dry_run
from pipeline.extract.articles import load_extractor, model_folder
from pipeline.job import MakeDatasets
from pipeline.local.processes import leave_no_socket
from pipeline.local.runner import local_runner, watched_workers
from pipeline.option_values import ALL_LANGUAGES
from pipeline.options import LOCAL_RUNNERS, OptionError, Options
from pipeline.paths import check_apart
from pipeline.progress import Monitor
from pipeline.read import InputError, check_inputs
from pipeline.remote import await_job_service, is_handed_over, missing
from pipeline.remote.publishing import PublishDatasets
from pipeline.report import page_of_run
from pipeline.stream import StreamDatasets, pace_of, run_stream
from pipeline.summary import reject_reasons, render, summarize
from pipeline.write import (
    OutputError,
    RunFacts,
    WriteDatasets,
    WrittenFile,
    check_output,
    claim_output,
    manifest_bytes,
    new_staging,
    publish,
    staged_files,
    would_empty,
)
from schemas import DATASETS

DONE, FAILED, WRONG_USE = 0, 1, 2


class NoArticlesError(RuntimeError):
    """A run found no article, where it would have replaced datasets that have some."""


def run(options: Options) -> int:
    """Do what the options say and return the exit code; every error is told on standard error."""
    try:
        return _do(options)
    except (InputError, OptionError, OutputError) as error:
        print(f"newsfold: {error}", file=sys.stderr)
        return WRONG_USE
    except NoArticlesError as error:
        print(_failure(options.output, str(error)), file=sys.stderr)
        return FAILED
    except Exception as error:
        if "\n" not in str(error):  # else it holds the trace of a worker, which has printed it
            traceback.print_exception(error)
        print(_failure(options.output, reason_of(error)), file=sys.stderr)
        return FAILED


def _do(options: Options) -> int:
    """Check what can be checked before a run, run, and return the exit code."""
    beam_options = _beam_options(options)
    lacking = missing(options, beam_options)
    if options.dry_run:
        return DONE if dry_run(options.runner, beam_options, lacking, partial(_try_wiring, options)) else WRONG_USE
    if lacking:
        raise OptionError("\nnewsfold: ".join(lacking))
    if options.runner == "PortableRunner":
        await_job_service(beam_options)
    _check_model(options.model)
    if options.streaming:
        return run_stream(options, beam_options, _facts(options, NOTHING_COUNTED, []))
    check_apart(options.inputs, options.output)
    read = [file.path for file in check_inputs(options.inputs)]
    _former(options)
    check_output(options.output)
    rejected = _run_and_publish(options, beam_options, read)
    return FAILED if options.strict and rejected else DONE


def _run_and_publish(options: Options, beam_options: PipelineOptions, read: list[str]) -> int:
    """Run the pipeline over the files ``read``, publish the datasets and return how many inputs were rejected."""
    if is_handed_over(beam_options):
        return _hand_over(options, beam_options, read)
    with claim_output(options.output) as staging:
        # What was there when the options were checked may have been replaced before the output was claimed.
        former = _former(options)
        run_here = _run_locally if options.runner in LOCAL_RUNNERS else _run_elsewhere
        counted = run_here(options, beam_options, staging, former)
        files = staged_files(staging)
        facts = joined(former, _facts(options, counted, read))
        check_sums(facts.counters, _rows(files))
        if would_empty(options.output, files):
            raise NoArticlesError(_why_no_article(staging, counted.counters))
        publish(options.output, staging, manifest_bytes(files, facts))
    if FileSystems.get_scheme(options.output) is None:
        page = page_of_run(options.output)
        print(render(summarize(Path(options.output)), Path(options.output), page))
    else:
        print(f"Datasets: {options.output}")
        print(f"Page: made by python -m pipeline.report {options.output} --to report.html")
    return sum(count for name, count in counted.counters.items() if name.startswith(REJECTS))


def _run_locally(options: Options, beam_options: PipelineOptions, staging: str, former: FormerRun | None) -> Counted:
    with _progress_folder(options.output) as progress, Monitor(progress, sys.stderr):
        runner = local_runner(beam_options, options.workers, options.threads)
        pipeline = beam.Pipeline(runner=runner, options=beam_options)
        _wire(pipeline, options, staging, former, options.threads, progress)
        return read_counted(pipeline.run())


def _run_elsewhere(options: Options, beam_options: PipelineOptions, staging: str, former: FormerRun | None) -> Counted:
    pipeline = beam.Pipeline(runner=options.runner, options=beam_options)
    _wire(pipeline, options, staging, former)
    result = pipeline.run()
    state = result.wait_until_finish()
    if state != PipelineState.DONE:
        raise RuntimeError(f"{options.runner} ended the job in state {state}")
    return read_counted(result)


def _hand_over(options: Options, beam_options: PipelineOptions, read: list[str]) -> int:
    """Submit a job that publishes its datasets itself; what it rejects is not known here, so this returns 0."""
    staging, former = new_staging(options.output), _former(options)
    facts = joined(former, _facts(options, NOTHING_COUNTED, read))
    pipeline = beam.Pipeline(runner=options.runner, options=beam_options)
    _ = _wire(pipeline, options, staging, former) | "Publish" >> PublishDatasets(options.output, staging, facts)
    pipeline.run()
    print(f"Handed over to {options.runner}; the job itself publishes the datasets: {options.output}")
    return 0


def _wire(
    pipeline: beam.Pipeline,
    options: Options,
    staging: str,
    former: FormerRun | None,
    threads: int | None = None,
    progress: Path | None = None,
) -> PCollection[WrittenFile]:
    """Put the whole job into the pipeline; what it gives are the files that it wrote to the staging folder."""
    records = pipeline | "Make" >> MakeDatasets(options, threads, progress, former)
    written: PCollection[WrittenFile] = records | "Write" >> WriteDatasets(staging, options.shards)
    return written


def _try_wiring(options: Options, pipeline: beam.Pipeline) -> None:
    """Wire the job of a dry run, after looking at what can be looked at without asking a service."""
    here = [pattern for pattern in options.inputs if FileSystems.get_scheme(pattern) is None]
    if here and not options.streaming:
        check_inputs(here)
    check_apart(options.inputs, options.output)
    _check_model(options.model)
    if options.streaming:
        _ = pipeline | "Stream" >> StreamDatasets(options, pace_of(options))
        return
    _wire(pipeline, options, options.output, _former(options))


def _beam_options(options: Options) -> PipelineOptions:
    """Return Beam's options.

    Raises:
        OptionError: Beam has no such runner, or lacks what it needs here.
    """
    if options.runner not in LOCAL_RUNNERS:
        try:
            create_runner(options.runner)
        except (AttributeError, ImportError, ValueError) as error:
            raise OptionError(f"--runner: {options.runner!r}: {' '.join(str(error).split())}") from error
    streaming = {"streaming": True} if options.streaming else {}
    return PipelineOptions(list(options.beam), runner=options.runner, direct_num_workers=options.workers, **streaming)


def _check_model(model: Path | None) -> None:
    """Load a model that the user brought, so that a bad one is refused before any work.

    Raises:
        OptionError: the folder holds no model that can be used.
    """
    if model is None:
        return
    # Imported here: it takes seconds, and this process needs nothing else of it.
    from models.weights import WeightsError

    try:
        load_extractor(model, threads=1)
    except WeightsError as error:
        raise OptionError(f"--model: {error}") from error


@contextmanager
def _progress_folder(output: str) -> Iterator[Path]:
    """Give a folder for tallies; end this process with a clear line if a signal or a dead worker ends the run."""
    folder = Path(tempfile.mkdtemp(prefix="newsfold-"))

    def stop(code: int, reason: str) -> NoReturn:
        # At once, because Beam would first wait for all that its workers are doing. They end when this process has.
        shutil.rmtree(folder, ignore_errors=True)
        leave_no_socket()
        print(f"\n{_failure(output, reason)}", file=sys.stderr, flush=True)
        os._exit(code)

    def on_signal(number: int, frame: FrameType | None) -> None:
        stop(128 + number, f"it was ended by {signal.Signals(number).name}")

    former = {number: signal.signal(number, on_signal) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        with watched_workers(lambda reason: stop(FAILED, f"{reason}; was there too little memory?")):
            yield folder
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)
        shutil.rmtree(folder, ignore_errors=True)


def _failure(output: str, reason: str) -> str:
    return f"newsfold: the run failed and left the former datasets in {output} as they were. Reason: {reason}"


def reason_of(error: Exception) -> str:
    """Return the line of an error that names its cause; Beam puts the whole trace of a worker into the message."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    if len(lines) > 1:
        return lines[-1].removeprefix("RuntimeError: ")  # what Beam wraps the error of a worker in
    return ": ".join([type(error).__name__, *lines])


def _why_no_article(staging: str, counters: Mapping[str, int]) -> str:
    """Return how many inputs there were and, where the rejects can be read here, what most of them were told."""
    read = counters.get("read/records", 0)
    reasons = reject_reasons(Path(staging) / "rejects") if FileSystems.get_scheme(staging) is None else ()
    told = f" ({reasons[0].count} {reasons[0].stage}: {reasons[0].example})" if reasons else ""
    return f"none of its {read} input records is an article that it could use{told}"


def _rows(files: Sequence[WrittenFile]) -> dict[str, int]:
    """Return how many rows each dataset has."""
    rows = dict.fromkeys(DATASETS, 0)
    for file in files:
        rows[file.dataset] += file.rows
    return rows


def _former(options: Options) -> FormerRun | None:
    """Return what the run appends to, null where it does not.

    Raises:
        OptionError: there is nothing that this run can append to.
    """
    return load_former(options.output, _facts(options, NOTHING_COUNTED, [])) if options.append else None


def _facts(options: Options, counted: Counted, read: list[str]) -> RunFacts:
    """The facts of this run alone; ``read`` are the paths of its input files."""
    return RunFacts(
        code_version=_code_version(),
        weights={path.name: _sha256(path) for path in sorted(model_folder(options.model).iterdir()) if path.is_file()},
        options={
            "clean": options.clean,
            "fields": dict(options.fields),
            "languages": list(options.languages) if options.languages is not None else ALL_LANGUAGES,
            "min_confidence": options.min_confidence,
        },
        counters=counted.counters,
        examples=counted.examples,
        runs=({"code": _code_version(), "fields": dict(options.fields), "inputs": read},),
    )


def _code_version() -> str:
    try:
        return version("newsfold")
    except PackageNotFoundError:
        return "not installed"


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
