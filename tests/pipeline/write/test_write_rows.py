"""Records become rows with every column of their dataset, and come back from Parquet as they went in."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.write import rows
from pipeline.write.files import parquet_bytes, to_batch
from pipeline.write.transform import ROW_OF
from schemas import DATASETS
from tests.pipeline.write import made_records
from tests.pipeline.write.record_strategies import RECORDS


@pytest.mark.parametrize("name", DATASETS)
@settings(max_examples=5)
@given(data=st.data())
def test_a_row_has_the_columns_of_its_dataset_in_their_order(name: str, data: st.DataObject) -> None:
    assert list(ROW_OF[name](data.draw(RECORDS[name]))) == DATASETS[name].schema.names


@pytest.mark.parametrize("name", DATASETS)
@settings(max_examples=25)
@given(data=st.data())
def test_rows_come_back_from_parquet_as_they_went_in(name: str, data: st.DataObject) -> None:
    dataset = DATASETS[name]
    written = [ROW_OF[name](record) for record in data.draw(st.lists(RECORDS[name], max_size=3))]
    content = parquet_bytes(dataset, pa.Table.from_batches([to_batch(dataset, written)]))
    assert read(content).to_pylist() == written
    assert read(content).schema.equals(dataset.schema, check_metadata=True)


def test_a_mention_keeps_the_offsets_of_its_trigger_and_its_resolved_values() -> None:
    row = rows.event_mention_row(made_records.records().event_mentions[0])
    text = made_records.LAKE_TEXT
    assert text[row["trigger_start"] : row["trigger_end"]] == row["trigger_text"] == "walked out"
    assert (row["place_name"], row["place_country"], row["geonames_id"]) == ("Bergen", "NOR", 3161732)
    assert row["date_start"] == row["date_end"] == made_records.STRIKE_DAY


def test_a_mention_without_date_and_place_has_nulls_there() -> None:
    row = rows.event_mention_row(made_records.records().event_mentions[3])
    unknown = ["date_text", "date_start", "date_end", "place_text", "place_name", "latitude", "geonames_id"]
    assert [row[name] for name in unknown] == [None] * len(unknown)


def test_a_quotation_that_its_cue_interrupts_has_two_content_spans() -> None:
    row = rows.claim_mention_row(made_records.records().claim_mentions[0])
    words = [made_records.LAKE_TEXT[span["start"] : span["end"]] for span in row["content_spans"]]
    assert words == ["The port,", "opens on Friday."]


def test_outlet_count_is_the_number_of_outlets() -> None:
    row = rows.event_row(made_records.records().events[0])
    assert (row["outlet_count"], row["revision"], row["superseded_by"]) == (3, 0, None)


def test_an_excerpt_is_cut_at_two_kibibytes() -> None:
    reject = made_records.reject("x", "read")
    long = type(reject)(reject.source_id, reject.source_uri, "read", "E", "Mend it.", b"\x00" * 5000)
    assert len(rows.reject_row(long)["excerpt"]) == 2048  # type: ignore[arg-type]


def read(content: bytes) -> Any:
    return pq.ParquetFile(pa.BufferReader(content)).read()
