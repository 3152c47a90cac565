"""Late values take their places in the rows that they belong to, whatever came in which batch."""

from __future__ import annotations

import dataclasses

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.write import rows
from pipeline.write.files import pack, parquet_bytes, to_batch, unpack
from pipeline.write.late import fill_in, late_batch, late_schema
from schemas import DATASETS
from tests.pipeline.write import made_records

MENTIONS = DATASETS["event_mentions"]


def mention_rows(ids: list[str]) -> pa.RecordBatch:
    made = made_records.records().event_mentions[0]
    return to_batch(
        MENTIONS,
        [
            rows.event_mention_row(
                dataclasses.replace(made, mention=dataclasses.replace(made.mention, mention_id=mention_id))
            )
            for mention_id in ids
        ],
    )


@settings(max_examples=30)
@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 9)), st.integers(0, 8), st.integers(0, 8))
def test_every_row_has_its_late_value_or_keeps_its_own(late: dict[str, int], cut: int, late_cut: int) -> None:
    ids, values = list("cadbfe"), sorted(late.items())
    batches = [mention_rows(ids[:cut]), mention_rows(ids[cut:])]
    pieces = [late_batch(MENTIONS, "revision", part) for part in (values[:late_cut], values[late_cut:])]
    filled = fill_in(MENTIONS, batches, {"revision": pieces})
    found = {row["mention_id"]: row["revision"] for batch in filled for row in batch.to_pylist()}
    assert found == {mention_id: late.get(mention_id, 0) for mention_id in ids}


def test_rows_with_late_values_are_written_as_others_are() -> None:
    late = {"vector": [late_batch(MENTIONS, "vector", [("b", b"\x00\x3c")])]}
    [batch] = fill_in(MENTIONS, [mention_rows(["a", "b"])], late)
    assert batch.schema.equals(MENTIONS.schema, check_metadata=True)
    assert [row["vector"] for row in batch.to_pylist()] == [made_records.EAST, b"\x00\x3c"]
    assert parquet_bytes(MENTIONS, pa.Table.from_batches([batch]))


def test_a_packed_batch_of_late_values_comes_back() -> None:
    batch = late_batch(MENTIONS, "revision", [("a", 1), ("b", 2)])
    assert unpack(late_schema(MENTIONS, "revision"), pack(batch)).equals(batch)
