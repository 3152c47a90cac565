"""When keys fold and how long they live: one wave an interval through all steps, and a horizon on both clocks.

Folding is throttled in processing time, as it is about work: however the watermark stalls or jumps, a key folds at most
once an interval, and all keys of a step at the same moment. Step after step follows within ``STEP_SECONDS``, so what
arrives is in rows after an interval and some seconds, and a key hears all that one wave tells it before it folds.

Forgetting takes both clocks, a horizon after a key was last told something. The watermark must have passed that time:
a source that was away for a month delivers into the state of a month ago, since the watermark waits for it. The wall
clock must have passed it too, so that neither a watermark that runs ahead of time nor the end of a drained job makes
state look old.
"""

from __future__ import annotations

import math
import struct
from dataclasses import dataclass
from typing import Final

STEP_SECONDS: Final = 1.0
"""The longest time between a step of a wave and the next one."""

_LIFE: Final = struct.Struct("<BBd")
_LIFE_VERSION: Final = 1
_GRAINS: Final = 1_000


@dataclass(frozen=True, slots=True)
class Schedule:
    """The times of one of ``steps`` steps, which is the ``place``-th, in seconds."""

    interval: float
    horizon: float
    place: int
    steps: int

    def next_fold(self, now: float) -> float:
        """The moment after ``now`` at which the step's keys fold."""
        offset = self.place * min(STEP_SECONDS, self.interval / (2 * self.steps))
        return (math.floor((now - offset) / self.interval) + 1) * self.interval + offset

    def drain(self, end: float) -> float:
        """The event time, shortly before the ``end`` of all time, at which the step folds what is left."""
        return end - (self.steps - self.place)

    def lives(self, life: Life | None, timestamp: float) -> Life | None:
        """The life of a key that hears something at this time; null where it need not be stored anew.

        It is known to a thousandth of the horizon, so that few messages cost a write.
        """
        if life is not None and not life.is_over and timestamp < life.newest + self.horizon / _GRAINS:
            return None
        return Life(timestamp if life is None else max(timestamp, life.newest), is_over=False)

    def lingers(self, life: Life, timestamp: float) -> Life:
        """The life of a key that has forgotten and hears something that it need not remember."""
        return Life(max(life.newest, timestamp - self.horizon), is_over=True)

    def ends(self, life: Life) -> float:
        """The event time at which a key forgets, and after that the time at which it forgets that it has forgotten."""
        return life.newest + self.horizon * (2 if life.is_over else 1)


@dataclass(frozen=True, slots=True)
class Life:
    """When a key was last told something, by its event time or the wall clock, whichever is later, in seconds; and
    whether it has forgotten since."""

    newest: float
    is_over: bool


def encode_life(life: Life) -> bytes:
    """A life as bytes that begin with a version."""
    return _LIFE.pack(_LIFE_VERSION, life.is_over, life.newest)


def decode_life(data: bytes | None) -> Life | None:
    """The life that ``encode_life`` was given; null for nothing."""
    if data is None:
        return None
    _, is_over, newest = _LIFE.unpack(data)
    return Life(newest, bool(is_over))
