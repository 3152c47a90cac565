from __future__ import annotations

import io

from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.formats.lines import bounded_lines


class Dripping:
    """Gives a few bytes at a time, as sockets do."""

    def __init__(self, data: bytes, step: int) -> None:
        self._file = io.BytesIO(data)
        self._step = step

    def read(self, size: int, /) -> bytes:
        return self._file.read(min(size, self._step))


LINES = st.lists(st.binary(max_size=12).map(lambda line: line.replace(b"\n", b"") + b"\n"), max_size=12)


@given(LINES, st.integers(1, 9))
def test_lines_are_those_of_the_stream_with_their_offsets(lines: list[bytes], step: int) -> None:
    found = list(bounded_lines(Dripping(b"".join(lines), step), limit=100))
    assert [line.data for line in found] == lines
    assert [line.offset for line in found] == [sum(map(len, lines[:index])) for index in range(len(lines))]


@given(LINES, st.integers(1, 9), st.integers(1, 8))
def test_only_lines_over_the_limit_are_cut(lines: list[bytes], step: int, limit: int) -> None:
    found = list(bounded_lines(Dripping(b"".join(lines), step), limit))
    assert [line.too_long for line in found] == [len(line) > limit for line in lines]
    assert [line.data for line in found if not line.too_long] == [line for line in lines if len(line) <= limit]
    assert all(whole.startswith(line.data) for line, whole in zip(found, lines, strict=True))


def test_a_last_line_needs_no_line_feed() -> None:
    assert [line.data for line in bounded_lines(io.BytesIO(b"a\n\nb"), 10)] == [b"a\n", b"\n", b"b"]
