"""Checks of the files: that they are those of the manifest, readable, of the right schema, and laid out as promised."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.verify.folder import DataFile, Folder
from pipeline.verify.violation import Violation
from pipeline.write.manifest import MANIFEST_NAME, WrittenFile, files_in_manifest
from pipeline.write.partitions import partition_of
from schemas import DATASETS, Dataset
from schemas.rejects import REJECTS

_ROWS: Final = "rows/"
"""With the name of a dataset: the counter of its rows."""

_REJECTS: Final = "rejects/"
"""With the name of a stage: the counter of what it rejected."""


def manifest_is_readable(folder: Folder) -> Iterator[Violation]:
    """The manifest is there and is one."""
    if folder.manifest is None:
        yield Violation("the manifest is there", MANIFEST_NAME, "there is no such file")
        return
    try:
        files_in_manifest(folder.manifest)
    except ValueError as error:
        yield Violation("the manifest can be read", MANIFEST_NAME, str(error))


def versions_are_known(folder: Folder) -> Iterator[Violation]:
    """The manifest's schema versions are those that this code checks against."""
    for name, version in _manifest_section(folder, "versions").get("schemas", {}).items():
        known = DATASETS[name].version if name in DATASETS else "none"
        if version != known:
            yield Violation(
                "the schema version is known", MANIFEST_NAME, f"{name} has {version}, this code knows {known}"
            )


def totals_add_up(folder: Folder) -> Iterator[Violation]:
    """A dataset's rows in the manifest are the sum over its files."""
    for name, dataset in _manifest_section(folder, "datasets").items():
        total = sum(file["rows"] for file in dataset["files"])
        if dataset.get("rows") != total:
            yield Violation("rows add up", MANIFEST_NAME, f"{name} has {dataset.get('rows')}, its files have {total}")


def counters_add_up(folder: Folder) -> Iterator[Violation]:
    """What the run counted is what it wrote: the rows of each dataset and the rejects of each stage."""
    rows = Counter({f"{_ROWS}{name}": 0 for name in DATASETS})
    for file, table in _checkable(folder):
        rows[f"{_ROWS}{file.dataset.name}"] += table.num_rows
        if file.dataset is REJECTS:
            rows.update(f"{_REJECTS}{stage}" for stage in table.column("stage").to_pylist())
    for name, counted in _manifest_section(folder, "counters").items():
        if name.startswith((_ROWS, _REJECTS)) and rows[name] != counted:
            yield Violation("counters add up", MANIFEST_NAME, f"{name} is {counted}, there are {rows[name]} rows")


def every_dataset_is_there(folder: Folder) -> Iterator[Violation]:
    """Every dataset has at least one file."""
    for name in DATASETS.keys() - {file.dataset.name for file in folder.files}:
        yield Violation("every dataset has a file", name, "there is none")


def listed_files_are_there(folder: Folder) -> Iterator[Violation]:
    """Every file that the manifest names exists."""
    present = {file.path for file in folder.files}
    for listed in _listed(folder):
        if listed.path not in present:
            yield Violation("every file of the manifest is there", listed.path, "it is missing")


def files_are_listed(folder: Folder) -> Iterator[Violation]:
    """The manifest names every file."""
    listed = {file.path for file in _listed(folder)}
    for file in folder.files:
        if file.path not in listed:
            yield Violation("every file is in the manifest", file.path, "it is not")


def bytes_are_those_written(folder: Folder) -> Iterator[Violation]:
    """Size and sha256 of a file are those of the manifest."""
    for file, listed in _pairs(folder):
        if file.size != listed.bytes:
            yield Violation("the size is the manifest's", file.path, f"{file.size} bytes, not {listed.bytes}")
        if file.sha256 != listed.sha256:
            yield Violation("the sha256 is the manifest's", file.path, f"{file.sha256}, not {listed.sha256}")


def row_numbers_are_those_written(folder: Folder) -> Iterator[Violation]:
    """The number of rows of a file is that of the manifest."""
    for file, listed in _pairs(folder):
        if file.table is not None and file.table.num_rows != listed.rows:
            yield Violation("the rows are the manifest's", file.path, f"{file.table.num_rows} rows, not {listed.rows}")


def files_are_readable(folder: Folder) -> Iterator[Violation]:
    """Every file is whole and is Parquet."""
    for file in folder.files:
        if file.table is None:
            yield Violation("the file can be read", file.path, file.problem)


def schemas_are_right(folder: Folder) -> Iterator[Violation]:
    """Every file has the columns of its dataset: names, order, types, nullability; and its version."""
    for file in folder.files:
        if file.table is None:
            continue
        if not file.has_right_schema:
            yield Violation(
                "the schema is the dataset's", file.path, _schema_difference(file.dataset, file.table.schema)
            )
        elif (file.table.schema.metadata or {}) != file.dataset.schema.metadata:
            yield Violation("the schema has its version", file.path, f"the metadata is {file.table.schema.metadata}")


def rows_are_in_their_partition(folder: Folder) -> Iterator[Violation]:
    """A row lies in the partition of its date."""
    for file, table in _checkable(folder):
        source = file.dataset.partition_source
        for value in pc.unique(table.column(source)).to_pylist():
            partition = partition_of(file.dataset, {source: value})
            if partition != file.partition:
                yield Violation(
                    "rows lie in their partition", file.path, f"a row with {source} {value} is for {partition}"
                )


def rows_are_sorted(folder: Folder) -> Iterator[Violation]:
    """The rows of a file are in the dataset's order."""
    for file, table in _checkable(folder):
        keys = table.select(file.dataset.sort_by)
        order = pc.sort_indices(keys, sort_keys=[(name, "ascending") for name in file.dataset.sort_by])
        if not order.equals(pa.array(range(len(order)), pa.uint64())):
            yield Violation("rows are sorted", file.path, f"not by {', '.join(file.dataset.sort_by)}")


def _manifest_section(folder: Folder, name: str) -> dict[str, Any]:
    """Return a part of the manifest; empty where the manifest cannot be read, which has a check of its own."""
    if not _listed(folder):
        return {}
    section: dict[str, Any] = json.loads(folder.manifest or b"{}").get(name, {})
    return section


def _listed(folder: Folder) -> list[WrittenFile]:
    try:
        return files_in_manifest(folder.manifest or b"")
    except ValueError:
        return []


def _pairs(folder: Folder) -> Iterator[tuple[DataFile, WrittenFile]]:
    """Yield each file with what the manifest says of it."""
    listed = {file.path: file for file in _listed(folder)}
    for file in folder.files:
        if file.path in listed:
            yield file, listed[file.path]


def _checkable(folder: Folder) -> Iterator[tuple[DataFile, pa.Table]]:
    """Yield the files whose columns are those of the dataset, with their rows."""
    for file in folder.files:
        if file.table is not None and file.has_right_schema:
            yield file, file.table


def _schema_difference(dataset: Dataset, found: pa.Schema) -> str:
    """Return the first column that is not as it should be."""
    for expected, actual in zip_longest(dataset.schema, found):
        if actual is None or expected is None or not expected.equals(actual):
            return f"{_shown(actual)} where {_shown(expected)} should be"
    return "the columns are the same"


def _shown(field: pa.Field | None) -> str:
    return "no column" if field is None else str(field)


FILE_CHECKS = (
    manifest_is_readable,
    versions_are_known,
    totals_add_up,
    counters_add_up,
    every_dataset_is_there,
    listed_files_are_there,
    files_are_listed,
    bytes_are_those_written,
    row_numbers_are_those_written,
    files_are_readable,
    schemas_are_right,
    rows_are_in_their_partition,
    rows_are_sorted,
)
