from __future__ import annotations

import gzip
import json
from pathlib import Path

import apache_beam as beam
import pytest
from apache_beam.metrics import MetricsFilter
from apache_beam.testing.util import assert_that

from pipeline.counting import read_counted
from pipeline.read import InputError, ReadArticles
from pipeline.read.inputs import open_input
from pipeline.read.items import Fault
from pipeline.read.tasks import InputFile, plan_tasks, read_task
from pipeline.records import Article, Reject

GOOD = "".join(
    json.dumps({"id": f"s{number}", "text": f"Story {number}.", "date": "soon"}) + "\n" for number in range(5)
)

BROKEN = {
    "empty.jsonl": (b"", "empty_file"),
    "line.jsonl": (b"{broken\n", "invalid_json"),
    "array.json": (b'[{"text": ', "invalid_json"),
    "cut.jsonl.gz": (gzip.compress(b'{"text":"a"}')[:12], "damaged_compression"),
    "footer.parquet": (b"PAR1 and no more", "damaged_parquet"),
    "report.pdf": (b"%PDF-1.7 binary", "unsupported_format"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n", "unsupported_format"),
    "blank.txt": (b" \n\n", "empty_text"),
    "page.html": (b"<html><body></body></html>", "empty_text"),
    "crawl.warc": (b"no archive", "damaged_warc"),
    "columns.csv": (b"text\na,b\n", "invalid_row"),
}


def test_one_good_file_among_broken_ones(tmp_path: Path) -> None:
    (tmp_path / "good.jsonl").write_text(GOOD)
    for name, (data, _) in BROKEN.items():
        (tmp_path / name).write_bytes(data)

    def check_articles(articles: list[Article]) -> None:
        assert sorted(article.source_id for article in articles) == ["s0", "s1", "s2", "s3", "s4"]

    def check_rejects(rejects: list[Reject]) -> None:
        found = {Path(reject.source_uri).name: reject.error_type for reject in rejects}
        assert len(rejects) == len(BROKEN)
        assert found == {name: error_type for name, (_, error_type) in BROKEN.items()}

    with beam.Pipeline() as pipeline:
        read = pipeline | ReadArticles((str(tmp_path),))
        assert_that(read.articles, check_articles, label="Articles")
        assert_that(read.rejects, check_rejects, label="Rejects")
    assert read.articles.element_type is Article
    assert read.rejects.element_type is Reject
    assert read_counted(pipeline.result).examples == {
        "read/unparseable_date": tuple(f"'soon' of s{number} in {tmp_path / 'good.jsonl'}" for number in range(3))
    }
    counters = pipeline.result.metrics().query(MetricsFilter().with_namespace("newsfold"))["counters"]
    counts = {counter.key.metric.name: counter.committed for counter in counters}
    assert counts["read/articles"] == counts["read/unparseable_date"] == 5
    assert counts["read/records"] == 5 + len(BROKEN)
    assert sum(count for name, count in counts.items() if name.startswith("read/rejects.")) == len(BROKEN)


def test_unknown_fields_are_refused_before_any_work() -> None:
    with pytest.raises(InputError, match="Unknown field"):
        ReadArticles(("a.jsonl",), (("story", "txt"),))


def test_a_file_that_vanished_is_a_fault(tmp_path: Path) -> None:
    (task,) = plan_tasks(InputFile(str(tmp_path / "gone.jsonl"), 10**9), open_input)
    (fault,) = read_task(task, open_input, ())
    assert isinstance(fault, Fault)
    assert fault.error_type == "unreadable_file"


def test_a_file_that_shrank_gives_what_is_left(tmp_path: Path) -> None:
    path = tmp_path / "shrunk.jsonl"
    path.write_text(GOOD)
    tasks = plan_tasks(InputFile(str(path), 1000), open_input, split_bytes=100)
    assert sum(1 for task in tasks for _ in read_task(task, open_input, ())) == 5
