"""How Beam sends the records of whole articles between stages of a batch run."""

# mypy: allow-untyped-calls

from __future__ import annotations

from typing import Any, Final

from apache_beam.coders.coder_impl import CallbackCoderImpl
from apache_beam.coders.coders import PickleCoder
from apache_beam.coders.typecoders import registry

from pipeline.records import Article, ExtractedArticle, ResolvedArticle

_MENTION_BYTES: Final = 2_000
"""About what a mention and its vectors take."""


class ArticleCoder(PickleCoder):
    """Pickles articles with what was found in them, and tells their size without that.

    Beam asks each step for the size of some of its elements, in a small run of most; a hundred mentions are pickled as
    slowly as they are sketched.
    """

    def estimate_size(self, value: Any) -> int:
        """Return about how many bytes an article takes."""
        return about_bytes(value)

    def _create_impl(self) -> CallbackCoderImpl:
        pickling = super()._create_impl()
        return CallbackCoderImpl(pickling.encode, pickling.decode, about_bytes)


def about_bytes(record: Article | ExtractedArticle | ResolvedArticle) -> int:
    """About how many bytes a record takes as bytes."""
    if isinstance(record, Article):
        return len(record.text)
    if isinstance(record, ExtractedArticle):
        found = len(record.extraction.events) + len(record.extraction.attributions)
    else:
        found = len(record.event_mentions) + len(record.claim_mentions)
    return len(record.article.text) + _MENTION_BYTES * found


def register_coders() -> None:
    """Have Beam use these coders from here on."""
    for kind in (Article, ExtractedArticle, ResolvedArticle):
        registry.register_coder(kind, ArticleCoder)
