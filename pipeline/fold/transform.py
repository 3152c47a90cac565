"""The fold as Beam transforms: they only wire the pure functions of ``copies``, ``events`` and ``claims`` together."""

# mypy: allow-untyped-calls

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import apache_beam as beam
from apache_beam.pvalue import PCollection, TaggedOutput

from pipeline.fold import claims, copies, events
from pipeline.fold.apart import attempt
from pipeline.fold.blocks import Comparison, Sketched
from pipeline.fold.claim_blocks import claim_comparison
from pipeline.fold.claim_evidence import DEFAULT_CLAIM_WEIGHTS, ClaimWeights
from pipeline.fold.components import Link, both_ways, label, name, pass_on
from pipeline.fold.event_blocks import event_comparison
from pipeline.fold.event_evidence import DEFAULT_WEIGHTS, EvidenceWeights
from pipeline.fold.link_blocks import LinkBlocks, TakeTogether
from pipeline.fold.packing import unpacked_record
from pipeline.fold.sketch_articles import Sketches, tell_apart, typed
from pipeline.records import (
    Article,
    AssignedClaimMention,
    AssignedEventMention,
    FoldedClaim,
    FoldedEvent,
    Reject,
)

FOLDED_AT_ONCE = 2_000
"""Members of components that are folded together; one component of more is folded alone."""


class Copies(NamedTuple):
    """Articles of distinct ids with their ``syndication_id`` set; repeats of an id and failed articles as rejects."""

    articles: PCollection[Article]
    rejects: PCollection[Reject]


class Events(NamedTuple):
    """Event mentions, each with its event, and the events."""

    mentions: PCollection[AssignedEventMention]
    events: PCollection[FoldedEvent]


class Claims(NamedTuple):
    """Tellings, each with its claim, and the claims."""

    mentions: PCollection[AssignedClaimMention]
    claims: PCollection[FoldedClaim]


class LabelComponents(beam.PTransform):
    """Keys records by the component that links make of their ids, in as many groupings as ``rounds``.

    Takes ``(links, records)``, records keyed by their id; gives ``(label, records of one id)``.
    """

    def __init__(self, rounds: int) -> None:
        super().__init__()
        self._rounds = rounds

    def expand(self, pcolls: tuple[PCollection[Link], PCollection]) -> PCollection:
        """Passes what nodes know around, then meets the records."""
        links, records = pcolls
        messages = links | "BothWays" >> beam.FlatMap(both_ways).with_output_types(tuple[str, str])
        for number in range(1, self._rounds):
            tell = name if number == self._rounds - 1 else pass_on
            messages = (
                messages
                | f"Gather{number}" >> beam.GroupByKey()
                | f"PassOn{number}" >> beam.FlatMapTuple(tell).with_output_types(tuple[str, str])
            )
        met = {"heard": messages, "records": records} | "Meet" >> beam.CoGroupByKey()
        labelled: PCollection = met | "Label" >> beam.FlatMapTuple(_labelled).with_output_types(
            tuple[str, tuple[Any, ...]]
        )
        return labelled


def _labelled(node: str, found: dict[str, Iterable[Any]]) -> Iterator[tuple[str, tuple[Any, ...]]]:
    records = tuple(found["records"])
    if records:
        yield label(node, found["heard"]), records


class FindCopies(beam.PTransform):
    """Article -> ``Copies``: near-identical articles share a ``syndication_id``, one article stays of each id."""

    def expand(self, articles: PCollection[Article]) -> Copies:
        """Meets likely copies in buckets, then settles each article id."""
        sketched = articles | "Sketch" >> beam.FlatMap(_in_buckets).with_outputs("buckets", "rejects", main="articles")
        links = (
            typed(sketched.buckets, tuple[str, copies.TextSketch])
            | "GroupBuckets" >> beam.GroupByKey()
            | "LinkCopies" >> beam.FlatMapTuple(_copy_links).with_output_types(tuple[str, str])
        )
        settled = (
            (links, typed(sketched.articles, tuple[str, Article]))
            | "LabelCopies" >> LabelComponents(copies.ROUNDS)
            | "Settle" >> beam.FlatMapTuple(_settled).with_outputs("rejects", main="articles")
        )
        rejects = (typed(sketched.rejects, Reject), typed(settled.rejects, Reject)) | "Rejects" >> beam.Flatten()
        return Copies(typed(settled.articles, Article), rejects)


