from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.stream.schedule import STEP_SECONDS, Life, Schedule

MOMENT = st.floats(0, 4e9)


def schedule(interval: float, place: int = 3) -> Schedule:
    return Schedule(interval, horizon=1000.0, place=place, steps=24)


@given(MOMENT, st.integers(1, 3600))
def test_a_key_folds_within_an_interval_and_never_at_once(now, interval):
    fold = schedule(interval).next_fold(now)
    assert now < fold <= now + interval + 1e-5


@given(MOMENT, st.integers(1, 3600))
def test_changes_of_one_interval_fold_together(now, interval):
    fold = schedule(interval).next_fold(now)
    assert schedule(interval).next_fold((now + fold) / 2) == fold


@given(MOMENT, st.integers(1, 3600))
def test_a_wave_reaches_every_step_within_seconds(now, interval):
    first = schedule(interval, place=0).next_fold(now)
    folds = [schedule(interval, place).next_fold(first) for place in range(1, 24)]
    assert folds == sorted(folds)
    assert folds[-1] - first <= 23 * STEP_SECONDS + 1e-5


def test_steps_drain_one_after_the_other():
    drains = [schedule(60, place).drain(9e9) for place in range(24)]
    assert drains == sorted(set(drains))
    assert drains[-1] < 9e9


def test_a_life_ends_a_horizon_after_the_newest_message_and_is_forgotten_after_two():
    life = schedule(60).lives(None, 500.0)
    assert life == Life(500.0, is_over=False)
    assert schedule(60).lives(life, 500.5) is None
    assert schedule(60).lives(life, 400.0) is None
    assert schedule(60).lives(life, 600.0) == Life(600.0, is_over=False)
    assert schedule(60).ends(life) == 1500.0
    assert schedule(60).ends(Life(500.0, is_over=True)) == 2500.0


def test_a_key_that_had_forgotten_lives_again_with_any_message():
    assert schedule(60).lives(Life(500.0, is_over=True), 400.0) == Life(500.0, is_over=False)
