"""Whether an article and its mentions can be rows, asked before they are folded.

A row that cannot be written would stop the run, and once mentions have been folded no article can be taken back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pyarrow as pa

from pipeline.failures import failed_article
from pipeline.records import AssignedClaimMention, AssignedEventMention, Reject, ResolvedArticle
from pipeline.write.files import to_batch
from pipeline.write.partitions import place_of
from pipeline.write.rows import Row, article_row, claim_mention_row, event_mention_row
from schemas import DATASETS

STAGE = "write"
_UNKNOWN_ID = ""


def check_rows(resolved: ResolvedArticle) -> ResolvedArticle | Reject:
    """Returns the article, or a reject where it or a mention of it cannot be a row."""
    try:
        _check("articles", [article_row(resolved.article)])
        events = (AssignedEventMention(mention, _UNKNOWN_ID) for mention in resolved.event_mentions)
        _check("event_mentions", [event_mention_row(assigned) for assigned in events])
        claims = (AssignedClaimMention(telling, _UNKNOWN_ID, ()) for telling in resolved.claim_mentions)
        _check("claim_mentions", [claim_mention_row(assigned) for assigned in claims])
        return resolved
    except MemoryError:
        raise
    except Exception as error:
        return failed_article(resolved.article, STAGE, error)


def _check(name: str, rows: Sequence[Row]) -> None:
    for row in rows:
        place_of(DATASETS[name], row, shards=1)
    batch = to_batch(DATASETS[name], rows)
    if missing := list(_nulls_in(batch)):
        raise ValueError(f"{name} cannot be without {', '.join(missing)}")


def _nulls_in(batch: pa.RecordBatch) -> Iterator[str]:
    for field, values in zip(batch.schema, batch.columns, strict=True):
        yield from _nulls(field, values)


def _nulls(field: pa.Field, values: pa.Array) -> Iterator[str]:
    """The names of the columns and fields that hold a null and must not."""
    if values.null_count and not field.nullable:
        yield field.name
    elif pa.types.is_list(field.type):
        yield from _nulls(field.type.value_field, values.flatten())
    elif pa.types.is_struct(field.type):
        for inner, inner_values in zip(field.type, values.flatten(), strict=True):
            yield from _nulls(inner, inner_values)
