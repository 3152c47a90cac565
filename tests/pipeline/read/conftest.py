"""Reads bytes as if they were a file."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from pipeline.read.items import Item
from pipeline.read.tasks import InputFile, ReadTask, plan_tasks, read_task

ReadFile = Callable[..., list[Item]]


@pytest.fixture(scope="session")
def read_file() -> ReadFile:
    """Return a function from a file's name and bytes to its items; ``split_bytes`` splits the file into tasks."""

    def read(name: str, data: bytes, split_bytes: int | None = None) -> list[Item]:
        tasks = [ReadTask(name)]
        if split_bytes is not None:
            tasks = plan_tasks(InputFile(name, len(data)), lambda _: io.BytesIO(data), split_bytes)
        return [item for task in tasks for item in read_task(task, lambda _: io.BytesIO(data), ())]

    return read
