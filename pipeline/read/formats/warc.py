"""WARC (ISO 28500), the form of web crawls: each HTML response is a record. Its number is its index in the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from pipeline.read.errors import Unusable
from pipeline.read.formats.whole import read_at_most
from pipeline.read.items import Fault, Item, Readable, Record, Skipped
from pipeline.read.limits import CHUNK_BYTES, MAX_HTML_SIZE
from pipeline.read.sniff import is_html

_HTML_TYPES: Final = {"text/html", "application/xhtml+xml"}

# The HTTP head that precedes a page within its record.
_MAX_HEAD_BYTES: Final = 64 * 2**10


def warc_records(stream: Readable) -> Iterator[Item]:
    """Yield the HTML responses; requests, other kinds of records and other media types are skipped.

    Raises Unusable where the structure of the archive is broken, after the records before that place.
    """
    index = 0
    try:
        # Bodies are read here, not by the library, so that a record that ends early is seen.
        for warc in ArchiveIterator(stream, parse_http=False, stream_detect=False):  # type: ignore[arg-type]
            yield _item(warc, index)
            index += 1
    except OSError as error:
        raise Unusable(
            "damaged_warc",
            f"The WARC is damaged after {index} records ({error}); nothing after them was read. Fetch it again.",
        ) from error
    if index == 0:
        raise Unusable("damaged_warc", "No WARC record was found in the file; fetch it again.")


def _item(warc: WarcRecord, index: int) -> Item:
    if "WARC-Type" not in warc.headers:
        return Fault(index, "damaged_warc", f"The WARC record {index} has no type; fetch the file again.")
    if warc.record_type != WarcRecordType.response:
        return Skipped("warc_not_a_response")
    declared = warc.content_length
    block = _read(warc, MAX_HTML_SIZE + _MAX_HEAD_BYTES)
    if len(block) < min(declared, MAX_HTML_SIZE + _MAX_HEAD_BYTES):
        return Fault(
            index,
            "truncated_warc",
            f"The WARC record {index} says that it has {declared} bytes, but the file ends after {len(block)} of them; "
            "fetch it again.",
        )
    return _response(block, _url(warc), index)


def _read(warc: WarcRecord, limit: int) -> bytes:
    pieces: list[bytes] = []
    left = limit
    while left > 0 and (piece := warc.reader.read(min(left, CHUNK_BYTES))):
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)


def _response(block: bytes, url: str | None, index: int) -> Item:
    # A record of its own, so that a body that cannot be decoded does not disturb the reading of the archive.
    response = WarcRecord()
    response.is_http = True
    response.set_bytes_content(block)
    try:
        response.parse_http(auto_decode="all")
        if response.http_headers is None or response.http_headers.status_code != 200:
            return Skipped("warc_not_a_page")
        html = _html(response)
    except (OSError, ValueError) as error:
        return Fault(index, "damaged_http", f"The HTTP response of WARC record {index} cannot be decoded ({error}).")
    except Unusable as error:
        return Fault(index, error.error_type, error.message)
    if html is None:
        return Skipped("warc_not_html")
    return Record(index, {"url": url, "html": html}, response.http_charset)


def _html(response: WarcRecord) -> bytes | None:
    """Return the page, or null for another media type; a response without a type is looked into."""
    media_type = (response.http_content_type or "").strip().lower()
    if media_type and media_type not in _HTML_TYPES:
        return None
    html = read_at_most(response.reader, MAX_HTML_SIZE)
    return html if media_type or is_html(html[:2048].decode("utf-8", "replace")) else None


def _url(warc: WarcRecord) -> str | None:
    # Some crawlers write the address in angle brackets.
    return (warc.headers.get("WARC-Target-URI") or "").strip("<> ") or None
