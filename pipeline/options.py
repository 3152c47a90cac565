"""The options of a run: what the command line says, checked before any work or heavy import."""

from __future__ import annotations

import argparse
import difflib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from pipeline import option_values

DEFAULT_FOLD_INTERVAL, DEFAULT_HORIZON = 60, 30
LOCAL_RUNNERS = ("DirectRunner", "FnApiRunner")
"""The runners that work on this machine."""

_DESCRIPTION = """\
Reads news articles and writes datasets of the events and claims in them, each counted once however many outlets
report it: articles, event_mentions, events, claim_mentions, claims and rejects, as Parquet files with a manifest."""

_EPILOG = """\
Every option of Apache Beam is taken too, --runner first: by default the run uses all cores of this machine
(DirectRunner); with, say, --runner DataflowRunner --project P --region R --temp_location gs://B/tmp it runs elsewhere.

Dates without a zone are UTC. 05/03/2024 is read month first, 05-03-2024 and 05.03.2024 day first, unless the article's
URL or a weekday tells; the summary counts dates that may mean another day, and those that make no sense.

Exit codes: 0 done, 1 failed (or --strict and something was rejected), 2 an option or a path is wrong. A run that fails
or is killed leaves the former datasets in DIR as they were.

examples:
  python -m pipeline --input articles.jsonl --output datasets
  python -m pipeline --input 'crawl/*.warc.gz' --input archive/ --output datasets --languages en,de
  python -m pipeline --input dump.csv --output datasets --fields headline=title,story=text"""


