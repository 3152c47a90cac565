from __future__ import annotations

import gzip
import itertools
import json
from functools import partial
from types import SimpleNamespace

import apache_beam as beam
import pytest
from apache_beam.io.fileio import MatchContinuously
from apache_beam.io.filesystem import FileMetadata, MatchResult
from apache_beam.io.filesystems import FileSystems
from apache_beam.runners.portability.fn_api_runner import FnApiRunner
from apache_beam.testing.util import assert_that, equal_to
from apache_beam.utils.timestamp import Timestamp
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.read.fields import field_columns
from pipeline.records import Article, Reject
from pipeline.stream import sources
from pipeline.stream.reading import Message, read_message
from pipeline.stream.sources import WatchFiles, is_visible, kafka_message, pubsub_message, watched

STORY = {"id": "s1", "outlet": "Lowmere Courier", "text": "Ferries stopped at noon.", "date": "2031-05-01"}


def read(data: bytes) -> list[Article | Reject]:
    return list(read_message(Message("pubsub://projects/p/subscriptions/s/17", data), field_columns(())))


@pytest.mark.parametrize(
    ("data", "count"),
    [
        (json.dumps(STORY).encode(), 1),
        (json.dumps([STORY, {**STORY, "id": "s2"}]).encode(), 2),
        (b"\n".join(json.dumps({**STORY, "id": n}).encode() for n in range(3)), 3),
        (gzip.compress(json.dumps(STORY).encode()), 1),
        (b"id,text\ns1,Ferries stopped at noon.\n", 1),
        (b"<html><body><p>Ferries stopped at noon, said the harbour office of Lowmere.</p></body></html>", 1),
    ],
    ids=["object", "array", "lines", "packed", "table", "page"],
)
def test_a_message_holds_one_or_many_articles_in_the_forms_of_files(data, count):
    results = read(data)
    assert len(results) == count
    assert all(isinstance(result, Article) for result in results)


def test_a_bad_message_is_a_reject_that_names_it_and_the_good_parts_are_read():
    [article, reject] = read(json.dumps(STORY).encode() + b'\n{"id": "s2", "text": ')
    assert isinstance(article, Article)
    assert isinstance(reject, Reject)
    assert reject.source_uri == "pubsub://projects/p/subscriptions/s/17"


@settings(max_examples=50)
@given(st.binary(max_size=300))
def test_no_message_stops_the_stream(data):
    assert all(isinstance(result, Article | Reject) for result in read(data))


def test_a_message_that_is_delivered_again_has_the_same_name():
    received = SimpleNamespace(message_id="17", data=b"x")
    assert pubsub_message(received, "projects/p/subscriptions/s") == pubsub_message(
        received, "projects/p/subscriptions/s"
    )
    assert kafka_message((None, b"x"), "news") == kafka_message((b"k", b"x"), "news")
    assert kafka_message((None, b"x"), "news").uri != kafka_message((None, b"y"), "news").uri
    assert kafka_message((b"k", None), "news").data == b""


def test_hidden_files_wait_until_they_are_renamed():
    seen = [path for path in ("in/a.jsonl", "in/.a.jsonl.part", "gs://b/in/") if is_visible(FileMetadata(path, 1))]
    assert seen == ["in/a.jsonl"]


def test_a_folder_stands_for_the_files_under_it(tmp_path, monkeypatch):
    (tmp_path / "day").mkdir()
    for name in ("a.jsonl", "day/b.jsonl"):
        (tmp_path / name).write_text("{}")
    monkeypatch.chdir(tmp_path)
    for pattern, names in ((f"{tmp_path}", 2), (f"{tmp_path}/", 2), (f"{tmp_path}/*.jsonl", 1), ("*.jsonl", 1)):
        [found] = FileSystems.match([watched(pattern)])
        assert len(found.metadata_list) == names, pattern
    assert watched("gs://bucket/news/") == "gs://bucket/news/**"
    assert watched("gs://bucket/news/*.jsonl") == "gs://bucket/news/*.jsonl"


def test_a_source_that_goes_away_and_comes_back_is_read_on_and_nothing_twice(tmp_path, monkeypatch):
    """The runner of this test looks as often as it would in a minute, without waiting in between."""
    news, away = tmp_path / "news", tmp_path / "away"
    news.mkdir()
    (news / "before.jsonl").write_text("{}")
    looks, match = itertools.count(1), FileSystems.match

    def looking(patterns: list[str]) -> list[MatchResult]:
        look = next(looks)
        if look == 2:
            news.rename(away)
        if look == 4:
            away.rename(news)
            (news / "after.jsonl").write_text("{}")
        return match(patterns)

    monkeypatch.setattr(FileSystems, "match", looking)
    now = Timestamp.now()
    ending = partial(MatchContinuously, start_timestamp=now, stop_timestamp=now + 60)
    monkeypatch.setattr(sources, "MatchContinuously", ending)
    with beam.Pipeline(runner=FnApiRunner()) as pipeline:
        paths = pipeline | WatchFiles(str(news)) | beam.Map(lambda task: task.path)
        assert_that(paths, equal_to([f"{news}/before.jsonl", f"{news}/after.jsonl"]))
    assert next(looks) > 5
