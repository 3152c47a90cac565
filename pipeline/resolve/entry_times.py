"""The time that opens an entry of a live report, as in "18:40 Police say ...", "6.40pm: ..." or "[18:40] ...".

It tells when the entry was put up and is no part of what the entry says.
"""

from __future__ import annotations

import re

from models.records import Span
from pipeline.resolve.date_grammar import WEEKDAYS

_HALF_DAY = r"(?i:\s?[ap]\.?\s?m\b\.?)"
_TWELVE = r"(?:1[0-2]|0?[1-9])"
_MINUTES = r"[0-5]\d(?::[0-5]\d)?"
_ZONES = (
    "GMT UTC [ECMP][SD]?T CES?T EES?T WES?T BST IST WAT CAT EAT SAST MSK PKT SGT HKT JST A[EC][SD]T NZ[SD]T".split()
)
_ZONE_NAME = rf"(?:(?:{'|'.join(_ZONES)})\b|(?i:local(?:\stime)?|hrs)\b)"
_ZONE = rf"\s?\(?{_ZONE_NAME}\)?"
_OF_HALF = rf"{_TWELVE}(?:[:.]{_MINUTES})?{_HALF_DAY}"
_CLOCK = rf"(?:[01]?\d|2[0-3])[:.h]{_MINUTES}"
_MILITARY = rf"(?:[01]\d|2[0-3])[0-5]\d(?={_ZONE})"
_TIME = rf"(?:{_OF_HALF}|{_CLOCK}|{_MILITARY})"
# Without a sign behind it, only what can be nothing else: no "12.50 Million", no "9:30 Club".
_PLAIN = rf"(?:{_TWELVE}[:.]{_MINUTES}{_HALF_DAY}|(?:[01]\d|2[0-3]):{_MINUTES}|{_TIME}{_ZONE})"
_QUOTES = "\"“‘„«'"
# "18:40 on Monday", "6pm Eastern": the time goes on.
_MONTHS = "January February March April June July August September October November December".split()
_GOES_ON = (
    rf"(?:{'|'.join(map(str.title, WEEKDAYS))}|{'|'.join(_MONTHS)}|May\s\d|Eastern|Central|Mountain|Pacific"
    rf"|Standard|Daylight|{_ZONE_NAME})\b"
)
_ENTRY_TIME = re.compile(
    r"\s*(?:[•▪●*·–—-]\s?)?(?:"
    rf"[\[(]\s?{_TIME}(?:{_ZONE})?\s?[\])](?:\s?[:–—-])?\s+(?=\S)"
    rf"|{_TIME}(?:{_ZONE})?\s?(?::|\||–|—|--?)\s+(?=[^\W\d_]|[{_QUOTES}])"
    rf"|{_PLAIN}\s+(?!{_GOES_ON})(?=[{_QUOTES}]?[^\W\d_a-z])"
    ")"
)
_TIME_LINE = re.compile(rf"[^\S\n]*[\[(]?{_TIME}(?:{_ZONE})?[\])]?\s*")
_LONGEST_TIME_LINE = 40
_LONGEST_HEADING = 150
_SENTENCE_ENDS = (".", "!", "?", '"', "”")


def entry_time(text: str, start: int) -> Span | None:
    """The time that opens an entry at ``start``, with all signs before the words behind it; null where none does."""
    found = _ENTRY_TIME.match(text, start)
    return Span(start, found.end()) if found else None


def entry_time_end(text: str, limit: int | None = None) -> int:
    """Where the words begin behind the time that opens a text; 0 where none does, or it reaches beyond ``limit``."""
    time = entry_time(text, 0)
    return time.end if time and (limit is None or time.end <= limit) else 0


def stands_below_time(text: str, line: int, first: int) -> bool:
    """Whether the line at an offset opens an entry below a line that is its time, with its heading between or not.

    ``first`` is where the text begins.
    """
    above, start = _line_above(text, line, first)
    if above and len(above) <= _LONGEST_HEADING and not _is_time(above) and not above.endswith(_SENTENCE_ENDS):
        above, _ = _line_above(text, start, first)
    return _is_time(above)


def _is_time(line: str) -> bool:
    return len(line) <= _LONGEST_TIME_LINE and _TIME_LINE.fullmatch(line) is not None


def _line_above(text: str, line: int, first: int) -> tuple[str, int]:
    """The line above that is not blank, stripped, and where it begins; an empty one above the first."""
    reach = max(first, line - _LONGEST_HEADING)
    end = reach + len(text[reach:line].rstrip())
    start = max(text.rfind("\n", first, end) + 1, first)
    return text[start:end].strip(), start
