"""What light verbs do is told by the words behind them: "set free", "went on strike", "took hostage"."""

from __future__ import annotations

import re

_VERBS = {
    "set sets setting": r"free|alight|ablaze|(?:on\s+)?fire",
    "let lets letting": r"free|loose|off",
    "go goes went gone going": r"(?:on\s+)?(?:strike|trial|rampage)|bankrupt|missing",
    "take takes took taken taking": r"hostage|captive|prisoner|(?:into\s+)?custody",
    "hold holds held holding": r"hostage|captive|prisoner",
    "put puts putting": r"(?:on\s+)?(?:trial|sale)|(?:to\s+)?death|(?:under\s+)?arrest",
    "find finds found finding": r"guilty|dead",
    "plead pleads pleaded pled pleading": r"(?:not\s+)?guilty",
}
_WHOM = r"(?:\s+(?:him|her|it|them|us|me|himself|herself|itself|themselves))?"
_BEHIND = {
    verb: re.compile(rf"{_WHOM}\s+({words})\b", re.IGNORECASE)
    for verbs, words in _VERBS.items()
    for verb in verbs.split()
}


def telling_words(trigger: str, behind: str) -> str:
    """The words of a trigger that tell what happened: its own, or those right behind it where it is a light verb."""
    pattern = _BEHIND.get(trigger.casefold())
    found = pattern.match(behind) if pattern else None
    return found[1] if found else trigger
