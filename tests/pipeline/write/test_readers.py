"""What is written reads the same with pyarrow, DuckDB, Polars and pandas, through the links of a published output."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from schemas import DATASETS
from schemas.questions import QUESTIONS, Question, views
from tests.pipeline.write.reader_answers import (
    ANSWERS,
    Read,
    answer,
    comparable,
    expected_rows,
    write_made,
    write_undated,
)


def with_duckdb(sql: str) -> pa.Table:
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        return connection.sql(sql).to_arrow_table()


READERS: dict[str, Read] = {
    "pyarrow.dataset": lambda folder: ds.dataset(folder, format="parquet", partitioning="hive").to_table(),
    "pyarrow.parquet": pq.read_table,
    "duckdb": lambda folder: with_duckdb(f"SELECT * FROM '{folder}/*/*.parquet'"),
    "duckdb, recursive": lambda folder: with_duckdb(
        f"SELECT * FROM read_parquet('{folder}/**/*.parquet', hive_partitioning = true)"
    ),
    "polars": lambda folder: pl.read_parquet(f"{folder}/*/*.parquet", hive_partitioning=True).to_arrow(),
    "polars, lazy": lambda folder: pl.scan_parquet(folder, hive_partitioning=True).collect().to_arrow(),
    "pandas": lambda folder: pa.Table.from_pandas(pd.read_parquet(folder, dtype_backend="pyarrow")),
}

readers = pytest.mark.parametrize("reader", READERS)


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_made(tmp_path_factory.mktemp("output"))


@pytest.fixture(scope="module")
def undated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_undated(tmp_path_factory.mktemp("undated"))


@readers
@pytest.mark.parametrize("name", DATASETS)
@pytest.mark.parametrize("which", ["output", "undated"])
def test_readers_agree_on_every_row(request: pytest.FixtureRequest, which: str, name: str, reader: str) -> None:
    folder = request.getfixturevalue(which) / name
    assert comparable(READERS[reader](folder), name) == expected_rows(folder)


@readers
def test_the_questions_have_the_same_answers_with_every_reader(output: Path, reader: str) -> None:
    tables = {name: READERS[reader](output / name) for name in DATASETS}
    assert {question.text: answer(question, tables) for question in QUESTIONS} == ANSWERS


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.text)
def test_the_questions_have_their_answers_over_the_views_that_are_shown(output: Path, question: Question) -> None:
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute(views(str(output)))
        answered = connection.sql(question.sql).to_arrow_table().to_pylist()
    assert [tuple(row.values()) for row in answered] == ANSWERS[question.text]


def test_a_month_prunes_to_the_files_of_its_folder(output: Path) -> None:
    dataset = ds.dataset(output / "articles", format="parquet", partitioning="hive")
    fragments = list(dataset.get_fragments(filter=ds.field("month") == "2031-03"))
    assert [Path(fragment.path).parent.name for fragment in fragments] == ["month=2031-03"]


def test_a_year_prunes_to_the_files_of_its_folder(output: Path) -> None:
    dataset = ds.dataset(output / "events", format="parquet", partitioning="hive")
    fragments = list(dataset.get_fragments(filter=ds.field("year") == 2031))
    assert [Path(fragment.path).parent.name for fragment in fragments] == ["year=2031"]


def test_months_are_text_for_every_reader_and_years_numbers(output: Path, undated: Path) -> None:
    for folder in (output, undated):
        events = ds.dataset(folder / "events", format="parquet", partitioning="hive").to_table()
        articles = ds.dataset(folder / "articles", format="parquet", partitioning="hive").to_table()
        assert (events.schema.field("year").type, articles.schema.field("month").type) == (pa.int32(), pa.string())
        sql = f"SELECT any_value(typeof(month)) AS type FROM '{folder}/articles/*/*.parquet'"
        assert with_duckdb(sql).to_pylist() == [{"type": "VARCHAR"}]
    sql = f"SELECT DISTINCT year FROM '{output}/events/*/*.parquet' ORDER BY year"
    assert with_duckdb(sql).column("year").to_pylist() == [0, 2031]
