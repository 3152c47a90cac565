"""What ties the reports of one event to each other: rare words, a day and a place that they share.

In news of one matter, such as a campaign, everybody wins, meets and attacks again and again, in sentences that are
alike in all that can be weighed. So a report counts for an event only where something of the occasion itself stands in
another report of it as well. Within one article nothing is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.fold.components import component_roots
from pipeline.fold.event_evidence import days_between, habit, near_words, story_likeness, undated_between
from pipeline.fold.evidence import Limits, disjoint, equal, weigh
from pipeline.fold.linkage import all_pairs
from pipeline.fold.sketching import Floats, Rows, Table, of_few, shared_weights
from pipeline.fold.word_hashes import rarities_of

_SURELY_ONE_STORY = 0.75
_LONGEST_DAY = 31
"""Days of the longer of two ranges that may meet by more than chance."""
_ALL_PAIRS = 48
"""Reports of an event that are held against all others of it; of more each against a sample of so many."""
_PAIRS_AT_ONCE = 262_144


@dataclass(frozen=True, slots=True)
class TieWeights:
    """What each kind of evidence adds to the log-odds that two reports that are held for one event are of one.

    Around a logistic regression on pairs in a year of news that were read (tests/benchmarks/read_pairs.tsv), all of
    which the scorer and the linkage hold for one event, those were chosen that leave fewest wrong ones while the
    bundled samples keep what they had. Kinds named ``other_...`` are those of ``EvidenceWeights``.
    """

    bias: float = -1.05
    near_words: float = 1.2
    """For each word as rare as any that stands right beside both triggers."""
    shared_words: float = 0.55
    """For each such word wherever it stands in both sentences."""
    same_day: float = 0.85
    same_place: float = 0.45
    same_story: float = 0.4
    """As far as it is surely one, 0 to 1."""
    other_publication: float = -2.3
    other_actors: float = -0.3
    other_generic: float = -0.85


_WEIGHTS = TieWeights()


def are_tied(table: Table, one: Rows, other: Rows) -> npt.NDArray[np.bool_]:
    """Whether two reports of each pair of rows of an ``EVENT_SKETCH`` table share enough, shape (pairs,)."""
    log_odds = weigh(_occasion(table, one, other), _WEIGHTS, Limits())
    of_one = np.maximum(equal(table["article"], one, other), equal(table["wording"], one, other))
    return np.asarray((of_one > 0) | (log_odds > 0))


def _occasion(table: Table, one: Rows, other: Rows) -> dict[str, Floats]:
    known, gap, widest = days_between(table, one, other)
    story = story_likeness(table, one, other)
    return {
        "near_words": near_words(table, one, other),
        "shared_words": shared_weights(table["context"], rarities_of(table["context"]), one, other),
        "same_day": np.asarray(known & (gap <= 0) & (widest <= _LONGEST_DAY), np.float32),
        "same_place": equal(table["place"], one, other),
        "same_story": np.maximum(story - _SURELY_ONE_STORY, 0) / np.float32(1 - _SURELY_ONE_STORY),
        "other_publication": undated_between(table, one, other, known),
        "other_actors": disjoint(table["actors"], one, other),
        "other_generic": habit(table, one, other),
    }


def tied_groups(table: Table, groups: Sequence[Sequence[int]]) -> list[list[list[int]]]:
    """For each group of rows those that hang together by ties, as ascending lists ordered by their first row."""
    of_several = [_is_of_several(table, group) for group in groups]
    asked = (np.array(group, np.intp) for group, several in zip(groups, of_several, strict=True) if several)
    ask, tied = of_few(table, are_tied), [np.zeros((0, 2), np.intp)]
    for one, other in _together(pairs for rows in asked for pairs in _pairs(table, rows)):
        tied.append(np.stack([one, other], axis=1)[ask(one, other)])
    roots = component_roots(np.concatenate(tied), len(table))
    return [
        _by_root(group, roots) if several else [sorted(group)]
        for group, several in zip(groups, of_several, strict=True)
    ]


def _is_of_several(table: Table, group: Sequence[int]) -> bool:
    """Whether several articles report what is a group."""
    return len(group) > 1 and bool(np.ptp(table["article"][group]))


def _pairs(table: Table, rows: Rows) -> Iterator[Rows]:
    """Pairs of the rows of a group that are asked about, shape (2, pairs) each."""
    if len(rows) <= _ALL_PAIRS:
        yield rows[all_pairs(len(rows))]
        return
    # By the hashes of their sentences, so that the sample is one of all articles and days, in whatever order.
    sample = rows[np.argsort(table["sentence"][rows], kind="stable")[:_ALL_PAIRS]]
    for at in range(0, len(rows), _PAIRS_AT_ONCE // _ALL_PAIRS):
        some = rows[at : at + _PAIRS_AT_ONCE // _ALL_PAIRS]
        yield np.stack([np.repeat(some, len(sample)), np.tile(sample, len(some))])


def _together(several: Iterable[Rows]) -> Iterator[Rows]:
    """The pairs joined to about as many as are asked about at once."""
    waiting: list[Rows] = []
    held = 0
    for pairs in several:
        waiting.append(pairs)
        held += pairs.shape[1]
        if held >= _PAIRS_AT_ONCE:
            yield np.concatenate(waiting, axis=1)
            waiting, held = [], 0
    if waiting:
        yield np.concatenate(waiting, axis=1)


def _by_root(group: Sequence[int], roots: Rows) -> list[list[int]]:
    found: dict[int, list[int]] = {}
    for row in sorted(group):
        found.setdefault(int(roots[row]), []).append(row)
    return list(found.values())
