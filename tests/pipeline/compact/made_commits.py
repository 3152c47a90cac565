"""Outputs of streams, written commit by commit without a runner."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from pipeline.records import FoldedEvent
from pipeline.stream.codec import encode
from pipeline.stream.commits import begin_stream, revised_row, write_commit, write_rows
from pipeline.stream.messages import RevisedRow
from pipeline.write import RunFacts
from tests.pipeline.write.made_records import records

FACTS = RunFacts("1.2.3", {"model.safetensors": "ab" * 32}, {"clean": "auto"}, {})
EVENT, OTHER = records().events[:2]

Keyed = tuple[str, RevisedRow]


def revision(
    number: int,
    event: FoldedEvent = EVENT,
    title: str | None = None,
    superseded_by: str | None = None,
    withdrawn: bool = False,
) -> Keyed:
    """A revision of the row of an event."""
    record = encode(replace(event, title=title) if title else event)
    return event.event_id, RevisedRow("events", number, record, superseded_by, withdrawn)


def begin(output: Path) -> Path:
    """A stream that has written nothing yet."""
    begin_stream(str(output), FACTS)
    return output


def commit(output: Path, number: int, rows: Iterable[Keyed]) -> Path:
    """A wave of revised rows of events; gives the file that holds them."""
    files = write_rows(str(output), "events", 0, [revised_row(key, row) for key, row in rows])
    write_commit(str(output), number, files)
    return output / files[0].path
