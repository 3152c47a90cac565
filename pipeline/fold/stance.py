"""Whether a telling affirms or denies: what its content says, and its content as it is worded.

The two differ: who denies that a ransom was paid and who says that none was paid say the same, in contents of which one
is denied and the other affirmed.
"""

from __future__ import annotations

import re

from models.records import Span
from models.sentences import split_sentences
from pipeline.denial import DENY, REPORT, UNTRUE
from pipeline.fold.statements import AFFIRMING, SUPPOSING, WITHHELD, cue_stems, is_nobody
from pipeline.fold.words import LONGEST_TEXT, denies, may_deny

NOT_YET, AFFIRMED, DENIED, OPEN, OPEN_NEGATED = range(5)
"""Even where it is negated, from 3 where it is open: not said to be so, as a question, a wish, a plan, an allusion.

What is denied up to now ("has not been released") may come about later.
"""

_THAT = re.compile(r"\W*(?:that\b\s*)?", re.IGNORECASE)
_ANSWER = re.compile(r"\A\W*no\s?[,.!;–—]", re.IGNORECASE)
"""What turns down something that was said before, and nothing of what comes after."""

_NO_STATEMENT = re.compile(r"\W*(?:whether|if|how|why|what|who|whom|when|where|which|to)\b", re.IGNORECASE)
_TO_DO = re.compile(r"\W*(?:(?:not|never)\s+)?to\b|\W*that\b|.*\b(?:will|would|shall)\b", re.IGNORECASE | re.DOTALL)
"""What is promised to be done, and no thing that is promised."""
_NEXT_CLAUSE = re.compile(
    r"[;:!]|\.\s|,\s(?=(?:and|or|as)\b)"
    r"|\b(?:but|because|since|although|though|while|if|unless|until|who|which|whose|where|when|that)\b",
    re.IGNORECASE,
)
_PENDING = re.compile(
    r"\b(?:ha(?:s|ve)\s+(?:still\s+)?(?:not|never)|hasn['’]t|haven['’]t)\s+(?:yet\s+)?been\b|\bnot\s+yet\b|\byet\s+to\b",
    re.IGNORECASE,
)
_REJECT = r"\b(?:reject|dismiss)\w{0,3}"
_REPORTS = rf"(?:[\w’'-]+ ){{0,2}}?(?:accusation|{REPORT})s?\b"
_UNTRUE = rf"(?:{UNTRUE}|a lie|lies)"
_DENYING = re.compile(
    rf"\b(?:{DENY}|denials?|(?:disput|refut)(?:e|es|ed|ing)|(?:rebut|contradict)\w{{0,4}}"
    rf"|rul(?:e|es|ed|ing) out)\b|{_REJECT} {_REPORTS}|{_REJECT} as (?:\w+ly )?{_UNTRUE}\b"
    rf"|\b(?:is|are|was|were) (?:\w+ly )?{UNTRUE}\b",
    re.IGNORECASE,
)
_REJECTING = re.compile(rf"{_REJECT}\W*\Z", re.IGNORECASE)
_REPORT = re.compile(rf"\W*{_REPORTS}", re.IGNORECASE)
"""The start of a content that says what was said by others, and not what is so."""
_REFUTED = re.compile(
    rf"\b(?:is|are|was|were|be|been)\s+(?:not\s+)?(?:\w+ly\s+)?{_UNTRUE}(?=\W*\Z|\s*[,.;:!”\"]|\s+(?:that|and|or)\b)",
    re.IGNORECASE,
)
"""What turns down the rest of a content without a word of negation: "it was untrue that"."""
_QUOTED_DENIAL = re.compile(r"\A[^:\"“”]*:\s*(?=[\"“])")
"""What a denial is about, before the words in which it is made."""
_PROMISING = re.compile(r"\b(?:promis|vow|pledg)\w{0,3}\b", re.IGNORECASE)
_WITHHOLDING = re.compile(rf"{WITHHELD}|\A\W*to\b", re.IGNORECASE)
"""The cue of what is not said: "declined to confirm", of which at times only "to confirm" is marked."""

_AFFIRMING_TOO = re.compile(
    r"\b(?:sp(?:eak|eaks|oke|oken)|h(?:old|olds|eld)|kn(?:ow|ows|ew)|f(?:ind|inds|ound)|s(?:ee|ees|aw)|puts?"
    r"|point(?:s|ed)? out|(?:goes|went) on|ma(?:kes?|de) clear|statements?|announcements?|arguments?"
    r"|(?:agree|calculat|charg|count|determin|expect|guarante|indicat|learn|rul|show)\w{0,5})\b",
    re.IGNORECASE,
)
"""What says so of a clause, and with a noun behind it tells of an act: "found that" and "found a body"."""

