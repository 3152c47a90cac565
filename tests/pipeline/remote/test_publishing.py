"""A job that publishes its datasets itself leaves what a run that waits leaves."""

from __future__ import annotations

from collections.abc import Iterator

import apache_beam as beam
import pytest
from apache_beam.runners.portability.fn_api_runner import FnApiRunner

from pipeline.remote.publishing import PublishDatasets, publish_files
from pipeline.write import RunFacts, new_staging, staged_files
from tests.pipeline.write import made_datasets, made_records
from tests.pipeline.write.memory_filesystem import MemoryFileSystem

OUTPUT = "memory://bucket/news"


@pytest.fixture
def store() -> Iterator[dict[str, bytes]]:
    yield MemoryFileSystem.objects
    MemoryFileSystem.objects.clear()
    MemoryFileSystem.writes.clear()


def test_the_last_step_publishes_what_a_run_that_waits_would(store: dict[str, bytes]) -> None:
    made_datasets.write(OUTPUT, made_records.records())
    waited = dict(store)
    store.clear()
    staging = new_staging(OUTPUT)
    made_datasets.stage(staging, made_records.records())
    with beam.Pipeline(runner=FnApiRunner()) as pipeline:
        written = pipeline | beam.Create(staged_files(staging))
        _ = written | PublishDatasets(OUTPUT, staging, made_datasets.FACTS)
    assert store == waited


def test_the_step_does_not_replace_articles_by_none(store: dict[str, bytes]) -> None:
    made_datasets.write(OUTPUT, made_records.records())
    former = dict(store)
    staging = new_staging(OUTPUT)
    made_datasets.stage(staging, made_records.MadeRecords((), (), (), (), (), ()))
    with pytest.raises(RuntimeError, match="no input record is an article"):
        publish_files(staged_files(staging), OUTPUT, staging, RunFacts("1", {}, {}, {}))
    assert {path: data for path, data in store.items() if not path.startswith(staging)} == former


def test_doing_the_step_again_changes_nothing(store: dict[str, bytes]) -> None:
    staging = new_staging(OUTPUT)
    made_datasets.stage(staging, made_records.records())
    files = staged_files(staging)
    facts = RunFacts("1", {}, {}, {})
    publish_files(files, OUTPUT, staging, facts)
    first = dict(store)
    assert publish_files(files, OUTPUT, staging, facts) == OUTPUT
    assert store == first
    assert not any(path.startswith(staging) for path in store)
