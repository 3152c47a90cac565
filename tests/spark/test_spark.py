"""PySpark reads what is written as the other readers do; run with ``pytest tests/spark`` where there is Java."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyspark.sql import SparkSession

from schemas import DATASETS
from schemas.questions import QUESTIONS
from tests.pipeline.write.reader_answers import (
    ANSWERS,
    answer,
    comparable,
    expected_rows,
    write_made,
    write_undated,
)


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    builder = SparkSession.builder.master("local[1]").appName("newsfold")
    for name, value in {
        "spark.sql.session.timeZone": "UTC",
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
    }.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    yield session
    session.stop()


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_made(tmp_path_factory.mktemp("output"))


@pytest.fixture(scope="module")
def undated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_undated(tmp_path_factory.mktemp("undated"))


@pytest.mark.parametrize("name", DATASETS)
@pytest.mark.parametrize("which", ["output", "undated"])
def test_spark_reads_every_row(request: pytest.FixtureRequest, spark: SparkSession, which: str, name: str) -> None:
    folder = request.getfixturevalue(which) / name
    assert comparable(spark.read.parquet(str(folder)).toArrow(), name) == expected_rows(folder)


def test_the_questions_have_the_same_answers_from_what_spark_read(spark: SparkSession, output: Path) -> None:
    tables = {name: spark.read.parquet(str(output / name)).toArrow() for name in DATASETS}
    assert {question.text: answer(question, tables) for question in QUESTIONS} == ANSWERS


def test_spark_counts_protests_by_itself(spark: SparkSession, output: Path) -> None:
    spark.read.parquet(str(output / "events")).createOrReplaceTempView("events")
    counted = spark.sql(
        "SELECT place_country, count(*) AS protests, sum(article_count) AS reports FROM events "
        "WHERE event_type = 'PROTEST' AND modality = 'asserted' AND year = 2031 GROUP BY place_country"
    )
    assert [tuple(row) for row in counted.collect()] == [("NOR", 1, 3)]
