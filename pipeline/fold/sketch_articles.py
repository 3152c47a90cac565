"""Sketching as a Beam transform: the last step of the fold that takes an article by itself."""

# mypy: allow-untyped-calls

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import apache_beam as beam
from apache_beam.pvalue import PCollection, TaggedOutput
from apache_beam.typehints.native_type_compatibility import convert_to_beam_type

from pipeline.counting import LEFT_APART, count
from pipeline.fold.apart import log_apart
from pipeline.fold.articles import make_ready
from pipeline.fold.blocks import Comparison
from pipeline.fold.claim_blocks import claim_comparison
from pipeline.fold.event_blocks import event_comparison
from pipeline.fold.packing import Keyed, packed, packed_record
from pipeline.records import Reject, ResolvedArticle


class Sketches(NamedTuple):
    """Packed records of mentions or tellings by their ids; for each article the members that it gives to blocks."""

    records: PCollection[tuple[str, bytes]]
    blocks: PCollection[list[Keyed]]


class SketchedArticles(NamedTuple):
    """Articles whose mentions and tellings are sketched, and those on which that failed: none of theirs is folded."""

    articles: PCollection[ResolvedArticle]
    mentions: Sketches
    tellings: Sketches
    rejects: PCollection[Reject]


class SketchArticles(beam.PTransform):
    """ResolvedArticle -> ``SketchedArticles``: all that a mention goes through before it meets others."""

    def expand(self, articles: PCollection[ResolvedArticle]) -> SketchedArticles:
        """Takes each article by itself."""
        tags = ("mentions", "mention_blocks", "tellings", "telling_blocks", "rejects")
        made = articles | beam.FlatMap(_sketched, event_comparison(), claim_comparison()).with_outputs(
            *tags, main="articles"
        )
        records, blocks = tuple[str, bytes], list[Keyed]
        return SketchedArticles(
            typed(made.articles, ResolvedArticle),
            Sketches(typed(made.mentions, records), typed(made.mention_blocks, blocks)),
            Sketches(typed(made.tellings, records), typed(made.telling_blocks, blocks)),
            typed(made.rejects, Reject),
        )


def _sketched(resolved: ResolvedArticle, of_events: Comparison, of_claims: Comparison) -> Iterator[Any]:
    ready = make_ready(resolved, of_events, of_claims)
    if isinstance(ready, Reject):
        yield TaggedOutput("rejects", ready)
        return
    yield ready.resolved
    yield from _tagged("mention", [(m.mention.mention_id, m, keys) for m, keys in ready.mentions])
    yield from _tagged("telling", [(t.telling.claim_mention_id, t, keys) for t, keys in ready.tellings])


def _tagged(kind: str, members: Iterable[tuple[str, Any, Iterable[str]]]) -> Iterator[TaggedOutput]:
    blocks: list[Keyed] = []
    for record_id, record, keys in members:
        yield TaggedOutput(f"{kind}s", (record_id, packed_record(record)))
        sketched = record_id, packed(record.sketch)
        blocks += [(key, sketched) for key in keys]
    yield TaggedOutput(f"{kind}_blocks", blocks)


def tell_apart(work: str, error: Exception) -> None:
    """Counts what could not be done on several records together, for the summary of the run."""
    count(LEFT_APART)
    log_apart(work, error)


def typed(pcoll: PCollection, element: Any) -> PCollection:
    """States the element type of a tagged or mixed collection, which Beam does not infer."""
    pcoll.element_type = convert_to_beam_type(element)
    return pcoll
