"""The stream on Beam's own test stream: state, timers, commits, views and compaction together."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from apache_beam.testing.test_stream import TestStream
from apache_beam.transforms.window import TimestampedValue

from pipeline.compact import compact
from pipeline.compact.__main__ import main
from pipeline.stream.commits import begin_stream, committed_files, read_rows
from pipeline.stream.views import STREAMED, views_sql
from pipeline.write import OutputError
from pipeline.write.files import to_batch
from pipeline.write.transform import ROW_OF
from schemas import DATASETS
from tests.pipeline.stream.made_reports import batch, report, without_body
from tests.pipeline.stream.made_stream import FACTS, START, run_stream_of, with_wave
from tests.pipeline.stream.stored_rows import rows_of

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

REPORTS = [without_body(report(5, 0)), without_body(report(1, 0, crowns=70))]


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a drained stream has written: reports out of order, late, repeated, and empty bundles."""
    later, earlier = (TimestampedValue(r, START + 60 * n) for n, r in enumerate(REPORTS))
    source = with_wave(TestStream().add_elements([later]).advance_watermark_to(START + 30))
    source = source.add_elements([]).add_elements([later, later]).advance_watermark_to(START + 5 * 86_400)
    source = with_wave(source.add_elements([earlier]))
    folder = tmp_path_factory.mktemp("stream") / "output"
    run_stream_of(source.advance_watermark_to_infinity(), folder)
    return folder


def test_drained_and_compacted_the_stream_equals_the_batch(output):
    compact(str(output))
    expected = batch(REPORTS)
    for dataset in STREAMED:
        rows = [ROW_OF[dataset](record) for record in expected[dataset]]
        stored = to_batch(DATASETS[dataset], rows).to_pylist()
        for row in stored:
            row.pop("revision", None)
        assert rows_of(output, dataset) == sorted(stored, key=repr), dataset


def test_views_show_the_latest_rows_without_compaction(output):
    compact(str(output))
    connection = duckdb.connect()
    connection.execute(views_sql(str(output)))
    for dataset in DATASETS:
        plain = f"SELECT * FROM read_parquet('{output}/{dataset}/*/*.parquet', hive_partitioning=false)"
        assert (
            connection.sql(f"SELECT count(*) FROM {dataset}").fetchall()
            == connection.sql(f"SELECT count(*) FROM ({plain})").fetchall()
        )
        assert connection.sql(f"(SELECT * FROM {dataset}) EXCEPT ({plain})").fetchall() == []


def test_files_count_only_once_a_commit_names_them(output):
    named = {file.path for files in committed_files(str(output)).values() for file in files}
    assert named == {str(path.relative_to(output)) for path in (output / "stream").glob("*/*.parquet")}
    stray = output / "stream" / "events" / "events-0-stray.parquet"
    stray.write_bytes((output / max(path for path in named if "/events/" in path)).read_bytes())
    connection = duckdb.connect()
    connection.execute(views_sql(str(output)))
    assert len(connection.sql("SELECT * FROM events").fetchall()) == len(batch(REPORTS)["events"])
    stray.unlink()


def test_revisions_in_the_files_start_at_nothing_and_grow_by_one(output):
    files = committed_files(str(output))
    for dataset in STREAMED:
        numbers: dict[str, list[int]] = {}
        for file in files[dataset]:
            table = read_rows(str(output), file, ("row_key", "revision"))
            for row in table.to_pylist():
                numbers.setdefault(row["row_key"], []).append(row["revision"])
        assert all(sorted(found) == list(range(len(found))) for found in numbers.values())


def test_a_second_stream_does_not_write_over_a_first(output):
    with pytest.raises(OutputError, match="--update"):
        begin_stream(str(output), FACTS)


def test_compaction_says_where_there_is_no_stream(tmp_path, capsys):
    assert main([str(tmp_path)]) == 2
    assert str(tmp_path) in capsys.readouterr().err
