"""The headline of a plain text that has no other title: a short line, then a blank one, then the article."""

from __future__ import annotations

import re
from typing import Final

_FIRST_LINE: Final = re.compile(r"\s*(?P<line>[^\n\r]{1,150}?)[ \t]*(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)\s*(?=\S)")
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_BYLINE: Final = re.compile(r"(?:by|from|published|posted|updated)\b", re.IGNORECASE)
# Fewer are the name of a paper, of a section or a date.
_FEWEST_WORDS: Final = 4


def headline_of(text: str) -> str | None:
    """Return the first line of a text where it is a headline, else null; a line that ends as sentences do is none."""
    found = _FIRST_LINE.match(text)
    if found is None:
        return None
    line = found["line"].strip()
    is_headline = line[-1:] not in ".:;," and not _BYLINE.match(line) and len(_WORD.findall(line)) >= _FEWEST_WORDS
    return line if is_headline else None
