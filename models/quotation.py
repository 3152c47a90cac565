"""Whether the content of a claim is quoted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from models.records import Span

_MARKS = re.compile("[\"“”„‟«»]|``|''")
_SINGLE_MARKS = re.compile("['`‘’]")
_LETTERS = re.compile(r"\w")
_DIRECT = 0.9
_MIXED = 0.05


def is_beside_mark(text: str, offset: int) -> bool:
    """Whether a quotation mark, a single one included, stands within two characters of an offset."""
    near = text[max(0, offset - 2) : offset + 2]
    return bool(_MARKS.search(near) or _SINGLE_MARKS.search(near))


def quotation_kind(text: str, contents: Sequence[Span]) -> str:
    """Returns direct where nearly all letters stand within quotation marks, indirect where none do, else mixed.

    Marks just outside a span count as its own. An opening mark without a closing one quotes to the end, as in
    quotations that run over paragraphs.
    """
    quoted = total = 0
    for span in contents:
        quoted_here, total_here = _quoted_letters(text, span)
        quoted += quoted_here
        total += total_here
    if not total or quoted / total <= _MIXED:
        return "indirect"
    return "direct" if quoted / total >= _DIRECT else "mixed"


def _quoted_letters(text: str, span: Span) -> tuple[int, int]:
    before = text[max(0, span.start - 3) : span.start].rstrip()
    opened = bool(_MARKS.search(before[-2:]))
    quoted = total = 0
    position = span.start
    inside = opened or _closes_first(text, span)
    for mark in _MARKS.finditer(text, span.start, span.end):
        letters = len(_LETTERS.findall(text, position, mark.start()))
        total += letters
        quoted += letters if inside else 0
        inside, position = not inside, mark.end()
    letters = len(_LETTERS.findall(text, position, span.end))
    return quoted + (letters if inside else 0), total + letters


def _closes_first(text: str, span: Span) -> bool:
    first = _MARKS.search(text, span.start, span.end)
    return first is not None and first.group() in "”»''"
