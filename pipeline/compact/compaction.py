"""The latest rows of a stream as the plain datasets, all or nothing, while the stream may go on writing.

It takes the commits that are there when it begins and publishes as a batch does: readers of the plain datasets see the
former ones or the new ones. What a stream has written stays where it is, so that its views go on working.
"""

# mypy: allow-untyped-calls

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from apache_beam.io.filesystems import FileSystems

from pipeline.stream.commits import REVISION, committed_files, read_rows, stream_facts, write_whole
from pipeline.stream.views import ROW_KEY, STREAMED, WITHDRAWN
from pipeline.write import WrittenFile, claim_output, manifest_bytes, publish
from pipeline.write.files import file_name, parquet_bytes, sorted_tables
from pipeline.write.partitions import empty_partition, partition_of
from schemas import DATASETS, Dataset

_SUPERSEDED_BY = "superseded_by"


def compact(output: str) -> list[WrittenFile]:
    """Publish the latest rows of the stream in the output as its plain datasets and return their files.

    Raises:
        OutputError: the output cannot be written, or another run is writing to it.
    """
    facts = stream_facts(output)
    committed = committed_files(output)
    with claim_output(output) as staging:
        written: list[WrittenFile] = []
        superseded: list[pa.RecordBatch] = []
        for name in STREAMED:
            latest = list(latest_rows(output, committed[name]))
            superseded += [_superseded(DATASETS[name], rows) for rows in latest if _SUPERSEDED_BY in rows.schema.names]
            written += _write(DATASETS[name], [_standing(DATASETS[name], rows) for rows in latest], staging)
        written += _write(DATASETS["superseded"], superseded, staging)
        counters = {f"rows/{name}": sum(file.rows for file in written if file.dataset == name) for name in DATASETS}
        publish(output, staging, manifest_bytes(written, replace(facts, counters=counters)))
    return written


def latest_rows(output: str, files: Sequence[WrittenFile]) -> Iterator[pa.RecordBatch]:
    """The rows of the highest revision of each key, file by file; the files are read twice.

    Only keys and revisions of all rows are in memory at once.
    """
    chosen = _chosen([read_rows(output, file, (ROW_KEY, REVISION)) for file in files])
    for number, file in enumerate(files):
        rows = read_rows(output, file).take(pa.array(chosen[number], pa.int64()))
        yield from rows.combine_chunks().to_batches()


def _chosen(keys: Sequence[pa.Table]) -> list[list[int]]:
    """For each file, which of its rows are the latest of their key; of equal revisions the last one."""
    latest: dict[str, tuple[int, int, int]] = {}
    for number, table in enumerate(keys):
        pairs = zip(table[ROW_KEY].to_pylist(), table[REVISION].to_pylist(), strict=True)
        for row, (key, revision) in enumerate(pairs):
            found = (revision, number, row)
            if found > latest.get(key, (-1, 0, 0)):
                latest[key] = found
    chosen: list[list[int]] = [[] for _ in keys]
    for _, number, row in latest.values():
        chosen[number].append(row)
    return [sorted(rows) for rows in chosen]


def _standing(dataset: Dataset, rows: pa.RecordBatch) -> pa.RecordBatch:
    """The rows that are neither withdrawn nor superseded, with the dataset's own columns."""
    stands = pc.invert(rows[WITHDRAWN])
    if _SUPERSEDED_BY in rows.schema.names:
        stands = pc.and_(stands, pc.is_null(rows[_SUPERSEDED_BY]))
    return rows.filter(stands).select(dataset.schema.names).cast(dataset.schema)


def _superseded(dataset: Dataset, rows: pa.RecordBatch) -> pa.RecordBatch:
    """The rows of ``superseded`` for the rows of a dataset that others took in."""
    gone = rows.filter(pc.is_valid(rows[_SUPERSEDED_BY]))
    columns = [
        pa.array([dataset.name] * gone.num_rows, pa.string()),
        gone[str(dataset.key)],
        gone[_SUPERSEDED_BY],
        gone[REVISION],
    ]
    return pa.RecordBatch.from_arrays(columns, schema=DATASETS["superseded"].schema)


def _write(dataset: Dataset, batches: Iterable[pa.RecordBatch], staging: str) -> list[WrittenFile]:
    """Write the rows as the batch lays them out; a dataset without rows has one file without rows."""
    by_partition = _by_partition(dataset, batches)
    if not by_partition:
        return [_write_file(dataset, empty_partition(dataset), 0, dataset.schema.empty_table(), staging)]
    return [
        _write_file(dataset, partition, number, table, staging)
        for partition, parts in sorted(by_partition.items())
        for number, table in enumerate(sorted_tables(dataset, parts))
    ]


def _write_file(dataset: Dataset, partition: str, number: int, table: pa.Table, staging: str) -> WrittenFile:
    content = parquet_bytes(dataset, table)
    path = f"{dataset.name}/{partition}/{file_name(number, content)}"
    write_whole(FileSystems.join(staging, path), content)
    return WrittenFile(dataset.name, path, table.num_rows, len(content), hashlib.sha256(content).hexdigest())


def _by_partition(dataset: Dataset, batches: Iterable[pa.RecordBatch]) -> Mapping[str, list[pa.RecordBatch]]:
    parts: defaultdict[str, list[pa.RecordBatch]] = defaultdict(list)
    for batch in batches:
        rows: defaultdict[str, list[int]] = defaultdict(list)
        values: list[Any] = batch[dataset.partition_source].to_pylist()
        for row, value in enumerate(values):
            rows[partition_of(dataset, {dataset.partition_source: value})].append(row)
        for partition, places in rows.items():
            parts[partition].append(batch.take(pa.array(np.array(places, np.int64))))
    return parts
