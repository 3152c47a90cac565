"""Whether a content says that more people were taken in than there was room for, by its numbers or in other words.

That 94 were aboard a ship meant for 76 and that she sailed within her limits contradict each other without a word or a
number in common.
"""

from __future__ import annotations

import re

from pipeline.fold.stance import AFFIRMED, DENIED, NOT_YET
from pipeline.fold.words import LONGEST_TEXT, placed_quantities
from pipeline.resolve.words import word_list

OVER, WITHIN = "over", "within"

_PEOPLE = (
    word_list("person_nouns") | word_list("unnamed_persons") | {"aboard", "name", "passenger", "prisoner", "person"}
)
_MEANT = r"(?:licen[cs]ed?|certified|meant|built|designed|approved|cleared|allowed|permitted|rated)"
# No other adjectives: "the city limits" and "the speed limit" are limits of other things.
_LIMIT = (
    r"(?:(?:its|her|his|their|the)\s+)?"
    r"(?:(?:safe|legal|permitted|allowed|licensed|official|maximum|full|passenger|loading)\s+)?(?:capacity|limits?)\b"
)
_TOO_MUCH = re.compile(
    rf"\boverload\w*|\bovercrowd\w*|\b(?:over|beyond|above|exceed\w*)\s+{_LIMIT}"
    rf"|\bmore\s+(?:\w+\s+){{0,3}}?than\s+(?:\w+\s+){{0,4}}?{_MEANT}\b"
    r"|\btoo\s+many\s+(?:people|passengers)\b",
    re.IGNORECASE,
)
_NO_MORE = re.compile(rf"\bwithin\s+{_LIMIT}", re.IGNORECASE)
_ROOM = re.compile(
    rf"\b(?:{_MEANT}|room|space|seats|berths|capacity)\s+"
    r"(?:for|of|to\s+(?:carry|hold|take|seat))\s+(?:(?:only|up\s+to|at\s+most|no\s+more\s+than)\s+)?(\d[\d,]*)\b",
    re.IGNORECASE,
)


def load_of(content: str, stance: int) -> str:
    """``OVER`` or ``WITHIN`` what is allowed, ``stance`` being that to the content; empty where it does not tell."""
    worded = _worded(content[:LONGEST_TEXT])
    if stance in (DENIED, NOT_YET):
        return {OVER: WITHIN, WITHIN: OVER}.get(worded, "")
    return worded if stance == AFFIRMED else ""


def _worded(text: str) -> str:
    if _TOO_MUCH.search(text):
        return OVER
    if _NO_MORE.search(text):
        return WITHIN
    room = _ROOM.search(text)
    return _by_numbers(text, room) if room else ""


def _by_numbers(text: str, room: re.Match[str]) -> str:
    """The load by how many people a content counts beside those for whom there is room."""
    people = [
        float(count.value)
        for start, count in placed_quantities(text)
        if {count.noun, count.noun.removesuffix("s")} & _PEOPLE and not room.start() <= start < room.end()
    ]
    if not people:
        return ""
    return OVER if max(people) > float(room[1].replace(",", "")) else WITHIN
