"""A short seeded run of the fuzzing, over bytes that look like news files, pages and dates with something wrong."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from tests.fuzz.growth import PIECES
from tests.fuzz.seeds import SEEDS
from tests.fuzz.targets import TARGETS


def changed(sample: bytes) -> st.SearchStrategy[bytes]:
    """A sample of which some stretches are cut out, doubled or replaced."""

    def change(draws: list[tuple[int, int, bytes]]) -> bytes:
        data = sample
        for start, length, new in draws:
            at = start % (len(data) + 1)
            data = data[:at] + new + data[at + length :]
        return data

    stretch = st.tuples(st.integers(0, 10_000), st.integers(0, 40), st.binary(max_size=12))
    return st.lists(stretch, max_size=4).map(change)


pieces = st.lists(st.sampled_from(PIECES), max_size=40).map(lambda parts: "".join(parts).encode())
hostile = st.one_of(st.sampled_from(SEEDS).flatmap(changed), pieces, st.binary(max_size=200), st.text().map(str.encode))


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_a_target_keeps_its_promise_on_hostile_bytes(name: str):
    @seed(20310304)
    @settings(max_examples=25, database=None, suppress_health_check=list(HealthCheck))
    @given(hostile)
    def promise(data: bytes) -> None:
        TARGETS[name](data)

    promise()


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_a_target_ends_on_a_piece_repeated_often(name: str):
    """What blows up does so within a few thousand repeats; the run of the tests then does not end."""
    chosen = random.Random(name).sample(PIECES, 8)
    target: Callable[[bytes], None] = TARGETS[name]
    for piece in chosen:
        target(piece.encode() * (2_000 // len(piece)))
