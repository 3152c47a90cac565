"""Event mentions of ECB+ as the pipeline finds and resolves them, with the chain of the gold mention they meet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from models.corpora import LabelledDocument, read_ecbplus
from models.evaluate.figures import extract_all
from models.extractor import Extractor
from models.records import Extraction, Span, Vector
from pipeline.records import Article, EventMention, ExtractedArticle
from pipeline.resolve.article import resolve_article
from pipeline.resolve.article_words import article_vector
from tests.benchmarks.gold_reading import extract_at_gold


def found_mentions(corpus: Path, extractor: Extractor) -> Iterator[tuple[EventMention, str, str]]:
    """Each found mention that overlaps a gold event mention, one to one, with that one's chain and its topic."""
    for labelled, _, meeting in _met(extract_all(extractor, read_ecbplus(corpus))):
        for gold, mention in zip(labelled.mentions or (), meeting, strict=True):
            if mention is not None:
                yield mention, gold.chain, labelled.topic or ""


def found_at_gold(corpus: Path, extractor: Extractor) -> dict[str, tuple[Vector, list[EventMention | None]]]:
    """For each document the article's vector and each gold mention as it is read and resolved.

    Null where resolving takes it for no event.
    """
    read = ((labelled, extract_at_gold(extractor, labelled)) for labelled in read_ecbplus(corpus))
    return {labelled.document_id: (vector, meeting) for labelled, vector, meeting in _met(read)}


def _met(
    read: Iterable[tuple[LabelledDocument, Extraction]],
) -> Iterator[tuple[LabelledDocument, Vector, list[EventMention | None]]]:
    for labelled, extraction in read:
        resolved = resolve_article(ExtractedArticle(_article(labelled), extraction))
        golds = labelled.mentions or ()
        waiting = [index for index, gold in enumerate(golds) if gold.kind == "ACT"]
        meeting: list[EventMention | None] = [None] * len(golds)
        for mention in resolved.event_mentions:
            index = next((i for i in waiting if _overlap(golds[i].span, mention.event.trigger)), None)
            if index is not None:
                waiting.remove(index)
                meeting[index] = mention
        document = labelled.document
        yield labelled, article_vector(extraction.vector, document.text, document.body_spans), meeting


def article_id_of(document_id: str) -> str:
    """An id that does not tell the topic, as the document's own does."""
    return sha256(document_id.encode()).hexdigest()[:12]


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _article(labelled: LabelledDocument) -> Article:
    name = article_id_of(labelled.document_id)
    text, spans = labelled.document.text, labelled.document.body_spans
    return Article(name, name, name, f"outlet-{name}", None, None, "en", None, None, text, spans, name)