def _in_buckets(article: Article) -> Iterator[Any]:
    found = copies.in_buckets(article)
    if isinstance(found, Reject):
        yield TaggedOutput("rejects", found)
        return
    yield article.article_id, article
    keys, sketch = found
    yield from (TaggedOutput("buckets", (key, sketch)) for key in keys)


def _copy_links(_: str, bucket: Iterable[copies.TextSketch]) -> list[Link]:
    return attempt("comparing likely copies", lambda: copies.link_copies(bucket), tell_apart) or []


def _settled(syndication_id: str, repeats: tuple[Article, ...]) -> Iterator[Any]:
    article, rejects = copies.settle_article(repeats, syndication_id)
    yield article
    for reject in rejects:
        yield TaggedOutput("rejects", reject)


class FoldEvents(beam.PTransform):
    """``Sketches`` of mentions -> ``Events``: all mentions of one event in the world become one row.

    The mentions come out without their vectors.
    """

    def __init__(self, weights: EvidenceWeights = DEFAULT_WEIGHTS) -> None:
        super().__init__()
        self._comparison = event_comparison(weights)

    def expand(self, sketches: Sketches) -> Events:
        """Links mentions in blocks, labels components, clusters each component."""
        links = sketches.blocks | "LinkMentions" >> LinkBlocks(self._comparison)
        folded = (
            (links, sketches.records)
            | "LabelMentions" >> LabelComponents(events.ROUNDS)
            | "GroupComponents" >> beam.GroupByKey()
            | "Members" >> beam.MapTuple(_records_of)
            | "TakeTogether" >> TakeTogether(FOLDED_AT_ONCE)
            | "Fold" >> beam.FlatMap(_folded_events, self._comparison).with_outputs("events", main="mentions")
        )
        return Events(typed(folded.mentions, AssignedEventMention), typed(folded.events, FoldedEvent))


def _records_of(_: str, component: Iterable[tuple[bytes, ...]]) -> list[bytes]:
    return [record for repeats in component for record in repeats]


def _folded_events(components: list[list[bytes]], comparison: Comparison) -> Iterator[Any]:
    members = (map(unpacked_record, component) for component in components)
    for folded in events.fold_components(members, comparison, tell_apart):
        yield TaggedOutput("events", folded.event)
        yield from folded.mentions


class FoldClaims(beam.PTransform):
    """``(Sketches of tellings, AssignedEventMention)`` -> ``Claims``: all tellings of one claim become one row.

    The tellings come out without their vectors.
    """

    def __init__(self, weights: ClaimWeights = DEFAULT_CLAIM_WEIGHTS) -> None:
        super().__init__()
        self._comparison = claim_comparison(weights)

    def expand(self, pcolls: tuple[Sketches, PCollection[AssignedEventMention]]) -> Claims:
        """Folds the tellings, then holds claims on one matter against each other."""
        tellings, event_mentions = pcolls
        folded = (tellings, event_mentions) | "FoldTellings" >> _FoldTellings(self._comparison)
        claims_by_id = folded.claims | "KeyByClaim" >> beam.Map(_by_claim_id).with_output_types(tuple[str, FoldedClaim])
        disputes = (
            typed(folded.by_matter, tuple[str, Sketched])
            | "GroupByMatter" >> beam.GroupByKey()
            | "Dispute" >> beam.FlatMapTuple(_disputes).with_output_types(tuple[str, str])
        )
        disputed = (
            {"claims": claims_by_id, "disputed_by": disputes}
            | "GroupDisputes" >> beam.CoGroupByKey()
            | "SetDisputes" >> beam.FlatMapTuple(_with_disputes).with_output_types(FoldedClaim)
        )
        return Claims(typed(folded.mentions, AssignedClaimMention), disputed)


