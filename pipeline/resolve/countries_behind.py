"""Where a text tells in which country a name lies: "Drumalor, eastern Chad", "Drumalor, a town in the east of Chad"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.resolve.lexicon import Hit
from pipeline.resolve.words import Word

_SIDES = r"(?:(?:north|south|east|west|central|upper|lower)[a-z-]*\s)?"
_LIES_IN = re.compile(
    rf",?\s(?:in\s|\()?(?:the\s)?{_SIDES}"
    r"|,\sa\s(?:[a-z-]+\s){0,2}(?:town|village|city|port|district|region|island)\sin\s"
    rf"(?:(?:the\s)?{_SIDES}(?:of\s)?(?:the\s)?)?"
)
_LIES_REACH = 60


def countries_behind(text: str, words: Sequence[Word], hits: Sequence[Hit]) -> dict[int, str]:
    """The countries that are told right behind names, by the offsets at which the names end.

    None is another's than the name's own: not "on Chad's border", nor "Chad and Niger".
    """
    found = {}
    previous = -1
    for hit in hits:
        country = hit.entry.country
        if country and _is_told_alone(text, words, hit):
            lowest = max(previous, hit.start - _LIES_REACH)
            ends = (end for end in _ends_before(words, hit.first, lowest) if _LIES_IN.fullmatch(text, end, hit.start))
            found.update(dict.fromkeys(ends, country))
        previous = hit.start
    return found


def _is_told_alone(text: str, words: Sequence[Word], hit: Hit) -> bool:
    is_plain = hit.entry.kind == "country" and not words[hit.last - 1].is_possessive
    return is_plain and text[hit.end : hit.end + 5] != " and "


def _ends_before(words: Sequence[Word], first: int, lowest: int) -> Iterator[int]:
    """Where the words before one of them end, the nearest first, as far back as above an offset."""
    for at in range(first - 1, -1, -1):
        if words[at].end <= lowest:
            break
        yield words[at].end
