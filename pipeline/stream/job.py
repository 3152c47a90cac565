"""The stream as one transform: the batch's read, clean, extract and resolve, then a fold that is kept up to date."""

# mypy: allow-untyped-calls

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import apache_beam as beam
from apache_beam.pvalue import PBegin, PCollection, TaggedOutput

from pipeline.clean import CleanArticles
from pipeline.counting import Count, CountRejects
from pipeline.extract import ExtractArticles
from pipeline.extract.articles import LoadExtractor, load_extractor
from pipeline.options import Options
from pipeline.read.fields import FieldColumns, field_columns
from pipeline.read.inputs import open_input
from pipeline.read.tasks import ReadTask
from pipeline.records import Article, Reject
from pipeline.remote import extract_hints
from pipeline.resolve import ResolveArticles
from pipeline.stream.coders import register_coders
from pipeline.stream.pace import Pace
from pipeline.stream.reading import Message, read_message, read_part
from pipeline.stream.sources import PollTopic, PullSubscription, WatchFiles
from pipeline.stream.transform import AdmitArticles, FoldStream, tell_articles, tell_rejects
from pipeline.stream.writing import WriteCommits
from pipeline.write import CheckRows

_REJECTS = "rejects"


@dataclass
class StreamDatasets(beam.PTransform):
    """From the source that ``options`` name to commits in the output; gives the paths of the commits."""

    options: Options
    pace: Pace

    def expand(self, begin: PBegin) -> PCollection[str]:
        """Wire source, articles and datasets."""
        delivered = begin | "Source" >> source_of(self.options)
        commits: PCollection[str] = delivered | "Datasets" >> DatasetsOf(self.options, self.pace)
        return commits


def source_of(options: Options) -> beam.PTransform:
    """The source that the options name; they name one."""
    if options.pubsub_subscription is not None:
        return PullSubscription(options.pubsub_subscription)
    if options.kafka_topic is not None:
        return PollTopic(options.kafka_servers or "", options.kafka_topic)
    return WatchFiles(options.inputs[0])


@dataclass
class DatasetsOf(beam.PTransform):
    """What a source delivers, messages or parts of files, to commits in the output."""

    options: Options
    pace: Pace
    load: LoadExtractor = field(default=load_extractor)

    def expand(self, delivered: PCollection[Message | ReadTask]) -> PCollection[str]:
        """Wire the stages."""
        register_coders()
        options = self.options
        read = delivered | "Read" >> beam.ParDo(_Read(options.fields)).with_outputs(_REJECTS, main="articles")
        read.articles.element_type, read.rejects.element_type = Article, Reject
        articles = read.articles | "CountRead" >> Count("articles/read")
        cleaned = articles | "Clean" >> CleanArticles(options.clean, options.languages)
        admitted = cleaned.articles | "Admit" >> AdmitArticles(self.pace)
        unique = admitted.articles | "CountUnique" >> Count("articles/unique")
        extracted = unique | "Extract" >> ExtractArticles(
            options.model, options.min_confidence, None, self.load, extract_hints(options)
        )
        done = extracted.articles | "CountExtracted" >> Count("articles/extracted")
        resolved = done | "Resolve" >> ResolveArticles()
        writable = resolved.articles | "CheckRows" >> CheckRows()
        kept = tell_articles(writable.articles)
        rejects = (
            *(read.rejects, cleaned.rejects, extracted.rejects, resolved.rejects),
            *(writable.rejects, kept.rejects),
        )
        counted = rejects | "AllRejects" >> beam.Flatten() | "CountRejects" >> CountRejects()
        rows = {
            **admitted.told,
            "articles/resolved": kept.told,
            "reject_rows/counted": tell_rejects(counted),
        } | "Fold" >> FoldStream(self.pace)
        commits: PCollection[str] = rows | "Write" >> WriteCommits(options.output, self.pace)
        return commits


class _Read(beam.DoFn):
    """Reads what was delivered; nothing in it can stop the stream."""

    def __init__(self, columns: FieldColumns) -> None:
        super().__init__()
        self._columns = field_columns(columns)

    def process(self, delivered: Message | ReadTask) -> Iterator[Article | TaggedOutput]:
        for result in self._results(delivered):
            yield TaggedOutput(_REJECTS, result) if isinstance(result, Reject) else result

    def _results(self, delivered: Message | ReadTask) -> Iterator[Article | Reject]:
        if isinstance(delivered, Message):
            return read_message(delivered, self._columns)
        return read_part(delivered, open_input, self._columns)
