"""Folding tellings into claims, as plain functions over a set of tellings.

The steps are those of ``events``: links inside blocks, components, clusters of a component. Then the claims
about one event or of one article are held against each other. The Beam transform runs the same steps.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

import numpy as np

from pipeline.fold.apart import Tell, fold_groups, log_apart
from pipeline.fold.blocks import Comparison, Sketched
from pipeline.fold.claim_blocks import claim_comparison, claim_keys_of, claim_positions
from pipeline.fold.claim_evidence import DEFAULT_CLAIM_WEIGHTS, ClaimWeights, contradicts
from pipeline.fold.claim_sketch import CLAIM_SKETCH, claim_sketch, with_events
from pipeline.fold.components import component_labels
from pipeline.fold.gathered import Gathered, clusters_of
from pipeline.fold.sketching import Table, table_of
from pipeline.fold.speakers import speaker_of
from pipeline.fold.splitting import links_among
from pipeline.fold.stance import stance_to_wording
from pipeline.fold.statements import is_statement
from pipeline.fold.votes import is_carried, surest_winner, vote_weights, winner
from pipeline.records import AssignedClaimMention, AssignedEventMention, ClaimMention, FoldedClaim

ROUNDS = 3
"""Rounds of ``components`` for tellings; a component reaches about ``2 ** ROUNDS`` links from its smallest telling."""

MOST_CLAIMS_COMPARED = 512
"""Claims on one matter that are held against each other, those of the smallest ids."""


@dataclass(frozen=True, slots=True)
class ComparableTelling:
    """A telling that has been sketched, without its vector, and the events that its content tells of."""

    sketch: bytes
    telling: ClaimMention
    event_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClaimWithTellings:
    """A claim, the sketch of its most typical telling, and its tellings in ascending order of their ids."""

    claim: FoldedClaim
    sketch: bytes
    tellings: tuple[AssignedClaimMention, ...]


def comparable_telling(telling: ClaimMention) -> ComparableTelling:
    """Sketches a telling once for all comparisons; its vector has then served and is left off."""
    plain = replace(telling, attribution=replace(telling.attribution, vector=b""))
    return ComparableTelling(claim_sketch(telling), plain, ())


def about_events(member: ComparableTelling, event_ids: Iterable[str]) -> ComparableTelling:
    """A sketched telling with the events that its content tells of."""
    known = sorted(set(event_ids))
    return replace(member, sketch=with_events(member.sketch, known), event_ids=tuple(known))


def claim_id_of(claim_mention_ids: Iterable[str]) -> str:
    """The id of a claim: a hash of the smallest id among its tellings."""
    return "c" + sha256(min(claim_mention_ids).encode()).hexdigest()[:20]


def fold_tellings(
    members: Iterable[ComparableTelling], comparison: Comparison, tell: Tell = log_apart
) -> Iterator[ClaimWithTellings]:
    """The claims among tellings that hang together; ``disputed_by`` is still empty.

    A function of the set of members. Where tellings cannot be folded together, which ``tell`` hears, each is a claim of
    its own. Raises where a telling cannot even be folded alone.
    """
    return fold_components([members], comparison, tell)


def fold_components(
    components: Iterable[Iterable[ComparableTelling]], comparison: Comparison, tell: Tell = log_apart
) -> Iterator[ClaimWithTellings]:
    """What ``fold_tellings`` gives for each component; small ones together are folded faster."""
    gathered = [Gathered.of(members, _id_of, CLAIM_SKETCH) for members in components]
    yield from fold_groups("tellings", gathered, lambda some: clusters_of(some, comparison), _folded, tell)


def _id_of(member: ComparableTelling) -> str:
    return member.telling.claim_mention_id


def _folded(component: Gathered[ComparableTelling], rows: Sequence[int]) -> ClaimWithTellings:
    return _claim(*component.part(rows))


def _claim(members: Sequence[ComparableTelling], table: Table) -> ClaimWithTellings:
    tellings = [member.telling for member in members]
    claim_id = claim_id_of(telling.claim_mention_id for telling in tellings)
    assigned = tuple(_assigned(member, claim_id) for member in members)
    confidences = [telling.attribution.confidence for telling in tellings]
    weights = vote_weights(tellings, confidences)
    votes = zip(assigned, weights, confidences, strict=True)
    stance = surest_winner((one.stance, weight, confidence) for one, weight, confidence in votes if one.stance)
    agreeing = [row for row, one in enumerate(assigned) if one.stance == stance]
    quotation = winner((tellings[row].attribution.quotation, weights[row]) for row in agreeing) or ""
    shown = _most_typical(table, weights, [r for r in agreeing if tellings[r].attribution.quotation == quotation])
    published = sorted(t.published_at for t in tellings if t.published_at is not None)
    claim = FoldedClaim(
        claim_id=claim_id,
        speaker=speaker_of((t.speaker, weight) for t, weight in zip(tellings, weights, strict=True)),
        content=" ".join(tellings[shown].content_text.split()),
        quotation=quotation,
        outlets=tuple(sorted({telling.outlet for telling in tellings})),
        independent_count=len({telling.syndication_id for telling in tellings}),
        article_count=len({telling.article_id for telling in tellings}),
        mention_count=len(tellings),
        first_reported_at=published[0] if published else None,
        last_reported_at=published[-1] if published else None,
        event_ids=tuple(sorted({event_id for member in members for event_id in member.event_ids})),
        disputed_by=(),
        stance=stance,
        is_statement=is_carried((one.is_statement, weight) for one, weight in zip(assigned, weights, strict=True)),
    )
    return ClaimWithTellings(claim, members[shown].sketch, assigned)


def _assigned(member: ComparableTelling, claim_id: str) -> AssignedClaimMention:
    telling = member.telling
    content, cue = telling.content_text, telling.cue_text or ""
    source = telling.source_text or ""
    says = is_statement(content, cue, source, telling.attribution.quotation)
    stance = stance_to_wording(content, cue, source) if says else None
    return AssignedClaimMention(telling, claim_id, member.event_ids, stance, says)


def _most_typical(table: Table, weights: Sequence[float], among: Sequence[int]) -> int:
    """The one of some rows that is closest to the weighted mean of all; the first of equals."""
    if len(among) == 1:
        return among[0]
    placed = claim_positions(table)
    closeness = np.round(placed @ (np.array(weights, np.float32) @ placed), 4)
    return among[int(np.argmax(closeness[list(among)]))]


def matters_of(folded: ClaimWithTellings) -> tuple[str, ...]:
    """The ids of what a claim is held against others for: the events that it tells of, and its articles.

    Who says otherwise is often told in the next sentence, and in words that name no event ("they had counted 4,500").
    """
    return *folded.claim.event_ids, *sorted({assigned.mention.article_id for assigned in folded.tellings})


def disputes(claims: Iterable[Sketched]) -> Iterator[tuple[str, str]]:
    """The pairs (claim, claim that disputes it) among claims on one matter, both ways, ascending.

    Each claim comes as its id and the sketch of its most typical telling; their order does not matter.
    """
    ordered = sorted(dict(claims).items())[:MOST_CLAIMS_COMPARED]
    if len(ordered) < 2:
        return
    table = table_of([sketch for _, sketch in ordered], CLAIM_SKETCH)
    one, other = np.triu_indices(len(ordered), 1)
    opposed = contradicts(table, one, other)
    pairs = zip(one[opposed].tolist(), other[opposed].tolist(), strict=True)
    yield from sorted(
        ends for a, b in pairs for ends in ((ordered[a][0], ordered[b][0]), (ordered[b][0], ordered[a][0]))
    )


def with_disputes(claim: FoldedClaim, disputed_by: Iterable[str]) -> FoldedClaim:
    """A claim with the ids of the claims that dispute it."""
    return replace(claim, disputed_by=tuple(sorted(set(disputed_by))))


def fold_claims(
    tellings: Iterable[ClaimMention],
    event_mentions: Iterable[AssignedEventMention],
    weights: ClaimWeights = DEFAULT_CLAIM_WEIGHTS,
) -> list[ClaimWithTellings]:
    """All claims of a set of tellings, in ascending order of their ids; what ``FoldClaims`` gives."""
    comparison = claim_comparison(weights)
    event_of = {assigned.mention.mention_id: assigned.event_id for assigned in event_mentions}
    compared = {telling.claim_mention_id: comparable_telling(telling) for telling in tellings}
    members: defaultdict[str, list[ComparableTelling]] = defaultdict(list)
    for claim_mention_id, label in _component_of_each(compared, comparison).items():
        member = compared[claim_mention_id]
        told_of = (event_of[m] for m in member.telling.event_mention_ids if m in event_of)
        members[label].append(about_events(member, told_of))
    folded = list(fold_components(members.values(), comparison))
    return sorted(_all_disputes(folded), key=lambda claim: claim.claim.claim_id)


def _component_of_each(compared: Mapping[str, ComparableTelling], comparison: Comparison) -> dict[str, str]:
    """The component of each telling, by id: in one component all are compared with all, apart none."""
    sketched = [(claim_mention_id, member.sketch) for claim_mention_id, member in compared.items()]
    keys = claim_keys_of(table_of([sketch for _, sketch in sketched], CLAIM_SKETCH))
    return component_labels(compared, links_among(sketched, keys, comparison), ROUNDS)


def _all_disputes(folded: Sequence[ClaimWithTellings]) -> Iterator[ClaimWithTellings]:
    about: defaultdict[str, list[Sketched]] = defaultdict(list)
    for claim in folded:
        for matter in matters_of(claim):
            about[matter].append((claim.claim.claim_id, claim.sketch))
    disputed_by: defaultdict[str, set[str]] = defaultdict(set)
    for claims in about.values():
        for claim_id, other in disputes(claims):
            disputed_by[claim_id].add(other)
    for claim in folded:
        yield replace(claim, claim=with_disputes(claim.claim, disputed_by[claim.claim.claim_id]))
