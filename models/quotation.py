"""Whether the content of a claim is quoted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from models.records import Span

_MARKS = re.compile("[\"“”„‟«»]|``|''")
_SINGLE_MARKS = re.compile("['`‘’]")
_OPENING, _CLOSING = frozenset("“„‟«") | {"``"}, frozenset("”»")
_BEFORE_OPENING = " \t\n\r\xa0([{-–—/"
# How far back the mark that opens a quotation is looked for.
_FARTHEST = 500
_LETTERS = re.compile(r"\w")
_DIRECT = 0.9
_MIXED = 0.05


def is_beside_mark(text: str, offset: int) -> bool:
    """Whether a quotation mark, a single one included, stands within two characters of an offset."""
    near = text[max(0, offset - 2) : offset + 2]
    return bool(_MARKS.search(near) or _SINGLE_MARKS.search(near))


def quotation_kind(text: str, contents: Sequence[Span]) -> str:
    """Returns direct where nearly all letters stand within quotation marks, indirect where none do, else mixed.

    A span that begins within a quotation is quoted up to the mark that closes it. An opening mark without a closing one
    quotes to the end, as in quotations that run over paragraphs.
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
    inside = _is_open(text, span)
    quoted = total = 0
    position = span.start
    for mark in _MARKS.finditer(text, span.start, span.end):
        letters = len(_LETTERS.findall(text, position, mark.start()))
        total += letters
        quoted += letters if inside else 0
        opens = _opens(text, mark)
        inside, position = not inside if opens is None else opens, mark.end()
    letters = len(_LETTERS.findall(text, position, span.end))
    return quoted + (letters if inside else 0), total + letters


def _is_open(text: str, span: Span) -> bool:
    """Whether a span begins within a quotation: the last mark before it opens one, or its first mark closes one."""
    first = _MARKS.search(text, span.start, span.end)
    if first is not None and _opens(text, first) is False:
        return True
    line = text.rfind("\n", max(0, span.start - _FARTHEST), span.start) + 1
    before = list(_MARKS.finditer(text, max(line, span.start - _FARTHEST), span.start))
    opens = _opens(text, before[-1]) if before else False
    return len(before) % 2 == 1 if opens is None else opens


def _opens(text: str, mark: re.Match[str]) -> bool | None:
    """Whether a mark opens a quotation or closes one; null where neither its form nor what stands around it tells."""
    if mark.group() in _OPENING or mark.group() in _CLOSING:
        return mark.group() in _OPENING
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    if after.strip() and not before.strip(_BEFORE_OPENING):
        return True
    return False if before.strip() and not after.isalnum() else None
