"""The clean stage as a Beam transform."""

# mypy: allow-untyped-calls

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import apache_beam as beam
from apache_beam.pvalue import PCollection, TaggedOutput

from pipeline.clean.article import CLEAN_MODES, CleanMode, clean_article, failed
from pipeline.clean.language import EXTRACTOR_LANGUAGES, accepted_languages, detector
from pipeline.records import Article, Reject

_REJECTS = "rejects"


class CleanedArticles(NamedTuple):
    """The articles with body and language, and those in languages that are not accepted."""

    articles: PCollection[Article]
    rejects: PCollection[Reject]


class CleanArticles(beam.PTransform):
    """Article -> ``CleanedArticles``: finds what is article and not boilerplate, and in which language it is.

    ``mode`` is auto, or off to take texts whole. ``languages`` are the languages to accept: codes or names, ``all`` or
    None for every language; empty for those that the extractor reads.

    Raises:
        ValueError: the mode or a language is unknown.
    """

    def __init__(self, mode: str = "auto", languages: Sequence[str] | None = EXTRACTOR_LANGUAGES) -> None:
        super().__init__()
        if mode not in CLEAN_MODES:
            raise ValueError(f"unknown mode of cleaning {mode!r}: {' or '.join(CLEAN_MODES)} is needed")
        self._mode: CleanMode = "off" if mode == "off" else "auto"
        self._accepted = accepted_languages(languages)

    def expand(self, articles: PCollection[Article]) -> CleanedArticles:
        """Clean each article by itself."""
        outputs = articles | beam.ParDo(_Clean(self._mode, self._accepted)).with_outputs(_REJECTS, main="articles")
        return CleanedArticles(outputs["articles"], outputs[_REJECTS])


class _Clean(beam.DoFn):
    def __init__(self, mode: CleanMode, accepted: frozenset[str] | None) -> None:
        self._mode: CleanMode = mode
        self._accepted = accepted

    def setup(self) -> None:
        detector()

    def process(self, article: Article) -> Iterator[Article | TaggedOutput]:
        try:
            cleaned = clean_article(article, self._mode, self._accepted)
        except Exception as error:
            cleaned = failed(article, error)
        yield TaggedOutput(_REJECTS, cleaned) if isinstance(cleaned, Reject) else cleaned
