"""The dataset ``superseded``: one row for each id that no event or claim has any longer."""

from __future__ import annotations

from typing import Final

import pyarrow as pa

from schemas.dataset import Dataset, column, table

_SCHEMA: Final = table(
    "superseded",
    1,
    "An id that an event or a claim had before articles were appended, and where its reports went.",
    [
        column("dataset", pa.string(), "The dataset that had the id: events or claims.", example="events"),
        column("id", pa.string(), "The id that no row of that dataset has any longer.", example="5d20be917fac4e08"),
        column(
            "superseded_by",
            pa.string(),
            "The event or claim that took in what gave it its id; stands itself or is in this dataset in turn.",
            example="0b7e61a2c9d8f345",
        ),
        column("revision", pa.int32(), "One more than the last revision that the row of this id had.", example="1"),
    ],
)

SUPERSEDED: Final = Dataset(
    name="superseded",
    schema=_SCHEMA,
    key="id",
    partition_key="superseded_in",
    partition_source="dataset",
    sort_by=("dataset", "id"),
    bloom_filters=("id",),
    rows_per_file=1_000_000,
    rows_per_group=250_000,
)
