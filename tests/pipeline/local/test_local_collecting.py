"""Garbage is looked for seldom, but it is looked for."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from pipeline.local.collecting import collect_seldom


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    thresholds = gc.get_threshold()
    yield
    gc.set_threshold(*thresholds)
    gc.unfreeze()
    gc.enable()


def test_garbage_is_looked_for_after_many_objects_and_not_among_what_was_there() -> None:
    gc.disable()
    collect_seldom()
    assert gc.isenabled()
    assert gc.get_threshold()[0] >= 100_000
    assert gc.get_freeze_count() > 0
