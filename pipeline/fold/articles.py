"""An article made ready for the fold: all of its mentions sketched and keyed, or none of them.

Once mentions of several articles have met, nothing can be taken back. So all that a mention goes through by itself it
goes through here first: what is folded later is known to fold at least alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.failures import failed_article
from pipeline.fold.blocks import Comparison
from pipeline.fold.claim_blocks import claim_keys
from pipeline.fold.claims import ComparableTelling, comparable_telling, fold_tellings
from pipeline.fold.event_blocks import block_keys
from pipeline.fold.events import ComparableMention, comparable, fold_component
from pipeline.fold.sketching import table_of
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
        ready = ReadyArticle(
            resolved,
            tuple(_ready_mention(mention, events) for mention in resolved.event_mentions),
            tuple(_ready_telling(telling, claims) for telling in resolved.claim_mentions),
        )
        _place([member.sketch for member, _ in ready.mentions], events)
        _place([member.sketch for member, _ in ready.tellings], claims)
        return ready
    except MemoryError:
        raise
    except Exception as error:
        return failed_article(resolved.article, STAGE, error)


def _ready_mention(mention: EventMention, comparison: Comparison) -> tuple[ComparableMention, tuple[str, ...]]:
    member = comparable(mention)
    list(fold_component([member], comparison))
    return member, tuple(block_keys(member.sketch))


def _ready_telling(telling: ClaimMention, comparison: Comparison) -> tuple[ComparableTelling, tuple[str, ...]]:
    member = comparable_telling(telling)
    list(fold_tellings([member], comparison))
    return member, tuple(claim_keys(member.sketch))


def _place(sketches: Sequence[bytes], comparison: Comparison) -> None:
    """What the splitting of large blocks does with each member."""
    if sketches:
        comparison.positions(table_of(sketches, comparison.layout))
