"""The transform writes every dataset, the same bytes whatever the order of the records."""

from __future__ import annotations

from pathlib import Path

import apache_beam as beam
import pyarrow.parquet as pq
import pytest
from apache_beam.runners.portability.fn_api_runner import FnApiRunner
from apache_beam.testing.util import assert_that

from pipeline.write import Records, WriteDatasets, WrittenFile, staged_files
from schemas import DATASETS
from tests.pipeline.write import made_datasets, made_records

NOTHING = made_records.MadeRecords((), (), (), (), (), ())


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.glob("*/*/*.parquet")}


def rows_by_file(staging: Path) -> dict[str, list[str]]:
    """The articles of each partition."""
    return {
        str(path.parent.relative_to(staging)): pq.ParquetFile(path).read().column("article_id").to_pylist()
        for path in staging.glob("articles/*/*.parquet")
    }


def test_rows_lie_in_their_partitions_in_order(tmp_path: Path) -> None:
    made_datasets.stage(str(tmp_path), made_records.records())
    assert rows_by_file(tmp_path) == {
        "articles/month=2031-03": ["a-lake", "a-hill"],
        "articles/month=2031-04": ["a-copy"],
        "articles/month=undated": ["a-flood"],
    }


@pytest.mark.parametrize("shards", [1, 3])
def test_the_bytes_do_not_depend_on_the_order_of_the_records(tmp_path: Path, shards: int) -> None:
    made_datasets.write(tmp_path / "one", made_records.records(), shards)
    for seed in (1, 2):
        made_datasets.write(tmp_path / f"{seed}", made_records.records(), shards, seed)
        assert contents(tmp_path / f"{seed}") == contents(tmp_path / "one")
        assert (tmp_path / f"{seed}" / "manifest.json").read_bytes() == (
            tmp_path / "one" / "manifest.json"
        ).read_bytes()


def test_shards_change_the_files_and_not_the_rows(tmp_path: Path) -> None:
    made_datasets.stage(str(tmp_path / "one"), made_records.records(), shards=1)
    made_datasets.stage(str(tmp_path / "many"), made_records.records(), shards=5)
    assert len(contents(tmp_path / "many")) > len(contents(tmp_path / "one"))
    for name in DATASETS:
        many, one = (pq.read_table(tmp_path / shards / name).to_pylist() for shards in ("many", "one"))
        assert sorted(many, key=str) == sorted(one, key=str)


def test_a_run_without_any_record_writes_every_dataset_empty(tmp_path: Path) -> None:
    made_datasets.stage(str(tmp_path), NOTHING)
    for name, dataset in DATASETS.items():
        [path] = (tmp_path / name).glob("*/*.parquet")
        table = pq.ParquetFile(path).read()
        assert table.num_rows == 0
        assert table.schema.equals(dataset.schema)
    assert {file.dataset for file in staged_files(str(tmp_path))} == set(DATASETS)


def test_the_transform_gives_what_it_wrote(tmp_path: Path) -> None:
    articles = made_records.records().articles

    def check(files: list[WrittenFile]) -> None:
        rows = {name: sum(file.rows for file in files if file.dataset == name) for name in DATASETS}
        assert rows == {**dict.fromkeys(DATASETS, 0), "articles": len(articles)}

    with beam.Pipeline(runner=FnApiRunner()) as pipeline:
        empty = [pipeline | name >> beam.Create([]) for name in DATASETS if name != "articles"]
        written = Records(pipeline | beam.Create(articles), *empty) | WriteDatasets(str(tmp_path))
        assert_that(written, check)
    assert sorted(contents(tmp_path)) == sorted(file.path for file in staged_files(str(tmp_path)))
