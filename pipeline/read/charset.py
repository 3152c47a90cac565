"""Bytes to text: byte order mark, declared charset, UTF-8, else the charset that the bytes look like."""

from __future__ import annotations

import codecs
import re
from typing import Final

from charset_normalizer import CharsetMatch, from_bytes

from pipeline.read.errors import Unusable

REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"

_BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# What news is written in when it is not UTF-8. Detection among all codecs of Python would name rarities.
_CANDIDATES: Final = [
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "koi8_r",
    "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr",
]  # fmt: skip

# Where the letters cannot tell the Western charsets apart, browsers take this one, and so do we.
_WESTERN: Final = "cp1252"

# Text codecs of Python that no document is written in, some of them slower than linear.
_NOT_CHARSETS: Final = {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "utf-7"}

_DETECTION_BYTES: Final = 64 * 2**10
_DECLARATION_BYTES: Final = 2048
_META_CHARSET: Final = re.compile(rb"""charset\s{0,8}=\s{0,8}["']?([A-Za-z0-9_:.-]{1,40})""", re.IGNORECASE)


def byte_order_mark(data: bytes) -> tuple[bytes, str] | None:
    """Return the byte order mark that the data starts with and its codec, or null."""
    return next(((mark, codec) for mark, codec in _BYTE_ORDER_MARKS if data.startswith(mark)), None)


def decode(data: bytes, declared: str | None = None) -> str:
    """Decode bytes of any charset; a declared charset that does not fit is not believed.

    Raises Unusable where no charset fits.
    """
    marked = byte_order_mark(data)
    if marked is not None:
        mark, codec = marked
        return data[len(mark) :].decode(codec, "replace")
    for candidate in (_codec_of(declared), "utf-8"):
        text = _try(data, candidate)
        if text is not None:
            return text
    return _decode_detected(data)


def declared_charset(html: bytes) -> str | None:
    """Return the charset that the head of an HTML page declares."""
    found = _META_CHARSET.search(html[:_DECLARATION_BYTES])
    return found.group(1).decode("ascii") if found else None


def detected_charset(data: bytes) -> str | None:
    """Return the codec that bytes, known not to be UTF-8, look like; null where none fits."""
    matches = list(from_bytes(data[:_DETECTION_BYTES], cp_isolation=_CANDIDATES))
    if not matches:
        return _WESTERN if _try(data, _WESTERN) is not None else None
    best = matches[0]
    tied = [match for match in matches if _score(match) == _score(best)]
    western = any(_WESTERN in match.could_be_from_charset for match in tied)
    undecided = best.coherence == 0 and best.encoding.startswith("cp125") and _try(data, _WESTERN) is not None
    return _WESTERN if western or undecided else best.encoding


def valid_text(text: str) -> str:
    """Make text storable as UTF-8: pairs of surrogates are joined, lone ones and NUL become U+FFFD.

    Any other text is returned as it is.
    """
    if not text.isascii():
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text.replace("\0", REPLACEMENT)


def _score(match: CharsetMatch) -> tuple[float, float]:
    return match.chaos, match.coherence


def _decode_detected(data: bytes) -> str:
    codec = detected_charset(data)
    if codec is None:
        raise Unusable("undecodable", "The bytes fit no known charset; save the text as UTF-8.")
    return data.decode(codec, "replace")


def _try(data: bytes, codec: str | None) -> str | None:
    if codec is None:
        return None
    try:
        return data.decode(codec)
    except (UnicodeError, LookupError):  # LookupError: a byte transform such as zip, which Python refuses to run here
        return None


def _codec_of(declared: str | None) -> str | None:
    """Return Python's name of a declared charset; Latin-1 and ASCII mean Windows-1252, as in browsers."""
    if declared is None:
        return None
    try:
        info = codecs.lookup(declared.strip())
    except (LookupError, ValueError):
        return None
    if info.name in _NOT_CHARSETS:
        return None
    return _WESTERN if info.name in {"iso8859-1", "ascii"} else info.name
