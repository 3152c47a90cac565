"""Event mentions as the fold gets them, read back from the datasets that a run has written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq

from pipeline.records import EventMention
from pipeline.write.stored import StoredRow, article_of, event_mention_of

_ROWS_AT_ONCE = 2_000


def stored_event_mentions(output: Path) -> list[EventMention]:
    """All event mentions of an output folder with their vectors, in the order of the files."""
    articles = {row["article_id"]: article_of(row) for row in _rows(output / "articles")}
    return [event_mention_of(row, articles[row["article_id"]]) for row in _rows(output / "event_mentions")]


def _rows(folder: Path) -> Iterator[StoredRow]:
    for path in sorted(folder.rglob("*.parquet")):
        for batch in pq.ParquetFile(path).iter_batches(_ROWS_AT_ONCE):
            yield from batch.to_pylist()
