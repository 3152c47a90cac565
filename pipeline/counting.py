"""Counts what passes between the stages: for the manifest by Beam's counters, for progress by tallies."""

# mypy: allow-untyped-calls

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import apache_beam as beam
from apache_beam.metrics.metric import Metrics, MetricsFilter
from apache_beam.pvalue import PCollection
from apache_beam.runners.runner import PipelineResult

from pipeline.progress import Step, Tally
from pipeline.records import Reject

_NAMESPACE = "newsfold"
REJECTS = "rejects/"
LEFT_APART = "fold/left_apart"
"""How often the fold raised on several records together, which then stayed apart."""

_REASONS = "reasons/"
_MOST_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Counted:
    """What a run counted by name, and the first few examples of what was counted under some of the names."""

    counters: Mapping[str, int]
    examples: Mapping[str, Sequence[str]]


NOTHING_COUNTED: Final = Counted({}, {})
"""What a run has counted before it."""


class LostRecordsError(RuntimeError):
    """What was read and what was written do not add up; the datasets are not published."""


@dataclass
class Count(beam.PTransform):
    """Counts the elements under ``name`` and passes them on; with a ``folder`` also for progress, at ``step``."""

    name: str
    step: Step | None = None
    folder: Path | None = None

    def expand(self, elements: PCollection) -> PCollection:
        """Pass the elements on."""
        tallied = _Count(self.name, self.step, self.folder)
        counted: PCollection = elements | beam.ParDo(tallied).with_output_types(elements.element_type)
        return counted


class _Count(beam.DoFn):
    def __init__(self, name: str, step: Step | None, folder: Path | None) -> None:
        super().__init__()
        self._counter = Metrics.counter(_NAMESPACE, name)
        self._step = step
        self._folder = folder
        self._tally: Tally | None = None
        self._seen = 0

    def setup(self) -> None:
        if self._step is not None and self._folder is not None:
            self._tally = Tally(self._folder, self._step)

    def start_bundle(self) -> None:
        self._seen = 0

    def process(self, element: object) -> Iterable[object]:
        self._seen += 1
        if self._tally is not None:
            self._tally.add(1)
        return (element,)

    def finish_bundle(self) -> None:
        # Once for all: Beam's counter takes longer than most of what a small element goes through.
        self._counter.inc(self._seen)
        if self._tally is not None:
            self._tally.flush()


def count(name: str) -> None:
    """Count one more of ``name``, from within a step of a pipeline."""
    Metrics.counter(_NAMESPACE, name).inc()


class Examples:
    """Tells the first few, in their order, of what is counted under ``name``: the same in whatever order they come."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._first: list[str] = []

    def add(self, example: str) -> None:
        """Tell of one more, from within a step of a pipeline."""
        if example in self._first:
            return
        insort(self._first, example)
        if self._first[_MOST_EXAMPLES:] != [example]:
            Metrics.string_set(_NAMESPACE, self._name).add(example)
        del self._first[_MOST_EXAMPLES:]


@dataclass
class CountRejects(beam.PTransform):
    """Counts rejects under ``rejects/<stage>`` and ``reasons/<stage>/<error_type>`` and passes them on."""

    def expand(self, rejects: PCollection[Reject]) -> PCollection[Reject]:
        """Pass the rejects on."""
        counted: PCollection[Reject] = rejects | beam.Map(_count_reject).with_output_types(Reject)
        return counted


def _count_reject(reject: Reject) -> Reject:
    count(f"{REJECTS}{reject.stage}")
    count(f"{_REASONS}{reject.stage}/{reject.error_type}")
    return reject


def read_counted(result: PipelineResult) -> Counted:
    """Return what a finished run counted; a runner that keeps no sets of texts gives no examples."""
    metrics = result.metrics().query(MetricsFilter().with_namespace(_NAMESPACE))
    totals: dict[str, int] = {}
    for counter in metrics["counters"]:
        name = counter.key.metric.name
        totals[name] = totals.get(name, 0) + counter.committed
    examples: dict[str, set[str]] = {}
    for told in metrics.get("string_sets", ()):
        examples.setdefault(told.key.metric.name, set()).update(told.committed or ())
    return Counted(totals, {name: first_examples(told) for name, told in examples.items()})


def first_examples(examples: Iterable[str]) -> tuple[str, ...]:
    """Return the examples that are kept of some, in order."""
    return tuple(sorted(set(examples))[:_MOST_EXAMPLES])


def check_sums(counters: Mapping[str, int], rows: Mapping[str, int]) -> None:
    """Check that all that was read was written: ``rows`` are those of each dataset.

    Raises:
        LostRecordsError: something was lost, or counted twice, on the way.
    """
    rejected, reasons = _total(counters, REJECTS), _total(counters, _REASONS)
    sums = [
        ("input records", counters.get("read/records", 0), "articles and rejects", rows["articles"] + rows["rejects"]),
        ("rejects counted by stage", rejected, "rejects", rows["rejects"]),
        ("rejects counted by reason", reasons, "rejects", rows["rejects"]),
        ("articles folded", counters.get("rows/articles", 0), "articles", rows["articles"]),
    ]
    for name in ("event_mentions", "claim_mentions"):
        sums.append((f"{name} found", counters.get(f"found/{name}", 0), name, rows[name]))
        sums.append((f"{name} folded", counters.get(f"rows/{name}", 0), name, rows[name]))
    for name in ("events", "claims"):
        sums.append((f"{name} folded", counters.get(f"rows/{name}", 0), name, rows[name]))
    for counted, expected, written, written_count in sums:
        if expected != written_count:
            raise LostRecordsError(f"{expected} {counted}, but {written_count} {written} written; please report this")


def _total(counters: Mapping[str, int], prefix: str) -> int:
    return sum(number for name, number in counters.items() if name.startswith(prefix))
