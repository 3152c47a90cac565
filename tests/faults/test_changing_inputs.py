"""Input files that vanish, shrink, grow or are replaced between listing and the end of their reading."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.read.inputs import check_inputs, open_input
from pipeline.read.items import Fault, Item, Record
from pipeline.read.tasks import ReadTask, plan_tasks, read_task
from pipeline.read.transform import _Read
from pipeline.records import Article
from tests.faults.made_articles import article

LINES = [json.dumps(article(number)) + "\n" for number in range(2_000)]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "news.jsonl"
    path.write_text("".join(LINES))
    return path


def outcomes(task: ReadTask, change: Callable[[], object]) -> list[str]:
    """Read a task as a worker does, changing the file after the first record; give the ids and kinds of faults."""
    found = []
    for number, outcome in enumerate(_Read(()).process(task)):
        result = outcome if isinstance(outcome, Article) else outcome.value
        found.append(result.source_id if isinstance(result, Article) else result.error_type)
        if number == 0:
            change()
    return found


def planned(file: Path, parts: int = 1) -> list[ReadTask]:
    [listed] = check_inputs([str(file)])
    return plan_tasks(listed, open_input, split_bytes=-(-listed.size // parts))


def test_a_file_that_stays_as_it_is_has_no_fault(file: Path):
    found = [outcome for task in planned(file, parts=3) for outcome in outcomes(task, lambda: None)]
    assert found == [f"story-{number}" for number in range(2_000)]


def shrink(file: Path) -> None:
    os.truncate(file, 900)


def grow(file: Path) -> None:
    with file.open("a") as end:
        end.write(json.dumps(article(7)) + "\n")


def replace(file: Path) -> None:
    other = file.with_suffix(".new")
    other.write_text("".join(reversed(LINES)))
    os.replace(other, file)


def overwrite(file: Path) -> None:
    file.write_text("".join(reversed(LINES)))


@pytest.mark.parametrize("change", [shrink, grow, replace, overwrite])
@pytest.mark.parametrize("parts", [1, 3])
def test_a_file_that_changes_while_it_is_read_is_told_once_for_each_part(
    change: Callable[[Path], None], parts: int, file: Path
):
    for task in planned(file, parts):
        found = outcomes(task, lambda: change(file))
        assert found[-1] == "changed_file"
        assert found.count("changed_file") == 1
        if change is not replace:
            replace(file)
        file.write_text("".join(LINES))


def test_a_file_that_vanishes_while_it_is_read_is_read_to_its_end(file: Path):
    [task] = planned(file)
    assert outcomes(task, file.unlink) == [f"story-{number}" for number in range(2_000)]


def test_a_file_that_vanished_before_its_parts_are_read_has_a_fault_for_each(file: Path):
    tasks = planned(file, parts=3)
    file.unlink()
    faults = [item for task in tasks for item in read_task(task, open_input, ())]
    assert [(fault.error_type, fault.number) for fault in faults if isinstance(fault, Fault)] == [
        ("unreadable_file", task.start) for task in tasks
    ]


def test_parts_of_one_line_are_not_searched_to_its_end_each(tmp_path: Path):
    path, taken = tmp_path / "line.jsonl", []
    with path.open("wb") as sparse:
        sparse.write(b'{"id": "endless", "text": "')
        sparse.truncate(200 * 2**20)

    def opened(name: str) -> CountingFile:
        return CountingFile(name, taken)

    [listed] = check_inputs([str(path)])
    items: list[Item] = [item for task in plan_tasks(listed, open_input) for item in read_task(task, opened, ())]
    assert [item.error_type for item in items if isinstance(item, Fault)] == ["too_large"]
    assert not any(isinstance(item, Record) for item in items)
    assert sum(taken) < 2.1 * listed.size


class CountingFile(io.FileIO):
    """A file that notes how many bytes each reading of it takes."""

    def __init__(self, name: str, taken: list[int]) -> None:
        super().__init__(name)
        self._taken = taken

    def read(self, size: int = -1, /) -> bytes:
        data = super().read(size)
        self._taken.append(len(data))
        return data
