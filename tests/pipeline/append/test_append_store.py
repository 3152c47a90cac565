"""Appending on an object store: readers of the manifest see the former datasets or the new ones."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.verify.checks import violations
from pipeline.write.manifest import files_in_manifest
from tests.pipeline.append.made_days import FOLDED, rows_of, run_over, without_revision
from tests.pipeline.write.memory_filesystem import MemoryFileSystem

OUTPUT = "memory://bucket/days"
MANIFEST = f"{OUTPUT}/manifest.json"


@pytest.fixture
def store() -> Iterator[dict[str, bytes]]:
    yield MemoryFileSystem.objects
    MemoryFileSystem.objects.clear()
    MemoryFileSystem.writes.clear()


def fetched(store: dict[str, bytes], folder: Path) -> Path:
    """Copy the objects that the manifest names into a folder."""
    for path in ["manifest.json", *(file.path for file in files_in_manifest(store[MANIFEST]))]:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(store[f"{OUTPUT}/{path}"])
    return folder


def add(day: Path, model: Path, *options: str) -> int:
    return run_over(OUTPUT, [day], model, *options)


def test_days_that_are_appended_end_in_the_datasets_of_one_run(
    store: dict[str, bytes], day_files: list[Path], day_by_day: list[Path], small_model: Path, tmp_path: Path
) -> None:
    for number, day in enumerate(day_files):
        assert add(day, small_model, *(["--append"] if number else [])) == 0
        assert MemoryFileSystem.writes[-1] == MANIFEST
    assert store.keys() == {MANIFEST, *(f"{OUTPUT}/{file.path}" for file in files_in_manifest(store[MANIFEST]))}
    output = fetched(store, tmp_path / "fetched")
    assert [str(violation) for violation in violations(output)] == []
    for name in ("articles", "rejects", "superseded", *FOLDED):
        assert rows_of(output, name) == rows_of(day_by_day[2], name), name


def test_an_append_that_is_killed_before_the_manifest_leaves_the_former_datasets(
    store: dict[str, bytes], day_files: list[Path], at_once: list[Path], small_model: Path, tmp_path: Path
) -> None:
    assert add(day_files[0], small_model) == 0
    former = dict(store)

    def die(self: MemoryFileSystem, sources: list[str], targets: list[str]) -> None:
        self.objects[targets[0]] = self.objects[sources[0]]
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(MemoryFileSystem, "copy", die)
        with pytest.raises(KeyboardInterrupt):
            add(day_files[1], small_model, "--append")
    assert former.items() <= store.items()
    assert add(day_files[1], small_model, "--append") == 0
    output = fetched(store, tmp_path / "fetched")
    for name in ("articles", "rejects", *FOLDED):
        assert without_revision(rows_of(output, name)) == without_revision(rows_of(at_once[0], name)), name


def test_nothing_is_appended_to_a_place_that_holds_no_datasets(
    store: dict[str, bytes], day_files: list[Path], small_model: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add(day_files[0], small_model, "--append") == 2
    assert "--append" in capsys.readouterr().err
    assert not store
