"""The stage that runs the network: Beam's ``RunInference`` with a model handler for articles."""

# mypy: allow-untyped-calls

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import apache_beam as beam
from apache_beam.pvalue import PCollection, TaggedOutput

from pipeline.extract.articles import (
    BATCH_CHARACTERS,
    Extracts,
    LoadExtractor,
    article_size,
    extract_articles,
    load_extractor,
)
from pipeline.imports import without
from pipeline.records import Article, ExtractedArticle, Reject

# Beam's manager of several models imports torch and scipy, which the process that builds the pipeline does not need.
with without("apache_beam.ml.inference.model_manager"):
    from apache_beam.ml.inference.base import ModelHandler, RunInference

_REJECTS = "rejects"


class ExtractedArticles(NamedTuple):
    """The articles that the network has read and those that it failed on."""

    articles: PCollection[ExtractedArticle]
    rejects: PCollection[Reject]


class ArticleModelHandler(ModelHandler[Article, "ExtractedArticle | Reject", Extracts]):
    """Loads the extractor once a process and feeds it batches that are bounded by characters, not by articles.

    ``load`` is what loads the extractor; ``threads`` is how many threads it may use, None for torch's own choice.
    """

    def __init__(
        self, model: Path | None, min_confidence: float, threads: int | None, load: LoadExtractor = load_extractor
    ) -> None:
        # Equal bounds keep Beam from probing for a batch size: the cost of a batch is known to follow its characters.
        super().__init__(min_batch_size=BATCH_CHARACTERS, max_batch_size=BATCH_CHARACTERS, element_size_fn=article_size)
        self._model = model
        self._min_confidence = min_confidence
        self._threads = threads
        self._load = load

    def load_model(self) -> Extracts:
        """Load the extractor; RunInference keeps it for all threads and bundles of the process."""
        return self._load(self._model, self._threads)

    def run_inference(
        self, batch: Sequence[Article], model: Extracts, inference_args: Mapping[str, Any] | None = None
    ) -> Iterable[ExtractedArticle | Reject]:
        """Return one result an article, in order."""
        return extract_articles(batch, model, self._min_confidence)

    def get_num_bytes(self, batch: Sequence[Article]) -> int:
        """Return the size of a batch for Beam's metrics, in characters: pickling it to count bytes would cost more."""
        return sum(map(article_size, batch))


@dataclass
class ExtractArticles(beam.PTransform):
    """Finds the events, attributions and entities of articles with the network in the folder ``model``.

    None is the bundled model. ``hints`` are Beam's resource hints: what the machines that run the network must have.
    """

    model: Path | None = None
    min_confidence: float = 0.0
    threads: int | None = None
    load: LoadExtractor = load_extractor
    hints: Mapping[str, str] = field(default_factory=dict)

    def expand(self, articles: PCollection[Article]) -> ExtractedArticles:
        """Spread the articles over the workers, read them in batches and tell results from rejects."""
        handler = ArticleModelHandler(self.model, self.min_confidence, self.threads, self.load)
        results = (
            articles
            | "Spread" >> beam.Reshuffle()
            | "Infer" >> RunInference(handler).with_resource_hints(**self.hints)
            | "SplitRejects" >> beam.ParDo(_SplitRejects()).with_outputs(_REJECTS, main="articles")
        )
        found: PCollection[ExtractedArticle] = results.articles
        rejects: PCollection[Reject] = results[_REJECTS]
        found.element_type, rejects.element_type = ExtractedArticle, Reject
        return ExtractedArticles(found, rejects)


class _SplitRejects(beam.DoFn):
    def process(self, element: ExtractedArticle | Reject) -> Iterator[ExtractedArticle | TaggedOutput]:
        if isinstance(element, Reject):
            yield TaggedOutput(_REJECTS, element)
        else:
            yield element
