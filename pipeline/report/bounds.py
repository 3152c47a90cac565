"""How much the page holds at most, so that its size does not grow with the datasets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

MOST_EVENTS = 10_000
MOST_EVENTS_ALLOWED = 100_000


@dataclass(frozen=True, slots=True)
class Bounds:
    """The most that one page holds; ``characters`` are of article texts that are given whole, ``article`` of one.

    Articles beyond that are given as the sentences in which the page's mentions stand.
    """

    events: int = MOST_EVENTS
    claims: int = MOST_EVENTS
    mentions: int = 60_000
    tellings: int = 30_000
    characters: int = 16_000_000
    article: int = 200_000


def fair_share(counts: Iterable[int], most: int) -> int:
    """Return the largest share, at least 1, for which ``sum(min(count, share))`` is at most ``most``.

    An event that very many articles report then gives way before those that few report.
    """
    left, ordered = most, sorted(counts)
    for position, count in enumerate(ordered):
        share = left // (len(ordered) - position)
        if count > share:
            return max(1, share)
        left -= count
    return max([1, *ordered[-1:]])


def whole_texts(order: Sequence[str], lengths: Mapping[str, int], bounds: Bounds) -> frozenset[str]:
    """Return the ids of the articles that are given whole: those first in ``order`` for which there is room."""
    whole, left = [], bounds.characters
    for article_id in order:
        if lengths[article_id] <= min(left, bounds.article):
            whole.append(article_id)
            left -= lengths[article_id]
    return frozenset(whole)
