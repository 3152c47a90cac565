"""Finds date expressions in English text: one alternation of named patterns, tried at the start of every word.

Every repetition in the patterns is bounded, so that the time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from models.records import Span
from pipeline.resolve.words import word_list

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMBER_WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
NUMBERS = {word: number for number, word in enumerate(_NUMBER_WORDS, 1)} | {
    "a": 1,
    "an": 1,
    "couple": 2,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
}

_FLAGS = re.IGNORECASE
_S = r"\s{1,3}"
_WEEKDAY = "(?:" + "|".join(WEEKDAYS) + r")\b"
_SHORT_WEEKDAY = r"(?:Mon|Tues?|Wed|Thu(?:rs)?|Fri|Sat|Sun)\b\.?"
_MONTH = (
    r"(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\w:%]|[.,]\d)"
_YEAR = r"(?:1[5-9]|20)\d\d(?![\w%]|[,.]\d)"
_DAY_STOP = rf"\.(?={_S}{_MONTH},?{_S}{_YEAR})"
_NUMBER = r"(?:\d{1,3}|(?:an?\s)?couple\sof|" + "|".join(word for word in NUMBERS if word != "couple") + ")"
_UNIT = r"(?:minute|hour|day|week|month|year|decade)s?\b"
_SEASON = r"(?:spring|summer|autumn|fall|winter)\b"
_TO = r"\s{0,2}(?:-|–|—|to|and|or|through)\s{0,2}"
_PART = rf"(?:(?P<part>early|mid|late)[\s-]|(?:the\s)?(?P<edge>beginning|start|middle|end)\sof{_S}(?:the\s)?)"
_THAT_YEAR = rf"{_S}(?:of{_S})?(?:last|this|next|that){_S}year"
_HALF_DAY = rf"(?:{_S}(?:morning|afternoon|evening|night))?"
_HOLIDAY = (
    r"(?:Christmas\sEve|Christmas\sDay|Boxing\sDay|Christmas|New\sYear['’]?s\sEve|New\sYear['’]?s\sDay|Halloween|"
    r"Valentine['’]?s\sDay|Good\sFriday|Easter\sSunday|Easter\sMonday|Easter|May\sDay|Thanksgiving(?:\sDay)?|"
    r"Fourth\sof\sJuly|Bastille\sDay|Ash\sWednesday|Palm\sSunday)"
)

_NOUN = (
    r"\s(?!(?:and|or|in|as|but|on|at|was|were|is|are|has|have|had|that|which|who|to|by|with|for|after|before|when|while|"
    r"of|from|until|since|because|will|would)\b)[^\W\d_]"
)

# Order matters: where two patterns begin at one word, the first that fits wins.
_PATTERNS = {
    "date_time": r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?!\d|-)",
    "slashed": r"(?P<a>\d{1,2})[./](?P<b>\d{1,2})[./](?P<y>\d{4})(?!\d|[./]\d)",
    "nine_eleven": r"9/11(?![/\d])",
    "proper_name": rf"(?:Bloody|Black|Cyber|Super)\s{_WEEKDAY}"
    rf"|{_WEEKDAY}\s(?:Times|Telegraph|Mirror|Mail|Express|Herald|Sun|Post|Prayers?)\b",
    "holiday": rf"(?:(?P<rel>last|this|next){_S})?(?P<h>{_HOLIDAY})(?:(?:,?{_S}|{_S}(?:of|in){_S})(?P<y>{_YEAR}))?",
    "day_month": rf"(?:(?P<w>{_WEEKDAY}|{_SHORT_WEEKDAY}),?{_S})?(?:the\s)?(?P<d>{_DAY})"
    rf"(?:{_TO}(?:the\s)?(?P<d2>{_DAY})|{_DAY_STOP})?{_S}(?:of\s)?(?P<m>{_MONTH})(?:,?{_S}(?P<y>{_YEAR})|(?P<rel2>,?{_THAT_YEAR}))?",
    "month_day": rf"(?:(?P<w>{_WEEKDAY}|{_SHORT_WEEKDAY}),?{_S})?(?P<m>{_MONTH}){_S}(?:the\s)?(?P<d>{_DAY})"
    rf"(?:{_TO}(?P<d2>{_DAY}))?(?:,?{_S}(?P<y>{_YEAR})|(?P<rel2>,?{_THAT_YEAR}))?",
    "month_year": rf"{_PART}?(?P<m>{_MONTH}),?{_S}(?:of\s)?(?P<y>{_YEAR})(?!\s?[-–]\s?\d)",
    "month": rf"(?:(?P<rel>last|next|this|this\spast|this\scoming){_S})?{_PART}?(?P<m>{_MONTH})"
    rf"(?P<rel2>{_THAT_YEAR})?",
    "year_span": rf"(?:(?:between|from){_S}(?P<y1>{_YEAR}){_S}(?:and|to|until|through){_S}(?P<y2>{_YEAR}))"
    rf"|(?P<y3>(?:1[5-9]|20)\d\d)\s?[-–/]\s?(?P<y4>\d{{4}}|\d\d)(?![\w-]|[:,.]\d)",
    "decade": rf"(?:the\s)?{_PART}?(?P<y>(?:1[5-9]|20)\d0)['’]?s\b",
    "season_year": rf"(?:the\s)?(?P<s>{_SEASON}){_S}(?:of{_S})?(?P<y>{_YEAR})",
    "season": rf"(?P<rel>last|this|next|this\spast|this\scoming){_S}(?P<s>{_SEASON})",
    "quarter_year": rf"(?:the\s)?(?P<n>first|second|third|fourth|last)\s(?P<u>quarter|half){_S}of{_S}(?P<y>{_YEAR})",
    "part_year": rf"{_PART}(?P<y>{_YEAR})",
    "part_relative": rf"(?P<part>early|mid|late)[\s-](?P<rel>this|last|next){_S}(?P<u>month|year)\b",
    "yesterday": r"(?:early\s|late\s|earlier\s|later\s)?(?P<k>the\sday\sbefore\syesterday|the\sday\safter\stomorrow|"
    rf"yesterday|today|tonight|tomorrow|last\snight|overnight|this\s(?:morning|afternoon|evening)){_HALF_DAY}\b",
    "some_weekday": rf"(?:an?|one){_S}(?:early\s|late\s)?(?P<w>{_WEEKDAY}){_HALF_DAY}"
    rf"(?:{_S}(?:in|of){_S}{_PART}?(?P<m>{_MONTH})(?:,?{_S}(?:of\s)?(?P<y>{_YEAR})|(?P<rel2>{_THAT_YEAR}))?"
    rf"|(?!{_NOUN}))",
    "weekday": r"(?:(?P<rel>last|this|next|this\spast|this\scoming|past|coming|the\sfollowing|the\sprevious|that)"
    rf"{_S})?(?:early\s|late\s)?(?P<w>{_WEEKDAY})(?:{_TO}(?P<w2>{_WEEKDAY}))?{_HALF_DAY}"
    rf"(?:{_S}(?:of\s)?(?P<week>last|this|next){_S}week)?",
    "weekend": r"(?:(?P<rel>last|this|next|this\spast|this\scoming|the\sfollowing|the\sprevious|the|that)\s)weekend\b",
    "several_units": rf"(?:the\s)?(?P<rel>past|last|previous|next|coming|following)\s(?P<n>{_NUMBER})\s(?P<u>{_UNIT})",
    "ago_to_day": rf"(?P<n>{_NUMBER})[\s-](?P<u>(?:day|week|month|year)s?)\sago{_S}"
    rf"(?:(?P<k>today|tonight|yesterday|this{_S}(?:week|month))\b|(?:on{_S}|this{_S}|last{_S})?(?P<w>{_WEEKDAY}))",
    "ago": rf"(?P<n>{_NUMBER})[\s-](?P<u>{_UNIT})\s"
    r"(?P<k>ago|earlier|later|previously|before(?=[,.;])|after(?=[,.;]))\b",
    "in_units": rf"in\s(?P<n>{_NUMBER})\s(?P<u>{_UNIT})(?:['’]?\stime)?(?!\sof)",
    "story_unit": r"(?:the\s|that\s)(?:very\s)?(?P<rel>same|next|following|previous|preceding)\s"
    r"(?P<u>day|night|morning|afternoon|evening|week|month|year)\b",
    "that_unit": r"that\s(?P<u>day|night|morning|afternoon|evening|week|month|year)\b",
    "day_beside": r"the\s(?P<u>day|night|week|month|year)\s(?P<k>before|after)(?=[,.;])",
    "relative_unit": r"(?:(?P<edge>earlier|later|early|late)\s)?"
    r"(?P<rel>this|last|next|the\spast|this\spast|this\scoming|the\scoming)\s(?P<u>week|month|year|decade)\b(?![-–]\w)",
    "year": rf"(?P<prep>in|since|during|of|from|between|by|until|till|before|after|through|around|the|year){_S}"
    rf"(?:the\s)?(?P<core>{_YEAR}(?!\s?[-–/]\s?\d))",
    "year_of_noun": rf"(?:an?|his|her|its|their|our|that|this){_S}(?P<core>19\d\d|20[0-4]\d)\b",
}

_BY_NAME = {name: re.compile(pattern, _FLAGS) for name, pattern in _PATTERNS.items()}
_ANONYMOUS = re.compile(r"\(\?P<\w+>")
_ANY = re.compile(
    "(?:" + "|".join(f"(?P<{name}>{_ANONYMOUS.sub('(?:', pattern)})" for name, pattern in _PATTERNS.items()) + r")",
    _FLAGS,
)
_WORD = re.compile(r"(?<![/.$£€-])\b\w+")
# A pattern is tried only where a word stands that can begin one: most words of a text cannot.
_FIRST_WORDS = frozenset((*WEEKDAYS, *NUMBERS, *MONTHS)) | word_list("date_openers") | word_list("date_names")
# Words that stand before half of all nouns: they begin a date only before a number or one of these.
_ONLY_BEFORE_DATES = frozenset(
    {"the", "that", "this", "a", "an", "his", "her", "its", "their", "our", "in", "of", "from", "by", "during", "after"}
)
_SECOND_WORDS = _FIRST_WORDS | {"night", "morning", "afternoon", "evening", "weekend", "very", "same", "preceding"}
_BEFORE_DATE = re.compile(rf"\s{{1,3}}(?:\d|{_UNIT}|(?:{'|'.join(sorted(_SECOND_WORDS))})\b)", _FLAGS)
_BOUND = re.compile(
    r"(?<!\w)(?P<bound>since|until|till|through|by|before|after|ahead of|prior to|from|between)\s"
    r"(?:the\s|early\s|late\s)?$",
    _FLAGS,
)
# "the 11th anniversary of 9/11" tells another day, "every June" many, and USA TODAY none.
_OF_ANOTHER_DAY = re.compile(r"(?<!\w)(?:anniversary\sof\s(?:the\s)?|(?:every|each)\s(?:other\s)?|USA\s)$", _FLAGS)
_LONE_YEAR = re.compile(rf"\s{{0,3}}(?P<core>{_YEAR})\s{{0,3}}", _FLAGS)
_BOUND_REACH = 20
# "on 7. March 2024" is a day; the stop of "The toll rose to 7. March 2024 was worse." ends a sentence.
_BEFORE_DOTTED = re.compile(r"(?:^|[^\w\s]|\b(?:on|of|the|from|since|until|till|by|before|after))\s{0,3}$", _FLAGS)
_LONGEST = 100
# A paragraph that was wrapped: a full line before the break, and behind it another one or the end of a sentence.
_WRAPPED = re.compile(r"(?<=[^\n]{40})(?<![^\n]{101})\n(?=[^\n]{40,100}(?:\n|\Z)|[^\n]{0,39}[.!?\"”]\r?(?:\n|\Z))")
# "her Tuesday speech", "a 2014 study": what a determiner and a noun enclose tells the time of the noun.
_DETERMINER = re.compile(r"(?:(?<!\w)(?:the|an?|his|her|its|their|our|my|this|that|another)|['’]s)\s{1,2}$", _FLAGS)
_NOUN_AFTER = re.compile(_NOUN, _FLAGS)
_OWN_DETERMINER = frozenset({"year_of_noun", "nine_eleven"})
_JOINED = re.compile(r"\s(?:and|to|until|till|through)\s(?:the\s)?", _FLAGS)
_OTHER_NAME = re.compile(r"\s[^\W\d_a-z]")
_BARE_MONTH_LEADS = re.compile(
    r"(?<!\w)(?:in|since|until|till|by|during|of|from|between|before|after|through|and|or|to)\s$", _FLAGS
)
# "of 2000 people" counts people; "the 2015 protests" and "in 2015 protests" tell a year.
_COUNTED = re.compile(
    r"\s(?!and|in|as|but|or|on|at|was|were|is|has|that|to|by|with|for|after|when|the|from)[a-z]+", re.ASCII
)
_BOUNDING_PREPOSITIONS = frozenset({"since", "until", "till", "through", "by", "before", "after", "from", "between"})
_COUNTING_PREPOSITIONS = frozenset(
    {"of", "by", "from", "around", "through", "after", "before", "until", "till", "during"}
)


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A date expression as found: where it stands, which pattern it fits and with which parts.

    ``bound`` is the word before that opens a range ("since", "until", ...) or empty. ``of_noun`` tells that it is the
    time of the noun that follows ("Friday's attack", "her 2003 book"). ``until`` is the other end of a range that two
    expressions make ("between 1 January and 18 September").
    """

    span: Span
    text: str
    pattern: str
    parts: dict[str, str]
    bound: str
    of_noun: bool
    until: DateExpression | None = None


