"""An article made ready for the fold: all of its mentions sketched and keyed, or none of them.

Once mentions of several articles have met, nothing can be taken back. So all that a mention goes through by itself it
goes through here first: what is folded later is known to fold at least alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.failures import failed_article
from pipeline.fold.blocks import Comparison
from pipeline.fold.claim_blocks import claim_keys_of
from pipeline.fold.claims import ComparableTelling, comparable_telling
from pipeline.fold.claims import fold_components as fold_tellings
from pipeline.fold.event_blocks import keys_of
from pipeline.fold.events import ComparableMention, comparable_each
from pipeline.fold.events import fold_components as fold_mentions
from pipeline.fold.sketching import Table, table_of
from pipeline.records import ClaimMention, EventMention, Reject, ResolvedArticle

STAGE = "fold"


@dataclass(frozen=True, slots=True)
class ReadyArticle:
    """An article with its mentions and tellings sketched, each with the keys of the blocks in which it meets others."""

    resolved: ResolvedArticle
    mentions: tuple[tuple[ComparableMention, tuple[str, ...]], ...]
    tellings: tuple[tuple[ComparableTelling, tuple[str, ...]], ...]


def make_ready(resolved: ResolvedArticle, events: Comparison, claims: Comparison) -> ReadyArticle | Reject:
    """Sketches an article's mentions and folds each alone; where one of them raises, the article is rejected.

    ``events`` and ``claims`` are the comparisons of the folds that it is made ready for.
    """
    try:
        return ReadyArticle(
            resolved, _ready_mentions(resolved.event_mentions, events), _ready_tellings(resolved.claim_mentions, claims)
        )
    except MemoryError:
        raise
    except Exception as error:
        return failed_article(resolved.article, STAGE, error)


def _ready_mentions(
    mentions: Sequence[EventMention], comparison: Comparison
) -> tuple[tuple[ComparableMention, tuple[str, ...]], ...]:
    members = comparable_each(mentions)
    for _ in fold_mentions(([member] for member in members), comparison):
        pass
    table = _placed([member.sketch for member in members], comparison)
    return tuple(zip(members, map(tuple, keys_of(table)), strict=True))


def _ready_tellings(
    tellings: Sequence[ClaimMention], comparison: Comparison
) -> tuple[tuple[ComparableTelling, tuple[str, ...]], ...]:
    members = [comparable_telling(telling) for telling in tellings]
    for _ in fold_tellings(([member] for member in members), comparison):
        pass
    table = _placed([member.sketch for member in members], comparison)
    return tuple(zip(members, map(tuple, claim_keys_of(table)), strict=True))


def _placed(sketches: Sequence[bytes], comparison: Comparison) -> Table:
    """The sketches as a table, once it is known that the splitting of large blocks can place each of them."""
    table = table_of(sketches, comparison.layout)
    comparison.positions(table)
    return table
