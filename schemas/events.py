"""The dataset ``events``: one row for each event in the world, however many articles report it."""

from __future__ import annotations

from typing import Final

import pyarrow as pa

from schemas.dataset import STRINGS, UTC_TIMESTAMP, Dataset, column, list_of, table
from schemas.vocabulary import EVENT_TYPES, MODALITIES

_ACTORS: Final = list_of(
    pa.struct(
        [
            column("name", pa.string(), "Fullest name that the articles use.", example="Harbour Workers' Union"),
            column("country", pa.string(), "ISO 3166-1 alpha-3 country.", nullable=True, example="NOR"),
            column("sector", pa.string(), "PLOVER sector code (GOV, MIL, REB, ...).", nullable=True, example="LAB"),
            column("outlet_count", pa.int32(), "Number of outlets that name this participant.", example="3"),
        ]
    )
)

_DISAGREEMENTS: Final = list_of(
    pa.struct(
        [
            column("field", pa.string(), "What the outlets disagree on.", example="date_start"),
            column("value", pa.string(), "One of the values given for it.", example="2031-03-03"),
            column("outlet_count", pa.int32(), "Number of outlets that give this value.", example="1"),
            column("outlets", STRINGS, "The outlets that give this value, sorted."),
        ]
    )
)

_SCHEMA: Final = table(
    "events",
    2,
    "One event in the world: what its reports agree on, and where they disagree.",
    [
        column("event_id", pa.string(), "Id of the event, made from its content.", example="5d20be917fac4e08"),
        column("event_type", pa.string(), f"PLOVER category: {', '.join(EVENT_TYPES)}.", example="PROTEST"),
        column(
            "frame",
            pa.string(),
            "Finer, open-domain type; null where none fits.",
            nullable=True,
            example="Protest",
        ),
        column("title", pa.string(), "A headline for the event, in the words of its reports."),
        column("description", pa.string(), "The sentence that tells the event best, in the words of a report."),
        column("actors", _ACTORS, "Who did it."),
        column("recipients", _ACTORS, "To whom it was done."),
        column(
            "place_name",
            pa.string(),
            "Place; null where no place or only the country is known.",
            nullable=True,
            example="Bergen",
        ),
        column("place_country", pa.string(), "ISO 3166-1 alpha-3 country.", nullable=True, example="NOR"),
        column("latitude", pa.float64(), "Degrees north of the place.", nullable=True, example="60.39"),
        column("longitude", pa.float64(), "Degrees east of the place.", nullable=True, example="5.32"),
        column("geonames_id", pa.int64(), "GeoNames id of the place.", nullable=True, example="3161732"),
        column("date_start", pa.date32(), "First day of the event.", nullable=True, example="2031-03-03"),
        column("date_end", pa.date32(), "Last day of the event, included.", nullable=True, example="2031-03-03"),
        column(
            "modality",
            pa.string(),
            f"How real the reports present the event to be: {', '.join(MODALITIES)}.",
            example="asserted",
        ),
        column("outlets", STRINGS, "The outlets that report the event, sorted."),
        column("outlet_count", pa.int32(), "Number of outlets that report the event.", example="4"),
        column(
            "independent_count",
            pa.int32(),
            "Number of articles that report the event, copies of one text counted once.",
            example="3",
        ),
        column("article_count", pa.int32(), "Number of articles that report the event.", example="5"),
        column("mention_count", pa.int32(), "Number of mentions of the event in these articles.", example="9"),
        column("first_reported_at", UTC_TIMESTAMP, "Earliest published_at of these articles.", nullable=True),
        column("last_reported_at", UTC_TIMESTAMP, "Latest published_at of these articles.", nullable=True),
        column("disagreements", _DISAGREEMENTS, "The values of the fields on which the outlets disagree."),
        column("confidence", pa.float64(), "Probability that the event is one, 0 to 1.", example="0.93"),
        column("revision", pa.int32(), "0 in a batch; a row replaces the row of the same id with a lower one."),
        column("superseded_by", pa.string(), "The event that took this one in; null while it stands.", nullable=True),
        column(
            "is_utterance",
            pa.bool_(),
            "Most reports tell no more than that something was said; what was said stands in claims.",
            example="false",
        ),
        column(
            "specificity",
            pa.float64(),
            "Mean probability of its mentions of telling of a particular happening and no habit or state, 0 to 1.",
            example="0.91",
        ),
    ],
)

EVENTS: Final = Dataset(
    name="events",
    schema=_SCHEMA,
    key="event_id",
    partition_key="year",
    partition_source="date_start",
    sort_by=("date_start", "event_id"),
    bloom_filters=("event_id",),
    rows_per_file=250_000,
    rows_per_group=50_000,
)
