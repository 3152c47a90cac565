"""What of records can only be told among all of their component: how many others share what they share.

Where hundreds of articles of other months promise and win, two of one week that do are more likely two events than
where nobody else does; and words that a year repeats say little of two statements. So records are compared with those
of other months, which hardly ever tell of the same: the cohort of impostors by which scores of speaker verification are
normed (Li and Porter, "Normalizations and selection of speech segments for speaker recognition scoring", ICASSP 1988).
Where dates are not known, nothing is. Only the crowd around a telling, those who say what is alike, is of any day.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from pipeline.fold.claim_sketch import CLAIM_SKETCH
from pipeline.fold.event_sketch import EVENT_SKETCH
from pipeline.fold.sketching import Floats, Table, lengths_of
from pipeline.fold.word_hashes import rarities_of

EVENT_IN_COMPONENT = np.dtype([*EVENT_SKETCH.descr, ("occasions", "f4")])
"""The layout of a mention's sketch among all others: with how many articles of other months use the rarest word of its
trigger, as a logarithm."""

CLAIM_IN_COMPONENT = np.dtype(
    [*CLAIM_SKETCH.descr, ("rarities", "f4", CLAIM_SKETCH["plain_words"].shape), ("crowd", "f4")]
)
"""The layout of a telling's sketch among all others: with how rare each of its plain words is, in news and in articles
of other months, from 1 down to 0, and with how alike to it still is the ``_CROWD``-th of the tellings of other articles
that are most like it: a cosine, 0 where there are fewer or it is below."""

_APART_DAYS = 30
_FEW, _MANY = 10, 300
"""Articles of other months from which on a trigger's occasions count, and above which more of them count no more."""
_OFTEN = 20
"""Articles of other months whose tellings say a word, for which it counts by half."""
_CROWD = 8
"""Tellings of other articles that are alike, from which on they are a crowd."""
_COHORT = 1_024
"""Tellings that all others are held against at the most."""
_ROWS_AT_ONCE = 512


def mentions_among_all(table: Table) -> Table:
    """The sketches of all mentions of a component in the layout ``EVENT_IN_COMPONENT``."""
    seen = _in_layout(table, EVENT_IN_COMPONENT)
    if _is_of_months(table):
        fewest = np.where(table["trigger"] != 0, _used_elsewhere(table, "trigger"), _MANY).min(axis=1)
        seen["occasions"] = np.log1p(np.where(table["trigger"].any(axis=1), np.minimum(fewest, _MANY), 0) / _FEW)
    return seen


def tellings_among_all(table: Table) -> Table:
    """The sketches of all tellings of a component in the layout ``CLAIM_IN_COMPONENT``."""
    seen = _in_layout(table, CLAIM_IN_COMPONENT)
    seen["rarities"] = rarities_of(table["plain_words"])
    if _is_of_months(table):
        seen["rarities"] /= 1 + _used_elsewhere(table, "plain_words") / _OFTEN
    seen["crowd"] = _crowds(table)
    return seen


def _in_layout(table: Table, layout: np.dtype[np.void]) -> Table:
    """The rows in a layout that begins with theirs; what it has more is 0."""
    seen = np.zeros(len(table), layout)
    rows = np.ascontiguousarray(table).view(np.uint8).reshape(len(table), -1)
    seen.view(np.uint8).reshape(len(table), -1)[:, : rows.shape[1]] = rows
    return seen


def _is_of_months(table: Table) -> bool:
    """Whether some rows were published months apart; most components are of one week."""
    dated = table["published"][table["published"] > 0]
    return len(dated) > 0 and bool(np.ptp(dated) > _APART_DAYS)


def _used_elsewhere(table: Table, column: str) -> npt.NDArray[np.int64]:
    """For each word of a column the articles of other months that use it, shape (n, k); 0 where the row has no date."""
    words, day_of_row = table[column], table["published"].astype(np.int64)
    rows, places = np.nonzero(words)
    word = np.unique(words[rows, places], return_inverse=True)[1]
    article = np.unique(table["article"], return_inverse=True)[1][rows]
    uses, first = np.unique(np.stack([word, article], axis=1), axis=0, return_index=True)
    days = day_of_row[rows]
    used, used_on = uses[days[first] > 0, 0], days[first][days[first] > 0]
    # Word and day in one number, in which days of two words never come near each other.
    step = 4 * (int(days.max(initial=0)) + _APART_DAYS + 1)
    at, here = np.sort(used * step + used_on), word * step + days
    near = np.searchsorted(at, here + _APART_DAYS, "right") - np.searchsorted(at, here - _APART_DAYS)
    elsewhere = np.bincount(used, minlength=int(word.max(initial=-1)) + 1)[word] - near
    found = np.zeros(words.shape, np.int64)
    found[rows, places] = np.where(days > 0, elsewhere, 0)
    return found


def _crowds(table: Table) -> Floats:
    """How alike to each telling the ``_CROWD``-th is of those of other articles, shape (n,); at least 0."""
    found = np.zeros(len(table), np.float32)
    if len(table) <= _CROWD:
        return found
    articles, vectors = table["article"], table["meaning"].astype(np.float32)
    lengths = np.maximum(lengths_of(vectors), 1)
    # By the hash of the article, so that a cohort is a sample of all.
    cohort = np.argsort(articles, kind="stable")[:_COHORT]
    sampled, sampled_lengths, sampled_articles = vectors[cohort].T, lengths[cohort], articles[cohort]
    place = -max(1, round(_CROWD * len(cohort) / len(table)))
    for start in range(0, len(table), _ROWS_AT_ONCE):
        rows = slice(start, start + _ROWS_AT_ONCE)
        cosines = vectors[rows] @ sampled / np.multiply.outer(lengths[rows], sampled_lengths)
        cosines[articles[rows][:, None] == sampled_articles] = 0
        found[rows] = np.maximum(np.partition(cosines, place, axis=1)[:, place], 0)
    return found
