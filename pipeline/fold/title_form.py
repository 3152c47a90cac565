"""The form of a title: a capital, no words that open or close nothing, and marks in pairs."""

from __future__ import annotations

import re

from models.phrase_ends import OPEN_WORDS

QUOTES = frozenset('"“”„«»')
"""Marks of quotations."""

_FEWEST_WORDS = 4
_LAST_DAY = re.compile(
    r",?\s(?:today|(?:the day before )?yesterday|(?:the day after )?tomorrow|tonight|last night"
    r"|(?:yesterday|this) (?:morning|afternoon|evening))\W?$",
    re.IGNORECASE,
)
_LONGEST_DAY = len(", the day before yesterday.")
# What a headline says of its report and not of what happened.
_REPORT_LABEL = re.compile(
    r"(?:\s*[:|–—]|\s-)\s*"
    r"(?:live(?: updates?| blog| coverage| report)?|as it happened|(?:the )?latest(?: updates?| news)?"
    r"|what we know(?: so far)?|in pictures|watch live)\W*$",
    re.IGNORECASE,
)
_LONGEST_LABEL = len(" - what we know so far...")
_OPENER = re.compile(
    r"(?:and|but|(?:so|then|yet)(?=,?\s(?:the|an?|he|she|it|they|we|i|his|her|its|their|our|this|these)\b)),?\s",
    re.IGNORECASE,
)
# A title that begins in an apposition keeps the comma that ends it: "[The mayor,] Anna Miro, was freed".
_LONE_COMMA = re.compile(
    r"(?P<name>[^,:;?!]{3,50}),(?=\s(?:was|were|is|are|has|have|had|will|would|can|could|may|might|must|did|does)\s[^,?]*$)"
)
_ABBREVIATION = re.compile(r"(?:^|[\s(])(?:[^\W\d_]\.)+[^\W\d_]$")
_MARK = re.compile(r"[\"“”„«»]")
_CLOSING = {'"': '"', "“": "”", "„": "“", "«": "»"}
_OPENING = {'"': '"', "”": "“", "»": "«"}


def formed(text: str, longest: int) -> str:
    """The title that a wording makes."""
    stripped = _stripped(_without_lone_comma(_without_opener(_without_day(_without_label(text)))))
    paired = _paired(stripped, longest)
    at = next((place for place, sign in enumerate(paired) if sign not in QUOTES), 0)
    return paired[:at] + paired[at : at + 1].upper() + paired[at + 1 :]


def _without_label(text: str) -> str:
    """A title without a last word on the form of the report ("Flood in Verrano: live updates")."""
    label = _REPORT_LABEL.search(text, max(0, len(text) - _LONGEST_LABEL))
    return text[: label.start()] if label and label.start() else text


def _without_day(text: str) -> str:
    """A title without a last word that means nothing to who does not know the day of the report."""
    day = _LAST_DAY.search(text, max(0, len(text) - _LONGEST_DAY))
    kept = text[: day.start()].split() if day else []
    if day is None or len(kept) < _FEWEST_WORDS or kept[-1].casefold() in OPEN_WORDS:
        return text
    return text[: day.start()]


def _without_opener(text: str) -> str:
    """A title without a word that only ties it to what stands before it."""
    opener = _OPENER.match(text)
    return text[opener.end() :] if opener else text


def _without_lone_comma(text: str) -> str:
    """A title without a comma between its subject and its verb."""
    lone = _LONE_COMMA.match(text)
    return lone["name"] + text[lone.end() :] if lone else text


def _stripped(text: str) -> str:
    """A title without marks at its ends; a point stays that belongs to an abbreviation ("3 p.m.")."""
    stripped = text.strip(" ,;:.\"'“‘’-–—") or text.strip()
    if stripped.startswith("(") and ")" not in stripped:
        stripped = stripped[1:].lstrip()
    return f"{stripped}." if "." in stripped[-2:] and _ABBREVIATION.search(stripped) else stripped


def _paired(text: str, longest: int) -> str:
    """A title whose quotation marks come in pairs: one that has lost its other gets it back at the end of the title.

    What stands between is quoted. Where marks are too many or there is no room for another, they are left out.
    """
    if QUOTES.isdisjoint(text):
        return text
    unopened, unclosed = _unpaired(text)
    added = (_OPENING.get(unopened[0], "") if unopened else "") + text + (_CLOSING[unclosed[0]] if unclosed else "")
    if len(unopened) <= 1 and len(unclosed) <= 1 and len(added) <= longest:
        return added
    return " ".join(_MARK.sub("", text).split())


def _unpaired(text: str) -> tuple[list[str], list[str]]:
    """The closing marks that nothing opens, and the opening marks that nothing closes."""
    unopened: list[str] = []
    unclosed: list[str] = []
    for found in _MARK.finditer(text):
        if _opens(text, found.start(), found[0], bool(unclosed)):
            unclosed.append(found[0])
        elif unclosed:
            unclosed.pop()
        else:
            unopened.append(found[0])
    return unopened, unclosed


def _opens(text: str, at: int, mark: str, is_inside: bool) -> bool:
    """Whether a mark opens a quotation, which a straight one does behind a space."""
    if is_inside:
        return False
    return mark in "“„«" if mark != '"' else at == 0 or text[at - 1] in " (—–"