_NAMES_TOPIC = re.compile(r"\b(?:about|over|against|of|for|with)\W*\Z", re.IGNORECASE)
"""The end of a cue that is followed by what is spoken about ("warned against") and not by what is said of it."""

_OF_A_NOUN = re.compile(
    r"\bwithout\b|\b(?:with|(?:who|which)\s+\w+)\s+no\s+(?!(?:one|longer)\b)(?=\w)|\bno\s+(?:fewer|less|more|later)\s+than\b",
    re.IGNORECASE,
)
"""Negations that leave the clause around them affirmed: "bags with no seals arrived", "no fewer than forty arrived"."""

_QUOTED = re.compile("[\"“”]|''")
_MARK = re.compile('["“”„«»]')
_SHORTEST_OPENING = 4
"""Words of a first sentence that says something by itself, as "Listen." does not."""
_OPENS_QUOTATION = re.compile(r"\W*[\"“„«]|''")
_NO_WORD = re.compile(r"\W*")
"""The cue of a quotation that stands behind a colon or a dash."""


def stance_of(content: str, cue: str, source: str) -> int:
    """What is said of the main clause of a content, by its words, by its cue ("denied") and by its source ("nobody").

    Of several sentences the first counts. One of which only a later clause is negated is as open as a question is.
    """
    text = _ANSWER.sub("", content[:LONGEST_TEXT], count=1).strip()
    is_denied = _denies(text, cue)
    if is_denied and (subject := _QUOTED_DENIAL.match(text)):
        text, cue, is_denied = text[subject.end() :], "", False
    anywhere = _holds_negation(text)
    if anywhere and (opening := _affirmed_opening(text)):
        text, anywhere = opening, False
    is_clear = _states(text, cue, source) and anywhere == _holds_negation(_main_clause(text))
    is_refuted = _REFUTED.search(text) is not None
    if (anywhere != is_refuted) != is_denied:
        denied = NOT_YET if _PENDING.search(content[:LONGEST_TEXT]) else DENIED
        return denied if is_clear else OPEN_NEGATED
    return AFFIRMED if is_clear else OPEN


def stance_to_wording(content: str, cue: str, source: str) -> str | None:
    """Whether a source says that its content, as it is worded, is so ("affirmed") or is not ("denied").

    Null where it says neither, where nobody says it, or where that is not clear: a negation that is quoted may be the
    denial itself and not what is denied.
    """
    text = content[:LONGEST_TEXT].strip()
    if not _states(text, cue, source):
        return None
    if not _denies(text, cue):
        return "affirmed"
    return None if _QUOTED.search(text) and _holds_negation(text) else "denied"


def _affirmed_opening(text: str) -> str | None:
    """The first of several sentences, of a text that holds a negation, where it says something and holds none."""
    unmarked = _MARK.sub(" ", text)
    first, *later = split_sentences(unmarked, Span(0, len(unmarked)))
    opening = text[: first.end]
    says = len(opening.split()) >= _SHORTEST_OPENING and "?" not in opening
    return opening if later and says and not _holds_negation(opening) else None


def _denies(text: str, cue: str) -> bool:
    """Whether a cue turns down what it brings; behind a colon stand the words in which that is done."""
    return not _ends_in_colon(cue) and _turns_down(text, cue)


def _turns_down(text: str, cue: str) -> bool:
    """Whether a cue is one of denial, by itself or with the report that it rejects."""
    return bool(_DENYING.search(cue) or (_REJECTING.search(cue) and _REPORT.match(text)))


def _ends_in_colon(cue: str) -> bool:
    return cue.rstrip().endswith(":")


def _states(text: str, cue: str, source: str) -> bool:
    """Whether a content is a statement of somebody and its cue says that it is so, or not so."""
    if is_nobody(source) or denies(cue) or _WITHHOLDING.search(cue) or _NAMES_TOPIC.search(cue):
        return False
    if "?" in text:
        return False
    if _PROMISING.search(cue) and _TO_DO.match(text):
        return True
    if _NO_STATEMENT.match(text):
        return False
    return _turns_down(text, cue) or _affirms(text, cue) or bool(_NO_WORD.fullmatch(cue)) or _ends_in_colon(cue)


def _affirms(text: str, cue: str) -> bool:
    stems = cue_stems(cue)
    if _AFFIRMING_TOO.search(cue) or not AFFIRMING.isdisjoint(stems):
        return True
    return _OPENS_QUOTATION.match(text) is not None and not SUPPOSING.isdisjoint(stems)


def _holds_negation(text: str) -> bool:
    """Whether a text holds a negation of more than a noun."""
    return may_deny(text) and denies(_OF_A_NOUN.sub(" ", text))


def _main_clause(text: str) -> str:
    begun = _THAT.match(text)
    start = begun.end() if begun else 0
    end = _NEXT_CLAUSE.search(text, start)
    return text[start : end.start() if end else len(text)]
