"""How keys of a stream use their timers: for the wave, the end of the job and the horizon."""

# mypy: allow-untyped-calls

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from apache_beam.metrics.metric import Metrics
from apache_beam.transforms.window import GlobalWindow
from apache_beam.utils.timestamp import Timestamp

from pipeline.stream.schedule import Life, Schedule, decode_life, encode_life
from pipeline.stream.steps import steps

NAMESPACE: Final = "newsfold"
WAVE_AFTER_STEPS: Final = 3
"""Steps of a wave after the last step of the fold: the rows, their files, the commit."""

Clock = Callable[[], float]

_END: Final = float(GlobalWindow().max_timestamp().micros // 1_000_000)


@dataclass(frozen=True, slots=True)
class Pace:
    """How often the stream folds and how long it remembers, in seconds, and the clock that it goes by."""

    interval: float
    horizon: float
    now: Clock = time.time

    def schedule(self, place: int) -> Schedule:
        """The times of the step at a place of the wave."""
        return Schedule(self.interval, self.horizon, place, len(steps()) + WAVE_AFTER_STEPS)


class Wave:
    """When the keys of one step fold: with the next wave, or when the job is drained."""

    def __init__(self, pace: Pace, place: int) -> None:
        self._pace = pace
        self._schedule = pace.schedule(place)

    def await_fold(self, fold: Any, drain: Any) -> None:
        """Have a key folded that something came to."""
        fold.set(_moment(self._schedule.next_fold(self._pace.now())))
        drain.set(_moment(self._schedule.drain(_END)))


class Ageing:
    """How long keys remember: while something comes; then they forget, and later forget even that they have."""

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._schedule = pace.schedule(0)

    def hear(self, timestamp: Any, life: Any, expire: Any) -> bool:
        """Note that something came; returns whether the key had forgotten what it knew.

        News that is older than a horizon when it comes would be forgotten before it is folded, were only its own time
        noted.
        """
        known = decode_life(life.read())
        lives = self._schedule.lives(known, max(timestamp.micros / 1e6, self._pace.now()))
        if lives is not None:
            life.write(encode_life(lives))
            expire.set(_moment(self._schedule.ends(lives)))
        return known is not None and known.is_over

    def lingers(self, timestamp: Any, life: Any, expire: Any) -> bool:
        """Whether a key that something came to had forgotten; it is known to have for another horizon from then on."""
        known = decode_life(life.read())
        if known is None or not known.is_over:
            return False
        over = self._schedule.lingers(known, max(timestamp.micros / 1e6, self._pace.now()))
        life.write(encode_life(over))
        expire.set(_moment(self._schedule.ends(over)))
        return True

    def forgets(self, life: Any, expire: Any) -> bool:
        """Whether a key whose ``expire`` timer has fired shall forget; the second time it forgets its life as well."""
        known = decode_life(life.read())
        if known is None or self._pace.now() < self._schedule.ends(known):
            return False
        if known.is_over:
            life.clear()
            return False
        over = Life(known.newest, is_over=True)
        life.write(encode_life(over))
        expire.set(_moment(self._schedule.ends(over)))
        return True

    def measure_lag(self, timestamp: Any) -> None:
        """Measure how far behind now the event time of what is folded is."""
        lag = max(0, int(self._pace.now() - timestamp.micros / 1e6))
        Metrics.distribution(NAMESPACE, "stream/lag_seconds").update(lag)


def _moment(seconds: float) -> Timestamp:
    return Timestamp.of(min(seconds, _END))


def count(name: str) -> None:
    """Count something under a name of the stream."""
    Metrics.counter(NAMESPACE, f"stream/{name}").inc()
