"""An output folder as it lies on the disk, read once for all checks; and its rows."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeAlias

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.write.manifest import MANIFEST_NAME
from schemas import DATASETS, Dataset

Row: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True)
class DataFile:
    """A data file and its rows, or the problem that kept them from being read. ``path`` is below the output."""

    dataset: Dataset
    path: str
    size: int
    sha256: str
    table: pa.Table | None
    problem: str = ""

    @property
    def partition(self) -> str:
        """The folder of the file's partition."""
        return self.path.split("/")[1]

    @property
    def has_right_schema(self) -> bool:
        """Whether the rows can be checked: the columns are those of the dataset, by name, type and nullability."""
        return self.table is not None and self.table.schema.equals(self.dataset.schema)


@dataclass(frozen=True)
class Folder:
    """An output folder: its manifest, null where there is none, and its data files."""

    manifest: bytes | None
    files: tuple[DataFile, ...]


@dataclass(frozen=True)
class Rows:
    """The rows of all datasets, and the look-ups that several checks need."""

    of: Mapping[str, list[Row]]
    _grouped: dict[tuple[str, str], Mapping[Any, list[Row]]] = field(default_factory=dict)

    @cached_property
    def articles(self) -> Mapping[str, Row]:
        """The articles by their id."""
        return {row["article_id"]: row for row in self.of["articles"]}

    def ids(self, name: str) -> frozenset[str]:
        """Return the ids of a dataset's rows."""
        return frozenset(self.by(name, str(DATASETS[name].key)))

    def by(self, name: str, column: str) -> Mapping[Any, list[Row]]:
        """Return the rows of a dataset by the value of a column."""
        if (name, column) not in self._grouped:
            groups: defaultdict[Any, list[Row]] = defaultdict(list)
            for row in self.of[name]:
                groups[row[column]].append(row)
            self._grouped[name, column] = dict(groups)
        return self._grouped[name, column]

    def with_articles(self, name: str) -> Iterator[tuple[Row, Row]]:
        """Yield the mentions of a dataset whose article exists, each with its article."""
        for row in self.of[name]:
            if row["article_id"] in self.articles:
                yield row, self.articles[row["article_id"]]


def read_folder(output: Path) -> Folder:
    """Read everything below an output folder; a file that cannot be read is kept with its problem."""
    manifest = output / MANIFEST_NAME
    return Folder(manifest.read_bytes() if manifest.is_file() else None, tuple(_read_files(output)))


def rows_of(files: Iterable[DataFile]) -> Rows:
    """Return the rows of all files, which must have the right schemas."""
    rows: dict[str, list[Row]] = {name: [] for name in DATASETS}
    for file in files:
        if file.table is not None:
            rows[file.dataset.name] += file.table.to_pylist()
    return Rows(rows)


def where(name: str, row: Row) -> str:
    """Return how a violation names a row."""
    key = DATASETS[name].key or "source_id"
    return f"{name} {key}={row[key]}"


def _read_files(output: Path) -> Iterator[DataFile]:
    for name, dataset in DATASETS.items():
        for path in sorted((output / name).glob("*/*.parquet")):
            yield _read_file(dataset, f"{name}/{path.parent.name}/{path.name}", path)


def _read_file(dataset: Dataset, name: str, path: Path) -> DataFile:
    content = path.read_bytes()
    size, sha256 = len(content), hashlib.sha256(content).hexdigest()
    try:
        table = pq.ParquetFile(pa.BufferReader(content)).read()
        table.validate(full=True)
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        return DataFile(dataset, name, size, sha256, None, str(error))
    return DataFile(dataset, name, size, sha256, table)
