"""Columns are read into the same Python values as Arrow's own reader gives."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.report.values import rows_of
from schemas import DATASETS

MOMENTS = st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=st.just(UTC))


def values(kind: pa.DataType) -> st.SearchStrategy[Any]:
    """Values of a type as Python has them, none of them null but where a column is."""
    if pa.types.is_list(kind):
        return st.lists(values(kind.value_type), max_size=3)
    if pa.types.is_struct(kind):
        return st.fixed_dictionaries({field.name: field_values(field) for field in kind})
    if pa.types.is_timestamp(kind):
        return MOMENTS
    if pa.types.is_date(kind):
        return st.dates(date(1, 1, 2), date(9999, 12, 30))
    if pa.types.is_string(kind):
        return st.text(st.characters(exclude_categories=["Cs"]), max_size=4)
    if pa.types.is_binary(kind):
        return st.binary(max_size=4)
    if pa.types.is_boolean(kind):
        return st.booleans()
    if pa.types.is_floating(kind):
        return st.floats(width=32, allow_nan=False)
    return st.integers(-(2**31), 2**31 - 1)


def field_values(field: pa.Field) -> st.SearchStrategy[Any]:
    found = values(field.type)
    return found | st.none() if field.nullable else found


def rows(schema: pa.Schema) -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.lists(st.fixed_dictionaries({field.name: field_values(field) for field in schema}), max_size=4)


@pytest.mark.parametrize("name", ["articles", "event_mentions", "events", "claim_mentions", "claims"])
@given(st.data())
def test_rows_are_those_that_arrow_gives(name: str, data: st.DataObject):
    schema = DATASETS[name].schema
    table = pa.Table.from_pylist(data.draw(rows(schema)), schema)
    for some in (table, table.slice(1), pa.concat_tables([table, table.slice(1)])):
        assert list(rows_of(some)) == some.to_pylist()


def test_lists_that_are_null_stay_null():
    table = pa.table({"spans": pa.array([[{"a": 1}], None, [], [{"a": None}, {"a": 2}]])})
    assert list(rows_of(table)) == table.to_pylist()
