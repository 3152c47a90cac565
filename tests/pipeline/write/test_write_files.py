"""Files are sorted, cut and encoded in a way that depends on the rows alone."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.write import files, rows
from pipeline.write.files import file_name, pack, parquet_bytes, sorted_tables, to_batch, unpack
from pipeline.write.rows import Row
from schemas import DATASETS, Dataset
from tests.pipeline.write import made_records
from tests.pipeline.write.record_strategies import RECORDS

ARTICLES = DATASETS["articles"]


@settings(max_examples=30)
@given(data=st.data())
@pytest.mark.parametrize("name", ["articles", "rejects"])
def test_the_bytes_do_not_depend_on_the_order_and_the_batches_of_the_rows(name: str, data: st.DataObject) -> None:
    row_of = {"articles": rows.article_row, "rejects": rows.reject_row}[name]
    key = "article_id" if name == "articles" else "source_id"
    written = [row_of(record) for record in data.draw(st.lists(RECORDS[name], min_size=1, max_size=6))]  # type: ignore[operator]
    for number, row in enumerate(written):
        row[key] = f"{number}"
    dataset = dataclasses.replace(DATASETS[name], rows_per_file=data.draw(st.integers(1, 4)))
    shuffled = data.draw(st.permutations(written))
    cut = data.draw(st.integers(0, len(shuffled)))
    assert contents(dataset, [written]) == contents(dataset, [shuffled[:cut], shuffled[cut:]])


@settings(max_examples=30)
@given(st.lists(st.integers(0, 9), min_size=1, max_size=30), st.integers(1, 7))
def test_no_file_has_more_rows_than_it_may_and_the_order_runs_on_from_file_to_file(days: list[int], most: int) -> None:
    written = [{**article_row(f"a-{n:02}"), "title": f"{day}"} for n, day in enumerate(days)]
    dataset = dataclasses.replace(ARTICLES, sort_by=("title", "article_id"), rows_per_file=most)
    tables = list(sorted_tables(dataset, [to_batch(dataset, written)]))
    assert all(0 < table.num_rows <= most for table in tables)
    keys = [(row["title"], row["article_id"]) for table in tables for row in table.to_pylist()]
    assert keys == sorted((f"{day}", f"a-{n:02}") for n, day in enumerate(days))


def test_a_file_is_cut_before_its_strings_take_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_FILE_TEXT_BYTES", 1000)
    written = [{**article_row(f"a-{number}"), "text": "x" * 400} for number in range(9)]
    sizes = [table.num_rows for table in sorted_tables(ARTICLES, [to_batch(ARTICLES, written)])]
    assert sum(sizes) == 9
    assert max(sizes) <= 3


def test_a_packed_batch_comes_back() -> None:
    batch = to_batch(ARTICLES, [article_row("a"), article_row("b")])
    assert unpack(ARTICLES.schema, pack(batch)).equals(batch)


def test_a_lone_surrogate_becomes_one_character_so_that_offsets_stay() -> None:
    row = {**article_row("a"), "text": "a\ud83d\ude00b\udcffc"}
    [stored] = to_batch(ARTICLES, [row]).to_pylist()
    assert stored["text"] == "a\ufffd\ufffdb\ufffdc"


def test_files_say_how_they_are_laid_out() -> None:
    metadata = pq.ParquetFile(pa.BufferReader(content_of([article_row("a")]))).metadata
    group = metadata.row_group(0)
    columns = {group.column(number).path_in_schema: group.column(number) for number in range(group.num_columns)}
    assert {column.compression for column in columns.values()} == {"ZSTD"}
    assert columns["outlet"].has_dictionary_page
    assert columns["published_at"].statistics.has_min_max
    assert columns["published_at"].has_offset_index
    assert [key.column_index for key in group.sorting_columns] == [
        ARTICLES.schema.get_field_index(name) for name in ARTICLES.sort_by
    ]
    assert metadata.metadata[b"newsfold.schema_version"] == ARTICLES.version.encode()


def test_ids_have_bloom_filters() -> None:
    without = dataclasses.replace(ARTICLES, bloom_filters=())
    table = pa.Table.from_batches([to_batch(ARTICLES, [article_row(f"a-{n}") for n in range(500)])])
    assert len(parquet_bytes(ARTICLES, table)) > len(parquet_bytes(without, table)) + 500


def test_row_groups_have_their_size() -> None:
    dataset = dataclasses.replace(ARTICLES, rows_per_group=2)
    table = pa.Table.from_batches([to_batch(ARTICLES, [article_row(f"a-{n}") for n in range(5)])])
    assert pq.ParquetFile(pa.BufferReader(parquet_bytes(dataset, table))).metadata.num_row_groups == 3


def test_a_null_where_none_may_be_is_refused() -> None:
    batch = to_batch(ARTICLES, [{**article_row("a"), "text": None}])
    with pytest.raises(pa.ArrowInvalid, match="text"):
        parquet_bytes(ARTICLES, pa.Table.from_batches([batch]))


def test_a_file_name_never_names_two_contents() -> None:
    assert file_name(0, b"one") != file_name(0, b"two")
    assert file_name(7, b"one").startswith("part-00007-")


def article_row(article_id: str) -> Row:
    return rows.article_row(dataclasses.replace(made_records.records().articles[0], article_id=article_id))


def content_of(written: Sequence[Row]) -> bytes:
    [content] = contents(ARTICLES, [written])
    return content


def contents(dataset: Dataset, batches: Sequence[Sequence[Row]]) -> list[bytes]:
    made = [to_batch(dataset, batch) for batch in batches]
    return [parquet_bytes(dataset, table) for table in sorted_tables(dataset, made)]
