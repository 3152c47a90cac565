"""What waits between two stages: in memory while it is little, beyond that in a file.

They stand in for Beam's own buffers, which hold all of it, and a grouping twice when it is handed on.
"""

# mypy: allow-untyped-calls

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from zlib import crc32

from apache_beam import coders
from apache_beam.coders.coder_impl import CoderImpl, create_InputStream  # type: ignore[attr-defined]
from apache_beam.runners.portability.fn_api_runner.execution import GroupingBuffer, ListBuffer
from apache_beam.transforms.core import Windowing

from pipeline.local.spill import HELD_BYTES, Chunk, SpillFile

PARTS = 256
"""Into how many parts the keys of a large grouping are cut; a part is what is grouped in memory at a time."""


class SpillingList:
    """Takes encoded elements and gives them again, in any order; ``size`` is how many bytes they are."""

    def __init__(self, coder: CoderImpl) -> None:
        self.size = 0
        self._coder = coder
        self._waiting: list[bytes] = []
        self._held = 0
        self._file = SpillFile()
        self._chunks: list[Chunk] = []

    @classmethod
    def in_place_of(cls, buffer: ListBuffer) -> SpillingList:
        """An empty buffer for the same elements."""
        return cls(buffer._coder_impl)

    def append(self, elements: bytes) -> None:
        """Take some elements, encoded one after the other. Raises OSError where there is no room for them."""
        self._waiting.append(elements)
        self._held += len(elements)
        self.size += len(elements)
        if self._held > HELD_BYTES:
            self._chunks += map(self._file.store, self._waiting)
            self._waiting, self._held = [], 0

    def extend(self, other: SpillingList) -> None:
        """Take all that another buffer holds."""
        self._chunks += other._chunks
        self.size += other.size - other._held
        for elements in other._waiting:
            self.append(elements)

    def copy(self) -> SpillingList:
        """A buffer with the same elements, for another reader."""
        copied = SpillingList(self._coder)
        copied.extend(self)
        return copied

    def __iter__(self) -> Iterator[bytes]:
        yield from (chunk.read() for chunk in self._chunks)
        yield from self._waiting

    def partition(self, n: int) -> list[Iterable[bytes]]:
        """All elements in ``n`` shares; those in the file are read when a share is gone through."""
        in_memory = ListBuffer(self._coder)
        for elements in self._waiting:
            in_memory.append(elements)
        shares = in_memory.partition(n)
        return [_both(self._chunks[place::n], share) for place, share in enumerate(shares)]


def _both(chunks: Sequence[Chunk], waiting: Sequence[bytes]) -> Iterator[bytes]:
    yield from (chunk.read() for chunk in chunks)
    yield from waiting


class SpillingGroups:
    """Takes encoded elements, pairs of a key and a value, and gives encoded groups; ``size`` as above."""

    def __init__(self, elements: coders.Coder, groups: coders.Coder, windowing: Windowing) -> None:
        self.size = 0
        self._elements, self._groups, self._windowing = elements, groups, windowing
        self._waiting: list[bytes] = []
        self._held = 0
        self._file = SpillFile()
        self._parts: list[list[Chunk]] = [[] for _ in range(PARTS)]

    @classmethod
    def in_place_of(cls, buffer: GroupingBuffer) -> SpillingGroups:
        """An empty buffer for the same elements."""
        return cls(buffer._pre_grouped_coder, buffer._post_grouped_coder, buffer._windowing)

    def append(self, elements: bytes) -> None:
        """Take some elements, encoded one after the other. Raises OSError where there is no room for them."""
        self._waiting.append(elements)
        self._held += len(elements)
        self.size += len(elements)
        if self._held > HELD_BYTES:
            self._spill()

    def extend(self, other: SpillingGroups) -> None:
        """Take all that another buffer of the same grouping holds."""
        for own, taken in zip(self._parts, other._parts, strict=True):
            own += taken
        self.size += other.size - other._held
        for elements in other._waiting:
            self.append(elements)

    def copy(self) -> SpillingGroups:
        """The same, since it can be gone through several times."""
        return self

    def partition(self, n: int) -> list[Iterable[bytes]]:
        """All groups in ``n`` shares; those of a large buffer are made when a share is gone through."""
        if not any(self._parts):
            return list(self._grouped(self._waiting).partition(n))
        self._spill()
        return [self._groups_of(range(first, PARTS, n)) for first in range(n)]

    def _groups_of(self, parts: Sequence[int]) -> Iterator[bytes]:
        for part in parts:
            yield from self._grouped([chunk.read() for chunk in self._parts[part]])

    def _grouped(self, encoded: Iterable[bytes]) -> GroupingBuffer:
        groups = GroupingBuffer(self._elements, self._groups, self._windowing)
        for elements in encoded:
            groups.append(elements)
        return groups

    def _spill(self) -> None:
        pieces: list[list[bytes]] = [[] for _ in range(PARTS)]
        for elements in self._waiting:
            for part, element in self._by_part(elements):
                pieces[part].append(element)
        self._waiting, self._held = [], 0
        for chunks, own in zip(self._parts, pieces, strict=True):
            if own:
                chunks.append(self._file.store(b"".join(own)))

    def _by_part(self, encoded: bytes) -> Iterator[tuple[int, bytes]]:
        """The elements one by one, each with the part that its key belongs to."""
        elements, keys = self._elements.get_impl(), self._elements.key_coder().get_impl()
        stream, start = create_InputStream(encoded), 0
        while start < len(encoded):
            key, _ = elements.decode_from_stream(stream, True).value
            end = len(encoded) - stream.size()
            yield crc32(keys.encode(key)) % PARTS, encoded[start:end]
            start = end
