from __future__ import annotations

import gzip
import io
from collections.abc import Callable
from datetime import UTC, datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.formats import parquet
from pipeline.read.items import Fault, Item, Record

ReadFile = Callable[..., list[Item]]


def file_of(table: pa.Table, rows_in_group: int = 1000, **options: object) -> bytes:
    out = io.BytesIO()
    pq.write_table(table, out, row_group_size=rows_in_group, **options)
    return out.getvalue()


TEXTS = pa.table({"text": [f"Story {number} of many. " * 20 for number in range(100)], "vector": [[0.5] * 64] * 100})


def test_rows_are_numbered_in_the_file_and_other_columns_left_out(read_file: ReadFile) -> None:
    items = read_file("x.parquet", file_of(TEXTS, rows_in_group=30))
    assert items == [Record(number, {"text": text}) for number, text in enumerate(TEXTS["text"].to_pylist())]


@pytest.mark.parametrize("split_bytes", [1, 2000, 10**9])
def test_however_split_the_items_are_the_same(split_bytes: int, read_file: ReadFile) -> None:
    data = file_of(TEXTS, rows_in_group=7)
    assert read_file("x.parquet", data, split_bytes) == read_file("x.parquet", data)


def test_types_of_other_writers_are_read(read_file: ReadFile) -> None:
    moment = datetime(2021, 3, 3, 18, 5, tzinfo=UTC)
    table = pa.table(
        {
            "text": pa.array(["x"]).dictionary_encode(),
            "source": pa.array([{"name": "o", "rank": 1}]),
            "date": pa.array([moment], pa.timestamp("us", "UTC")).cast(pa.timestamp("ns", "UTC")),
            "body": pa.array([b"y"]),
        }
    )
    (record,) = read_file("x", file_of(table))
    assert record == Record(0, {"text": "x", "source": {"name": "o", "rank": 1}, "date": moment, "body": b"y"})


def test_text_that_is_not_utf8_comes_as_bytes(read_file: ReadFile) -> None:
    broken = pa.array([b"Gr\xf6\xdfe", b"fine"]).view(pa.string())
    items = read_file("x.parquet", file_of(pa.table({"text": broken})))
    assert items == [Record(0, {"text": b"Gr\xf6\xdfe"}), Record(1, {"text": b"fine"})]


def test_rows_without_a_known_column_are_records_all_the_same(read_file: ReadFile) -> None:
    assert read_file("x.parquet", file_of(pa.table({"a": [1, 2]}))) == [Record(0, {"a": 1}), Record(1, {"a": 2})]


@pytest.mark.parametrize("cut", [4, 12, 500, -1, -9])
def test_a_damaged_footer_is_one_fault(cut: int, read_file: ReadFile) -> None:
    (fault,) = read_file("x.parquet", file_of(TEXTS)[:cut], split_bytes=10)
    assert isinstance(fault, Fault)
    assert fault.error_type == "damaged_parquet"


def test_a_damaged_row_group_leaves_the_others(read_file: ReadFile) -> None:
    data = bytearray(file_of(TEXTS, rows_in_group=50, use_dictionary=False, compression="zstd"))
    first_page = pq.ParquetFile(io.BytesIO(data)).metadata.row_group(0).column(0).data_page_offset
    data[first_page : first_page + 120] = b"\xff" * 120
    fault, *records = read_file("x.parquet", bytes(data))
    assert isinstance(fault, Fault)
    assert (fault.error_type, fault.number) == ("damaged_parquet", 0)
    assert [record.number for record in records if isinstance(record, Record)] == list(range(50, 100))


def test_a_row_group_that_unpacks_to_far_more_is_not_read(monkeypatch: pytest.MonkeyPatch, read_file: ReadFile) -> None:
    monkeypatch.setattr(parquet, "FREE_UNPACKED_BYTES", 2**20)
    table = pa.table({"text": ["a" * 3 * 10**6] * 2})
    (fault,) = read_file("x.parquet", file_of(table, use_dictionary=False, compression="zstd"))
    assert isinstance(fault, Fault)
    assert fault.error_type == "decompression_bomb"


def test_parquet_within_gzip_is_refused(read_file: ReadFile) -> None:
    (fault,) = read_file("x.parquet.gz", gzip.compress(file_of(TEXTS)))
    assert isinstance(fault, Fault)
    assert fault.error_type == "unsupported_format"


@given(data=st.data())
def test_any_changed_bytes_end_in_records_or_faults(data: st.DataObject, read_file: ReadFile) -> None:
    changed = bytearray(file_of(TEXTS.slice(0, 4), use_dictionary=False))
    for _ in range(data.draw(st.integers(1, 8))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    assert all(isinstance(item, Record | Fault) for item in read_file("x.parquet", bytes(changed)))
