"""How far rows lie along random directions, by which sets of them are cut into parts of near ones.

Random planes keep near rows together more often than far ones (Dasgupta and Freund, "Random projection trees and low
dimensional manifolds", 2008).
"""

from __future__ import annotations

import numpy as np

from pipeline.fold.sketching import Floats

_GRID = 1_024
"""Steps to a length of 1, on which rows are placed to be cut."""


def along(positions: Floats, directions: int, seed: tuple[int, ...]) -> Floats:
    """How far rows at ``positions``, (n, d), lie along each of some directions that the seed picks: (n, directions).

    The sums are of whole numbers below 2**24, so that no rounding decides on which side of a plane a row falls.
    """
    signs = np.random.default_rng(seed).choice(np.array([-1, 1], np.float32), (directions, positions.shape[1]))
    return np.asarray(np.rint(positions * np.float32(_GRID)) @ signs.T, np.float32)
