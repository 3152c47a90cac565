"""JSON Lines: an object a line. A record's number is the byte offset of its line, so that it survives any split."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from typing import BinaryIO

from pipeline.read.charset import decode
from pipeline.read.errors import Unusable
from pipeline.read.formats.lines import Line, bounded_lines
from pipeline.read.items import Fault, Item, Readable, Record, excerpt_of
from pipeline.read.limits import CHUNK_BYTES, MAX_RECORD_BYTES


def json_lines(stream: Readable) -> Iterator[Item]:
    """Yield the records of a whole stream; blank lines are none."""
    for line in bounded_lines(stream, MAX_RECORD_BYTES):
        if not line.data.isspace():
            yield _item(line)


def json_lines_between(file: BinaryIO, start: int, stop: int) -> Iterator[Item]:
    """Yield the records whose lines begin at byte ``start`` or later and before ``stop``."""
    # From one byte earlier, the first line feed ends the line that began before the range, even where it is the
    # very byte before it.
    first = _line_start(file, start - 1, stop) if start > 0 else 0
    if first is None:
        return
    file.seek(first, os.SEEK_SET)
    for line in bounded_lines(file, MAX_RECORD_BYTES, first):
        if line.offset >= stop:
            return
        if not line.data.isspace():
            yield _item(line)


def _line_start(file: BinaryIO, position: int, stop: int) -> int | None:
    """Return the byte after the first line feed from ``position`` on; null where there is none before ``stop``.

    A line that covers many ranges is thus not read to its end for each of them.
    """
    file.seek(position, os.SEEK_SET)
    while position < stop and (chunk := file.read(min(CHUNK_BYTES, stop - position))):
        found = chunk.find(b"\n")
        if found >= 0:
            return position + found + 1
        position += len(chunk)
    return None


def _item(line: Line) -> Item:
    if line.too_long:
        return _fault(line, "too_large", f"is longer than {MAX_RECORD_BYTES} bytes; split or shorten it")
    try:
        value = json.loads(decode(line.data).rstrip())
    except RecursionError:
        return _fault(line, "invalid_json", "is nested too deeply; flatten it")
    except ValueError as error:
        return _fault(line, "invalid_json", f"is not valid JSON ({_reason(error)}); mend or remove it")
    except Unusable as error:
        return Fault(line.offset, error.error_type, error.message, excerpt_of(line.data))
    if not isinstance(value, dict):
        return _fault(line, "invalid_record", "is no JSON object; write one object with named fields on each line")
    return Record(line.offset, value)


def _reason(error: ValueError) -> str:
    """What is wrong with a line and where in it: the parser counts lines too, of which this is one."""
    return f"{error.msg}: character {error.pos + 1} of it" if isinstance(error, json.JSONDecodeError) else str(error)


def _fault(line: Line, error_type: str, problem: str) -> Fault:
    return Fault(
        line.offset, error_type, f"The record on the line at byte {line.offset} {problem}.", excerpt_of(line.data)
    )
