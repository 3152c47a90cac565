"""JSON that is not one object a line: an array of objects, or objects one after another, streamed with ijson."""

from __future__ import annotations

from collections.abc import Iterator

import ijson

from pipeline.read.formats.budget import RecordBudget
from pipeline.read.items import Fault, Item, Readable, Record
from pipeline.read.limits import CHUNK_BYTES, MAX_JSON_DEPTH


def json_values(stream: Readable, array: bool) -> Iterator[Item]:
    """Yield the records of an array, or of a sequence of objects. A record's number is its index.

    What is damaged cannot be told from what follows it, so the first damage is the last item.
    """
    budget = RecordBudget(stream)
    index = 0
    try:
        for value in _elements(budget, level=1 if array else 0):
            budget.start_record()
            yield Record(index, value) if isinstance(value, dict) else _no_object(index)
            index += 1
    except (ijson.JSONError, UnicodeDecodeError, ValueError) as error:
        yield Fault(
            index,
            "invalid_json",
            f"The JSON is damaged or cut off at element {index} ({_reason(error)}); nothing after it was read. Mend it "
            "or write one object a line (JSON Lines), of which bad lines are skipped.",
        )


def _elements(stream: Readable, level: int) -> Iterator[object]:
    """Yield the values that are ``level`` brackets deep.

    The library's own function for this names the path to each value, which costs the square of the depth in memory.
    """
    builder = ijson.ObjectBuilder()
    depth = 0
    events = ijson.basic_parse(stream, buf_size=CHUNK_BYTES, use_float=True, multiple_values=level == 0)
    for event, value in events:
        opens, closes = event.startswith("start_"), event.startswith("end_")
        depth -= closes
        if depth >= level:
            builder.event(event, value)
            if depth == level and not opens:
                yield builder.value
                builder = ijson.ObjectBuilder()
        depth += opens
        if depth > MAX_JSON_DEPTH:
            raise ValueError(f"brackets more than {MAX_JSON_DEPTH} deep")


def _no_object(index: int) -> Fault:
    return Fault(
        index,
        "invalid_record",
        f"Element {index} is no JSON object; write an array of objects with named fields.",
    )


def _reason(error: Exception) -> str:
    """Return the first line of an error as text; the parser's are bytes at times and quote the input at length."""
    cause = error.args[0] if error.args else error
    text = cause.decode("utf-8", "replace") if isinstance(cause, bytes) else str(cause)
    return text.strip().partition("\n")[0][:200]
