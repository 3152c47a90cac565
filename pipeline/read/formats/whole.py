"""Plain text and HTML: the file is one article."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.read.errors import Unusable
from pipeline.read.items import Item, Readable, Record
from pipeline.read.limits import CHUNK_BYTES, MAX_HTML_SIZE, MAX_TEXT_CHARS

# The longest text in the widest UTF-8.
_MAX_TEXT_BYTES = 4 * MAX_TEXT_CHARS


def text_file(stream: Readable) -> Iterator[Item]:
    """Yield the one record of a text file."""
    yield Record(None, {"text": read_at_most(stream, _MAX_TEXT_BYTES)})


def html_file(stream: Readable) -> Iterator[Item]:
    """Yield the one record of an HTML file."""
    yield Record(None, {"html": read_at_most(stream, MAX_HTML_SIZE)})


def read_at_most(stream: Readable, limit: int) -> bytes:
    """Return all bytes of a stream. Raises Unusable where they are more than ``limit``."""
    pieces: list[bytes] = []
    length = 0
    while chunk := stream.read(CHUNK_BYTES):
        pieces.append(chunk)
        length += len(chunk)
        if length > limit:
            raise Unusable(
                "too_large", f"The article is larger than {limit} bytes; split the file into one file an article."
            )
    return b"".join(pieces)