@dataclass(frozen=True, slots=True)
class Options:
    """What a run is asked to do.

    ``model`` is None for the bundled one and ``languages`` None for all; ``fields`` are pairs of the input's name of a
    column and ours; ``beam`` are the arguments left to Beam.
    """

    inputs: tuple[str, ...]
    output: str
    append: bool
    clean: str
    model: Path | None
    fields: tuple[tuple[str, str], ...]
    languages: tuple[str, ...] | None
    min_confidence: float
    workers: int
    strict: bool
    shards: int
    gpu: str | None
    dry_run: bool
    runner: str
    beam: tuple[str, ...]
    streaming: bool = False
    pubsub_subscription: str | None = None
    kafka_servers: str | None = None
    kafka_topic: str | None = None
    fold_interval: int = DEFAULT_FOLD_INTERVAL
    horizon: int = DEFAULT_HORIZON

    @property
    def threads(self) -> int:
        """How many threads the libraries of each worker of this machine may use."""
        return max(1, usable_cores() // self.workers)


class OptionError(ValueError):
    """An option is unknown or its value makes no sense; the message is one line for the user."""


def parse_options(arguments: Sequence[str]) -> Options:
    """Read the command line.

    Raises:
        OptionError: an option is missing, unknown or has a value that is not allowed.
    """
    parser = _parser()
    values, rest = parser.parse_known_args(arguments)
    if rest:  # first of all: what is missing may be there, misspelt
        check_beam_arguments(rest, [option for action in parser._actions for option in action.option_strings])
    _check_runner_suits(values)
    _check_streaming(values)
    _check_required(values)
    return Options(
        inputs=tuple(values.input or ()),
        output=values.output,
        append=values.append,
        clean=values.clean,
        model=values.model,
        fields=values.fields,
        languages=values.languages,
        min_confidence=values.min_confidence,
        workers=values.workers or usable_cores(),
        strict=values.strict,
        shards=values.shards,
        gpu=values.gpu,
        dry_run=values.dry_run,
        runner=values.runner,
        beam=tuple(rest),
        streaming=values.streaming,
        pubsub_subscription=values.pubsub_subscription,
        kafka_servers=values.kafka_servers,
        kafka_topic=values.kafka_topic,
        fold_interval=values.fold_interval or DEFAULT_FOLD_INTERVAL,
        horizon=values.horizon or DEFAULT_HORIZON,
    )


def check_beam_arguments(arguments: Sequence[str], own: Sequence[str]) -> None:
    """Refuse what neither this program (whose options are ``own``) nor Beam knows.

    Raises:
        OptionError: an argument is unknown or has a value that Beam does not allow.
    """
    # Imported only where there is something to check: it takes most of a second.
    from apache_beam.options.pipeline_options import PipelineOptions, _BeamArgumentParser

    class BeamParser(_OneLineErrors, _BeamArgumentParser):
        pass

    parser = BeamParser(allow_abbrev=False, add_help=False)
    for options in dict.fromkeys(PipelineOptions.__subclasses__()):
        options._add_argparse_args(parser)
    unknown = parser.parse_known_args(list(arguments))[1]
    if unknown:
        known = [*own, *(option for action in parser._actions for option in action.option_strings)]
        raise OptionError(_unknown_message(unknown[0], known))


def _unknown_message(argument: str, known: Sequence[str]) -> str:
    option = argument.split("=", 1)[0]
    if not option.startswith("-"):
        return f"{argument!r} belongs to no option (input files are given as --input {argument})"
    close = difflib.get_close_matches(option, known, n=1)
    hint = f"did you mean {close[0]}?" if close else "--help lists the options"
    return f"unknown option {option}: neither Newsfold nor Beam has it; {hint}"


class _OneLineErrors(argparse.ArgumentParser):
    """A parser that raises ``OptionError`` where argparse would print its usage and exit."""

    def error(self, message: str) -> NoReturn:
        raise OptionError(message.removeprefix("argument ").replace("\n", " "))


def _parser() -> argparse.ArgumentParser:
    parser = _OneLineErrors(
        prog="python -m pipeline",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    _add_paths(parser)
    _add_choices(parser)
    _add_resources(parser)
    _add_stream(parser)
    return parser


def _add_paths(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("what to read and write")
    group.add_argument(
        "--input",
        action="append",
        type=option_values.not_empty,
        metavar="PATTERN",
        help="a file, a folder or a glob, here or on any filesystem that Beam knows (gs://, s3://); may be repeated. "
        "JSON Lines (.gz, .zst), JSON, Parquet, CSV, TSV, plain text, HTML and WARC are told apart by content",
    )
    group.add_argument(
        "--output", type=option_values.not_empty, metavar="DIR", help="folder of the datasets; replaced when done"
    )
    group.add_argument(
        "--append",
        action="store_true",
        help="add the inputs to the datasets in DIR: articles that are there are not read again, events and claims are "
        "those of one run over everything, and rows that change get the next revision",
    )
    group.add_argument(
        "--fields",
        type=option_values.fields,
        default=(),
        metavar="THEIRS=OURS,...",
        help="names of columns in the input that differ from the usual ones; OURS is one of "
        f"{', '.join(option_values.FIELDS)}",
    )


def _add_choices(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("what to keep")
    group.add_argument(
        "--clean",
        choices=("auto", "off"),
        default="auto",
        help="auto leaves boilerplate such as menus, notices and links out of the reading; off reads the whole text "
        "(default: %(default)s)",
    )
    group.add_argument(
        "--languages",
        type=option_values.languages,
        default=("en",),
        metavar="CODE,...",
        help="ISO 639 codes of the languages to read, or 'all'; articles in others are rejects (default: en)",
    )
    group.add_argument(
        "--min_confidence",
        type=option_values.confidence,
        default=0.0,
        metavar="0..1",
        help="leave out event mentions and attributions below this calibrated confidence (default: %(default)s, all "
        "that the model finds)",
    )
    group.add_argument("--strict", action="store_true", help="exit with code 1 if any input was rejected")


def _add_resources(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("how to run")
    group.add_argument(
        "--model", type=option_values.model, metavar="DIR", help="folder of the weights (default: bundled)"
    )
    group.add_argument(
        "--workers",
        "--direct_num_workers",
        type=option_values.positive,
        metavar="N",
        help="worker processes on this machine, which share its cores; each holds one model (default: all cores, "
        f"here {usable_cores()})",
    )
    group.add_argument("--runner", default="DirectRunner", help="the Beam runner (default: %(default)s, this machine)")
    group.add_argument(
        "--shards",
        type=option_values.positive,
        default=1,
        metavar="N",
        help="into how many parts, written by different workers, each month of a dataset is cut; a part must fit into "
        "the memory of a worker (default: %(default)s, enough for some 200,000 articles a month)",
    )
    group.add_argument(
        "--gpu",
        type=option_values.gpu,
        metavar="TYPE",
        help="extract on machines with one GPU of this type, such as nvidia-l4 (DataflowRunner only)",
    )
    group.add_argument(
        "--dry_run",
        action="store_true",
        help="build the whole job for the runner, check it, print its stages, and submit nothing",
    )


def _add_stream(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("streams, of which one source is read for ever")
    group.add_argument(
        "--streaming",
        action="store_true",
        help="read new files that match --input, or messages, and keep the datasets in DIR/stream up to date",
    )
    group.add_argument(
        "--pubsub_subscription",
        type=option_values.subscription,
        metavar="projects/P/subscriptions/S",
        help="read messages of this subscription; each holds one or many articles in any form of a file",
    )
    group.add_argument(
        "--kafka_servers", type=option_values.not_empty, metavar="HOST:PORT,...", help="bootstrap servers of Kafka"
    )
    group.add_argument(
        "--kafka_topic", type=option_values.not_empty, metavar="TOPIC", help="read messages of this topic"
    )
    group.add_argument(
        "--fold_interval",
        type=option_values.positive,
        metavar="SECONDS",
        help=f"fold what new articles touch at most once in so many seconds (default: {DEFAULT_FOLD_INTERVAL})",
    )
    group.add_argument(
        "--horizon",
        type=option_values.positive,
        metavar="DAYS",
        help=f"forget what no article has touched for so many days (default: {DEFAULT_HORIZON})",
    )


def _check_required(values: argparse.Namespace) -> None:
    """Refuse a run that is not told what to read or where to write.

    Raises:
        OptionError: an option is missing.
    """
    needed = ("output",) if values.streaming else ("input", "output")
    lacking = [f"--{name}" for name in needed if not getattr(values, name)]
    if lacking:
        raise OptionError(f"the following arguments are required: {', '.join(lacking)}")


def _check_streaming(values: argparse.Namespace) -> None:
    """Refuse options that make no sense with or without a stream.

    Raises:
        OptionError: there is such an option, or there is not exactly one source.
    """
    for_streams = ("pubsub_subscription", "kafka_servers", "kafka_topic", "fold_interval", "horizon")
    if not values.streaming:
        given = next((name for name in for_streams if getattr(values, name) is not None), None)
        if given is not None:
            raise OptionError(f"--{given}: {getattr(values, given)} is for streams only; add --streaming")
        return
    for name in ("append", "strict"):
        if getattr(values, name):
            raise OptionError(f"--{name}: a stream has no end at which it could matter; leave it or --streaming out")
    if (values.kafka_servers is None) != (values.kafka_topic is None):
        raise OptionError("--kafka_topic: both --kafka_servers and --kafka_topic are needed, or neither")
    sources = len(values.input or ()) + (values.pubsub_subscription is not None) + (values.kafka_topic is not None)
    if sources != 1:
        raise OptionError(
            f"--streaming: {sources} sources are given; one is needed: --input PATTERN, --pubsub_subscription, or "
            "--kafka_servers with --kafka_topic"
        )


def _check_runner_suits(values: argparse.Namespace) -> None:
    """Refuse options that mean nothing to the chosen runner.

    Raises:
        OptionError: there is such an option.
    """
    if values.workers is not None and values.runner not in LOCAL_RUNNERS:
        raise OptionError(
            f"--workers: {values.workers} processes on this machine are of no use to {values.runner}, whose workers "
            "are elsewhere; it has options of its own (DataflowRunner: --num_workers, --max_num_workers)"
        )
    if values.gpu is not None and values.runner != "DataflowRunner":
        raise OptionError(
            f"--gpu: {values.runner} cannot be asked for machines with a {values.gpu}; only DataflowRunner can"
        )


def usable_cores() -> int:
    """Return how many cores this process may run on."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
