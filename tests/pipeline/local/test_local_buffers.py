"""What waits between stages comes out as Beam's own buffers give it, whether it stayed in memory or went to a file."""

from __future__ import annotations

import errno
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from apache_beam import coders
from apache_beam.runners.portability.fn_api_runner.execution import GroupingBuffer, ListBuffer
from apache_beam.transforms.core import Windowing
from apache_beam.transforms.window import GlobalWindows
from hypothesis import given
from hypothesis import strategies as st

from pipeline.local import buffers, spill
from pipeline.local.buffers import SpillingGroups, SpillingList

Pair = tuple[str, bytes]
ALL_TIME = GlobalWindows().get_window_coder()
PAIRS = coders.WindowedValueCoder(coders.TupleCoder((coders.StrUtf8Coder(), coders.BytesCoder())), ALL_TIME)
GROUPS = coders.WindowedValueCoder(
    coders.TupleCoder((coders.StrUtf8Coder(), coders.IterableCoder(coders.BytesCoder()))), ALL_TIME
)
pairs = st.tuples(st.text(max_size=3), st.binary(max_size=40))
bundles = st.lists(st.lists(pairs, max_size=8), max_size=8)


def encoded(bundle: Sequence[Pair]) -> bytes:
    return PAIRS.get_impl().encode_all(GlobalWindows.windowed_value(pair) for pair in bundle)


def new_groups() -> SpillingGroups:
    return SpillingGroups.in_place_of(GroupingBuffer(PAIRS, GROUPS, Windowing(GlobalWindows())))


def new_list() -> SpillingList:
    return SpillingList.in_place_of(ListBuffer(PAIRS.get_impl()))


def filled(buffer: SpillingGroups | SpillingList, given_bundles: Iterable[Sequence[Pair]]):
    for bundle in given_bundles:
        buffer.append(encoded(bundle))
    return buffer


def grouped(shares: Iterable[Iterable[bytes]]) -> dict[str, list[bytes]]:
    """The values of each key in the order in which they come; a key that comes twice is an error."""
    found: dict[str, list[bytes]] = {}
    for share in shares:
        for groups in share:
            for group in GROUPS.get_impl().decode_all(groups):
                key, values = group.value
                assert key not in found
                found[key] = list(values)
    return found


def listed(shares: Iterable[Iterable[bytes]]) -> Counter[Pair]:
    decode = PAIRS.get_impl().decode_all
    return Counter(element.value for share in shares for encoded in share for element in decode(encoded))


def expected_groups(given_bundles: Iterable[Sequence[Pair]]) -> dict[str, list[bytes]]:
    expected: dict[str, list[bytes]] = {}
    for bundle in given_bundles:
        for key, value in bundle:
            expected.setdefault(key, []).append(value)
    return expected


@pytest.fixture(params=[0, 60, 10**6], ids=["all in the file", "much in the file", "all in memory"])
def held_bytes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(buffers, "HELD_BYTES", request.param)
    return request.param


@pytest.fixture(autouse=True)
def _few_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(buffers, "PARTS", 4)


@pytest.mark.usefixtures("held_bytes")
class TestWhereverItIs:
    @given(bundles, st.integers(1, 6))
    def test_each_key_comes_once_with_all_its_values_in_order(self, given_bundles: list[list[Pair]], shares: int):
        found = filled(new_groups(), given_bundles).partition(shares)
        assert len(found) == shares
        assert grouped(found) == expected_groups(given_bundles)

    @given(bundles, bundles)
    def test_groups_of_two_buffers_together(self, one: list[list[Pair]], other: list[list[Pair]]):
        together = filled(new_groups(), one)
        together.extend(filled(new_groups(), other))
        assert together.size == sum(len(encoded(bundle)) for bundle in one + other)
        found = grouped(together.partition(3))
        assert {key: Counter(values) for key, values in found.items()} == {
            key: Counter(values) for key, values in expected_groups(one + other).items()
        }

    @given(bundles, st.integers(1, 6))
    def test_a_list_gives_each_element_once(self, given_bundles: list[list[Pair]], shares: int):
        buffer = filled(new_list(), given_bundles)
        assert buffer.size == sum(len(encoded(bundle)) for bundle in given_bundles)
        expected = Counter(pair for bundle in given_bundles for pair in bundle)
        found = buffer.partition(shares)
        assert len(found) == shares
        assert listed(found) == expected
        assert listed([buffer]) == expected

    @given(bundles, bundles)
    def test_lists_together_and_copied(self, one: list[list[Pair]], other: list[list[Pair]]):
        first = filled(new_list(), one)
        copied = first.copy()
        first.extend(filled(new_list(), other))
        assert listed([copied]) == Counter(pair for bundle in one for pair in bundle)
        assert listed(first.partition(2)) == Counter(pair for bundle in one + other for pair in bundle)

    def test_a_grouping_that_two_stages_read_gives_both_all_of_it(self):
        groups = filled(new_groups(), [[("a", b"1"), ("b", b"2")], [("a", b"3")] * 9])
        expected = {"a": [b"1", *[b"3"] * 9], "b": [b"2"]}
        assert grouped(groups.partition(2)) == grouped(groups.copy().partition(2)) == expected


def test_a_grouping_holds_no_more_in_memory_than_it_may(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(buffers, "HELD_BYTES", 10_000)
    groups = new_groups()
    for number in range(200):
        groups.append(encoded([(str(number), bytes(200))]))
        assert sum(map(len, groups._waiting)) <= 10_000
    assert len(grouped(groups.partition(2))) == 200


def test_a_folder_without_room_is_named_with_what_changes_it(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(buffers, "HELD_BYTES", 0)
    monkeypatch.setattr(spill.tempfile, "gettempdir", lambda: "/some/folder")
    with Path("/dev/full").open("w+b", buffering=0) as full:
        monkeypatch.setattr(spill.tempfile, "TemporaryFile", lambda prefix: full)
        with pytest.raises(OSError, match=r"No space left on device in /some/folder.*TMPDIR") as raised:
            filled(new_list(), [[("a", b"1")]])
    assert raised.value.errno == errno.ENOSPC
