"""What every reader must find in the made records, and the questions that are asked of what it read."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.dataset as ds

from schemas import DATASETS
from schemas.questions import Question
from tests.pipeline.write import made_datasets, made_records

Read = Callable[[Path], pa.Table]
"""Reads the folder of one dataset with some library."""


def write_made(folder: Path) -> Path:
    """Write the made records, and an article of an outlet that reports none of the events."""
    made = made_records.records()
    quiet = made_records.article("a-quiet", "quiet.example", datetime(2031, 3, 6, tzinfo=UTC), "Sun is due.")
    made_datasets.write(folder, dataclasses.replace(made, articles=(*made.articles, quiet)))
    return folder


def write_undated(folder: Path) -> Path:
    """Write a run without any date: the partition column has one value, and most datasets are empty."""
    flood = made_records.records().articles[3]
    made_datasets.write(folder, made_records.MadeRecords((flood,), (), (), (), (), ()))
    return folder


def expected_rows(folder: Path) -> list[str]:
    """Return the rows of a dataset as pyarrow reads them, comparable with those of another reader."""
    return comparable(ds.dataset(folder, format="parquet", partitioning="hive").to_table(), folder.name)


def comparable(table: pa.Table, name: str) -> list[str]:
    """Return the rows of a dataset, sorted, with their columns in the order of the schema."""
    columns = [*DATASETS[name].schema.names, DATASETS[name].partition_key]
    assert sorted(table.column_names) == sorted(columns)
    return sorted(repr([_plain(row[column]) for column in columns]) for row in table.to_pylist())


def _plain(value: object) -> object:
    """A value without what readers may differ in: the object that stands for UTC, the order of a struct's fields."""
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in sorted(value.items())}
    return value


def answer(question: Question, tables: Mapping[str, pa.Table]) -> list[tuple[Any, ...]]:
    """Answer a question from tables that some library read."""
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        for name, table in tables.items():
            connection.register(name, table)
        answered = connection.sql(question.sql).to_arrow_table().to_pylist()
    return [tuple(row.values()) for row in answered]


ANSWERS: dict[str, list[tuple[Any, ...]]] = {
    "How many events took place in each country and week?": [("NOR", date(2031, 3, 3), 1)],
    "Which events does only one independent source report?": [
        ("e-flood", "A river flooded Tarn", ["hill.example"]),
    ],
    "Where do the outlets disagree?": [
        ("e-strike", "actor", "Dock workers", ["hill.example"]),
        ("e-strike", "actor", "Harbour crews", ["copy.example", "lake.example"]),
    ],
    "Who said what about an event?": [
        ("e-strike", "Ada Lindqvist", None, "The port, opens on Friday.", 2),
        ("e-strike", "Harbour Workers' Union", None, "The port stays shut for weeks", 1),
    ],
    "Which outlet quoted whom, and how often?": [
        ("copy.example", "Ada Lindqvist", 1),
        ("hill.example", "Harbour Workers' Union", 1),
        ("lake.example", "Ada Lindqvist", 1),
    ],
    "Who was the first to report an event?": [
        ("e-strike", "lake.example", datetime(2031, 3, 4, 6, 30, tzinfo=UTC)),
    ],
    "Which articles retell an event that was over four weeks before?": [("a-copy", "e-strike", 29)],
    "How many protests were there, and how many reports of them?": [("NOR", 1, 3)],
    "Which claims contradict each other?": [
        (
            *("Ada Lindqvist", None, "The port, opens on Friday."),
            *("Harbour Workers' Union", None, "The port stays shut for weeks"),
        ),
    ],
    "On which events that several outlets report is an outlet silent?": [
        ("quiet.example", "e-strike", "Harbour crews walked out in Bergen"),
    ],
}
