"""The fold as a network of steps: each is one grouping of the batch's fold and calls the same function on a key's set.

A step is a name, the function of a key, and the steps that it tells. What the batch groups once the stream keeps by
key, so every function here only takes the records of a key apart, calls the function of ``pipeline.fold`` that the
batch calls, and addresses what it gives. In whatever order articles come, once all has been told the last steps hold
the rows of the batch over the same articles.

The links of a block are no growing set: a record has a bounded number of neighbours, so a new one can push a link out.
Components can therefore fall apart again, and taking back is part of every step.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Any, Final, TypeVar

from pipeline.fold import claims, copies, events
from pipeline.fold.apart import attempt, link_apart, log_apart
from pipeline.fold.articles import make_ready
from pipeline.fold.blocks import Comparison, Sketched
from pipeline.fold.claim_blocks import claim_comparison, claim_keys
from pipeline.fold.components import Link, both_ways, label, pass_on
from pipeline.fold.event_blocks import block_keys, event_comparison
from pipeline.fold.event_consensus import event_id_of
from pipeline.fold.splitting import LARGEST_BLOCK, split_block
from pipeline.records import Article, Reject, ResolvedArticle
from pipeline.stream.changes import Fold, Output, digest_of
from pipeline.stream.codec import CodecError, encode
from pipeline.stream.messages import (
    AboutEvent,
    Disputed,
    EventOf,
    Heard,
    HeldBy,
    KeptArticle,
    SketchOf,
    TellingOf,
    VectorOf,
)

_MOST_EXCERPT: Final = 2_048

Kind = TypeVar("Kind")


@dataclass(frozen=True, slots=True)
class Step:
    """One grouping: ``fold`` is what a key tells, ``tells`` names the steps that it may address."""

    name: str
    fold: Fold
    tells: tuple[str, ...]


def kept_article(resolved: ResolvedArticle) -> KeptArticle | Reject:
    """An article as the stream keeps it, each mention sketched once for all comparisons; a reject where that fails."""
    ready = make_ready(resolved, _event_comparison(), _claim_comparison())
    if isinstance(ready, Reject):
        return ready
    mentions, tellings = resolved.event_mentions, resolved.claim_mentions
    return KeptArticle(
        article=replace(resolved.article, vector=next((mention.article_vector for mention in mentions), b"")),
        mentions=tuple(member for member, _ in ready.mentions),
        mention_vectors=tuple(mention.event.vector for mention in mentions),
        tellings=tuple(member for member, _ in ready.tellings),
        telling_vectors=tuple(telling.attribution.vector for telling in tellings),
    )


def sighting(article: Article) -> Article:
    """What is kept of each source that an article came from: all but the text beyond what a reject shows."""
    return replace(article, text=article.text[:_MOST_EXCERPT], body_spans=())


def in_buckets(article: Article) -> list[Output] | Reject:
    """What a new article tells the buckets in which it meets its copies; a reject where that fails."""
    found = copies.in_buckets(article)
    if isinstance(found, Reject):
        return found
    keys, sketch = found
    return [("buckets", key, sketch) for key in keys]


def steps() -> tuple[Step, ...]:
    """All steps, those that tell before those that are told."""
    return (
        Step("buckets", _bucket, ("copy_round_1",)),
        *_rounds("copy_round", copies.ROUNDS, "articles"),
        Step("articles", _article, _ARTICLE_TELLS),
        Step("event_blocks", _event_block, ("event_round_1",)),
        *_rounds("event_round", events.ROUNDS, "event_nodes"),
        Step("event_nodes", _event_node, ("events",)),
        Step("events", _events, ("event_mention_rows", "event_rows", "told")),
        Step("told", _told, ("claim_nodes",)),
        Step("claim_blocks", _claim_block, ("claim_round_1",)),
        *_rounds("claim_round", claims.ROUNDS, "claim_nodes"),
        Step("claim_nodes", _claim_node, ("claims",)),
        Step("claims", _claims, ("claim_mention_rows", "claim_rows", "disputes")),
        Step("disputes", _disputes, ("claim_rows",)),
    )


ROW_STEPS: Final = {
    "article_rows": "articles",
    "event_mention_rows": "event_mentions",
    "event_rows": "events",
    "claim_mention_rows": "claim_mentions",
    "claim_rows": "claims",
    "reject_rows": "rejects",
}
"""The last steps, which hold the rows by their ids, and the datasets of these."""

_ARTICLE_TELLS: Final = (
    "article_rows",
    "claim_blocks",
    "claim_mention_rows",
    "claim_nodes",
    "event_blocks",
    "event_mention_rows",
    "event_nodes",
    "reject_rows",
    "told",
)


@cache
def _event_comparison() -> Comparison:
    return event_comparison()


@cache
def _claim_comparison() -> Comparison:
    return claim_comparison()


def _of(kind: type[Kind], records: Iterable[Any]) -> list[Kind]:
    return [record for record in records if isinstance(record, kind)]


def _heard(records: Iterable[Any]) -> list[str]:
    return [heard.node for heard in _of(Heard, records)]


def _hearing(step: str, messages: Iterable[tuple[str, str]]) -> Iterator[Output]:
    return ((step, receiver, Heard(node)) for receiver, node in messages)


def _rounds(name: str, rounds: int, last: str) -> Iterator[Step]:
    """The rounds of the search for components between the links and the step that reads the labels."""
    names = [f"{name}_{number}" for number in range(1, rounds)] + [last]
    for here, following in pairwise(names):
        yield Step(here, _Round(following), (following,))


@dataclass(frozen=True, slots=True)
class _Round:
    following: str

    def __call__(self, node: str, records: Sequence[Any]) -> Iterator[Output]:
        return _hearing(self.following, pass_on(node, _heard(records)) if records else ())


def _bucket(_: str, sketches: Sequence[copies.TextSketch]) -> Iterator[Output]:
    links = attempt("comparing likely copies", lambda: copies.link_copies(sketches), log_apart) or []
    return _hearing("copy_round_1", (message for link in links for message in both_ways(link)))


def _article(article_id: str, records: Sequence[Any]) -> Iterator[Output]:
    sightings = _of(Article, records)
    if not sightings:
        return
    syndication_id = label(article_id, _heard(records))
    kept, rejects = copies.settle_article(sightings, syndication_id)
    for reject in rejects:
        yield reject_row(reject)
    for resolved in _of(KeptArticle, records):
        yield (
            "article_rows",
            article_id,
            replace(
                resolved.article,
                source_uri=kept.source_uri,
                language=kept.language,
                syndication_id=syndication_id,
            ),
        )
        yield from _mentions(resolved, syndication_id)
        yield from _tellings(resolved, syndication_id)


def reject_row(reject: Reject) -> Output:
    """Addresses a reject by what it says, so that a bad message that comes again is one reject."""
    return "reject_rows", digest_of(encode(reject)).hex(), reject


def _mentions(kept: KeptArticle, syndication_id: str) -> Iterator[Output]:
    for member, vector in zip(kept.mentions, kept.mention_vectors, strict=True):
        mention_id = member.mention.mention_id
        yield "event_mention_rows", mention_id, VectorOf(vector)
        yield "event_nodes", mention_id, replace(member, mention=replace(member.mention, syndication_id=syndication_id))
        for key in block_keys(member.sketch):
            yield "event_blocks", key, SketchOf(mention_id, member.sketch)


def _tellings(kept: KeptArticle, syndication_id: str) -> Iterator[Output]:
    for member, vector in zip(kept.tellings, kept.telling_vectors, strict=True):
        claim_mention_id = member.telling.claim_mention_id
        yield "claim_mention_rows", claim_mention_id, VectorOf(vector)
        yield (
            "claim_nodes",
            claim_mention_id,
            replace(member, telling=replace(member.telling, syndication_id=syndication_id)),
        )
        for key in claim_keys(member.sketch):
            yield "claim_blocks", key, SketchOf(claim_mention_id, member.sketch)
        for mention_id in member.telling.event_mention_ids:
            yield "told", mention_id, TellingOf(claim_mention_id)


def _event_block(_: str, sketches: Sequence[SketchOf]) -> Iterator[Output]:
    return _block("event_round_1", sketches, _event_comparison())


def _claim_block(_: str, sketches: Sequence[SketchOf]) -> Iterator[Output]:
    return _block("claim_round_1", sketches, _claim_comparison())


def _block(step: str, sketches: Sequence[SketchOf], comparison: Comparison) -> Iterator[Output]:
    links = block_links(sketches, comparison)
    return _hearing(step, (message for link in links for message in both_ways(link)))


def block_links(sketches: Iterable[SketchOf], comparison: Comparison, largest: int = LARGEST_BLOCK) -> list[Link]:
    """The links of one block, which is split where it has more than ``largest`` members, as the batch splits it.

    Raises:
        CodecError: the state holds sketches of a version of the program that sketched otherwise.
    """
    block = [_readable(sketch, comparison) for sketch in sketches]
    parts = attempt("splitting a block", lambda: split_block(block, comparison, largest), log_apart) or []
    return [link for part in parts for link in link_apart([part], comparison, log_apart)]


def _readable(sketch: SketchOf, comparison: Comparison) -> Sketched:
    if len(sketch.sketch) != comparison.layout.itemsize:
        raise CodecError(
            f"another version of the program has sketched {sketch.record_id}, and this one cannot read it: go on with"
            " that version, or drain its job and start a new one in another folder"
        )
    return sketch.record_id, sketch.sketch


def _event_node(mention_id: str, records: Sequence[Any]) -> Iterator[Output]:
    component = label(mention_id, _heard(records))
    return (("events", component, member) for member in _of(events.ComparableMention, records))


def _events(_: str, members: Sequence[events.ComparableMention]) -> Iterator[Output]:
    if not members:
        return
    for folded in events.fold_component(members, _event_comparison()):
        event_id = folded.event.event_id
        yield "event_rows", event_id, folded.event
        for assigned in folded.mentions:
            mention_id = assigned.mention.mention_id
            yield "event_mention_rows", mention_id, assigned
            yield "event_rows", event_id_of([mention_id]), HeldBy(event_id)
            yield "told", mention_id, EventOf(event_id)


def _told(_: str, records: Sequence[Any]) -> Iterator[Output]:
    return (
        ("claim_nodes", telling.claim_mention_id, AboutEvent(event.event_id))
        for telling in _of(TellingOf, records)
        for event in _of(EventOf, records)
    )


def _claim_node(claim_mention_id: str, records: Sequence[Any]) -> Iterator[Output]:
    component = label(claim_mention_id, _heard(records))
    event_ids = [about.event_id for about in _of(AboutEvent, records)]
    tellings = _of(claims.ComparableTelling, records)
    return (("claims", component, claims.about_events(telling, event_ids)) for telling in tellings)


def _claims(_: str, members: Sequence[claims.ComparableTelling]) -> Iterator[Output]:
    if not members:
        return
    for folded in claims.fold_tellings(members, _claim_comparison()):
        claim_id = folded.claim.claim_id
        yield "claim_rows", claim_id, folded.claim
        for matter in claims.matters_of(folded):
            yield "disputes", matter, SketchOf(claim_id, folded.sketch)
        for assigned in folded.tellings:
            claim_mention_id = assigned.mention.claim_mention_id
            yield "claim_mention_rows", claim_mention_id, assigned
            yield "claim_rows", claims.claim_id_of([claim_mention_id]), HeldBy(claim_id)


def _disputes(_: str, sketches: Sequence[SketchOf]) -> Iterator[Output]:
    pairs = claims.disputes((sketch.record_id, sketch.sketch) for sketch in sketches)
    return (("claim_rows", claim_id, Disputed(by)) for claim_id, by in pairs)
