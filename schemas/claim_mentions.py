"""The dataset ``claim_mentions``: one row for each telling of a claim in an article."""

from __future__ import annotations

from typing import Final

import pyarrow as pa

from schemas.dataset import SPANS, STRINGS, UTC_TIMESTAMP, Dataset, column, table, vector_column
from schemas.vocabulary import QUOTATIONS, STANCES

_SCHEMA: Final = table(
    "claim_mentions",
    3,
    "One telling of a claim in an article: who (source) says (cue) what (content).",
    [
        column("claim_mention_id", pa.string(), "Id of the telling, from its content.", example="91be04d7c3a2f658"),
        column("article_id", pa.string(), "The article that it stands in.", example="a3f1c09be2d47715"),
        column("outlet", pa.string(), "The outlet of the article.", example="lakecourier.example"),
        column("published_at", UTC_TIMESTAMP, "Moment of publication of the article.", nullable=True),
        column("claim_id", pa.string(), "The claim that it tells.", example="e7702c1f98ab35d4"),
        column("source_text", pa.string(), "The words that name the source.", nullable=True, example="the mayor"),
        column("source_spans", SPANS, "Where these words stand; empty where no source is named."),
        column("cue_text", pa.string(), "The words that attribute.", nullable=True, example="said"),
        column("cue_spans", SPANS, "Where these words stand; empty where there are none."),
        column("content_text", pa.string(), "What the source says.", example="the port will reopen on Friday"),
        column("content_spans", SPANS, "Where these words stand; several where the cue interrupts them."),
        column("quotation", pa.string(), f"{', '.join(QUOTATIONS).capitalize()}.", example="indirect"),
        column("speaker", pa.string(), "Fullest name of the source in the article.", nullable=True),
        column("speaker_country", pa.string(), "ISO 3166-1 alpha-3 country of it.", nullable=True, example="NOR"),
        column("speaker_sector", pa.string(), "PLOVER sector code of it.", nullable=True, example="GOV"),
        column("event_ids", STRINGS, "The events that the content tells of."),
        column("sentence_start", pa.int32(), "First code point of the sentence of the cue.", example="172"),
        column("sentence_end", pa.int32(), "Code point after the last one of that sentence.", example="240"),
        column("confidence", pa.float64(), "Probability that annotators would mark it, 0 to 1.", example="0.9"),
        column("revision", pa.int32(), "0 in a batch; a row replaces the row of the same id with a lower one."),
        column("event_mention_ids", STRINGS, "The mentions whose triggers stand in the content; event_ids are theirs."),
        column(
            "stance",
            pa.string(),
            f"{', '.join(STANCES).capitalize()}: whether the source says that content_text, as it is worded, is so, or"
            " that it is not (denied that a ransom was paid); null where neither is clear.",
            nullable=True,
            example="affirmed",
        ),
        column(
            "is_statement",
            pa.bool_(),
            "The content is quoted, is a clause, or is what the cue says or thinks; false for acts (ordered its"
            " closure) and for what is asked.",
            example="true",
        ),
        vector_column("Direction of the content's meaning."),
    ],
)

CLAIM_MENTIONS: Final = Dataset(
    name="claim_mentions",
    schema=_SCHEMA,
    key="claim_mention_id",
    partition_key="month",
    partition_source="published_at",
    sort_by=("published_at", "article_id", "sentence_start", "claim_mention_id"),
    bloom_filters=("claim_mention_id", "article_id", "claim_id"),
    rows_per_file=250_000,
    rows_per_group=50_000,
)
