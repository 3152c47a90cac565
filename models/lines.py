"""Lines of pairs: the words to label around one anchor after another, with no padding among them.

Batches of words have ever new shapes, and the kernels of a processor are made for one shape: made anew, they cost as
much as they compute. Lines have few lengths, and what is computed in one does not depend on where in it a word stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.tagging import FloatArray

# Bounds what the heads over pairs of words hold at once, however many triggers and cues a text has.
_LONGEST = 4_096
_STEP = 512

IntArray = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """The scopes of k anchors one after another, as p places.

    ``members`` (k,) numbers the anchors among all, and ``lengths`` (k,) says how many words the scope of each has.
    For each place (p,), ``anchor`` tells which of the k it belongs to, ``index`` which word of the scope it is, and
    ``mask`` whether it is one at all, and not in a gap.
    """

    members: IntArray
    lengths: IntArray
    anchor: IntArray
    index: IntArray
    mask: NDArray[np.bool_]

    def spread(self, values: FloatArray) -> FloatArray:
        """Values of places (p, ...) as those of each anchor's words, (k, n, ...), with zeros beyond its scope."""
        spread = np.zeros((len(self.members), self.lengths.max(), *values.shape[1:]), dtype=values.dtype)
        spread[self.anchor[self.mask], self.index[self.mask]] = values[self.mask]
        return spread


def lines(members: IntArray, lengths: IntArray, gap: int) -> Iterator[Line]:
    """Puts the anchors ``members``, whose scopes have so many words, into lines, those of like length together.

    ``gap`` is how many places part the words of two anchors.
    """
    order = np.argsort(lengths, kind="stable")
    ends = np.cumsum(lengths[order] + gap)
    first = 0
    while first < len(order):
        before = ends[first - 1] if first else 0
        last = max(int(np.searchsorted(ends, before + _LONGEST, side="right")), first + 1)
        yield _line(members[order[first:last]], lengths[order[first:last]], gap)
        first = last


def _line(members: IntArray, lengths: IntArray, gap: int) -> Line:
    ends = np.cumsum(lengths + gap)
    places = -(-int(ends[-1]) // _STEP) * _STEP
    anchor = np.minimum(np.searchsorted(ends, np.arange(places), side="right"), len(members) - 1)
    index = np.arange(places) - (ends - lengths - gap)[anchor]
    mask = index < lengths[anchor]
    return Line(members, lengths, anchor, np.where(mask, index, 0), mask)
