"""Gives a stage's input to the workers in small bundles, one at a time, so that what is on its way stays bounded.

Beam's own manager cuts the input of a stage into one bundle a worker, sends all of it at once, and waits for the
slower half.
"""

# mypy: allow-untyped-calls

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from typing import Any

from apache_beam.metrics import monitoring_infos
from apache_beam.portability.api import beam_fn_api_pb2
from apache_beam.runners.portability.fn_api_runner.execution import BundleContextManager
from apache_beam.runners.portability.fn_api_runner.fn_runner import BundleManager
from apache_beam.runners.portability.fn_api_runner.worker_handlers import WorkerHandler

from pipeline.local.buffers import SpillingGroups, SpillingList

_LEAST_BYTES, _MOST_BYTES = 128 * 2**10, 16 * 2**20
_BUNDLES_A_WORKER = 8
_MADE_READY = 2  # bundles a worker: while it works on one the next is read and grouped
_Inputs = Mapping[str, Any]  # buffers: Beam's own ListBuffer, SpillingList and SpillingGroups
_Result = tuple[beam_fn_api_pb2.InstructionResponse, list[Any]]


class _OneWorker:
    """What Beam knows of a stage, as if a certain worker was the only one."""

    def __init__(self, context: BundleContextManager, worker: WorkerHandler) -> None:
        self._context = context
        self.worker_handlers = [worker]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._context, name)


class SmallBundles(BundleManager):
    """Runs a stage in bundles of a bounded number of bytes; a worker takes the next one when it is done with one."""

    @classmethod
    def in_place_of(cls, manager: BundleManager) -> SmallBundles:
        """A manager of the same stage."""
        return cls(
            manager.bundle_context_manager,
            manager._progress_frequency,
            cache_token_generator=manager._cache_token_generator,
        )

    def process_bundle(
        self,
        inputs: _Inputs,
        expected_outputs: Any,
        fired_timers: Any,
        expected_output_timers: Any,
        dry_run: bool = False,
    ) -> _Result:
        """Run all bundles; only the first gets timers. Raises what the first bundle to fail raised."""
        workers = self.bundle_context_manager.worker_handlers
        idle: SimpleQueue[WorkerHandler] = SimpleQueue()
        for worker in workers:
            idle.put(worker)

        def run(place: int, bundle: Mapping[str, Iterable[bytes]]) -> _Result:
            ready = {name: list(elements) for name, elements in bundle.items()}
            # Beam's connections to its workers take one bundle at a time, or elements get lost without a word.
            worker = idle.get()
            try:
                timers = {} if place else fired_timers
                return self._on(worker, ready, expected_outputs, timers, expected_output_timers, dry_run)
            finally:
                idle.put(worker)

        with ThreadPoolExecutor(_MADE_READY * len(workers)) as pool:
            bundles = _bundles(inputs, _number_of(inputs, len(workers)))
            pending = [pool.submit(run, place, bundle) for place, bundle in enumerate(bundles)]
            try:
                return _merged([future.result() for future in pending])
            except BaseException:
                pool.shutdown(cancel_futures=True)
                raise

    def _on(self, worker: WorkerHandler, *arguments: Any) -> _Result:
        context: Any = _OneWorker(self.bundle_context_manager, worker)
        tokens = self._cache_token_generator
        manager = BundleManager(context, self._progress_frequency, cache_token_generator=tokens)
        done: _Result = manager.process_bundle(*arguments)
        return done


def _number_of(inputs: _Inputs, workers: int) -> int:
    size = sum(map(_bytes_of, inputs.values()))
    return max(workers, min(size // _LEAST_BYTES, _BUNDLES_A_WORKER * workers), size // _MOST_BYTES)


def _bytes_of(buffer: Any) -> int:
    return buffer.size if isinstance(buffer, SpillingGroups | SpillingList) else sum(map(len, buffer))


def _bundles(inputs: _Inputs, number: int) -> Iterator[dict[str, Iterable[bytes]]]:
    """The input of each bundle, by the name of the transform that reads it."""
    parts = [buffer.partition(number) for buffer in inputs.values()]
    return (dict(zip(inputs, part, strict=True)) for part in zip(*parts, strict=True))


def _merged(results: list[_Result]) -> _Result:
    bundles = [result.process_bundle for result, _ in results]
    done = beam_fn_api_pb2.ProcessBundleResponse(
        monitoring_infos=monitoring_infos.consolidate(info for bundle in bundles for info in bundle.monitoring_infos),
        residual_roots=(root for bundle in bundles for root in bundle.residual_roots),
    )
    return beam_fn_api_pb2.InstructionResponse(process_bundle=done), [split for _, own in results for split in own]
