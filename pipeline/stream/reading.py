"""Reads messages and watched files as the batch reads files: in every form that it knows, without ever raising."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import BinaryIO

from pipeline.read.article import outcome_of, reject_of
from pipeline.read.fields import FieldColumns
from pipeline.read.items import Fault, Record
from pipeline.read.tasks import Opener, ReadTask, read_task
from pipeline.records import Article, Reject


@dataclass(frozen=True, slots=True)
class Message:
    """What a source delivered: a name that is the same when it delivers it again, and one or many articles."""

    uri: str
    data: bytes


def read_message(message: Message, columns: FieldColumns) -> Iterator[Article | Reject]:
    """The articles of a message, in any form of a file; what cannot be used is a reject."""
    return read_part(ReadTask(message.uri), partial(_open, message.data), columns)


def read_part(task: ReadTask, opener: Opener, columns: FieldColumns) -> Iterator[Article | Reject]:
    """The articles and rejects of a part of a file."""
    for item in read_task(task, opener, columns):
        if isinstance(item, Fault):
            yield reject_of(item, task.path)
        elif isinstance(item, Record):
            yield outcome_of(item, task.path, columns).result


def _open(data: bytes, _: str) -> BinaryIO:
    return BytesIO(data)
