"""Persons without a name: "a truck driver", "the nurse of a school", who may be meant by a pronoun after them."""

from __future__ import annotations

import re
from functools import cache

from pipeline.resolve.words import word_list

_GENDERS = {"unnamed_men": "man", "unnamed_women": "woman"}
_MODIFIERS = r"(?:(?!(?:a|an|and|at|by|for|from|in|of|on|or|that|the|to|who|with)\b)[\w’'-]+\s){0,3}?"


@cache
def _introduction() -> re.Pattern[str]:
    """One whom a text brings in: "a nurse", and "the nurse" only with what is new itself ("the nurse of a school").

    Other nouns with "the" often stand for somebody who has been named before.
    """
    nouns = "|".join(sorted(word_list("unnamed_persons") | word_list("unnamed_men") | word_list("unnamed_women")))
    new = rf"(?:a|an|another|one)\s{_MODIFIERS}(?:{nouns})"
    of_new = rf"the\s{_MODIFIERS}(?:{nouns})(?=\s(?:at|from|in|of)\s(?:a|an|another|one)\b)"
    return re.compile(rf"\W*\b(?i:{new}|{of_new})\b(?!['’]|,?\s(?:called\s|named\s)?[A-Z])")


def introduced(text: str, start: int, end: int) -> str | None:
    """Whom a part of a text opens with, where it is a person without a name: "man", "woman" or "person"; else null."""
    found = _introduction().match(text, start, end)
    if found is None:
        return None
    noun = found.group().rpartition(" ")[2].lower()
    return next((gender for name, gender in _GENDERS.items() if noun in word_list(name)), "person")
