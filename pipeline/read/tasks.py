"""Read tasks: parts of files that workers read apart from each other, and the reading of one such part."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from typing import BinaryIO

from pipeline.read.charset import byte_order_mark
from pipeline.read.errors import Unusable
from pipeline.read.fields import FieldColumns
from pipeline.read.formats.delimited import delimited
from pipeline.read.formats.json_lines import json_lines, json_lines_between
from pipeline.read.formats.json_values import json_values
from pipeline.read.formats.parquet import parquet_rows, row_group_sizes
from pipeline.read.formats.warc import warc_records
from pipeline.read.formats.whole import html_file, text_file
from pipeline.read.items import Fault, Item, Readable
from pipeline.read.limits import SNIFF_BYTES, SPLIT_BYTES
from pipeline.read.sniff import Format, sniff_format
from pipeline.read.unpack import Packing, as_utf8, packing_of, unpacked

#: Opens the file at a path or URL for reading from its start; it must be able to seek.
Opener = Callable[[str], BinaryIO]


#: Tells the version of the file at a path or URL, null where there is none: another one means that it has changed.
Versions = Callable[[str], "str | None"]


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to read: its path or URL, its size in bytes and its version when it was listed."""

    path: str
    size: int
    version: str | None = None


@dataclass(frozen=True, slots=True)
class ReadTask:
    """A part of a file: bytes ``start`` to ``stop`` of JSON Lines, row groups of Parquet; a whole file without.

    ``version`` is that of the file when it was listed, null where it is not known.
    """

    path: str
    start: int = 0
    stop: int | None = None
    version: str | None = None

    @property
    def number(self) -> int | None:
        """What tells a fault of this part from one of another part; null where the part is the file."""
        return None if self.stop is None else self.start


@dataclass(frozen=True, slots=True)
class Layout:
    """What a file turned out to be; ``head`` is the start of its unpacked content."""

    packing: Packing
    format: Format
    head: bytes

    @property
    def is_byte_addressed(self) -> bool:
        """Whether any byte of the file can be read without those before it, lines being separated by one byte."""
        return self.packing is Packing.NONE and byte_order_mark(self.head) is None


def plan_tasks(file: InputFile, opener: Opener, split_bytes: int = SPLIT_BYTES) -> list[ReadTask]:
    """Split a file into parts of about ``split_bytes`` where its format allows, else return one task for all of it.

    A file that cannot be read is one task too: reading it says why.
    """
    return [replace(task, version=file.version) for task in _planned(file, opener, split_bytes)]


def _planned(file: InputFile, opener: Opener, split_bytes: int) -> list[ReadTask]:
    whole = [ReadTask(file.path)]
    if file.size <= split_bytes:
        return whole
    try:
        with closing(opener(file.path)) as raw:
            layout = layout_of(raw, file.path)
            if layout.format is Format.JSON_LINES and layout.is_byte_addressed:
                bounds = range(0, file.size, split_bytes)
                return [ReadTask(file.path, start, start + split_bytes) for start in bounds]
            if layout.format is Format.PARQUET and layout.packing is Packing.NONE:
                return _row_group_tasks(file.path, row_group_sizes(raw), split_bytes)
    except Exception:
        return whole
    return whole


def read_task(task: ReadTask, opener: Opener, columns: FieldColumns) -> Iterator[Item]:
    """Yield what a part of a file holds. Never raises: whatever stops the reading is the last item, a Fault."""
    try:
        with closing(opener(task.path)) as raw:
            yield from _items(raw, layout_of(raw, task.path), task, columns)
    except Unusable as error:
        yield Fault(task.number, error.error_type, error.message)
    except OSError as error:
        reason = error.strerror or str(error)
        yield Fault(
            task.number, "unreadable_file", f"The file cannot be opened or read ({reason}); check its path and rights."
        )
    except Exception as error:
        # A parser that fails on a hostile file in a way of its own must not stop the run.
        yield Fault(task.number, "damaged_file", f"The file cannot be read on ({error!r}); check it or convert it.")


def fault_of_change(task: ReadTask, versions: Versions) -> Iterator[Fault]:
    """Yield a fault where the file, of which a part has been read, is no longer the one that was listed.

    One that is gone by now is none: an open file is read to its end, and one that cannot be opened is a fault already.
    """
    version = versions(task.path)
    if None not in (task.version, version) and version != task.version:
        yield Fault(
            task.number,
            "changed_file",
            "The file changed while it was read, so that some of its records may be missing or mixed; run again once "
            "it is complete.",
        )


def layout_of(raw: BinaryIO, path: str) -> Layout:
    """Tell compression and format of an open file, and leave it at its start.

    Raises Unusable where it is of no format that is read.
    """
    packing = packing_of(raw.read(8))
    raw.seek(0)
    head = _head(unpacked(raw, packing))
    raw.seek(0)
    return Layout(packing, sniff_format(path.rpartition("/")[2], head), head)


def _head(stream: Readable) -> bytes:
    """Return the first bytes; damage after some of them is left for the reading to find."""
    head = b""
    while len(head) < SNIFF_BYTES:
        try:
            data = stream.read(SNIFF_BYTES - len(head))
        except Unusable:
            if not head:
                raise
            break
        if not data:
            break
        head += data
    return head


def _items(raw: BinaryIO, layout: Layout, task: ReadTask, columns: FieldColumns) -> Iterator[Item]:
    if layout.format is Format.PARQUET:
        if layout.packing is not Packing.NONE:
            raise Unusable("unsupported_format", "Parquet within a compressed file is not read; unpack the file.")
        return parquet_rows(raw, task.start, task.stop, columns)
    if task.stop is not None:
        return json_lines_between(raw, task.start, task.stop)
    stream = unpacked(raw, layout.packing)
    if layout.format is Format.WARC:
        return warc_records(stream)
    if layout.format is Format.HTML:
        return html_file(stream)
    return _items_of_text(as_utf8(stream, layout.head), layout)


def _items_of_text(stream: Readable, layout: Layout) -> Iterator[Item]:
    if layout.format is Format.JSON_LINES:
        return json_lines(stream)
    if layout.format is Format.JSON:
        return json_values(stream, array=_opens_array(layout.head))
    if layout.format is Format.TEXT:
        return text_file(stream)
    return delimited(stream, None if layout.format is Format.CSV else "\t")


def _opens_array(head: bytes) -> bool:
    return head.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"[")


def _row_group_tasks(path: str, sizes: list[int], split_bytes: int) -> list[ReadTask]:
    """Put consecutive row groups together until they reach the size of a task."""
    tasks: list[ReadTask] = []
    start, total = 0, 0
    for index, size in enumerate(sizes):
        total += size
        if total >= split_bytes or index == len(sizes) - 1:
            tasks.append(ReadTask(path, start, index + 1))
            start, total = index + 1, 0
    return tasks or [ReadTask(path)]
