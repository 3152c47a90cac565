"""Datasets on an object store are checked as those in a folder are."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pipeline.verify.__main__ import main
from tests.pipeline.write import made_datasets, made_records
from tests.pipeline.write.memory_filesystem import MemoryFileSystem

OUTPUT = "memory://bucket/checked"


@pytest.fixture
def store() -> Iterator[dict[str, bytes]]:
    made_datasets.write(OUTPUT, made_records.records())
    yield MemoryFileSystem.objects
    MemoryFileSystem.objects.clear()
    MemoryFileSystem.writes.clear()


def test_what_was_written_is_clean(store: dict[str, bytes], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([OUTPUT]) == 0
    assert capsys.readouterr() == ("", f"{OUTPUT} is clean\n")


def test_a_damaged_object_a_lost_one_and_one_too_many_are_named(
    store: dict[str, bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    events, claims = (next(path for path in sorted(store) if f"/{name}/" in path) for name in ("events", "claims"))
    store[events] = store[events][:-9]
    del store[claims]
    store[f"{OUTPUT}/articles/month=2031-03/stray.parquet"] = b"PAR1"
    assert main([f"{OUTPUT}/"]) == 1
    told = capsys.readouterr().out
    assert events.removeprefix(f"{OUTPUT}/") in told
    assert claims.removeprefix(f"{OUTPUT}/") in told
    assert "stray.parquet" in told


def test_a_place_without_datasets_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["memory://bucket/nothing"]) == 2
    assert "memory://bucket/nothing" in capsys.readouterr().err
