"""The Beam side of extraction: batches bounded by characters, one model a process, rejects apart."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

import apache_beam as beam
from apache_beam.options.pipeline_options import PipelineOptions
from apache_beam.testing.util import assert_that, equal_to

from models.records import Document, Extraction
from pipeline.extract import ExtractArticles
from pipeline.extract.articles import BATCH_CHARACTERS, Extracts
from pipeline.local.runner import local_runner
from tests.pipeline.extract.fakes import CapitalExtractor, make_article


class RecordingExtractor(CapitalExtractor):
    """Notes how much text each batch held."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def extract(self, documents: Sequence[Document]) -> list[Extraction]:
        total = sum(len(document.text) for document in documents)
        (self._folder / f"batch-{threading.get_ident()}-{len(list(self._folder.iterdir()))}").write_text(str(total))
        return super().extract(documents)


def load_recording(model: Path, threads: int | None) -> Extracts:
    with (model / "loads").open("a") as log:
        log.write(f"{threads}\n")
    return RecordingExtractor(model)


def local_pipeline() -> beam.Pipeline:
    options = PipelineOptions([])
    return beam.Pipeline(runner=local_runner(options, workers=1, threads=1), options=options)


def test_articles_and_rejects_come_apart_and_nothing_is_lost(tmp_path: Path):
    articles = [make_article("poison" if number % 7 == 3 else f"Story {number}.", number) for number in range(50)]
    with local_pipeline() as pipeline:
        extracted = pipeline | beam.Create(articles) | ExtractArticles(tmp_path, load=load_recording)
        good = extracted.articles | beam.Map(lambda result: result.article.article_id)
        bad = extracted.rejects | beam.Map(lambda reject: reject.source_id)
        assert_that(good, equal_to([article.article_id for article in articles if article.text != "poison"]))
        assert_that(bad, equal_to([a.source_id for a in articles if a.text == "poison"]), label="rejects")


def test_batches_are_bounded_by_characters_and_the_model_is_loaded_once(tmp_path: Path):
    articles = [make_article("x" * (BATCH_CHARACTERS // 3 + number), number) for number in range(10)]
    articles.append(make_article("y" * 2 * BATCH_CHARACTERS, 99))
    with local_pipeline() as pipeline:
        _ = pipeline | beam.Create(articles) | ExtractArticles(tmp_path, threads=3, load=load_recording)
    assert (tmp_path / "loads").read_text() == "3\n"
    totals = sorted(int(path.read_text()) for path in tmp_path.glob("batch-*"))
    assert sum(totals) == sum(len(article.text) for article in articles)
    assert len(totals) < len(articles)
    assert totals[-1] == 2 * BATCH_CHARACTERS
    assert totals[-2] <= BATCH_CHARACTERS
