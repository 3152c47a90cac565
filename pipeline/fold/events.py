"""Folding event mentions into events, as plain functions over a set of mentions.

Three steps, each a pure function of a set: ``link_blocks`` on the mentions of each blocking key, the labels of the
components that the links make, and ``fold_component`` on the mentions of a component. The Beam transform runs the same
steps, so both give the same events.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.fold.apart import Tell, fold_groups, log_apart
from pipeline.fold.blocks import Comparison
from pipeline.fold.components import component_labels
from pipeline.fold.event_blocks import event_comparison, keys_of
from pipeline.fold.event_consensus import consensus, without_vectors
from pipeline.fold.event_evidence import DEFAULT_WEIGHTS, EvidenceWeights
from pipeline.fold.event_sketch import EVENT_SKETCH, event_sketches
from pipeline.fold.event_title import OfferedTitle, offered_title
from pipeline.fold.gathered import Gathered, clusters_of
from pipeline.fold.sketching import table_of
from pipeline.fold.splitting import links_among
from pipeline.records import AssignedEventMention, EventMention, FoldedEvent

ROUNDS = 6
"""Rounds of ``components``; a component reaches about ``2 ** ROUNDS`` links from its smallest mention."""


@dataclass(frozen=True, slots=True)
class ComparableMention:
    """A mention that has been sketched; its own vectors are left off."""

    sketch: bytes
    mention: EventMention
    title: str | None = None
    """What it would be titled alone; null where an older version kept it in the state of a stream."""
    fullness: int = 0
    """How well that title reads."""


@dataclass(frozen=True, slots=True)
class EventWithMentions:
    """An event and the mentions that were folded into it, in ascending order of their ids."""

    event: FoldedEvent
    mentions: tuple[AssignedEventMention, ...]


def comparable(mention: EventMention) -> ComparableMention:
    """Sketches a mention once for all comparisons."""
    return comparable_each([mention])[0]


def comparable_each(mentions: Sequence[EventMention]) -> list[ComparableMention]:
    """What ``comparable`` gives of each mention; those of one article together are sketched faster."""
    sketches = map(bytes, event_sketches(mentions))
    return [
        ComparableMention(sketch, without_vectors(mention), *offered_title(mention))
        for sketch, mention in zip(sketches, mentions, strict=True)
    ]


def fold_component(
    members: Iterable[ComparableMention], comparison: Comparison, tell: Tell = log_apart
) -> Iterator[EventWithMentions]:
    """The events among mentions that hang together.

    A function of the set of members: neither their order nor repeats matter. Where mentions cannot be folded together,
    which ``tell`` hears, each is an event of its own. Raises where a mention cannot even be folded alone.
    """
    return fold_components([members], comparison, tell)


def fold_components(
    components: Iterable[Iterable[ComparableMention]], comparison: Comparison, tell: Tell = log_apart
) -> Iterator[EventWithMentions]:
    """What ``fold_component`` gives for each component; small ones together are folded faster."""
    gathered = [Gathered.of(members, _id_of, EVENT_SKETCH) for members in components]
    yield from fold_groups("mentions", gathered, lambda some: clusters_of(some, comparison), _event, tell)


def _id_of(member: ComparableMention) -> str:
    return member.mention.mention_id


def _event(component: Gathered[ComparableMention], rows: Sequence[int]) -> EventWithMentions:
    members, table = component.part(rows)
    mentions = [member.mention for member in members]
    offers = {member.mention.mention_id: _offer(member) for member in members}
    event = consensus(mentions, table, lambda mention: offers[mention.mention_id])
    return EventWithMentions(event, tuple(AssignedEventMention(mention, event.event_id) for mention in mentions))


def _offer(member: ComparableMention) -> OfferedTitle:
    return offered_title(member.mention) if member.title is None else OfferedTitle(member.title, member.fullness)


def component_of_each(compared: Mapping[str, ComparableMention], comparison: Comparison) -> dict[str, str]:
    """The component of each mention, by id: in one component all are compared with all, apart none."""
    sketched = [(mention_id, member.sketch) for mention_id, member in compared.items()]
    keys = keys_of(table_of([sketch for _, sketch in sketched], EVENT_SKETCH))
    return component_labels(compared, links_among(sketched, keys, comparison), ROUNDS)


def fold_events(
    mentions: Iterable[EventMention], weights: EvidenceWeights = DEFAULT_WEIGHTS
) -> list[EventWithMentions]:
    """All events of a set of mentions, in ascending order of their ids; what ``FoldEvents`` gives."""
    comparison = event_comparison(weights)
    compared = {mention.mention_id: comparable(mention) for mention in mentions}
    members: defaultdict[str, list[ComparableMention]] = defaultdict(list)
    for mention_id, label in component_of_each(compared, comparison).items():
        members[label].append(compared[mention_id])
    folded = fold_components(members.values(), comparison)
    return sorted(folded, key=lambda folded: folded.event.event_id)
