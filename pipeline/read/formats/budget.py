"""A bound on the bytes of one record, for parsers that would collect a record without end."""

from __future__ import annotations

from pipeline.read.errors import Unusable
from pipeline.read.items import Readable
from pipeline.read.limits import CHUNK_BYTES, MAX_RECORD_BYTES


class RecordBudget:
    """A stream that ends in Unusable where its reader has taken too much since ``start_record``."""

    def __init__(self, stream: Readable) -> None:
        self._stream = stream
        self._count = 0

    def start_record(self) -> None:
        """Give the next record the whole budget. It may share two chunks with the records before and after it."""
        self._count = 0

    def read(self, size: int = CHUNK_BYTES) -> bytes:
        """Return up to about ``size`` bytes."""
        data = self._stream.read(size)
        self._count += len(data)
        if self._count > MAX_RECORD_BYTES + 2 * CHUNK_BYTES:
            raise Unusable(
                "too_large",
                f"A record is longer than {MAX_RECORD_BYTES} bytes; nothing after it was read. Split or shorten it, "
                "or look for a quotation mark or bracket that is not closed.",
            )
        return data
