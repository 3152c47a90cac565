"""What becomes of an article that cannot be used: a reject that names the stage, and all others go on."""

from __future__ import annotations

from pipeline.records import Article, Reject
from schemas.vocabulary import MAX_EXCERPT_BYTES

_MESSAGE_CHARACTERS = 300


def failed_article(article: Article, stage: str, error: Exception) -> Reject:
    """The reject of an article on which a stage raised."""
    reason = f"{type(error).__name__}: {error}"[:_MESSAGE_CHARACTERS]
    return rejected(
        article,
        stage,
        type(error).__name__,
        f"This article could not go through the stage {stage} ({reason}). "
        "The other articles are not affected; please report it with this text.",
    )


def rejected(article: Article, stage: str, error_type: str, message: str) -> Reject:
    """The reject of an article, with the beginning of its text."""
    return Reject(
        source_id=article.source_id,
        source_uri=article.source_uri,
        stage=stage,
        error_type=error_type,
        error_message=message,
        excerpt=article.text[:MAX_EXCERPT_BYTES].encode("utf-8", "replace")[:MAX_EXCERPT_BYTES],
    )
