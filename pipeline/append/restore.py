"""Stored articles back as the resolve stage gave them, so that nothing is extracted twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

import pyarrow as pa

from models.records import Vector
from pipeline.records import Article, ResolvedArticle
from pipeline.write.files import pack, unpack
from pipeline.write.stored import claim_mention_of, event_mention_of
from schemas import DATASETS


@dataclass(frozen=True, slots=True)
class Known:
    """What was found of a stored article before: its date, which its text may have told, and its vector."""

    published_at: datetime | None
    published_at_source: str | None
    vector: Vector


def known_of(article: Article) -> Known:
    """Return what was found of a stored article."""
    return Known(article.published_at, article.published_at_source, article.vector)


def pieces_by_article(batch: pa.RecordBatch) -> Iterator[tuple[str, bytes]]:
    """Yield the stored mentions of each article, packed, from rows in which those of an article follow each other."""
    start = 0
    for article_id, run in groupby(batch.column("article_id").to_pylist()):
        length = sum(1 for _ in run)
        yield article_id, pack(batch.slice(start, length))
        start += length


def restore(
    settled: Article, known: Known, event_mentions: Iterable[bytes], claim_mentions: Iterable[bytes]
) -> ResolvedArticle:
    """Return an article with its stored mentions.

    ``settled`` is the article as it is now: its ``syndication_id`` may be another than the stored one and, where the
    same article came again from another file, that file may be the one that is kept.
    """
    article = replace(
        settled,
        published_at=known.published_at,
        published_at_source=known.published_at_source,
        vector=known.vector,
    )
    return ResolvedArticle(
        article,
        tuple(event_mention_of(row, article) for row in _rows("event_mentions", event_mentions)),
        tuple(claim_mention_of(row, article) for row in _rows("claim_mentions", claim_mentions)),
    )


def _rows(name: str, pieces: Iterable[bytes]) -> Iterator[dict[str, object]]:
    for packed in pieces:
        yield from unpack(DATASETS[name].schema, packed).to_pylist()
