"""Streams of plain bytes out of gzip, Zstandard and UTF-16 files, unpacked piece by piece and bounded."""

from __future__ import annotations

import codecs
import gzip
import zlib
from collections.abc import Callable
from enum import Enum
from typing import Final

from fastwarc.stream_io import ZstdReader

from pipeline.read.charset import byte_order_mark
from pipeline.read.errors import Unusable
from pipeline.read.items import Readable
from pipeline.read.limits import FREE_UNPACKED_BYTES, MAX_UNPACK_RATIO


class Packing(Enum):
    """How a file is compressed."""

    NONE = "none"
    GZIP = "gzip"
    ZSTD = "zstd"


_ZSTD_PIECE_BYTES: Final = 16 * 2**10
_MAGIC: Final = ((b"\x1f\x8b", Packing.GZIP), (b"\x28\xb5\x2f\xfd", Packing.ZSTD))


def packing_of(head: bytes) -> Packing:
    """Tell the compression of a file from its first bytes."""
    return next((packing for magic, packing in _MAGIC if head.startswith(magic)), Packing.NONE)


def unpacked(packed: Readable, packing: Packing) -> Readable:
    """Return the stream of plain bytes in a compressed one.

    Reading it raises Unusable at damage, at a cut-off end, and where it unpacks to absurdly more than it is.
    """
    return packed if packing is Packing.NONE else _Unpacked(packed, packing)


def as_utf8(stream: Readable, head: bytes) -> Readable:
    """Return the stream without its byte order mark and, where that says UTF-16 or UTF-32, in UTF-8."""
    marked = byte_order_mark(head)
    if marked is None:
        return stream
    mark, codec = marked
    stream.read(len(mark))
    return stream if codec == "utf-8" else _Recoded(stream, codec)


class _Metered:
    """Counts the bytes that go into the unpacker."""

    def __init__(self, stream: Readable) -> None:
        self._stream = stream
        self.count = 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self.count += len(data)
        return data

    def tell(self) -> int:
        return self.count


class _Unpacked:
    def __init__(self, packed: Readable, packing: Packing) -> None:
        self._packing = packing
        self._packed = _Metered(packed)
        self._count = 0
        self._read = _gzip_read(self._packed) if packing is Packing.GZIP else _zstd_read(self._packed)

    def read(self, size: int) -> bytes:
        try:
            data: bytes = self._read(size)
        except (EOFError, OSError, zlib.error) as error:
            raise Unusable(
                "damaged_compression",
                f"The {self._packing.value} data are cut off or damaged after {self._count} unpacked bytes ({error}); "
                "fetch or make the file again.",
            ) from error
        self._count += len(data)
        self._refuse_bomb()
        return data

    def tell(self) -> int:
        return self._count

    def _refuse_bomb(self) -> None:
        if self._count > max(FREE_UNPACKED_BYTES, MAX_UNPACK_RATIO * self._packed.count):
            raise Unusable(
                "decompression_bomb",
                f"The file unpacks to more than {MAX_UNPACK_RATIO} times its size and was read no further; "
                "if it is sound, unpack it and give the unpacked file.",
            )


def _gzip_read(packed: _Metered) -> Callable[[int], bytes]:
    # read1 hands over what is unpacked so far, where read would lose it to an error further on.
    return gzip.GzipFile(fileobj=packed, mode="rb").read1  # type: ignore[call-overload, no-any-return]


def _zstd_read(packed: _Metered) -> Callable[[int], bytes]:
    # Unlike others, this reader does not take a file that is cut off for one that ends. What it could unpack of a
    # piece that is asked for is lost to an error within the piece, so the pieces are small.
    read = ZstdReader(packed).read  # type: ignore[arg-type]
    return lambda size: read(min(size, _ZSTD_PIECE_BYTES))


class _Recoded:
    """UTF-16 or UTF-32 in, UTF-8 out; ``read`` may return somewhat more than its size."""

    def __init__(self, stream: Readable, codec: str) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(codec)("replace")

    def read(self, size: int) -> bytes:
        text = ""
        while not text:
            data = self._stream.read(size)
            text = self._decoder.decode(data, final=not data)
            if not data:
                break
        return text.encode("utf-8", "replace")
