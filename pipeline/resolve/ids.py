"""Ids that come from content alone."""

from __future__ import annotations

import hashlib

_DIGITS = 20
_SEPARATOR = "\x1f"


def content_id(prefix: str, *parts: str | int) -> str:
    """The prefix and 20 hexadecimal digits of the SHA-256 over the parts."""
    joined = _SEPARATOR.join(map(str, parts))
    return prefix + hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
