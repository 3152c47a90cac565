"""The datasets that a page is made of, wherever they lie, read a batch at a time."""

# mypy: allow-untyped-calls

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from apache_beam.io.filesystem import BeamIOError
from apache_beam.io.filesystems import FileSystems

from pipeline.report.errors import ReportError
from pipeline.write.manifest import MANIFEST_NAME, files_in_manifest
from schemas import DATASETS

Row: TypeAlias = Mapping[str, Any]

_ROWS_AT_ONCE = 4096


@dataclass(frozen=True, slots=True)
class Source:
    """The files of each dataset of an output, on any filesystem that Beam knows, in the order of their names."""

    output: str
    files: Mapping[str, tuple[str, ...]]

    def batches(self, dataset: str, columns: Sequence[str], kept: pc.Expression | None = None) -> Iterator[pa.Table]:
        """Yield the rows that are ``kept`` and stand: neither superseded nor replaced by a later revision.

        Raises:
            ReportError: a file is missing or cannot be read.
        """
        latest = self._latest_revisions(dataset)
        wanted = list(dict.fromkeys([*columns, *_standing_columns(dataset)]))
        for table in self._read(dataset, wanted):
            standing = _standing(table, dataset, latest)
            yield (standing if kept is None else standing.filter(kept)).select(columns)

    def rows(self, dataset: str, columns: Sequence[str], kept: pc.Expression | None = None) -> Iterator[Row]:
        """Yield the same rows one at a time."""
        for table in self.batches(dataset, columns, kept):
            yield from table.to_pylist()

    def _read(self, dataset: str, columns: Sequence[str]) -> Iterator[pa.Table]:
        for path in self.files[dataset]:
            try:
                with FileSystems.open(path) as stream, pq.ParquetFile(stream) as file:
                    _check_columns(path, columns, file.schema_arrow.names)
                    for batch in file.iter_batches(_ROWS_AT_ONCE, columns=list(columns)):
                        yield pa.Table.from_batches([batch])
            except (BeamIOError, OSError, pa.ArrowException) as error:
                raise ReportError(f"{path} cannot be read: {_one_line(error)}") from error

    def _latest_revisions(self, dataset: str) -> dict[str, int]:
        """Return the latest revision of the rows that were revised; a batch has none, so that this costs little."""
        key = DATASETS[dataset].key
        latest: dict[str, int] = {}
        if key is None or "revision" not in DATASETS[dataset].schema.names:
            return {}
        for table in self._read(dataset, [key, "revision"]):
            for row in table.filter(pc.field("revision") > 0).to_pylist():
                latest[row[key]] = max(row["revision"], latest.get(row[key], 0))
        return latest


def open_source(output: str) -> Source:
    """Return the datasets that the manifest of an output names.

    Raises:
        ReportError: there is no manifest, or it is not one of Newsfold.
    """
    try:
        with FileSystems.open(FileSystems.join(output, MANIFEST_NAME)) as stream:
            written = files_in_manifest(stream.read())
    except ValueError as error:
        raise ReportError(f"{output}: {_one_line(error)}") from error
    except Exception as error:  # each filesystem raises its own
        raise ReportError(f"{output} has no {MANIFEST_NAME} that can be read. Name what a run wrote to.") from error
    paths = sorted((file.dataset, file.path) for file in written)
    files = {name: tuple(FileSystems.join(output, path) for of, path in paths if of == name) for name in DATASETS}
    return Source(output, files)


def _standing_columns(dataset: str) -> list[str]:
    key = DATASETS[dataset].key
    names = DATASETS[dataset].schema.names
    return [name for name in (key, "revision", "superseded_by") if name is not None and name in names]


def _standing(table: pa.Table, dataset: str, latest: Mapping[str, int]) -> pa.Table:
    if "superseded_by" in table.column_names:
        table = table.filter(pc.field("superseded_by").is_null())
    if latest:
        ids, revisions = (table.column(name).to_pylist() for name in (DATASETS[dataset].key, "revision"))
        newest = [latest.get(key, 0) == revision for key, revision in zip(ids, revisions, strict=True)]
        table = table.filter(pa.array(newest, pa.bool_()))
    return table


def _check_columns(path: str, wanted: Sequence[str], present: Sequence[str]) -> None:
    for name in wanted:
        if name not in present:
            raise ReportError(f"{path} has no column {name}: another version of Newsfold wrote it. Run this one again.")


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:300] or type(error).__name__
