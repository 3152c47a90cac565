"""The shape of a block: what it looks like, whatever its words mean.

Shallow features such as these tell boilerplate from text in any language (Kohlschütter, Fankhauser and Nejdl 2010,
"Boilerplate Detection using Shallow Text Features", WSDM).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from pipeline.clean.wording import Tokens, begins_with, ends_of, phrases, tokenize

_CLOSERS = "\"'”’“»«)]›＂』」 ■*"
_FULL_STOPS = ".。．।؟۔｡"
_ELLIPSES = ("...", "…", "[…]", "[...]")
_MARKS = ("©", "(c) ", "(C) ", ">>", "» ", "► ", "▶", "→", "› ")
_CALLS = "!?！？"
_QUOTE_MARKS = '"“”„«»‘'
_SEPARATORS = re.compile(r"\s(?:[|·•›»>/∙–—►→]|::)\s|\s?\|\s?")
_ADDRESS = re.compile(r"https?://\S|www\.\S|\S@\S|(?:^|\s)@\w|(?:^|\s)#\w|\w\.\w{2,8}/\w")
# Under a post that a story quotes: "— Ada Lowe (@adalowe) 3 May 2023".
_SIGNATURE = re.compile(r"\s?(?:—|–|--?)\s?[^\W\d_][^()@\n]{0,60}\(@\w{1,30}\)")
_SYMBOLS = frozenset("°▲▼★☆☰►◄✓✔©®→←↑↓♥🔍")
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?: ?[ap]\.?m\.?)?", re.IGNORECASE)
_CLOCK_ZONE = re.compile(r"(\d{1,2}[:.]\d{2}(?: ?[AaPp]\.?[Mm]\.?)?) ?\(?[A-Z]{2,5}\b\)?")
_YEAR = re.compile(r"\b(?:1[89]|20)\d{2}\b")
_ORDINAL_DAY = re.compile(r"\d{1,2}(?:st|nd|rd|th|am|pm)|\d{1,2}h\d{0,2}")
_LOWERCASE_NAME_PARTS = phrases("NAME_PARTICLES").single_words()
# "Jane Doe/Agency", as a sentence of its own.
_SLASH_CREDIT = re.compile(
    r"(?:^|[.!?)”\"(,—–-] ?)[A-ZÀ-Ý][\w.'’-]{0,30} [A-ZÀ-Ý][\w.'’-]{0,30}(?: [A-ZÀ-Ý][\w.'’-]{0,30})?"
    r" ?/ ?[A-ZÀ-Ý][\w'’-]{0,30}(?: [A-ZÀ-Ý&][\w'’-]{0,30}){0,3}\)?\.?$"
)
_CAPITALS_CREDIT = re.compile(r"[A-ZÀ-Ý]{2,20} [A-ZÀ-Ý]{2,20} ?\([A-ZÀ-Ý][^()]{1,30}\)\.?$")
_BRACKETED_CREDIT = re.compile(
    r"\((?:[A-ZÀ-Ý][\w&'’-]{0,30} ){0,4}[A-ZÀ-Ý][\w&'’-]{0,30}: "
    r"[A-ZÀ-Ý][\w.'’-]{0,30}(?: [A-ZÀ-Ý][\w.'’-]{0,30}){1,2}\)\.?$"
)
_RIGHTS_CREDIT = re.compile(r"[.!?”\"] ?(?:©|\(c\)) ?[A-ZÀ-Ý][^.!?]{1,50}$")
_RELATIVE_TIME = re.compile(r"\s\d{1,3} \w{1,10} ago$")
_NAMED_CREDIT = re.compile(
    r"(?:^|[\s(/.,])(?:photo(?:graph|graphy)?s?|picture|image|credit|foto|bild|crédit(?: photo)?|video)"
    r"(?: ?: ?| by | courtesy )\(?[^\W\d_]",
    re.IGNORECASE,
)
_CREDITS = (_SLASH_CREDIT, _CAPITALS_CREDIT, _BRACKETED_CREDIT, _RIGHTS_CREDIT, _NAMED_CREDIT)
_CREDIT_TAIL = 90
_MEASURED = 1000
_LONGEST_STAMP = 160
_LONGEST_CALL = 14
_LONGEST_PIECE = 5
_LONGEST_COUNTER = 24
_COUNTER = re.compile(r"\d+ (?:of|von|sur|de|di|van|z) \d+")
_FEWEST_AFTER_STOP = 7
_SENTENCE_WITHIN = re.compile(r"[a-zà-ÿ]{3}[.!?][\"”’»]? [A-ZÀ-Ý]")
_INNER_STOP = re.compile(r"\w[.!?] ")
_DATE_NAMES = phrases("DATE_NAMES").single_words()
_DATE_TOKENS = _DATE_NAMES | phrases("DATE_CONNECTIVES").single_words()
_STAMP_TOKENS = phrases("STAMP_WORDS").single_words()


class Kind(Enum):
    """What a block reads as."""

    SENTENCE = "sentence"  # ends as a sentence does, or is as long as only text is
    CALL = "call"  # a short question or exclamation: a heading, a teaser or a line of an interview
    HEADLINE = "headline"  # some words without a full stop
    SCRAP = "scrap"  # three words or fewer
    STAMP = "stamp"  # nothing but a date or a time
    RULE = "rule"  # no letters, or the number of a page


@dataclass(frozen=True, slots=True)
class Shape:
    """Features of one block. ``words`` of a text without spaces are estimated as half its characters."""

    kind: Kind
    words: int
    quoted: bool
    listed: bool
    tabled: bool
    addresses: bool
    symbols: bool
    marked: bool
    credit: bool
    byline: bool
    introduces: bool
    dated: bool
    published: bool
    trails_off: bool


def read_shape(text: str) -> Shape:
    """Measures a block that is not empty."""
    ends = ends_of(text)
    tokens = tokenize(ends)
    words = _word_count(text, tokens)
    kind = _kind(text, tokens, words)
    return Shape(
        kind=kind,
        words=words,
        quoted=text[0] in _QUOTE_MARKS and words >= 2 and any(mark in _QUOTE_MARKS for mark in text[-3:]),
        listed=kind is not Kind.SENTENCE and _is_link_list(ends, words),
        tabled=text.startswith("|") and text.endswith("|"),
        addresses=_ADDRESS.search(ends) is not None and _SIGNATURE.match(text) is None,
        marked=text.startswith(_MARKS),
        symbols=not _SYMBOLS.isdisjoint(ends),
        credit=_has_credit(text),
        byline=_is_byline(text, tokens, kind),
        introduces=text.endswith(":"),
        dated=kind is Kind.STAMP and _YEAR.search(ends) is not None,
        published=kind is Kind.STAMP and begins_with("STAMP_WORDS", _letters_first(tokens)) > 0,
        trails_off=kind is Kind.HEADLINE and words >= _FEWEST_AFTER_STOP and text.endswith(_ELLIPSES),
    )


def _word_count(text: str, tokens: Tokens) -> int:
    """Counts words, without numbers; of a text too long to be read whole, or without spaces, estimates them."""
    if len(text) > _MEASURED:
        return len(text) // 6
    without_spaces = not text.isascii() and len(tokens) * 12 < len(text)
    return len(text) // 2 if without_spaces else sum(not token[0].isdigit() for token in tokens)


def _kind(text: str, tokens: Tokens, words: int) -> Kind:
    if len(text) <= _LONGEST_COUNTER and _COUNTER.fullmatch(text):
        return Kind.RULE
    if not any(character.isalpha() for character in ends_of(text)):
        return Kind.STAMP if _CLOCK.fullmatch(text) or _is_numeric_date(text) else Kind.RULE
    if _is_stamp(text, tokens if len(text) > _LONGEST_STAMP else tokenize(_CLOCK_ZONE.sub(r"\1", text))):
        return Kind.STAMP
    if words >= 25:
        return Kind.SENTENCE
    final = text.rstrip(_CLOSERS)[-1:]
    if final and final in _FULL_STOPS and not text.endswith(_ELLIPSES):
        return Kind.HEADLINE if _is_title_case(text, words) else Kind.SENTENCE
    if final and final in _CALLS:
        return Kind.SENTENCE if words > _LONGEST_CALL or _INNER_STOP.search(ends_of(text)) else Kind.CALL
    if final == ":" and words >= _LONGEST_CALL:
        return Kind.SENTENCE
    if words >= _FEWEST_AFTER_STOP and _SENTENCE_WITHIN.search(ends_of(text)):
        return Kind.SENTENCE
    return Kind.SCRAP if words <= 3 else Kind.HEADLINE


def _is_numeric_date(text: str) -> bool:
    return (
        len(text) <= 24
        and re.fullmatch(r"\d{1,4}([./-])\d{1,2}\1\d{1,4}[ ,|-]*(?:\d{1,2}[:.]\d{2})?", text) is not None
    )


def _is_stamp(text: str, tokens: Tokens) -> bool:
    """Whether the tokens are a date or a time with nothing but the words that go with one."""
    if not 1 <= len(tokens) <= 24 or not any(token[0].isdigit() for token in tokens):
        return False
    dated = any(token in _DATE_NAMES for token in tokens) or _YEAR.search(text) or _CLOCK.search(text)
    return bool(dated) and all(_is_date_token(token) for token in tokens)


def _is_date_token(token: str) -> bool:
    return (
        token.isdigit() or token in _DATE_TOKENS or token in _STAMP_TOKENS or _ORDINAL_DAY.fullmatch(token) is not None
    )


def _letters_first(tokens: Tokens) -> Tokens:
    """The tokens from the first one on that is neither a number nor the name of a day or month."""
    for index, token in enumerate(tokens):
        if not token[0].isdigit() and token not in _DATE_TOKENS:
            return tokens[index:]
    return ()


def _is_title_case(text: str, words: int) -> bool:
    """Whether nearly all longer words are capitalised, as in English headlines; quotations do not count.

    Where all letters are capitals this tells nothing.
    """
    if words < 5 or words > 20 or text.isupper() or any(mark in text for mark in '"“”'):
        return False
    longer = [word for word in text.split() if len(word) > 4 and word[0].isalpha()]
    return len(longer) >= 4 and sum(word[0].isupper() for word in longer) >= 0.9 * len(longer)


def _is_link_list(text: str, words: int) -> bool:
    """Whether separators cut the block into at least three short pieces."""
    pieces = len(_SEPARATORS.findall(text)) + 1
    return pieces >= 3 and words / pieces <= _LONGEST_PIECE


def _has_credit(text: str) -> bool:
    tail = text[-_CREDIT_TAIL:]
    return any(pattern.search(tail) for pattern in _CREDITS)


def _is_byline(text: str, tokens: Tokens, kind: Kind) -> bool:
    """Whether the block is names after a word such as "by", or names and what such people are called."""
    if kind not in (Kind.HEADLINE, Kind.SCRAP) or len(tokens) > 14:
        return False
    opener = begins_with("BYLINE_OPENERS", tokens)
    named = _is_names(_RELATIVE_TIME.sub("", text).split()[opener:])
    signed = 0 < opener < len(tokens) or phrases("ROLES").found_in(tokens) > 0
    return (named and signed) or _is_role(tokens)


def _is_role(tokens: Tokens) -> bool:
    return len(tokens) <= 3 and phrases("ROLES").longest_at(tokens[-2:], 0) == len(tokens[-2:])


def _is_names(words: list[str]) -> bool:
    return all(word[0].isupper() or not word[0].isalpha() or word in _LOWERCASE_NAME_PARTS for word in words)
