"""Arrow columns as Python values: what ``to_pylist`` gives, several times as fast for lists, structs and moments."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import pyarrow as pa

from schemas.dataset import UTC_TIMESTAMP

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def rows_of(table: pa.Table) -> Iterator[dict[str, Any]]:
    """The rows of a table, each as a dictionary of its columns."""
    names = table.column_names
    columns = [values_of(column.combine_chunks()) for column in table.columns]
    return (dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True))


def values_of(column: pa.Array) -> list[Any]:
    """The values of a column."""
    if pa.types.is_list(column.type):
        return _lists(column)
    if pa.types.is_struct(column.type) and not column.null_count:
        return _structs(column)
    if column.type == UTC_TIMESTAMP:
        return [_moment(microseconds) for microseconds in column.view(pa.int64()).to_pylist()]
    values: list[Any] = column.to_pylist()
    return values


def _lists(column: pa.ListArray) -> list[Any]:
    # What is flattened leaves out null lists, so that the others follow each other.
    items, lists, start = values_of(column.flatten()), [], 0
    for length in column.value_lengths().to_pylist():
        lists.append(None if length is None else items[start : start + length])
        start += length or 0
    return lists


def _structs(column: pa.StructArray) -> list[Any]:
    names = [field.name for field in column.type]
    fields = [values_of(values) for values in column.flatten()]
    return [dict(zip(names, values, strict=True)) for values in zip(*fields, strict=True)]


def _moment(microseconds: int | None) -> datetime | None:
    return None if microseconds is None else _EPOCH + timedelta(microseconds=microseconds)
