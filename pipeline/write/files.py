"""Rows to Parquet files, without Python objects per value and without any dependence on the order of the rows.

Rows become Arrow batches as soon as they arrive; sorting, cutting and writing work on Arrow memory. Of one partition
and shard all batches are in memory at once, so ``shards`` bounds what a worker needs.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import zstandard

from pipeline.write.rows import Row
from schemas import Dataset

MAX_FILE_TEXT_BYTES: Final = 512 * 2**20
"""A file is cut before its strings take more than this, uncompressed; Arrow's string offsets end at 2 GiB."""

_ZSTD_LEVEL: Final = 3
_BLOOM_FALSE_POSITIVES: Final = 0.01
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def to_batch(dataset: Dataset, rows: Sequence[Row]) -> pa.RecordBatch:
    """Return the rows as one Arrow batch of the dataset's schema.

    UTF-8 has no lone surrogates (a file name that is not UTF-8 has some); each becomes one replacement character, so
    that offsets stay right. Raises ``pyarrow.ArrowInvalid`` or ``ArrowTypeError`` for a value of another type.
    """
    try:
        return pa.RecordBatch.from_pylist(list(rows), schema=dataset.schema)
    except UnicodeEncodeError:
        return pa.RecordBatch.from_pylist([_encodable(row) for row in rows], schema=dataset.schema)


def pack(batch: pa.RecordBatch) -> bytes:
    """Return a batch, compressed and without its schema, as bytes to be sent between workers."""
    return zstandard.compress(batch.serialize(), _ZSTD_LEVEL)


def unpack(schema: pa.Schema, packed: bytes) -> pa.RecordBatch:
    """Return the batch of this schema that ``pack`` was given."""
    return pa.ipc.read_record_batch(pa.py_buffer(zstandard.decompress(packed)), schema)


def sorted_tables(dataset: Dataset, batches: Sequence[pa.RecordBatch]) -> Iterator[pa.Table]:
    """Yield the rows of the batches in the dataset's order, cut into one table for each file.

    The order and the cuts depend on the rows alone and not on how they were batched.
    """
    order = pc.sort_indices(
        pa.Table.from_batches(batches, dataset.schema).select(dataset.sort_by),
        sort_keys=[(name, "ascending") for name in dataset.sort_by],
    ).to_numpy()
    rank, file_number = np.empty_like(order), np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order), dtype=order.dtype)
    file_number[order] = _file_numbers(_text_bytes(batches)[order], dataset.rows_per_file)
    for number in range(int(file_number.max(initial=-1)) + 1):
        yield _gather(batches, np.flatnonzero(file_number == number), rank)


def parquet_bytes(dataset: Dataset, rows: pa.Table) -> bytes:
    """Return a Parquet file: zstd, dictionaries, statistics, page index and bloom filters on the ids.

    Raises ``pyarrow.ArrowInvalid`` where a column that must not be null is.
    """
    sink = pa.BufferOutputStream()
    pq.write_table(
        rows,
        sink,
        row_group_size=dataset.rows_per_group,
        compression="zstd",
        compression_level=_ZSTD_LEVEL,
        write_page_index=True,
        write_page_checksum=True,
        sorting_columns=pq.SortingColumn.from_ordering(
            dataset.schema, [(name, "ascending") for name in dataset.sort_by], null_placement="at_end"
        ),
        bloom_filter_options=_bloom_filters(dataset, rows.num_rows),
    )
    return bytes(sink.getvalue())


def file_name(number: int, content: bytes) -> str:
    """Return the name of the file of that number in its partition and shard.

    A name that holds the content's hash never names two contents: no reader that listed the files of one run can read
    those of another in their place, and a repeated write does no harm.
    """
    return f"part-{number:05d}-{hashlib.sha256(content).hexdigest()[:12]}.parquet"


def _encodable(value: object) -> object:
    if isinstance(value, str):
        return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", value)
    if isinstance(value, list):
        return [_encodable(item) for item in value]
    if isinstance(value, dict):
        return {name: _encodable(item) for name, item in value.items()}
    return value


def _text_bytes(batches: Iterable[pa.RecordBatch]) -> npt.NDArray[np.int64]:
    """Return for each row how many bytes its top-level strings take."""
    return np.concatenate([np.zeros(0, np.int64), *(_batch_text_bytes(batch) for batch in batches)])


def _batch_text_bytes(batch: pa.RecordBatch) -> npt.NDArray[np.int64]:
    total = np.zeros(batch.num_rows, np.int64)
    for column in batch.columns:
        if pa.types.is_string(column.type) or pa.types.is_binary(column.type):
            total += pc.fill_null(pc.binary_length(column), 0).to_numpy(zero_copy_only=False)
    return total


def _file_numbers(text_bytes: npt.NDArray[np.int64], rows_per_file: int) -> npt.NDArray[np.int64]:
    """Return the number of the file of each row, a new one wherever the rows or their bytes would be too many."""
    by_rows = np.arange(len(text_bytes)) // rows_per_file
    by_bytes = np.cumsum(text_bytes) // MAX_FILE_TEXT_BYTES
    starts = (np.diff(by_rows, prepend=0) != 0) | (np.diff(by_bytes, prepend=by_bytes[:1]) != 0)
    return np.cumsum(starts)


def _gather(
    batches: Sequence[pa.RecordBatch], positions: npt.NDArray[np.intp], rank: npt.NDArray[np.uint64]
) -> pa.Table:
    """Return the rows at these positions over all batches, sorted by rank."""
    ends = np.cumsum([batch.num_rows for batch in batches])
    pieces = np.split(positions, np.searchsorted(positions, ends[:-1]))
    starts = ends - [batch.num_rows for batch in batches]
    taken = [batch.take(pa.array(piece - start)) for batch, piece, start in zip(batches, pieces, starts, strict=True)]
    return pa.Table.from_batches(taken).combine_chunks().take(pa.array(np.argsort(rank[positions])))


def _bloom_filters(dataset: Dataset, rows: int) -> dict[str, dict[str, float]]:
    distinct = max(1, min(rows, dataset.rows_per_group))
    return {name: {"ndv": distinct, "fpp": _BLOOM_FALSE_POSITIVES} for name in dataset.bloom_filters}
