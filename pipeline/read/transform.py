"""The read stage: from files to articles and rejects."""

# mypy: allow-untyped-calls

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Final, NamedTuple

import apache_beam as beam
from apache_beam.metrics.metric import Metrics
from apache_beam.pvalue import PBegin, PCollection, TaggedOutput

from pipeline.counting import Examples
from pipeline.read.article import Outcome, outcome_of, reject_of
from pipeline.read.fields import FieldColumns, field_columns
from pipeline.read.inputs import check_inputs, open_input, version_of
from pipeline.read.items import Fault, Record, Skipped
from pipeline.read.tasks import InputFile, ReadTask, fault_of_change, plan_tasks, read_task
from pipeline.records import Article, Reject

NAMESPACE: Final = "newsfold"
UNREADABLE_DATE: Final = "read/unparseable_date"
AMBIGUOUS_DATE: Final = "read/ambiguous_date"
_REJECTS: Final = "rejects"


class ReadResult(NamedTuple):
    """Every input record is an element of exactly one of the two."""

    articles: PCollection[Article]
    rejects: PCollection[Reject]


@dataclass
class ReadArticles(beam.PTransform):
    """Reads all files that the patterns name, split over the workers.

    ``patterns`` are files, globs and folders (see check_inputs); ``fields`` are (column, field of ours) pairs where
    the user's columns have names that are not known.
    Counters: read/records, read/articles, read/rejects.<error_type>, read/skipped.<kind>, read/unparseable_date (with
    examples), read/ambiguous_date.
    """

    patterns: tuple[str, ...]
    fields: FieldColumns = ()

    def __post_init__(self) -> None:
        super().__init__()
        self.fields = field_columns(self.fields)

    def expand(self, pbegin: PBegin) -> ReadResult:
        """Wire listing, planning and reading; the shuffles between them spread the work over the workers."""
        read = (
            pbegin
            | "Patterns" >> beam.Create([list(self.patterns)])
            | "List" >> beam.FlatMap(check_inputs).with_output_types(InputFile)
            | "SpreadFiles" >> beam.Reshuffle()
            | "Plan" >> beam.FlatMap(plan_tasks, open_input).with_output_types(ReadTask)
            | "SpreadTasks" >> beam.Reshuffle()
            | "Read" >> beam.ParDo(_Read(self.fields)).with_outputs(_REJECTS, main="articles")
        )
        articles: PCollection[Article] = read.articles
        rejects: PCollection[Reject] = read.rejects
        articles.element_type, rejects.element_type = Article, Reject
        return ReadResult(articles, rejects)


class _Read(beam.DoFn):
    """Reads a task, counting what it finds."""

    def __init__(self, columns: FieldColumns) -> None:
        self._columns = columns
        self._unreadable_dates = Examples(UNREADABLE_DATE)

    def process(self, task: ReadTask) -> Iterator[Article | TaggedOutput]:
        for item in chain(read_task(task, open_input, self._columns), fault_of_change(task, version_of)):
            if isinstance(item, Skipped):
                _count(f"read/skipped.{item.kind}")
                continue
            outcome = _outcome(item, task.path, self._columns)
            _count_outcome(outcome)
            if outcome.unreadable_date is not None:
                self._unreadable_dates.add(outcome.unreadable_date)
            yield _output(outcome.result)


def _outcome(item: Record | Fault, path: str, columns: FieldColumns) -> Outcome:
    return Outcome(reject_of(item, path)) if isinstance(item, Fault) else outcome_of(item, path, columns)


def _output(result: Article | Reject) -> Article | TaggedOutput:
    return TaggedOutput(_REJECTS, result) if isinstance(result, Reject) else result


def _count_outcome(outcome: Outcome) -> None:
    _count("read/records")
    if outcome.unreadable_date is not None:
        _count(UNREADABLE_DATE)
    if outcome.ambiguous_date:
        _count(AMBIGUOUS_DATE)
    _count(f"read/rejects.{outcome.result.error_type}" if isinstance(outcome.result, Reject) else "read/articles")


def _count(name: str) -> None:
    Metrics.counter(NAMESPACE, name).inc()
