"""Runs a pipeline on this machine with one process per worker, without any network.

Beam's ``DirectRunner`` first tries to fetch and start another runner (Prism), and its own worker processes outlive a
parent that was killed. This module runs Beam's portable Python runner directly, with workers that end with the process
that started them (``pipeline.local.worker``).
"""

# mypy: allow-untyped-calls

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import contextmanager
from typing import Any

from apache_beam.options.pipeline_options import PipelineOptions
from apache_beam.portability.api import beam_provision_api_pb2
from apache_beam.runners.portability.fn_api_runner import worker_handlers
from apache_beam.runners.portability.fn_api_runner.execution import BundleContextManager, GroupingBuffer, ListBuffer
from apache_beam.runners.portability.fn_api_runner.fn_runner import BundleManager, ExtendedProvisionInfo, FnApiRunner
from apache_beam.runners.portability.portable_runner import JobServiceHandle
from apache_beam.transforms.environments import EmbeddedPythonEnvironment, Environment

from pipeline.local.buffers import SpillingGroups, SpillingList
from pipeline.local.bundles import SmallBundles
from pipeline.local.environment import PROCESS_THREAD, WorkerProcesses

_CONNECTION_THREAD = "beam_control_read"
_NEVER = 0


def local_runner(options: PipelineOptions, workers: int, threads: int) -> FnApiRunner:
    """Return a runner with that many worker processes; one worker is this process itself.

    ``options`` reach the workers too; ``threads`` is how many threads the libraries of each worker may use.
    """
    encoded = JobServiceHandle.encode_pipeline_options(options.get_all_options())
    provision = ExtendedProvisionInfo(beam_provision_api_pb2.ProvisionInfo(pipeline_options=encoded))
    return _LocalRunner(default_environment=_environment(workers, threads), provision_info=provision)


class _LocalRunner(FnApiRunner):
    """Beam's runner with bounded memory: much data waits on disk, and workers get it bit by bit."""

    def _get_bundle_manager(self, bundle_context_manager: BundleContextManager) -> BundleManager:
        _let_outputs_spill(bundle_context_manager)
        manager: BundleManager = super()._get_bundle_manager(bundle_context_manager)
        # State is by key, and Beam sees to it that no key is worked on twice at a time.
        return manager if bundle_context_manager.stage.is_stateful() else SmallBundles.in_place_of(manager)


def _let_outputs_spill(stage: BundleContextManager) -> None:
    """Put a buffer that spills wherever a stage that is about to run writes to."""
    buffers: MutableMapping[bytes, Any] = stage.execution_context.pcoll_buffers
    for transform, buffer_id in stage.stage_data_outputs.items():
        buffer = stage.get_buffer(buffer_id, transform)
        if isinstance(buffer, GroupingBuffer):
            buffers[buffer_id] = SpillingGroups.in_place_of(buffer)
        elif isinstance(buffer, ListBuffer):
            buffers[buffer_id] = SpillingList.in_place_of(buffer)


def _environment(workers: int, threads: int) -> Environment:
    if workers == 1:
        return EmbeddedPythonEnvironment.default()
    # The runner would also send what waits to be sent every second, from a thread that throws away what is written
    # meanwhile: on a busy machine elements of a grouping get lost without a word (apache-beam 2.77).
    worker_handlers.DATA_BUFFER_TIME_LIMIT_MS = _NEVER
    return WorkerProcesses(threads)


@contextmanager
def watched_workers(on_death: Callable[[str], None]) -> Iterator[None]:
    """Call ``on_death`` with the reason as soon as a worker process ends other than well.

    Without this the runner would wait for ever for the answer of a worker that, say, ran out of memory. Beam's thread
    that waits for the process raises; the one that reads from it does too, which adds nothing.
    """
    previous = threading.excepthook

    def hook(args: threading.ExceptHookArgs) -> None:
        name = args.thread.name if args.thread is not None else ""
        if name == PROCESS_THREAD:
            on_death(str(args.exc_value))
        elif name != _CONNECTION_THREAD:
            previous(args)

    threading.excepthook = hook
    try:
        yield
    finally:
        threading.excepthook = previous
