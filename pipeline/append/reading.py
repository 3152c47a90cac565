"""What an append needs of a stored file, a few rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.append.restore import pieces_by_article
from pipeline.append.revise import RowState, columns_of_state, state_of
from pipeline.records import Article, Reject, Superseded
from pipeline.write.stored import article_of, reject_of, superseded_of
from schemas import Dataset

_ROWS_AT_ONCE: Final = 1_000


def stored_articles(dataset: Dataset, content: pa.Buffer) -> Iterator[Article]:
    """Yield the articles of a file."""
    return (article_of(row) for batch in _batches(content) for row in batch.to_pylist())


def stored_rejects(dataset: Dataset, content: pa.Buffer) -> Iterator[Reject]:
    """Yield the rejects of a file."""
    return (reject_of(row) for batch in _batches(content) for row in batch.to_pylist())


def stored_superseded(dataset: Dataset, content: pa.Buffer) -> Iterator[Superseded]:
    """Yield the ids of a file that no row has any longer."""
    return (superseded_of(row) for batch in _batches(content) for row in batch.to_pylist())


def stored_pieces(dataset: Dataset, content: pa.Buffer) -> Iterator[tuple[str, bytes]]:
    """Yield the mentions of each article of a file, packed; those of one article may come in several pieces."""
    for batch in _batches(content):
        yield from pieces_by_article(batch)


def stored_states(dataset: Dataset, content: pa.Buffer) -> Iterator[RowState]:
    """Yield the state of each row of a file."""
    batches = _batches(content, columns_of_state(dataset))
    return (state_of(dataset, row) for batch in batches for row in batch.to_pylist())


def _batches(content: pa.Buffer, columns: list[str] | None = None) -> Iterator[pa.RecordBatch]:
    yield from pq.ParquetFile(pa.BufferReader(content)).iter_batches(_ROWS_AT_ONCE, columns=columns)
