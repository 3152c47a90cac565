"""Event mentions of ECB+ as the pipeline finds and resolves them, with the chain of the gold mention they meet."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from models.corpora import GoldMention, LabelledDocument, read_ecbplus
from models.evaluate.figures import extract_all
from models.extractor import Extractor
from models.records import Extraction, Span, Vector
from pipeline.records import Article, EventMention, ExtractedArticle
from pipeline.resolve.article import resolve_article
from pipeline.resolve.article_words import article_vector


def found_mentions(corpus: Path, extractor: Extractor) -> Iterator[tuple[EventMention, str, str]]:
    """Each found mention that overlaps a gold event mention, one to one, with that one's chain and its topic."""
    for labelled, extraction in extract_all(extractor, read_ecbplus(corpus)):
        resolved = resolve_article(ExtractedArticle(_article(labelled), extraction))
        gold = [mention for mention in labelled.mentions or () if mention.kind == "ACT"]
        for mention in resolved.event_mentions:
            meeting = [one for one in gold if _overlap(one.span, mention.event.trigger)]
            if meeting:
                gold.remove(meeting[0])
                yield mention, meeting[0].chain, labelled.topic or ""


def found_vectors(corpus: Path, extractor: Extractor) -> dict[str, tuple[Vector, list[Vector]]]:
    """For each document the article's vector and those of its gold event mentions; empty where none was found."""
    return {
        labelled.document_id: (
            article_vector(extraction.vector, labelled.document.text, labelled.document.body_spans),
            [_vector_at(gold, extraction) for gold in labelled.mentions or ()],
        )
        for labelled, extraction in extract_all(extractor, read_ecbplus(corpus))
    }


def _vector_at(gold: GoldMention, extraction: Extraction) -> Vector:
    return next((event.vector for event in extraction.events if _overlap(gold.span, event.trigger)), b"")


def article_id_of(document_id: str) -> str:
    """An id that does not tell the topic, as the document's own does."""
    return sha256(document_id.encode()).hexdigest()[:12]


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _article(labelled: LabelledDocument) -> Article:
    name = article_id_of(labelled.document_id)
    text, spans = labelled.document.text, labelled.document.body_spans
    return Article(name, name, name, f"outlet-{name}", None, None, "en", None, None, text, spans, name)
