"""The job as one transform: read, clean, extract, resolve, fold."""

# mypy: allow-untyped-calls

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import apache_beam as beam
from apache_beam.pvalue import PBegin, PCollection

from pipeline.append import FormerDatasets, FormerRun, ReadFormer, ReviseRecords, SettleArticles
from pipeline.clean import CleanArticles
from pipeline.coders import register_coders
from pipeline.counting import Count, CountRejects
from pipeline.extract import ExtractArticles
from pipeline.fold import FindCopies, FoldClaims, FoldEvents, SketchArticles, Sketches
from pipeline.options import Options
from pipeline.progress import Step
from pipeline.read import ReadArticles
from pipeline.records import Article, Reject, ResolvedArticle
from pipeline.remote import extract_hints
from pipeline.resolve import ResolveArticles
from pipeline.write import CheckRows, LateValue, Records
from schemas.dataset import VECTOR_COLUMN


@dataclass
class MakeDatasets(beam.PTransform):
    """From the inputs that ``options`` name to the records of all datasets.

    ``threads`` is how many threads the model of one worker may use, None for torch's own choice; ``progress`` is the
    folder of this run's tallies, None where the workers share no disk with the process that shows them. ``former`` is
    what the run appends to, None where it makes all datasets anew.
    """

    options: Options
    threads: int | None
    progress: Path | None
    former: FormerRun | None = None

    def expand(self, begin: PBegin) -> Records:
        """Wire the stages."""
        register_coders()
        options = self.options
        read = begin | "Read" >> ReadArticles(options.inputs, options.fields)
        articles = read.articles | "CountRead" >> self._count("articles/read", Step.READ)
        cleaned = articles | "Clean" >> CleanArticles(options.clean, options.languages)
        clean = cleaned.articles | "CountCleaned" >> Count("articles/cleaned")
        former = begin | "ReadFormer" >> ReadFormer(self.former) if self.former else None
        unique = _unique(clean, former)
        queued = unique.new | "CountQueued" >> self._count("articles/unique", Step.QUEUED)
        extracted = queued | "Extract" >> ExtractArticles(
            options.model, options.min_confidence, self.threads, hints=extract_hints(options)
        )
        done = extracted.articles | "CountExtracted" >> self._count("articles/extracted", Step.EXTRACTED)
        resolved = done | "Resolve" >> ResolveArticles()
        counted = resolved.articles | "CountResolved" >> Count("articles/resolved")
        ready = (counted, *unique.known) | "WithKnown" >> beam.Flatten()
        writable = ready | "CheckRows" >> CheckRows()
        sketched = writable.articles | "Sketch" >> SketchArticles()
        folded = sketched.articles | "CountArticles" >> Count("rows/articles")
        mentions = _counted(sketched.mentions, "CountFoundEvents", "found/event_mentions")
        events = mentions | "FoldEvents" >> FoldEvents()
        tellings = _counted(sketched.tellings, "CountFoundClaims", "found/claim_mentions")
        claims = (tellings, events.mentions) | "FoldClaims" >> FoldClaims()
        rejects = (
            *(read.rejects, cleaned.rejects, unique.rejects, extracted.rejects, resolved.rejects),
            *(writable.rejects, sketched.rejects),
        )
        records = Records(
            articles=folded | "Articles" >> beam.Map(_article).with_output_types(Article),
            event_mentions=events.mentions | "CountEventMentions" >> Count("rows/event_mentions"),
            events=events.events | "CountEvents" >> Count("rows/events"),
            claim_mentions=claims.mentions | "CountClaimMentions" >> Count("rows/claim_mentions"),
            claims=claims.claims | "CountClaims" >> Count("rows/claims"),
            rejects=rejects | "AllRejects" >> beam.Flatten() | "CountRejects" >> CountRejects(),
            late=(folded | "Vectors" >> beam.FlatMap(_vectors).with_output_types(LateValue),),
        )
        return (records, former) | "Revise" >> ReviseRecords() if former else records

    def _count(self, name: str, step: Step) -> Count:
        return Count(name, step, self.progress)


class _Unique(NamedTuple):
    """Articles of distinct ids: those to be read, those that were read before; repeats of an id are rejects."""

    new: PCollection[Article]
    known: tuple[PCollection[ResolvedArticle], ...]
    rejects: PCollection[Reject]


def _unique(clean: PCollection[Article], former: FormerDatasets | None) -> _Unique:
    if former is None:
        copies = clean | "FindCopies" >> FindCopies()
        return _Unique(copies.articles, (), copies.rejects)
    copies = (clean, former.articles) | "WithFormer" >> beam.Flatten() | "FindCopies" >> FindCopies()
    settled = (copies.articles, former) | "Settle" >> SettleArticles()
    return _Unique(settled.new, (settled.known,), copies.rejects)


def _counted(sketches: Sketches, step: str, name: str) -> Sketches:
    return sketches._replace(records=sketches.records | step >> Count(name))


def _article(resolved: ResolvedArticle) -> Article:
    """The article with the vector that its mentions share."""
    vector = next((mention.article_vector for mention in resolved.event_mentions), b"")
    return replace(resolved.article, vector=vector)


def _vectors(resolved: ResolvedArticle) -> Iterator[LateValue]:
    """The vectors of the mentions, which the fold leaves off."""
    dated = resolved.article.published_at
    for mention in resolved.event_mentions:
        yield LateValue("event_mentions", mention.mention_id, dated, VECTOR_COLUMN, mention.event.vector)
    for telling in resolved.claim_mentions:
        vector = telling.attribution.vector
        yield LateValue("claim_mentions", telling.claim_mention_id, dated, VECTOR_COLUMN, vector)
