"""Values that do not travel with their rows through the fold and meet them when the rows are written.

A mention's vector would be copied with its mention from shuffle to shuffle; here it is shuffled once, as Arrow
batches of keys and values, to the place where its row is written. The same way a row learns its revision.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Final, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from schemas import Dataset

_KEY: Final = "key"
_VALUE: Final = "value"


class LateValue(NamedTuple):
    """The value of one column of one row; ``dated`` is what the row's partition is computed from."""

    dataset: str
    key: str
    dated: date | datetime | None
    column: str
    value: bytes | int


def late_schema(dataset: Dataset, column: str) -> pa.Schema:
    """Return the schema of a batch of values for a column, each with the key of its row."""
    return pa.schema([pa.field(_KEY, pa.string()), pa.field(_VALUE, dataset.schema.field(column).type)])


def late_batch(dataset: Dataset, column: str, values: Iterable[tuple[str, bytes | int]]) -> pa.RecordBatch:
    """Return keys and their values as one batch."""
    keys_and_values = [{_KEY: key, _VALUE: value} for key, value in values]
    return pa.RecordBatch.from_pylist(keys_and_values, schema=late_schema(dataset, column))


def fill_in(
    dataset: Dataset, batches: Iterable[pa.RecordBatch], late: Mapping[str, Sequence[pa.RecordBatch]]
) -> list[pa.RecordBatch]:
    """Return the rows with the late values of each column in the place of what they came with.

    A row without a late value keeps its own; a value without a row is left out.
    """
    values = {column: pa.Table.from_batches(pieces) for column, pieces in late.items()}
    return [_filled(dataset, batch, values) for batch in batches]


def _filled(dataset: Dataset, batch: pa.RecordBatch, values: Mapping[str, pa.Table]) -> pa.RecordBatch:
    for column, table in values.items():
        at = pc.index_in(batch.column(dataset.key), value_set=table.column(_KEY).combine_chunks())
        found = table.column(_VALUE).take(at).combine_chunks()
        position = dataset.schema.get_field_index(column)
        filled = pc.coalesce(found, batch.column(position))
        batch = batch.set_column(position, dataset.schema.field(column), filled)
    return batch.replace_schema_metadata(dataset.schema.metadata)
