"""The headline of a plain text that has no other title: a short line, then a blank one, then the article.

Above it may stand the name of the paper, the number of its volume and the day; right below it who wrote it and when.
"""

from __future__ import annotations

import re
from typing import Final

_HEAD: Final = 1000
_BLANK: Final = re.compile(r"[ \t]*(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)\s*")
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_BYLINE: Final = re.compile(r"(?:by|from|published|posted|updated)\b", re.IGNORECASE)
_LONGEST: Final = 150
# Fewer are the name of a paper, of a section or a date.
_FEWEST_WORDS: Final = 4
_MOST_IMPRINTS: Final = 3
_MOST_LINES: Final = 3
_LONGEST_LINE: Final = 60
_NAME: Final = re.compile(r"(?:(?:the|of|and|[^\W\d_a-z][\w'’.-]*|[&|·-])(?: |$))+")
_STAMP_WORD: Final = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun|january|february|march|april|may|june|"
    r"july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|"
    r"vol(?:ume)?|no|nr|number|issue|edition)\b",
    re.IGNORECASE,
)
_MOST_BESIDE_STAMP: Final = 2


def headline_of(text: str) -> str | None:
    """Return the first line of a text, below its imprint, where it is a headline, else null.

    A line that ends as sentences do is none, nor is a name above a day, which is that of a paper.
    """
    above_others = _BLANK.split(text.strip()[:_HEAD])[:-1]
    first = next((block for block in above_others[: _MOST_IMPRINTS + 1] if not _is_imprint(block)), "")
    line, *below = [one.strip() for one in first.splitlines()] or [""]
    is_alone = not below or (_NAME.fullmatch(line) is None and all(map(_tells_who_or_when, below)))
    return line if is_alone and _is_headline(line) else None


def _is_headline(line: str) -> bool:
    is_short = 0 < len(line) <= _LONGEST and line[-1] not in ".:;,"
    return is_short and not _BYLINE.match(line) and _has_many_words(line)


def _tells_who_or_when(line: str) -> bool:
    return _is_stamp(line) or _BYLINE.match(line) is not None


def _is_imprint(block: str) -> bool:
    """Whether some short lines open with the name of a paper, or with its volume or day."""
    lines = block.splitlines()
    if len(lines) > _MOST_LINES or any(len(line) > _LONGEST_LINE or line.endswith((".", ":")) for line in lines):
        return False
    return _is_stamp(lines[0]) or (_NAME.fullmatch(lines[0]) is not None and not _has_many_words(lines[0]))


def _has_many_words(line: str) -> bool:
    return len(_WORD.findall(line)) >= _FEWEST_WORDS


def _is_stamp(line: str) -> bool:
    beside, found = _STAMP_WORD.subn("", line)
    return found > 0 and any(sign.isdigit() for sign in line) and len(_WORD.findall(beside)) <= _MOST_BESIDE_STAMP
