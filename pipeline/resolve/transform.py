"""The resolve stage as a Beam transform."""

# mypy: allow-untyped-calls

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import apache_beam as beam
from apache_beam.pvalue import PCollection, TaggedOutput

from pipeline.failures import failed_article
from pipeline.records import ExtractedArticle, Reject, ResolvedArticle
from pipeline.resolve.article import resolve_article
from pipeline.resolve.gazetteer import cities

_REJECTS = "rejects"


class Resolved(NamedTuple):
    """The resolved articles and the articles that could not be resolved."""

    articles: PCollection[ResolvedArticle]
    rejects: PCollection[Reject]


@dataclass
class ResolveArticles(beam.PTransform):
    """Gives every mention comparable dates, places and actors: ExtractedArticle to ResolvedArticle, or Reject."""

    def expand(self, extracted: PCollection[ExtractedArticle]) -> Resolved:
        """Resolve each article by itself."""
        outputs = extracted | beam.ParDo(_Resolve()).with_outputs(_REJECTS, main="articles")
        articles: PCollection[ResolvedArticle] = outputs.articles
        rejects: PCollection[Reject] = outputs.rejects
        articles.element_type, rejects.element_type = ResolvedArticle, Reject
        return Resolved(articles, rejects)


class _Resolve(beam.DoFn):
    def setup(self) -> None:
        cities()

    def process(self, extracted: ExtractedArticle) -> Iterator[ResolvedArticle | TaggedOutput]:
        try:
            yield resolve_article(extracted)
        except Exception as error:
            yield TaggedOutput(_REJECTS, failed_article(extracted.article, "resolve", error))
