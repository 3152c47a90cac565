"""Bundled samples through the whole stream, the real extractor included: drained and compacted it equals the batch."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest
from apache_beam.testing.test_stream import TestStream
from apache_beam.transforms.window import TimestampedValue

from pipeline.__main__ import main
from pipeline.compact import compact
from pipeline.options import parse_options
from pipeline.read.inputs import check_inputs, open_input
from pipeline.read.tasks import ReadTask, plan_tasks
from pipeline.stream.commits import committed_files, read_rows
from pipeline.stream.views import STREAMED
from pipeline.verify.__main__ import main as verify
from tests.command import SAMPLES
from tests.pipeline.stream.made_stream import DAY, START, load_once, run_datasets_of
from tests.pipeline.stream.stored_rows import rows_of

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

CHOSEN = (
    "aegean-chronicle-geologist-free.html",
    "andean-export.json",
    "late-edition.jsonl",
)
"""Files of several formats whose outlets tell of the same events, and records that are rejected."""


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The chosen samples, an article that another file has too, and a file that is damaged."""
    folder = tmp_path_factory.mktemp("stream") / "news"
    folder.mkdir()
    for name in CHOSEN:
        shutil.copy(SAMPLES / name, folder)
    first, *_ = (folder / "late-edition.jsonl").read_bytes().splitlines(keepends=True)
    (folder / "reposted.jsonl").write_bytes(first)
    (folder / "cut-off.json.gz").write_bytes(b"\x1f\x8b\x08\x00damage")
    return folder


def arrivals(tasks: list[ReadTask]) -> TestStream:
    """All files out of order, two of them twice; what comes second is late, its event time before the watermark."""
    first, second = tasks[1::2], tasks[::2]
    source = TestStream().add_elements([TimestampedValue(task, START - 60 * n) for n, task in enumerate(first)])
    source = source.advance_watermark_to(START + 5 * DAY)
    again = (first[0], second[-1])
    source = source.add_elements([TimestampedValue(task, START - DAY) for task in (*second, *again)])
    return source.advance_watermark_to_infinity()


@pytest.fixture(scope="module")
def streamed(news: Path) -> tuple[Path, Counter[str]]:
    """What the stream has written, compacted, and its counters."""
    tasks = [task for file in check_inputs([str(news)]) for task in plan_tasks(file, open_input)]
    output = news.parent / "streamed"
    options = parse_options(["--streaming", "--input", str(news), "--output", str(output)])
    counters = run_datasets_of(arrivals(tasks), options, load_once)
    compact(str(output))
    return output, counters


@pytest.fixture(scope="module")
def batched(news: Path) -> Path:
    """The datasets of a batch over the same files."""
    output = news.parent / "batched"
    assert main(["--input", str(news), "--output", str(output), "--workers", "1"]) == 0
    return output


@pytest.mark.parametrize("dataset", STREAMED)
def test_the_stream_ends_in_the_rows_of_the_batch(streamed, batched, dataset):
    rows = rows_of(batched, dataset)
    assert rows_of(streamed[0], dataset) == rows
    assert rows


def test_articles_that_came_again_were_not_read_again(streamed):
    assert streamed[1]["stream/repeated_articles"] > 0


def test_late_articles_joined_events_that_had_been_written(streamed):
    output, _ = streamed
    tables = [read_rows(str(output), file) for file in committed_files(str(output))["events"]]
    revised = [row for table in tables for row in table.to_pylist() if row["revision"] and row["outlet_count"] > 1]
    assert revised


def test_the_compacted_datasets_keep_what_is_promised_of_datasets(streamed, capsys):
    assert verify([str(streamed[0])]) == 0, capsys.readouterr().out