def find_dates(text: str, start: int, end: int) -> tuple[DateExpression, ...]:
    """All date expressions of ``text[start:end]`` in order, without overlap."""
    found: list[DateExpression] = []
    position = start
    for word in _WORD.finditer(text, start, end):
        written = word[0]
        folded = written.lower()
        if not (folded in _FIRST_WORDS or written[0].isdecimal()) or word.start() < position:
            continue
        reach = _reach(text, word.end(), end)
        if folded in _ONLY_BEFORE_DATES and not _BEFORE_DATE.match(text, word.end(), reach):
            continue
        match = _ANY.match(text, word.start(), reach)
        expression = _expression(text, match) if match else None
        if match and expression is not None:
            found.append(expression)
        if match and (expression is not None or match.lastgroup == "proper_name"):
            position = match.end()
    return tuple(_joined(text, found))


def _reach(text: str, start: int, end: int) -> int:
    """Where an expression that begins before an offset ends at the latest: with its line, but for wrapped ones."""
    broken = text.find("\n", start, min(start + _LONGEST, end))
    if broken < 0 or _WRAPPED.match(text, broken, end):
        return end
    return broken


def _joined(text: str, found: list[DateExpression]) -> Iterator[DateExpression]:
    """Makes one expression of "between A and B" and "from A to B"."""
    waiting: DateExpression | None = None
    for expression in found:
        if waiting is not None and _JOINED.fullmatch(text, waiting.span.end, expression.span.start):
            span = Span(waiting.span.start, expression.span.end)
            yield replace(waiting, span=span, text=text[span.start : span.end], bound="", until=expression)
            waiting = None
            continue
        if waiting is not None:
            yield waiting
        waiting = expression if expression.bound in ("between", "from") else None
        if waiting is None:
            yield expression
    if waiting is not None:
        yield waiting


