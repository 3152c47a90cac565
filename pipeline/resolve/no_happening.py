"""Words that plainly tell of no happening: what ought not to be, days that pass, what is gone, how one reported."""

from __future__ import annotations

import re

from models.records import Event
from pipeline.resolve.date_grammar import WEEKDAYS
from pipeline.resolve.words import word_list

_REACH = 80
_BETWEEN = r"(?:(?:not|never|ever|be|been|also|still|now|just|simply|have\sto|be\sable\sto)\s)*"
# What ought to be or not to be; "must have fallen" is what somebody makes of what happened.
_OUGHT = re.compile(rf"\b(?:should|(?P<must>must)|ought\sto|(?:should|must)n[’']t)\s{_BETWEEN}$", re.IGNORECASE)
# "Our soil would not become a corridor": what is denied here is a state.
_WOULD_NOT = re.compile(
    r"\b(?:(?:would|will|shall|could|can|may|might)\s(?:not|never)|(?:would|wo|could|ca)n[’']t|cannot)\s(?:\w+ly\s)?$",
    re.IGNORECASE,
)
_WAS = re.compile(
    r"(?:\b(?:am|is|are|was|were|be|been|being)|[’'](?:s|re))\s(?:(?:all|already|long|now|soon|not|almost|\w+ly)\s)*$",
    re.IGNORECASE,
)
_TIMES = (
    rf"{'|'.join(WEEKDAYS)}|january|february|march|april|may|june|july|august|september|october"
    r"|november|december|spring|summer|autumn|winter|christmas|easter|ramadan|passover|lent|eid|diwali|thanksgiving"
    r"|(?:new\syear(?:[’']s\s(?:day|eve))?)|seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?|decades?|seasons?"
)
_TIME_BEFORE = re.compile(
    r"(?:^|[.;:\"“”(—–]\s?|\b(?:and|but|as|when|until|till|before|after)\s)"
    rf"(?:(?:the|a|an|another|one|two|three|four|five|six|many|several|more|good)\s){{0,2}}(?:{_TIMES})\s"
    r"(?:(?:has|have|had|then|soon|came\sand)\s)?$",
    re.IGNORECASE,
)
# "Night came, and" but "the day came the news broke": with an object behind it the time is another's.
_OBJECT = re.compile(r"\s(?:the|a|an|this|that|his|her|its|their)\s")
# What happens again and again, or seldom: "kidnappings of foreigners are rare".
_HOW_OFTEN = re.compile(
    r"(?:\s[^\W\d_]+){0,4}?\s(?:are|were|remain(?:ed)?|have\sbeen)\s(?:\w+\s)?"
    r"(?:rare|uncommon|unusual|common|commonplace|frequent|routine|unknown|unheard\sof)\b",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"\s(?:first|last)(?=\s?[.,;:\n]|$)", re.IGNORECASE)
# How the reporter came by what is told, and by what not: "who asked not to be named", "did not reply to requests".
_NAMED = r"be(?:ing)?\s(?:\w+ly\s)?(?:named|identified|quoted|cited)"
_COMMENT = r"(?:further\s|an?\s)?(?:comments?|interviews?|information|clarification)"
_MESSAGES = rf"(?:(?:requests?|calls|e-?mails?|messages|inquiries|questions)\s(?:for|seeking)\s{_COMMENT})"
_REPORTING = re.compile(
    rf"\b(?:ask|request|prefer|want|wish|insist)(?:s|ed|ing)?\s(?:on\s)?not\s(?:to\s)?{_NAMED}"
    rf"|\b(?:refus|declin)(?:es?|ed|ing)\sto\s(?:comment|{_NAMED})"
    r"|\b(?:spoke|spoken|speak|speaking|talked|talking)\s(?:[\w’'-]+\s){0,6}on\s(?:the\s)?condition\sof\sanonymity"
    rf"|\b(?:respond|repl|return|answer)(?:y|ies|ied|ed|ing|s)?\s(?:to\s)?(?:[\w’'-]+\s){{0,3}}{_MESSAGES}"
    rf"|\b{_MESSAGES}"
    r"|\b(?:could|can)\s?not\s(?:\w+ly\s)?be\sreached(?:\sfor\scomment)?(?=[,.;]|$)",
    re.IGNORECASE,
)
_REPORTING_REACH = 80


def is_no_happening(event: Event, text: str) -> bool:
    """Whether the words around a trigger tell that it is no happening."""
    start, end = event.trigger.start, event.trigger.end
    word = text[start:end].casefold()
    before = text[max(event.sentence.start, start - _REACH) : start]
    if (
        _is_reporting(event, text)
        or _ought(event, before)
        or (word in word_list("states_of_being") and _WOULD_NOT.search(before))
        or (word.endswith("s") and _HOW_OFTEN.match(text, end, event.sentence.end))
    ):
        return True
    if word in ("gone", "over", "finished"):
        return _WAS.search(before) is not None
    if word not in word_list("passing"):
        return False
    if _ORDINAL.match(text, end, event.sentence.end):
        return True
    is_cut = start - _REACH > event.sentence.start
    is_time = not is_cut and _TIME_BEFORE.search(before) is not None
    return is_time and _OBJECT.match(text, end, event.sentence.end) is None


def _is_reporting(event: Event, text: str) -> bool:
    """Whether a trigger is a word of what tells how a report was made."""
    first = max(event.sentence.start, event.trigger.start - _REPORTING_REACH)
    last = min(event.sentence.end, event.trigger.end + _REPORTING_REACH)
    return any(
        found.start() <= event.trigger.start and event.trigger.end <= found.end()
        for found in _REPORTING.finditer(text, first, last)
    )


def _ought(event: Event, before: str) -> bool:
    """Whether an event is what ought to be; what "must still be ratified" is on its way."""
    found = _OUGHT.search(before)
    return found is not None and not (found["must"] and event.modality == "planned")
