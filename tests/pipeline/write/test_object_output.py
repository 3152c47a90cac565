"""On a store without folders and renaming the manifest commits a run."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pytest

from pipeline.write import OutputError, check_output, claim_output
from pipeline.write.manifest import files_in_manifest
from tests.pipeline.write import made_datasets, made_records
from tests.pipeline.write.memory_filesystem import MemoryFileSystem

OUTPUT = "memory://bucket/news"
MANIFEST = f"{OUTPUT}/manifest.json"


@pytest.fixture
def store() -> Iterator[dict[str, bytes]]:
    yield MemoryFileSystem.objects
    MemoryFileSystem.objects.clear()
    MemoryFileSystem.writes.clear()


def test_the_store_holds_what_the_manifest_names_and_nothing_else(store: dict[str, bytes]) -> None:
    made_datasets.write(OUTPUT, made_records.records())
    named = {f"{OUTPUT}/{file.path}" for file in files_in_manifest(store[MANIFEST])}
    assert store.keys() == named | {MANIFEST}
    assert MemoryFileSystem.writes[-1] == MANIFEST


def test_a_second_run_replaces_the_first(store: dict[str, bytes]) -> None:
    made_datasets.write(OUTPUT, made_records.records())
    first = dict(store)
    made_datasets.write(OUTPUT, without_rejects())
    assert len(store) < len(first)
    assert {f"{OUTPUT}/{file.path}" for file in files_in_manifest(store[MANIFEST])} == store.keys() - {MANIFEST}


def test_the_same_run_again_changes_nothing(store: dict[str, bytes]) -> None:
    made_datasets.write(OUTPUT, made_records.records())
    first = dict(store)
    made_datasets.write(OUTPUT, made_records.records(), shuffle_seed=1)
    assert store == first


def test_a_run_that_is_killed_leaves_all_that_the_former_manifest_names(
    store: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    made_datasets.write(OUTPUT, made_records.records())
    first = dict(store)

    def die(self: MemoryFileSystem, sources: list[str], targets: list[str]) -> None:
        self.objects[targets[0]] = self.objects[sources[0]]
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(MemoryFileSystem, "copy", die)
        with pytest.raises(KeyboardInterrupt):
            made_datasets.write(OUTPUT, without_rejects())
    assert first.items() <= store.items()
    made_datasets.write(OUTPUT, made_records.records())
    assert store == first


def test_what_a_killed_run_has_staged_is_removed_by_the_next(store: dict[str, bytes]) -> None:
    store[f"{OUTPUT}/.staging/dead/events/month=undated/part-00000-0.parquet"] = b"x"
    with claim_output(OUTPUT) as staging:
        assert not store
        assert staging.startswith(f"{OUTPUT}/.staging/")


def test_a_store_that_cannot_be_written_is_refused_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MemoryFileSystem, "read_only", True)
    with pytest.raises(OutputError, match=r"^Cannot write to memory://bucket/news: 403 Forbidden.*$"):
        check_output(OUTPUT)


def test_a_filesystem_that_beam_does_not_know_is_refused() -> None:
    with pytest.raises(OutputError, match=r"^Cannot write to nosuch://bucket/news: .+$"):
        check_output("nosuch://bucket/news")


def without_rejects() -> made_records.MadeRecords:
    return dataclasses.replace(made_records.records(), rejects=())
