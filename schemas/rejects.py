"""The dataset ``rejects``: one row for each input record that could not be used, with the reason."""

from __future__ import annotations

from typing import Final

import pyarrow as pa

from schemas.dataset import Dataset, column, table
from schemas.vocabulary import MAX_EXCERPT_BYTES

_SCHEMA: Final = table(
    "rejects",
    1,
    "One input that could not be used, and why.",
    [
        column("source_id", pa.string(), "Id or URL that the input gave; else the file and the record's number."),
        column("source_uri", pa.string(), "The input file that it was read from.", example="news/day1.jsonl"),
        column("stage", pa.string(), "The stage that refused it.", example="read"),
        column("error_type", pa.string(), "Kind of the error.", example="InvalidJson"),
        column("error_message", pa.string(), "What is wrong and what to do about it."),
        column("excerpt", pa.binary(), f"The beginning of the input, at most {MAX_EXCERPT_BYTES} bytes."),
    ],
)

REJECTS: Final = Dataset(
    name="rejects",
    schema=_SCHEMA,
    key=None,
    partition_key="rejected_by",
    partition_source="stage",
    sort_by=("source_uri", "source_id", "error_type", "error_message", "excerpt"),
    bloom_filters=("source_id",),
    rows_per_file=250_000,
    rows_per_group=50_000,
)
