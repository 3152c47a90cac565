"""The last stage: records in, sorted Parquet files in a staging folder out."""

# mypy: allow-untyped-calls

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import apache_beam as beam
import pyarrow as pa
from apache_beam.io.filesystem import CompressionTypes
from apache_beam.io.filesystems import FileSystems
from apache_beam.pvalue import PCollection, TaggedOutput
from apache_beam.transforms.combiners import ToListCombineFn
from apache_beam.transforms.window import GlobalWindows
from apache_beam.utils.windowed_value import WindowedValue

from pipeline.records import (
    Article,
    AssignedClaimMention,
    AssignedEventMention,
    FoldedClaim,
    FoldedEvent,
    Reject,
    ResolvedArticle,
    Superseded,
)
from pipeline.write import rows
from pipeline.write.checking import check_rows
from pipeline.write.files import file_name, pack, parquet_bytes, sorted_tables, to_batch, unpack
from pipeline.write.late import LateValue, fill_in, late_batch, late_schema
from pipeline.write.manifest import WrittenFile, list_files
from pipeline.write.partitions import Place, empty_partition, place_of
from pipeline.write.rows import Row
from schemas import DATASETS, Dataset

FILE_LIST_NAME: Final = "files.json"
"""The list of the written files, in the staging folder."""

ROW_OF: Final[Mapping[str, Callable[[Any], Row]]] = {
    "articles": rows.article_row,
    "event_mentions": rows.event_mention_row,
    "events": rows.event_row,
    "claim_mentions": rows.claim_mention_row,
    "claims": rows.claim_row,
    "rejects": rows.reject_row,
    "superseded": rows.superseded_row,
}
"""For each dataset, what makes a row of a record."""

_MOST_ROWS_PER_BATCH: Final = 1_000
_ALL_COLUMNS: Final = ""
"""Stands for a column in a batch of whole rows."""


class _Packed(NamedTuple):
    """A packed batch: rows, or late values of one column."""

    column: str
    batch: bytes


class Records(NamedTuple):
    """The records of a run, one collection for each dataset, named as the datasets are.

    ``late`` are values that did not travel with their records; ``superseded`` is there where a run appends.
    """

    articles: PCollection[Article]
    event_mentions: PCollection[AssignedEventMention]
    events: PCollection[FoldedEvent]
    claim_mentions: PCollection[AssignedClaimMention]
    claims: PCollection[FoldedClaim]
    rejects: PCollection[Reject]
    superseded: tuple[PCollection[Superseded], ...] = ()
    late: tuple[PCollection[LateValue], ...] = ()


class Writable(NamedTuple):
    """Articles that can be written with all of their mentions, and those that cannot."""

    articles: PCollection[ResolvedArticle]
    rejects: PCollection[Reject]


class CheckRows(beam.PTransform):
    """ResolvedArticle -> ``Writable``: finds out before the fold whether an article can be rows."""

    def expand(self, articles: PCollection[ResolvedArticle]) -> Writable:
        """Checks each article by itself."""
        checked = articles | beam.FlatMap(_checked).with_outputs("rejects", main="articles")
        checked.articles.element_type, checked.rejects.element_type = ResolvedArticle, Reject
        return Writable(checked.articles, checked.rejects)


def _checked(resolved: ResolvedArticle) -> Iterator[Any]:
    found = check_rows(resolved)
    yield TaggedOutput("rejects", found) if isinstance(found, Reject) else found


@dataclass
class WriteDatasets(beam.PTransform):
    """Writes every dataset to a staging folder and gives the files that it wrote.

    ``shards`` cuts each partition of a dataset into so many parts, written by different workers. Which row is in
    which file depends on it, so it is an option of the run and never the number of workers. The list of the files is
    left in the staging folder too, for ``pipeline.write.output.staged_files``.
    """

    staging: str
    shards: int = 1

    def expand(self, records: Records) -> PCollection[WrittenFile]:
        """Apply the transform to ``Records``."""
        packed = [
            kind | f"Pack {name}" >> beam.ParDo(_PackRows(name, self.shards))
            for name, kinds in records._asdict().items()
            if name in DATASETS
            for kind in (kinds if isinstance(kinds, tuple) else (kinds,))
        ]
        late = [
            values | f"Pack late {number}" >> beam.ParDo(_PackLate(self.shards))
            for number, values in enumerate(records.late)
        ]
        written: PCollection[WrittenFile] = (
            (*packed, *late)
            | beam.Flatten()
            | beam.GroupByKey()
            | "Write files" >> beam.FlatMap(_write_place, self.staging).with_output_types(WrittenFile)
            | beam.CombineGlobally(ToListCombineFn())
            | "Complete" >> beam.FlatMap(_complete, self.staging).with_output_types(WrittenFile)
        )
        return written


