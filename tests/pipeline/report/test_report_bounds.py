"""What bounds the page: shares that are fair, texts that fit, pieces that hold what is shown."""

from __future__ import annotations

import base64
import json
import zlib

from hypothesis import given
from hypothesis import strategies as st

from pipeline.report.bounds import Bounds, fair_share, whole_texts
from pipeline.report.packing import chunk_starts, chunks, pack
from pipeline.report.texts import Units, clip, pieces


def test_an_event_of_very_many_reports_gives_way_first():
    assert fair_share([1, 2, 500], 10) == 7
    assert fair_share([1, 2, 3], 10) == 3
    assert fair_share([5, 5, 5], 1) == 1
    assert fair_share([], 10) == 1


@given(st.lists(st.integers(1, 1000), min_size=1, max_size=50), st.integers(1, 20_000))
def test_a_share_is_the_largest_that_fits(counts: list[int], most: int):
    share = fair_share(counts, most)
    taken = sum(min(count, share) for count in counts)
    assert taken <= most or share == 1
    if share < max(counts):
        assert sum(min(count, share + 1) for count in counts) > most


def test_whole_texts_are_those_of_the_best_events_that_fit():
    lengths = {"long": 90, "first": 40, "second": 40, "third": 30, "short": 20}
    order = ("long", "first", "second", "third", "short")
    bounds = Bounds(characters=100, article=80)
    assert whole_texts(order, lengths, bounds) == {"first", "second", "short"}


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60), st.integers(0, 60))
def test_units_are_those_of_utf_16(text: str, offset: int):
    offset = min(offset, len(text))
    assert Units.of(text)(offset) == len(text[:offset].encode("utf-16-le")) // 2


def test_pieces_of_a_long_text_are_the_spans_with_some_text_around_them():
    assert pieces(10_000, [(5000, 5010), (100, 120), (300, 310)]) == ((0, 610), (4700, 5310))
    assert pieces(10_000, [(9990, 10_000)]) == ((9690, 10_000),)
    assert pieces(10_000, [(10, 9000)]) == ((0, 1810),)


@given(st.integers(1, 5000), st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 200)), max_size=20))
def test_pieces_lie_in_the_text_apart_and_hold_the_spans(length: int, drawn: list[tuple[int, int]]):
    spans = [(min(start, length), min(start + size, length)) for start, size in drawn]
    found = pieces(length, spans)
    edges = [edge for piece in found for edge in piece]
    assert edges == sorted(edges)
    assert all(0 <= edge <= length for edge in edges)
    assert all(any(start <= a and b <= end for start, end in found) for a, b in spans)


def test_a_clipped_text_says_so():
    assert clip("abcdef", 4) == "abc…"
    assert clip("abcd", 4) == "abcd"
    assert clip(None, 4) is None


@given(st.lists(st.integers(0, 30), max_size=40), st.integers(1, 60))
def test_chunks_hold_everything_in_order_and_are_no_larger_than_asked(sizes: list[int], most: int):
    parts = list(chunks(sizes, chunk_starts(sizes, most)))
    assert [size for part in parts for size in part] == sizes
    assert all(sum(part) <= most or len(part) == 1 for part in parts)


def test_a_block_is_base64_of_deflated_json():
    block = pack("core", {"title": "</script> é 😀"})
    content = zlib.decompress(base64.b64decode(block.packed), -15)
    assert json.loads(content) == {"title": "</script> é 😀"}
    assert set(block.packed) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=")
