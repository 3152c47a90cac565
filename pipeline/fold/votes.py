"""Weighted votes of independent reports: near-identical copies have one vote together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Protocol, TypeVar

Value = TypeVar("Value", bound=Hashable)


class Report(Protocol):
    """A mention or telling as a voter."""

    @property
    def syndication_id(self) -> str:
        """What copies of one report share."""


def vote_weights(reports: Sequence[Report], confidences: Sequence[float]) -> list[float]:
    """The weight of each report's vote: the reports of one ``syndication_id`` share 1 by their confidence."""
    if len(reports) == 1:
        return [1.0]
    bounded = [_bounded(confidence) for confidence in confidences]
    totals: defaultdict[str, float] = defaultdict(float)
    for report, confidence in zip(reports, bounded, strict=True):
        totals[report.syndication_id] += confidence
    return [confidence / totals[report.syndication_id] for report, confidence in zip(reports, bounded, strict=True)]


def _bounded(confidence: float) -> float:
    # A report of no confidence still counts a little, so that the shares of its copies are defined.
    return min(max(confidence, 0.01), 1.0) if confidence == confidence else 0.01


def tally(votes: Iterable[tuple[Value, float]]) -> dict[Value, float]:
    """The sum of weights of each value."""
    totals: defaultdict[Value, float] = defaultdict(float)
    for value, weight in votes:
        totals[value] += weight
    return totals


def ranking(votes: Iterable[tuple[Value, float]]) -> list[Value]:
    """The values by falling weight, ties by the values' text."""
    totals = tally(votes)
    return sorted(totals, key=_placed(totals)) if len(totals) > 1 else list(totals)


def winner(votes: Iterable[tuple[Value, float]]) -> Value | None:
    """The value of the largest weight; null where nobody votes."""
    totals = tally(votes)
    return min(totals, key=_placed(totals)) if len(totals) > 1 else next(iter(totals), None)


def surest_winner(votes: Iterable[tuple[Value, float, float]]) -> Value | None:
    """The same, each vote with its report's confidence: of equal values that of the surest report wins."""
    told = list(votes)
    totals = tally((value, weight) for value, weight, _ in told)
    surest: defaultdict[Value, float] = defaultdict(float)
    for value, _, confidence in told:
        surest[value] = max(surest[value], _bounded(confidence))
    return min(totals, key=lambda value: (-round(totals[value], 6), -surest[value], str(value)), default=None)


def is_carried(votes: Iterable[tuple[bool, float]]) -> bool:
    """Whether at least half of the weight is for it, and somebody votes."""
    totals = tally(votes)
    return round(totals[True], 6) >= round(totals[False], 6) and bool(totals[True])


def _placed(totals: dict[Value, float]) -> Callable[[Value], tuple[float, str]]:
    return lambda value: (-round(totals[value], 6), str(value))
