"""A file for what does not stay in memory: gone with the process that made it, however that ends."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from typing import IO

import pyarrow as pa

HELD_BYTES = 32 * 2**20
"""What one buffer holds in memory; beyond that it goes to its file."""
_CODEC = "lz4"


@dataclass(frozen=True, slots=True)
class Chunk:
    """Encoded elements in a file, ``stored`` bytes of it from ``offset``, compressed from ``size`` bytes."""

    file: IO[bytes]
    offset: int
    stored: int
    size: int

    def read(self) -> bytes:
        """The elements, encoded one after the other; several threads may read at once."""
        stored = os.pread(self.file.fileno(), self.stored, self.offset)
        elements: bytes = pa.decompress(stored, self.size, _CODEC, asbytes=True)
        return elements


class SpillFile:
    """Takes chunks, in a file of the folder for temporary files that no other process sees."""

    def __init__(self) -> None:
        self._file: IO[bytes] | None = None

    def store(self, elements: bytes) -> Chunk:
        """Write one chunk.

        Raises:
            OSError: it cannot be written; the message names the folder and what changes it.
        """
        try:
            return self._store(elements)
        except OSError as error:
            reason = f"{error.strerror} in {tempfile.gettempdir()}, where a run keeps what waits to be grouped"
            raise OSError(error.errno, f"{reason}; the variable TMPDIR names another folder") from error

    def _store(self, elements: bytes) -> Chunk:
        stored = pa.compress(elements, _CODEC, asbytes=True)
        if self._file is None:
            self._file = tempfile.TemporaryFile(prefix="newsfold-")  # noqa: SIM115 - it lives as long as its chunks
        chunk = Chunk(self._file, self._file.tell(), len(stored), len(elements))
        self._file.write(stored)
        self._file.flush()
        return chunk
