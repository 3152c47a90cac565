"""Event mentions and tellings as the fold gets them, read back from the datasets that a run has written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow.parquet as pq

from pipeline.records import ClaimMention, EventMention
from pipeline.write.stored import StoredRow, article_of, claim_mention_of, event_mention_of

_ROWS_AT_ONCE = 2_000


def stored_event_mentions(output: Path) -> list[EventMention]:
    """All event mentions of an output folder with their vectors, in the order of the files."""
    articles = {row["article_id"]: article_of(row) for row in stored_rows(output / "articles")}
    return [event_mention_of(row, articles[row["article_id"]]) for row in stored_rows(output / "event_mentions")]


def stored_tellings(output: Path) -> list[tuple[ClaimMention, list[str]]]:
    """All tellings of an output folder with their vectors, each with the events that it tells of."""
    articles = {row["article_id"]: article_of(row) for row in stored_rows(output / "articles")}
    rows = stored_rows(output / "claim_mentions")
    return [(claim_mention_of(row, articles[row["article_id"]]), row["event_ids"] or []) for row in rows]


def stored_rows(folder: Path, columns: Sequence[str] | None = None) -> Iterator[StoredRow]:
    """The rows of a dataset in the order of its files, with all columns or with those named."""
    for path in sorted(folder.rglob("*.parquet")):
        for batch in pq.ParquetFile(path).iter_batches(_ROWS_AT_ONCE, columns=columns):
            yield from batch.to_pylist()