def lone_year(text: str, span: Span) -> DateExpression | None:
    """The expression for a span that is nothing but a year, which running text alone would not show to be one."""
    match = _LONE_YEAR.fullmatch(text, span.start, span.end)
    if match is None:
        return None
    core = Span(match.start("core"), match.end("core"))
    return DateExpression(core, match["core"], "year", {"core": match["core"]}, "", False)


def _expression(text: str, found: re.Match[str]) -> DateExpression | None:
    name = str(found.lastgroup)
    match = _BY_NAME[name].match(text, found.start(), found.end())
    if match is None or not _is_date(text, name, match):
        return None
    start, end = match.span("core") if name in ("year", "year_of_noun") else match.span()
    before = text[max(0, match.start() - _BOUND_REACH) : match.start()]
    bound = _BOUND.search(before)
    opening = bound["bound"].lower() if bound else _year_bound(name, match)
    parts = {key: value.lower() for key, value in match.groupdict().items() if value is not None}
    return DateExpression(Span(start, end), text[start:end], name, parts, opening, _is_of_noun(text, name, start, end))


def _is_of_noun(text: str, name: str, start: int, end: int) -> bool:
    if text[end : end + 2] in ("'s", "’s"):
        return True
    if _NOUN_AFTER.match(text, end) is None:
        return False
    return name in _OWN_DETERMINER or _DETERMINER.search(text[max(0, start - _BOUND_REACH) : start]) is not None


