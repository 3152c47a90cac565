from __future__ import annotations

import bz2
import gzip
import io
from collections.abc import Callable
from contextlib import nullcontext, suppress

import pytest
import zstandard
from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline.read import unpack
from pipeline.read.errors import Unusable
from pipeline.read.items import Fault, Item, Record
from pipeline.read.unpack import Packing, as_utf8, packing_of, unpacked

ReadFile = Callable[..., list[Item]]

PACK = {Packing.NONE: bytes, Packing.GZIP: gzip.compress, Packing.ZSTD: zstandard.ZstdCompressor().compress}
LINES = b"".join(b'{"text":"Story %d of many"}\n' % number for number in range(20_000))


def read_all(packed: bytes) -> bytes:
    stream = unpacked(io.BytesIO(packed), packing_of(packed))
    return b"".join(iter(lambda: stream.read(4096), b""))


@given(st.lists(st.binary(max_size=300), min_size=1, max_size=3), st.sampled_from([Packing.GZIP, Packing.ZSTD]))
def test_what_was_packed_is_unpacked_also_in_several_pieces(pieces: list[bytes], packing: Packing) -> None:
    assert read_all(b"".join(PACK[packing](piece) for piece in pieces)) == b"".join(pieces)


@pytest.mark.parametrize("packing", [Packing.GZIP, Packing.ZSTD])
@pytest.mark.parametrize("keep", [0.02, 0.5, 0.99])
def test_a_cut_off_file_keeps_what_was_before(packing: Packing, keep: float, read_file: ReadFile) -> None:
    packed = PACK[packing](LINES)
    *records, fault = read_file("x.jsonl.packed", packed[: int(len(packed) * keep)])
    whole = read_file("x.jsonl", LINES)
    assert isinstance(fault, Fault)
    assert (fault.error_type, fault.number) == ("damaged_compression", None)
    assert records == whole[: len(records)]
    assert keep < 0.5 or len(records) > 1000


@pytest.mark.parametrize("packing", [Packing.GZIP, Packing.ZSTD])
def test_damage_and_garbage_end_in_a_fault(packing: Packing, read_file: ReadFile) -> None:
    packed = PACK[packing](LINES)
    damaged = packed[:5000] + b"\xff" * 500 + packed[5500:]
    for data in (damaged, packed + b"garbage", packed[:6]):
        *before, last = read_file("x.jsonl", data)
        assert isinstance(last, Fault)
        assert last.error_type == "damaged_compression"
        # What damage turns into other bytes may be seen before the damage itself is.
        assert all(item.error_type == "invalid_json" for item in before if isinstance(item, Fault))


@pytest.mark.parametrize("packing", [Packing.GZIP, Packing.ZSTD])
def test_a_bomb_is_defused(packing: Packing, monkeypatch: pytest.MonkeyPatch, read_file: ReadFile) -> None:
    monkeypatch.setattr(unpack, "FREE_UNPACKED_BYTES", 2**20)
    bomb = PACK[packing](b'{"text":"a"}\n' + bytes(50 * 2**20))
    record, fault = read_file("x.jsonl", bomb)
    assert record == Record(0, {"text": "a"})
    assert isinstance(fault, Fault)
    assert fault.error_type == "decompression_bomb"


def test_formats_within_a_compressed_file_are_told_by_name_or_content(read_file: ReadFile) -> None:
    assert read_file("story.txt.gz", gzip.compress(b"Rain fell.")) == [Record(None, {"text": b"Rain fell."})]
    assert read_file("story", PACK[Packing.ZSTD](b"Rain fell.")) == [Record(None, {"text": b"Rain fell."})]
    for data in (gzip.compress(bz2.compress(b"x")), gzip.compress(gzip.compress(b"x"))):
        (fault,) = read_file("story.txt.gz", data)
        assert isinstance(fault, Fault)
        assert fault.error_type == "unsupported_format"


@given(st.text(), st.sampled_from(["utf-16", "utf-32", "utf-8-sig"]), st.integers(1, 9))
def test_wide_text_is_recoded(text: str, codec: str, step: int) -> None:
    # The mark of UTF-16 and a NUL after it are the very bytes of UTF-32's mark.
    assume(not (codec == "utf-16" and text.startswith("\0")))
    data = text.encode(codec)
    stream = as_utf8(io.BytesIO(data), data[:100])
    assert b"".join(iter(lambda: stream.read(step), b"")) == text.encode()


@given(st.binary(max_size=60), st.sampled_from(list(Packing)))
def test_any_bytes_are_unpacked_or_refused(data: bytes, packing: Packing) -> None:
    stream = unpacked(io.BytesIO(data), packing)
    with nullcontext() if packing is Packing.NONE else suppress(Unusable):
        while stream.read(16):
            pass
