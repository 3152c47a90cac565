"""Runs the extractor over a batch of articles so that no article can take another one down."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import models
from models.records import Document, Extraction
from pipeline.records import Article, ExtractedArticle, Reject

STAGE = "extract"
# Enough for batches of windows of like length; with more, all articles of a batch wait for the last one.
BATCH_CHARACTERS = 32_000
_EXCERPT_BYTES = 2048
_MESSAGE_CHARACTERS = 300


class Extracts(Protocol):
    """What this stage needs of ``models.extractor.Extractor``."""

    def extract(self, documents: Sequence[Document]) -> list[Extraction]:
        """Return one extraction a document, in order."""


LoadExtractor = Callable[[Path | None, int | None], Extracts]


def model_folder(model: Path | None) -> Path:
    """Return the folder of a model: for None the one that is bundled with this package, wherever it is installed."""
    return model or Path(models.__file__).parent / "weights"


def load_extractor(model: Path | None, threads: int | None) -> Extracts:
    """Load the network from the folder ``model`` (see ``model_folder``).

    Its operators use ``threads`` threads; None leaves it to torch. Raises ``models.weights.WeightsError``.
    """
    # Imported here, in the worker: it takes seconds, and the process that builds the pipeline has no use for it.
    from models.extractor import Extractor

    extractor: Extracts = Extractor.load(model_folder(model), threads)
    return extractor


def article_size(article: Article) -> int:
    """Return how many characters of the article are read, at most a whole batch, as an estimate of its cost."""
    characters = sum(span.end - span.start for span in article.body_spans)
    return min(max(characters, 1), BATCH_CHARACTERS)


def extract_articles(
    articles: Sequence[Article], extractor: Extracts, min_confidence: float
) -> list[ExtractedArticle | Reject]:
    """Extract a batch; where that fails, article by article, and reject only those that fail alone.

    Events and attributions whose confidence is below ``min_confidence`` are left out.
    """
    try:
        return _extract(articles, extractor, min_confidence)
    except Exception as error:
        if len(articles) == 1:
            return [_reject(articles[0], error)]
    return [result for article in articles for result in extract_articles([article], extractor, min_confidence)]


def _extract(
    articles: Sequence[Article], extractor: Extracts, min_confidence: float
) -> list[ExtractedArticle | Reject]:
    documents = [Document(article.text, article.body_spans) for article in articles]
    extractions = extractor.extract(documents)
    return [
        ExtractedArticle(article, _confident(extraction, min_confidence))
        for article, extraction in zip(articles, extractions, strict=True)
    ]


def _confident(extraction: Extraction, minimum: float) -> Extraction:
    return replace(
        extraction,
        events=tuple(event for event in extraction.events if event.confidence >= minimum),
        attributions=tuple(telling for telling in extraction.attributions if telling.confidence >= minimum),
    )


def _reject(article: Article, error: Exception) -> Reject:
    reason = f"{type(error).__name__}: {error}"[:_MESSAGE_CHARACTERS]
    return Reject(
        source_id=article.source_id,
        source_uri=article.source_uri,
        stage=STAGE,
        error_type="extraction_failed",
        error_message=f"the model failed on this article ({reason}); look at its text, or leave the article out",
        excerpt=article.text[:_EXCERPT_BYTES].encode(errors="replace")[:_EXCERPT_BYTES],
    )