class _FoldTellings(beam.PTransform):
    """The tellings with their claims, the claims without disputes, and each claim's sketch by its matters."""

    def __init__(self, comparison: Comparison) -> None:
        super().__init__()
        self._comparison = comparison

    def expand(self, pcolls: tuple[Sketches, PCollection[AssignedEventMention]]) -> Any:
        tellings, event_mentions = pcolls
        links = tellings.blocks | "LinkTellings" >> LinkBlocks(self._comparison)
        told = (
            {
                "tellings": tellings.records
                | "KeyByEventMention" >> beam.FlatMapTuple(_by_event_mention_id).with_output_types(tuple[str, str]),
                "events": event_mentions
                | "EventOfMention" >> beam.Map(_event_of_mention).with_output_types(tuple[str, str]),
            }
            | "JoinEvents" >> beam.CoGroupByKey()
            | "TellsOf" >> beam.FlatMapTuple(_tells_of).with_output_types(tuple[str, str])
        )
        records = typed((tellings.records, told) | "Together" >> beam.Flatten(), tuple[str, bytes | str])
        return (
            (links, records)
            | "LabelTellings" >> LabelComponents(claims.ROUNDS)
            | "GroupComponents" >> beam.GroupByKey()
            | "Members" >> beam.MapTuple(_tellings_of)
            | "TakeTogether" >> TakeTogether(FOLDED_AT_ONCE)
            | "Fold"
            >> beam.FlatMap(_folded_claims, self._comparison).with_outputs("claims", "by_matter", main="mentions")
        )


def _by_event_mention_id(claim_mention_id: str, record: bytes) -> Iterator[tuple[str, str]]:
    return ((mention_id, claim_mention_id) for mention_id in unpacked_record(record).telling.event_mention_ids)


def _event_of_mention(assigned: AssignedEventMention) -> tuple[str, str]:
    return assigned.mention.mention_id, assigned.event_id


def _tells_of(_: str, found: dict[str, Iterable[str]]) -> Iterator[tuple[str, str]]:
    event_ids = set(found["events"])
    return ((claim_mention_id, event_id) for claim_mention_id in set(found["tellings"]) for event_id in event_ids)


def _tellings_of(_: str, component: Iterable[tuple[bytes | str, ...]]) -> list[tuple[bytes | str, ...]]:
    return list(component)


def _folded_claims(components: list[list[tuple[bytes | str, ...]]], comparison: Comparison) -> Iterator[Any]:
    members = (map(_with_events, component) for component in components)
    for folded in claims.fold_components(members, comparison, tell_apart):
        yield TaggedOutput("claims", folded.claim)
        for matter in claims.matters_of(folded):
            yield TaggedOutput("by_matter", (matter, (folded.claim.claim_id, folded.sketch)))
        yield from folded.tellings


def _with_events(records: tuple[bytes | str, ...]) -> claims.ComparableTelling:
    """A telling from its packed record and the ids of the events that it tells of."""
    telling = unpacked_record(next(record for record in records if isinstance(record, bytes)))
    return claims.about_events(telling, (record for record in records if isinstance(record, str)))


def _by_claim_id(claim: FoldedClaim) -> tuple[str, FoldedClaim]:
    return claim.claim_id, claim


def _disputes(_: str, about: Iterable[Sketched]) -> list[Link]:
    return attempt("comparing the claims on a matter", lambda: claims.disputes(about), tell_apart) or []


def _with_disputes(_: str, found: dict[str, Iterable[Any]]) -> Iterator[FoldedClaim]:
    return (claims.with_disputes(claim, found["disputed_by"]) for claim in found["claims"])
