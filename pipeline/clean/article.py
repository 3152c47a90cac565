"""Cleans one article: sets its body and its language, or refuses it."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, get_args

from pipeline.clean.body import find_body, whole_text
from pipeline.clean.language import choose_language, language_name
from pipeline.records import Article, Reject

CleanMode = Literal["auto", "off"]
CLEAN_MODES: tuple[str, ...] = get_args(CleanMode)

_STAGE = "clean"
_MOST_EXCERPT_BYTES = 2048


def clean_article(article: Article, mode: CleanMode, accepted: frozenset[str] | None) -> Article | Reject:
    """Returns the article with ``body_spans`` and ``language`` set, or a reject where its language is not accepted.

    ``mode`` off takes the whole text as the body. ``accepted`` is None for all languages; an article whose language
    cannot be told is accepted.
    """
    body = find_body(article.text, article.title) if mode == "auto" else whole_text(article.text)
    language = choose_language(article.language, article.text, body)
    if language is None or accepted is None or language in accepted:
        return replace(article, body_spans=body, language=language)
    return _unsupported(article, language, accepted)


def failed(article: Article, error: Exception) -> Reject:
    """The reject of an article on which cleaning failed."""
    reason = (
        f"the text could not be cleaned ({error}); --clean=off takes texts as they are. "
        "The other articles are not affected; please report it with this text"
    )
    return _reject(article, type(error).__name__, reason)


def _unsupported(article: Article, language: str, accepted: frozenset[str]) -> Reject:
    taken = ",".join(sorted(accepted))
    reason = (
        f"the article is in {language_name(language)} ({language}) and only {taken} is read; "
        f"--languages {taken},{language} takes it too, --languages all takes every language"
    )
    return _reject(article, "UnsupportedLanguage", reason)


def _reject(article: Article, error_type: str, message: str) -> Reject:
    return Reject(
        source_id=article.source_id,
        source_uri=article.source_uri,
        stage=_STAGE,
        error_type=error_type,
        error_message=message,
        excerpt=_excerpt(article.text),
    )


def _excerpt(text: str) -> bytes:
    """The beginning of the text, cut between characters."""
    encoded = text[:_MOST_EXCERPT_BYTES].encode("utf-8", "replace")[:_MOST_EXCERPT_BYTES]
    return encoded.decode("utf-8", "ignore").encode("utf-8")
