"""Runs a pipeline on this machine with one process per worker, without any network.

Beam's ``DirectRunner`` first tries to fetch and start another runner (Prism), and its own worker processes outlive a
parent that was killed. This module runs Beam's portable Python runner directly and starts workers of its own
(``pipeline.worker``), which end with the process that started them.
"""

from __future__ import annotations

import os
import shlex
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from apache_beam.options.pipeline_options import PipelineOptions
from apache_beam.portability.api import beam_provision_api_pb2
from apache_beam.runners.portability.fn_api_runner import worker_handlers
from apache_beam.runners.portability.fn_api_runner.fn_runner import ExtendedProvisionInfo, FnApiRunner
from apache_beam.runners.portability.portable_runner import JobServiceHandle
from apache_beam.transforms.environments import EmbeddedPythonEnvironment, Environment, SubprocessSDKEnvironment

_PROCESS_THREAD = "run_worker"
_CONNECTION_THREAD = "beam_control_read"
_NEVER = 0


def local_runner(options: PipelineOptions, workers: int, threads: int) -> FnApiRunner:
    """Return a runner with that many worker processes; one worker is this process itself.

    ``options`` reach the workers too; ``threads`` is how many threads the libraries of each worker may use.
    """
    encoded = JobServiceHandle.encode_pipeline_options(options.get_all_options())
    provision = ExtendedProvisionInfo(beam_provision_api_pb2.ProvisionInfo(pipeline_options=encoded))
    return FnApiRunner(default_environment=_environment(workers, threads), provision_info=provision)


def _environment(workers: int, threads: int) -> Environment:
    if workers == 1:
        return EmbeddedPythonEnvironment.default()
    _make_importable()
    # The runner would also send what waits to be sent every second, from a thread that throws away what is written
    # meanwhile: on a busy machine elements of a grouping get lost without a word (apache-beam 2.77).
    worker_handlers.DATA_BUFFER_TIME_LIMIT_MS = _NEVER
    # Threads that each keep an arena of their own would hold on to several times the memory that is in use.
    os.environ.setdefault("MALLOC_ARENA_MAX", "2")
    command = [sys.executable, "-P", "-m", "pipeline.worker", str(os.getpid()), str(threads)]
    return SubprocessSDKEnvironment.from_command_string(f"exec {shlex.join(command)}")


def _make_importable() -> None:
    """Let the worker processes find this package wherever the user started the run."""
    root = str(Path(__file__).parents[1])
    inherited = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    os.environ["PYTHONPATH"] = os.pathsep.join(dict.fromkeys(filter(None, [root, *inherited])))


@contextmanager
def watched_workers(on_death: Callable[[str], None]) -> Iterator[None]:
    """Call ``on_death`` with the reason as soon as a worker process ends other than well.

    Without this the runner would wait for ever for the answer of a worker that, say, ran out of memory. Beam's thread
    that waits for the process raises; the one that reads from it does too, which adds nothing.
    """
    previous = threading.excepthook

    def hook(args: threading.ExceptHookArgs) -> None:
        name = args.thread.name if args.thread is not None else ""
        if name == _PROCESS_THREAD:
            on_death(str(args.exc_value))
        elif name != _CONNECTION_THREAD:
            previous(args)

    threading.excepthook = hook
    try:
        yield
    finally:
        threading.excepthook = previous
