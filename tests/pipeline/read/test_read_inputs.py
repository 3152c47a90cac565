from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.read.errors import InputError
from pipeline.read.inputs import check_inputs, open_input


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("a.jsonl", "b.txt", "deep/er/c.csv", "deep/.hidden.txt", ".cache/d.txt", "odd[1]/e.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("text of four words")
    (tmp_path / "empty").mkdir()
    os.mkfifo(tmp_path / "pipe")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names(*patterns: str) -> list[str]:
    return [file.path for file in check_inputs(patterns)]


@pytest.mark.parametrize(
    ("patterns", "expected"),
    [
        (["."], ["a.jsonl", "b.txt", "deep/er/c.csv", "odd[1]/e.txt"]),
        (["deep"], ["deep/er/c.csv"]),
        (["deep/"], ["deep/er/c.csv"]),
        (["*.txt"], ["b.txt"]),
        (["./**.txt"], ["b.txt", "odd[1]/e.txt"]),
        (["d*"], ["deep/er/c.csv"]),
        (["b.txt", "./b.txt", "*.jsonl"], ["a.jsonl", "b.txt"]),
        (["odd[1]"], ["odd[1]/e.txt"]),
        (["odd[1]/e.txt"], ["odd[1]/e.txt"]),
        (["deep/.hidden.txt"], ["deep/.hidden.txt"]),
        ([".cache"], [".cache/d.txt"]),
        ([".cache/*.txt"], [".cache/d.txt"]),
    ],
)
@pytest.mark.usefixtures("folder")
def test_patterns_name_files(patterns: list[str], expected: list[str]) -> None:
    assert names(*patterns) == expected


def test_absolute_patterns_and_sizes(folder: Path) -> None:
    (file,) = check_inputs([f"{folder}/*.jsonl"])
    assert (file.path, file.size) == (str(folder / "a.jsonl"), 18)
    with open_input(file.path) as opened:
        assert opened.read() == b"text of four words"


@pytest.mark.parametrize("pattern", ["missing.txt", "*.parquet", "empty", "pipe", "", "nowhere://bucket/a"])
@pytest.mark.usefixtures("folder")
def test_patterns_without_files_are_an_input_error(pattern: str) -> None:
    with pytest.raises(InputError, match="input") as error:
        check_inputs(["b.txt", pattern])
    assert "\n" not in str(error.value)


def test_no_pattern_is_an_input_error() -> None:
    with pytest.raises(InputError, match="--input"):
        check_inputs([])
