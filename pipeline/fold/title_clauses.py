"""Where the clause of a trigger begins and ends in its sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from pipeline.denial import DENY, REPORT, UNTRUE
from pipeline.fold.words import CALENDAR
from pipeline.resolve.words import titles, word_list

# The end of a sentence and not of an abbreviation ("U.N. troops", "Mr. Miro", "Feb. 1").
_BEFORE_NAMES = sorted(map(str.title, titles("abbreviated")))
_AFTER_STOP = r"(?:\s+(?![a-z\d])|$)"
_BEHIND_STOP = r"(?<=\w\w\w\.)" + "".join(rf"(?<!\b{word}\.)" for word in _BEFORE_NAMES)
# All begin with one of a few characters, which are looked for first: that is several times as fast.
_CLAUSE_END = re.compile(
    r"[,:;()?!\"“”„«»\n–—. ](?:(?<=[;()?!\"“”„«»\n–—])|(?<=[,:])(?!\d)|"
    + _BEHIND_STOP
    + _AFTER_STOP
    + r"|(?<= )(?:who|which|that|while|but|after|when|because|said|says) )"
)
# "that" before a verb tells of a noun ("bridges that were built") and begins no clause that could stand alone.
_FINITE_VERBS = "was|were|is|are|has|have|had|will|would|can|could|may|might|must|should|did|does"
# "That August": a month or a weekday, and nobody who bears its name ("that May would resign").
_DAY = rf"(?:{'|'.join(sorted(map(str.capitalize, CALENDAR)))})\b(?!\s(?:{_FINITE_VERBS})\b)"
_CLAUSE_START = re.compile(
    r"[,:;?!\"”»\n–—. ](?:(?<=[;?!\n–—])\s*[\"“„«]?|(?<=:)(?!\d)\s*[\"“„«]?|(?<=,)\s[\"“„«]|(?<=[\"”»])\s|"
    + _BEHIND_STOP
    + _AFTER_STOP
    + r"|(?<=,) (?:and|but|while|as|so) |(?:(?<=,) |(?<= ))(?:because(?! of\b)|although|though) "
    + rf"|(?:(?<=,) |(?<= ))that (?!(?:\w+ed|{_FINITE_VERBS})\b|{_DAY}))"
)
_BEFORE_SUBJECT = re.compile(r"(?:,|\b(?:when|after|before|while|until|where|as))\s$")
# What follows these is left open or denied, which a clause that begins behind them would not say.
_OPEN = re.compile(
    r"\b(?:(?:no|little|without|any)\s(?:[^\W\d_]+\s)?(?:evidence|proof|sign|indication|suggestion|doubt)"
    rf"|{DENY}|doubt(?:s|ed)?|disput(?:e|es|ed)|reject(?:s|ed)?|whether|if)\b[^.;:!?\n]{{0,40}}$"
)
_REPORTED = re.compile(rf"\b{REPORT}s\sthat\s$", re.IGNORECASE)
_REFUTED = re.compile(rf"[^.!?;]{{0,120}}?\b(?:is|are|was|were)\s(?:\w+ly\s)?{UNTRUE}\b", re.IGNORECASE)
_OPEN_REACH = 60
_CLAUSE_REACH = 12
_LONGEST_OPENER = 8
_THAT = re.compile(
    rf"that\s(?!{_DAY})"
    r"(?=[\"“„«]|[^\W\d_a-z]|(?:the|an?|no|every|all|some|he|she|it|they|we|his|her|its|their)\b)"
)
# "That" points at a noun here: "on that night".
_POINTING = re.compile(r"\b(?:of|in|on|at|by|for|with|from|to|after|before|since|until|during|near|like|all)\sthat\s$")
# No subject: a pronoun of the clause before, or a verb that goes on from the one before ("and warned of rain").
_NO_SUBJECT = re.compile(
    r"(?:that|which|who|whose|whom|of)\b|[a-z]+ed\s(?:by|to|of|for|on|in|at|with|against|that|the|an?|his|her|its|their)\b"
)
_WORD = re.compile(r"[a-z]+")
# What is only asked for: "that every ballot be counted".
_BE = re.compile(r"\bbe\b")
_BEFORE_BE = re.compile(
    r"(?:\b(?:to|will|would|can|could|shall|should|may|might|must|ll|d|not|never|also|still|only)|n['’]t|ly)\s$"
)
_BE_REACH = 12
# Words that stand before what a clause no longer has.
_LEADING_WORDS = "and or but as to of for with from under into the a an is was were are".split()
_PARTICLES = "by in on at about over through".split()
_HANGING_WORDS = frozenset((*_LEADING_WORDS, *_PARTICLES))
_HANGING = re.compile(rf"(?:,?\s(?:{'|'.join(sorted(_HANGING_WORDS))}))+$", re.IGNORECASE)
_FULL_STOPS = frozenset(".;?!")


def clause_end(sentence: str, after: int) -> tuple[int, str]:
    """Where a clause ends behind a place, and the sign that ends it: a full stop where the sentence does."""
    found = _CLAUSE_END.search(sentence, min(after, len(sentence)))
    return (found.start(), found[0][:1]) if found else (len(sentence), ".")


def clause_start(
    sentence: str, trigger: tuple[int, int], parts: Sequence[tuple[int, int]], named: AbstractSet[int]
) -> int:
    """Where the last clause begins before the trigger; a comma or "when" begins one right before who takes part.

    ``named`` are the places of pronouns for which a name is known.
    """
    first = min([trigger[0], *(start for start, _ in parts if start >= 0)])
    starts = [match.end() for match in _CLAUSE_START.finditer(sentence, 0, first)]
    begins = [start for start, _ in parts if 0 <= start <= trigger[0]]
    openers = ((place, sentence[max(0, place - _LONGEST_OPENER) : place]) for place in begins)
    starts += [place for place, opener in openers if _BEFORE_SUBJECT.search(opener)]
    latest_first = sorted((_behind_that(sentence, start) for start in starts), reverse=True)
    return next((place for place in latest_first if _stands_alone(sentence, place, trigger[0], named)), 0)


def begins_clause(sentence: str, start: int) -> bool:
    """Whether a clause begins there."""
    found = _CLAUSE_START.finditer(sentence, max(0, start - _CLAUSE_REACH), start)
    return any(start in (match.end(), _behind_that(sentence, match.end())) for match in found)


def without_hanging(text: str, sign: str = "") -> str:
    """Words without the last of them that lead to nothing, told by the sign that ends them.

    Before a full stop none does ("as they were"), nor does a particle before a comma ("the strike went on").
    """
    last = text[text.rfind(" ") + 1 :].lower()
    # Few texts end so, and to look at the last word is much cheaper than at all of them.
    if last not in _HANGING_WORDS or sign in _FULL_STOPS or (sign == "," and last in _PARTICLES):
        return text
    return _HANGING.sub("", text)


def _behind_that(sentence: str, start: int) -> int:
    found = _THAT.match(sentence, start)
    return found.end() if found else start


def _stands_alone(sentence: str, start: int, trigger: int, named: AbstractSet[int]) -> bool:
    """Whether a clause that begins there has a subject of its own, and tells what is neither open nor asked for."""
    has_subject = start in named or not (_NO_SUBJECT.match(sentence, start) or _is_past(sentence, start))
    has_words = bool(sentence[start:trigger].strip())
    is_clause = has_subject and has_words and not _POINTING.search(sentence, max(0, start - _CLAUSE_REACH), start)
    return is_clause and not _is_open(sentence, start) and not _is_asked_for(sentence, start, trigger)


def _is_past(sentence: str, start: int) -> bool:
    """Whether a verb of the past opens the words from there: "[the band that] ran the mill", "[...,"] said Miro"."""
    first = _WORD.match(sentence, start)
    return first is not None and first[0] in word_list("irregular_past")


def _is_open(sentence: str, start: int) -> bool:
    """Whether what begins there is only asked, supposed or denied, or told by reports that "were false"."""
    before = max(0, start - _OPEN_REACH)
    is_refuted = _REPORTED.search(sentence, before, start) is not None and _REFUTED.match(sentence, start) is not None
    return is_refuted or _OPEN.search(sentence, before, start) is not None


def _is_asked_for(sentence: str, start: int, trigger: int) -> bool:
    found = _BE.search(sentence, start, trigger)
    return found is not None and not _BEFORE_BE.search(sentence, max(start, found.start() - _BE_REACH), found.start())