@beam.typehints.with_output_types(tuple[Place, _Packed])
class _PackRows(beam.DoFn):
    """Records of one dataset to Arrow batches by place; far fewer and smaller than rows as Python objects."""

    def __init__(self, name: str, shards: int) -> None:
        self._name = name
        self._shards = shards
        self._rows: defaultdict[Place, list[Row]]

    def start_bundle(self) -> None:
        self._rows = defaultdict(list)

    def process(self, record: object) -> Iterator[tuple[Place, _Packed]]:
        dataset = DATASETS[self._name]
        row = ROW_OF[self._name](record)
        place = place_of(dataset, row, self._shards)
        self._rows[place].append(row)
        if len(self._rows[place]) >= _MOST_ROWS_PER_BATCH:
            yield place, self._packed(self._rows.pop(place))

    def finish_bundle(self) -> Iterator[WindowedValue]:
        for place, batch in self._rows.items():
            yield GlobalWindows.windowed_value((place, self._packed(batch)))

    def _packed(self, batch: Sequence[Row]) -> _Packed:
        return _Packed(_ALL_COLUMNS, pack(to_batch(DATASETS[self._name], batch)))


@beam.typehints.with_output_types(tuple[Place, _Packed])
class _PackLate(beam.DoFn):
    """Late values to Arrow batches by the place of their rows and their column."""

    def __init__(self, shards: int) -> None:
        self._shards = shards
        self._values: defaultdict[tuple[Place, str], list[tuple[str, bytes | int]]]

    def start_bundle(self) -> None:
        self._values = defaultdict(list)

    def process(self, late: LateValue) -> None:
        dataset = DATASETS[late.dataset]
        row = {str(dataset.key): late.key, dataset.partition_source: late.dated}
        self._values[place_of(dataset, row, self._shards), late.column].append((late.key, late.value))

    def finish_bundle(self) -> Iterator[WindowedValue]:
        for (place, column), values in self._values.items():
            batch = late_batch(DATASETS[place[0]], column, values)
            yield GlobalWindows.windowed_value((place, _Packed(column, pack(batch))))


def _write_place(group: tuple[Place, Iterable[_Packed]], staging: str) -> Iterator[WrittenFile]:
    (name, partition, _), packed = group
    dataset = DATASETS[name]
    batches: defaultdict[str, list[pa.RecordBatch]] = defaultdict(list)
    for column, batch in packed:
        batches[column].append(unpack(late_schema(dataset, column) if column else dataset.schema, batch))
    rows_with_all = fill_in(dataset, batches.pop(_ALL_COLUMNS), batches)
    for number, table in enumerate(sorted_tables(dataset, rows_with_all)):
        yield _write_file(dataset, partition, number, table, staging)


def _complete(written: list[WrittenFile], staging: str) -> list[WrittenFile]:
    """Give every dataset without rows a file without rows, so that readers find its schema; keeps the list."""
    with_rows = {file.dataset for file in written}
    empty = [
        _write_file(dataset, empty_partition(dataset), 0, dataset.schema.empty_table(), staging)
        for name, dataset in DATASETS.items()
        if name not in with_rows
    ]
    _write(FileSystems.join(staging, FILE_LIST_NAME), list_files(written + empty))
    return written + empty


def _write_file(dataset: Dataset, partition: str, number: int, table: pa.Table, staging: str) -> WrittenFile:
    content = parquet_bytes(dataset, table)
    path = f"{dataset.name}/{partition}/{file_name(number, content)}"
    _write(FileSystems.join(staging, path), content)
    return WrittenFile(dataset.name, path, table.num_rows, len(content), hashlib.sha256(content).hexdigest())


def _write(path: str, content: bytes) -> None:
    with FileSystems.create(path, "application/octet-stream", CompressionTypes.UNCOMPRESSED) as stream:
        stream.write(content)