def _year_bound(name: str, match: re.Match[str]) -> str:
    preposition = match["prep"].lower() if name == "year" else ""
    return preposition if preposition in _BOUNDING_PREPOSITIONS else ""


def _is_date(text: str, name: str, match: re.Match[str]) -> bool:
    """Leaves out words that only look like dates: the verb "may", numbers of people, newspapers named for a day."""
    if name == "proper_name" or _OF_ANOTHER_DAY.search(text[max(0, match.start() - _BOUND_REACH) : match.start()]):
        return False
    if name in ("day_month", "month_day", "month_year", "month") and not match["m"][0].isupper():
        return False
    if name == "day_month" and not match["w"] and _ends_sentence(text, match):
        return False
    if name == "holiday":
        names_other = match["y"] is None and _OTHER_NAME.match(text, match.end()) is not None
        return match["h"][0].isupper() and not names_other
    if name == "month":
        return _is_bare_month(text, match)
    if name in ("weekday", "some_weekday"):
        return match["w"][0].isupper()
    if name == "year_of_noun":
        return _NOUN_AFTER.match(text, match.end()) is not None
    if name == "year":
        counts = match["prep"].lower() in _COUNTING_PREPOSITIONS
        return not (counts and _COUNTED.match(text, match.end()))
    return True


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    """Whether the stop behind the number of a day ends what stands before it."""
    before = text[max(0, match.start() - _BOUND_REACH) : match.start()].rpartition("\n")[2]
    return text[match.end("d")] == "." and _BEFORE_DOTTED.search(before) is None


def _is_bare_month(text: str, match: re.Match[str]) -> bool:
    if match["rel"] or match["rel2"] or match["part"] or match["edge"]:
        return True
    before = text[max(0, match.start() - _BOUND_REACH) : match.start()]
    if not _BARE_MONTH_LEADS.search(before):
        return False
    # "by May" may be the prime minister: a month that is also a name or a verb needs "in", "since" or "last".
    is_name = match["m"].rstrip(".").lower() in ("may", "march", "april", "june", "august", "jan")
    return not is_name or before.lower().split()[-1] in ("in", "since", "until", "during")
