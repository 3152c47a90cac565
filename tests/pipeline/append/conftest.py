"""What the tests of appending share: a tiny model, and outputs that were made in one run and in several."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.models.tiny import save_tiny_model
from tests.pipeline.append.made_days import DAYS, copy_output, run_over, write_inputs


@pytest.fixture(scope="session")
def small_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a model of a few thousand random weights."""
    return save_tiny_model(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="session")
def day_files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The input file of each day."""
    folder = tmp_path_factory.mktemp("days")
    return [write_inputs(folder / f"day{number}.jsonl", day) for number, day in enumerate(DAYS, 1)]


@pytest.fixture(scope="session")
def day_by_day(tmp_path_factory: pytest.TempPathFactory, small_model: Path, day_files: list[Path]) -> list[Path]:
    """The output after each day, where each day was appended to those before it."""
    folders: list[Path] = []
    for file in day_files:
        output = tmp_path_factory.mktemp("appended") / "output"
        if folders:
            copy_output(folders[-1], output)
        assert run_over(output, [file], small_model, *(("--append",) if folders else ())) == 0
        folders.append(output)
    return folders


@pytest.fixture(scope="session")
def at_once(tmp_path_factory: pytest.TempPathFactory, small_model: Path, day_files: list[Path]) -> list[Path]:
    """The output of one run over two days and of one over three."""
    folders = []
    for number in (2, 3):
        output = tmp_path_factory.mktemp("once") / "output"
        assert run_over(output, day_files[:number], small_model) == 0
        folders.append(output)
    return folders
