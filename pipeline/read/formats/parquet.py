"""Parquet: a row is a record; its number is its index in the file. Row groups are read apart from each other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from typing import BinaryIO, Final

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.read.errors import Unusable
from pipeline.read.fields import FieldColumns, is_known_column
from pipeline.read.items import Fault, Item, Record
from pipeline.read.limits import FREE_UNPACKED_BYTES, MAX_UNPACK_RATIO

# Rows that are in memory at a time: long articles in all of them still fit.
_BATCH_ROWS: Final = 32
_BUFFER_BYTES: Final = 2**20


def row_group_sizes(file: BinaryIO) -> list[int]:
    """Return the packed bytes of each row group. Raises pyarrow's errors where the footer is damaged."""
    metadata = pq.ParquetFile(file).metadata
    groups = (metadata.row_group(index) for index in range(metadata.num_row_groups))
    return [sum(group.column(column).total_compressed_size for column in range(group.num_columns)) for group in groups]


def parquet_rows(file: BinaryIO, start: int, stop: int | None, columns: FieldColumns) -> Iterator[Item]:
    """Yield the records of row groups ``start`` to ``stop`` (all where null); a damaged group ends in one fault.

    Raises Unusable where the file cannot be read at all.
    """
    try:
        parquet = pq.ParquetFile(file, buffer_size=_BUFFER_BYTES)
        metadata = parquet.metadata
        rows_before = [0, *accumulate(metadata.row_group(index).num_rows for index in range(metadata.num_row_groups))]
        names = [name for name in parquet.schema_arrow.names if is_known_column(name, columns)]
        # Without any column there would be no rows, and none of them would be accounted for.
        names = names or parquet.schema_arrow.names[:1]
    except (pa.ArrowException, OSError, ValueError) as error:
        raise Unusable(
            "damaged_parquet", f"The Parquet footer or schema cannot be read ({error}); make the file again."
        ) from error
    for group in range(start, metadata.num_row_groups if stop is None else stop):
        yield from _rows_of_group(parquet, group, rows_before[group], names)


def _rows_of_group(parquet: pq.ParquetFile, group: int, first_row: int, names: list[str]) -> Iterator[Item]:
    number = first_row
    try:
        _refuse_bomb(parquet.metadata.row_group(group))
        for batch in parquet.iter_batches(_BATCH_ROWS, row_groups=[group], columns=names, use_threads=False):
            for values in _python_rows(_in_microseconds(batch)):
                yield Record(number, values)
                number += 1
    except Unusable as error:
        yield Fault(number, error.error_type, error.message)
    except (pa.ArrowException, OSError, ValueError) as error:
        yield Fault(
            number,
            "damaged_parquet",
            f"Row group {group} cannot be read from row {number} on ({error}); make the file again.",
        )


def _python_rows(batch: pa.RecordBatch) -> list[dict[str, object]]:
    """Return the rows; where text is not UTF-8 it comes as bytes, for its charset to be told record by record."""
    try:
        rows: list[dict[str, object]] = batch.to_pylist()
    except UnicodeDecodeError:
        rows = _text_as_bytes(batch).to_pylist()
    return rows


def _text_as_bytes(batch: pa.RecordBatch) -> pa.RecordBatch:
    def is_text(field: pa.Field) -> bool:
        return bool(pa.types.is_string(field.type) or pa.types.is_large_string(field.type))

    fields = [pa.field(field.name, pa.binary()) if is_text(field) else field for field in batch.schema]
    return batch.cast(pa.schema(fields))


def _refuse_bomb(group: pq.RowGroupMetaData) -> None:
    chunks = [group.column(index) for index in range(group.num_columns)]
    packed = sum(chunk.total_compressed_size for chunk in chunks)
    if sum(chunk.total_uncompressed_size for chunk in chunks) > max(FREE_UNPACKED_BYTES, MAX_UNPACK_RATIO * packed):
        raise Unusable(
            "decompression_bomb",
            f"A row group unpacks to more than {MAX_UNPACK_RATIO} times its size and was not read; write it with "
            "smaller row groups.",
        )


def _in_microseconds(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Cut nanoseconds, for which Python has no type, to microseconds."""
    fields = [
        pa.field(field.name, pa.timestamp("us", field.type.tz))
        if pa.types.is_timestamp(field.type) and field.type.unit == "ns"
        else field
        for field in batch.schema
    ]
    return batch.cast(pa.schema(fields), safe=False)
