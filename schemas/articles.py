"""The dataset ``articles``: one row for each input article that could be used."""

from __future__ import annotations

from typing import Final

import pyarrow as pa

from schemas.dataset import SPANS, UTC_TIMESTAMP, Dataset, column, table, vector_column

_SCHEMA: Final = table(
    "articles",
    2,
    "One input article.",
    [
        column(
            "article_id",
            pa.string(),
            "Id of the article, made from its content: the same article has the same id in every run.",
            example="a3f1c09be2d47715",
        ),
        column(
            "source_id",
            pa.string(),
            "Id or URL that the input gave; else the file and the number of the record in it.",
            example="https://lakecourier.example/2031/harbour-strike",
        ),
        column("outlet", pa.string(), "The outlet that published the article.", example="lakecourier.example"),
        column("url", pa.string(), "Address of the article, as the input gave it.", nullable=True),
        column("title", pa.string(), "Headline.", nullable=True, example="Harbour crews walk out in Port Veller"),
        column(
            "language",
            pa.string(),
            "ISO 639-1 code of the language; null where the text is too short to tell.",
            nullable=True,
            example="en",
        ),
        column(
            "published_at",
            UTC_TIMESTAMP,
            "Moment of publication; null where neither the input nor the text tells it.",
            nullable=True,
            example="2031-03-04T06:30:00Z",
        ),
        column(
            "published_at_source",
            pa.string(),
            "Where published_at was found: input or text; null where there is none.",
            nullable=True,
            example="input",
        ),
        column("text", pa.string(), "The text that every offset of every dataset counts in, as the input gave it."),
        column("body_spans", SPANS, "The parts of the text that are article and not boilerplate, in order."),
        column(
            "syndication_id",
            pa.string(),
            "The same for near-identical copies of one text; an article without copies has its own.",
            example="a3f1c09be2d47715",
        ),
        column("source_uri", pa.string(), "The input file that the article was read from.", example="news/day1.jsonl"),
        vector_column("Direction of the whole text's meaning; empty where no event is mentioned."),
    ],
)

ARTICLES: Final = Dataset(
    name="articles",
    schema=_SCHEMA,
    key="article_id",
    partition_key="month",
    partition_source="published_at",
    sort_by=("published_at", "article_id"),
    bloom_filters=("article_id", "source_id"),
    rows_per_file=50_000,
    rows_per_group=10_000,
)
