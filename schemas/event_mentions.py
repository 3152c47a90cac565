"""The dataset ``event_mentions``: one row for each mention of an event in an article."""

from __future__ import annotations

from typing import Final

import pyarrow as pa

from schemas.dataset import UTC_TIMESTAMP, Dataset, column, list_of, table, vector_column
from schemas.vocabulary import EVENT_TYPES, MODALITIES, ROLES

_ARGUMENTS: Final = list_of(
    pa.struct(
        [
            column("role", pa.string(), f"Role in the event: {', '.join(ROLES)}.", example="ACTOR"),
            column("frame_role", pa.string(), "Role name of the frame.", nullable=True, example="Protester"),
            column("text", pa.string(), "The words of the argument, text[start:end].", example="dock workers"),
            column("start", pa.int32(), "First code point of the argument.", example="112"),
            column("end", pa.int32(), "Code point after the last one of the argument.", example="124"),
            column("name", pa.string(), "Fullest name of it in the article.", nullable=True),
            column("country", pa.string(), "ISO 3166-1 alpha-3 country of it.", nullable=True, example="NOR"),
            column("sector", pa.string(), "PLOVER sector code of it.", nullable=True, example="LAB"),
        ]
    )
)

_SCHEMA: Final = table(
    "event_mentions",
    3,
    "One mention of an event in an article, with the way back to its words.",
    [
        column("mention_id", pa.string(), "Id of the mention, made from its content.", example="0c9e51d2a7b83f46"),
        column("article_id", pa.string(), "The article that it stands in.", example="a3f1c09be2d47715"),
        column("outlet", pa.string(), "The outlet of the article.", example="lakecourier.example"),
        column("published_at", UTC_TIMESTAMP, "Moment of publication of the article.", nullable=True),
        column("event_id", pa.string(), "The event that it tells of.", example="5d20be917fac4e08"),
        column("event_type", pa.string(), f"PLOVER category: {', '.join(EVENT_TYPES)}.", example="PROTEST"),
        column("frame", pa.string(), "Finer, open-domain type; null where none fits.", nullable=True),
        column("trigger_text", pa.string(), "The words that name the event.", example="walked out"),
        column("trigger_start", pa.int32(), "First code point of the trigger.", example="125"),
        column("trigger_end", pa.int32(), "Code point after the last one of the trigger.", example="135"),
        column("sentence_start", pa.int32(), "First code point of the sentence.", example="108"),
        column("sentence_end", pa.int32(), "Code point after the last one of the sentence.", example="171"),
        column("arguments", _ARGUMENTS, "The participants, places and times that the sentence gives."),
        column(
            "date_text",
            pa.string(),
            "The words that tell when it took place.",
            nullable=True,
            example="on Monday",
        ),
        column("date_start", pa.date32(), "First day of the event.", nullable=True, example="2031-03-03"),
        column("date_end", pa.date32(), "Last day of the event, included.", nullable=True, example="2031-03-03"),
        column("time_of_day", pa.string(), "HH:MM as told, ~HH:MM if about so.", nullable=True, example="~14:30"),
        column(
            "place_text",
            pa.string(),
            "The words that tell where it took place.",
            nullable=True,
            example="Bergen",
        ),
        column("place_name", pa.string(), "Place; null where only its country is known.", nullable=True),
        column("place_country", pa.string(), "ISO 3166-1 alpha-3 country.", nullable=True, example="NOR"),
        column("latitude", pa.float64(), "Degrees north of the place.", nullable=True, example="60.39"),
        column("longitude", pa.float64(), "Degrees east of the place.", nullable=True, example="5.32"),
        column("geonames_id", pa.int64(), "GeoNames id of the place.", nullable=True, example="3161732"),
        column("modality", pa.string(), f"{', '.join(MODALITIES).capitalize()}.", example="asserted"),
        column("confidence", pa.float64(), "Probability that annotators would mark it, 0 to 1.", example="0.88"),
        column("revision", pa.int32(), "0 in a batch; a row replaces the row of the same id with a lower one."),
        column(
            "is_utterance",
            pa.bool_(),
            "The trigger only says that something was said; what was said stands in claim_mentions.",
            example="false",
        ),
        column(
            "specificity",
            pa.float64(),
            "Probability that it tells of a particular happening and no habit, state or kind of thing, 0 to 1.",
            example="0.91",
        ),
        vector_column("Direction in which mentions of one event lie close together."),
    ],
)

EVENT_MENTIONS: Final = Dataset(
    name="event_mentions",
    schema=_SCHEMA,
    key="mention_id",
    partition_key="month",
    partition_source="published_at",
    sort_by=("published_at", "article_id", "trigger_start", "mention_id"),
    bloom_filters=("mention_id", "article_id", "event_id"),
    rows_per_file=500_000,
    rows_per_group=100_000,
)
