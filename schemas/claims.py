"""The dataset ``claims``: one row for each claim, however many articles tell it."""

from __future__ import annotations

from typing import Final

import pyarrow as pa

from schemas.dataset import STRINGS, UTC_TIMESTAMP, Dataset, column, table
from schemas.vocabulary import QUOTATIONS, STANCES

_SCHEMA: Final = table(
    "claims",
    2,
    "One claim: who said what, over all articles that tell it.",
    [
        column("claim_id", pa.string(), "Id of the claim, made from its content.", example="e7702c1f98ab35d4"),
        column("speaker", pa.string(), "Fullest name of who says it.", nullable=True, example="Mayor Ada Lindqvist"),
        column("speaker_country", pa.string(), "ISO 3166-1 alpha-3 country.", nullable=True, example="NOR"),
        column("speaker_sector", pa.string(), "PLOVER sector code.", nullable=True, example="GOV"),
        column("content", pa.string(), "What is said, in the words of a telling."),
        column("quotation", pa.string(), f"{', '.join(QUOTATIONS).capitalize()}.", example="direct"),
        column("outlets", STRINGS, "The outlets that tell the claim, sorted."),
        column("outlet_count", pa.int32(), "Number of outlets that tell the claim.", example="2"),
        column(
            "independent_count",
            pa.int32(),
            "Number of articles that tell the claim, copies of one text counted once.",
            example="2",
        ),
        column("article_count", pa.int32(), "Number of articles that tell the claim.", example="3"),
        column("mention_count", pa.int32(), "Number of tellings of the claim in these articles.", example="3"),
        column("first_reported_at", UTC_TIMESTAMP, "Earliest published_at of these articles.", nullable=True),
        column("last_reported_at", UTC_TIMESTAMP, "Latest published_at of these articles.", nullable=True),
        column("event_ids", STRINGS, "The events that the claim tells of."),
        column("disputed_by", STRINGS, "The claims that contradict it; they name it in turn."),
        column("revision", pa.int32(), "0 in a batch; a row replaces the row of the same id with a lower one."),
        column("superseded_by", pa.string(), "The claim that took this one in; null while it stands.", nullable=True),
        column(
            "stance",
            pa.string(),
            f"{', '.join(STANCES).capitalize()}: whether content, as it is worded, is said to be so, or not to be so;"
            " null where no telling is clear.",
            nullable=True,
            example="denied",
        ),
        column(
            "is_statement",
            pa.bool_(),
            "At least half of the tellings give what was said, and no act (ordered its closure) or what was asked.",
            example="true",
        ),
    ],
)

CLAIMS: Final = Dataset(
    name="claims",
    schema=_SCHEMA,
    key="claim_id",
    partition_key="month",
    partition_source="first_reported_at",
    sort_by=("first_reported_at", "claim_id"),
    bloom_filters=("claim_id",),
    rows_per_file=250_000,
    rows_per_group=50_000,
)
