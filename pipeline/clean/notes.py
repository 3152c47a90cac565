"""Notes of the editors on the article itself: corrections, clarifications, what an earlier version said.

They tell of the page and not of the world. A story about a correction that somebody else made reads otherwise: it has
no "this article", and no label before its sentences.
"""

from __future__ import annotations

import re

from pipeline.clean.wording import phrases

LONGEST_NOTE = 800
"""Code points of a paragraph that is a note as a whole; a longer one holds a story behind its note."""

_HEAD = 400
_LEAD = r"[\s•*_#▪●·(\[–—-]{0,6}"
_LABEL_WORDS = (
    r"corrections?(?:\s(?:and|&)\sclarifications?)?|clarifications?(?:\s(?:and|&)\scorrections?)?|errat(?:um|a)"
    r"|(?:editor(?:'?s|s')?|editorial|publisher'?s)\snote|note\sfrom\sthe\seditors?|note\sto\s(?:our\s)?readers"
    r"|korrektur|richtigstellung|anmerkung\sder\sredaktion|anm\.\s?d\.\s?red\.?|rectificatif|note\sde\sla\srédaction"
    r"|fe\sde\s(?:errores|erratas)|rectificación|nota\sdel\seditor|nota\sde\sla\sredacción|errata\scorrige"
    r"|nota\sdella\sredazione|nota\sda\sredação|rectificatie|noot\svan\sde\sredactie|sprostowanie|od\sredakcji"
)
_DATE_WORD = rf"(?:{'|'.join(sorted(phrases('DATE_NAMES').single_words()))}|on|of|at|gmt|bst|e[sd]?t|[ap]\.?m)\b"
_DATE = rf"(?:[\s,(]{{1,3}}(?:{_DATE_WORD}|\d[\d:.]{{0,7}}(?:st|nd|rd|th|[ap]m)?)[.,]?){{0,8}}\)?"
_LABEL = re.compile(rf"{_LEAD}(?:{_LABEL_WORDS})(?:\s(?:appended|added))?{_DATE}(?P<sign>\s?:|\s[–—-](?=\s)|[–—])\s*")
_BARE_LABEL = re.compile(rf"{_LEAD}(?:{_LABEL_WORDS}){_DATE}\s?(?P<sign>:?)[\s*_)\]]*")
_APPENDED = re.compile(rf"{_LEAD}(?:correction|clarification|editor'?s\snote)s?\s(?:is\s|was\s)?(?:appended|added)\W*")

# "This report" may be anybody's, "this article" is hardly ever another one than the page's own.
_PIECE = r"(?:article|story|column|headline|dispatch|obituary|interview|blog\spost|newsletter|podcast|live\s?blog)"
_ANY_PIECE = (
    r"(?:report|post|piece|page|video|graphic|chart|map|photo|caption|review|list|feature|analysis|explainer|profile)"
)
_WRONG = (
    r"\b(?:mis(?:stated|spelled|spelt|identified|represented|attributed|quoted|named|reported|characteri[sz]ed|dated)"
    r"|incorrect|incorrectly|inaccurate|inaccurately|erroneous|erroneously|mistakenly|wrong|wrongly|in\serror|corrected)\b"
)
_CAUSE = r"(?:(?:due\sto|because\sof|owing\sto)\s[^.:;]{1,40}?,?\s)?"
_PART = (
    r"(?:(?:in\s|on\s)?(?:the|an?)\s(?:[\w-]+\s)?(?:headline|caption|photo|graphic|map|chart|summary)"
    r"\s(?:on|in|to|for|with)\s)?"
)
_VERSION = (
    rf"{_CAUSE}{_PART}(?:in\s)?(?:(?:an?|the|our)\s)?(?:earlier|previous|prior|original|initial)\s(?:[\w-]+\s)?versions?\sof"
    r"\s(?:this|our)\s(?:[\w'-]+\s){0,2}?"
)
_DAY = rf"(?:(?:{_DATE_WORD}|\d{{1,4}}|reuters|ap|afp|opinion|news)[.,]?\s){{0,4}}?"
_CHANGED = (
    r"(?:now\s|since\s|also\s|last\s)*(?:\w+ly\s)?"
    r"(?:updated|amended|corrected|revised|clarified|edited|changed|retracted)"
)
_BY_EDITORS = r"(?=\s*(?:$|[.,;:)]|(?:on|to|after|at|following|because|with|for|as|and|throughout|from)\b))"
_NOTE = re.compile(
    rf"{_LEAD}(?:(?:updated?|note):\s?)?(?:"
    rf"{_VERSION}(?:{_PIECE}\b|{_ANY_PIECE}\b(?=[^\n]{{0,200}}?{_WRONG}))"
    rf"|{_PART}this\s{_DAY}{_PIECE}(?:,[^.]{{1,60}}?,)?\s(?:has|have|was|is)\s(?:now\s|since\s)?(?:been\s)?{_CHANGED}{_BY_EDITORS}"
    rf"|this\s{_DAY}{_ANY_PIECE}\s(?:has|have)\s(?:now\s|since\s)?been\s{_CHANGED}{_BY_EDITORS}"
    rf"|this\s(?:version|{_PIECE})\s(?:of\sth\w+\s\w+\s)?(?:corrects|clarifies)\b"
    r"|an?\s(?:correction|clarification)\s(?:was|has\sbeen)\s(?:made|issued|added|appended)\s(?:on\s[^:.]{1,30}:|to\sthis\s)"
    rf"|we\s(?:have\s|'ve\s)?(?:now\s|since\s|also\s)*(?:updated|amended|corrected|clarified|revised)\s(?:this|our)\s(?:{_PIECE}|{_ANY_PIECE})\b"
    r"|we\s(?:regret|apologi[sz]e\sfor)\s(?:the|this|these|any)\s(?:errors?|mistakes?)\b"
    r")"
)
_WIRE_NOTE = re.compile(r"\s*[(\[](?:corrects|clarifies|refiles)\b")
# What stands under a label and would say too little without one.
_ON_AN_ARTICLE = re.compile(rf"{_LEAD}{_CAUSE}an?\s(?:[\w-]+\s)?(?:{_PIECE}|{_ANY_PIECE})\b[^\n]{{0,300}}?{_WRONG}")
_OWN_ARTICLE = re.compile(rf"{_LEAD}this\sarticle\b")
_PROVISION = re.compile(r"\barticles?\s(?:\d|[ivx]+\b)", re.IGNORECASE)


def is_note(text: str) -> bool:
    """Whether a block begins by telling what was changed in the article, or in what an earlier version was wrong."""
    head = _plain(text)
    return (
        len(text) <= LONGEST_NOTE
        and (_NOTE.match(head) or _WIRE_NOTE.match(head) or _APPENDED.fullmatch(head)) is not None
    )


def is_labelled(text: str) -> bool:
    """Whether a block begins with a label such as "Correction:", and goes on."""
    label = _LABEL.match(_plain(text))
    return label is not None and label.end() < len(text) <= LONGEST_NOTE


def bare_label(text: str) -> str | None:
    """The sign behind a label that is a block of its own: ":" or nothing; null where the block is none."""
    label = _BARE_LABEL.fullmatch(_plain(text))
    return label["sign"] if label else None


def is_on_an_article(text: str) -> bool:
    """Whether a block tells in what an article was wrong, which makes it a note where a label stands over it."""
    return _ON_AN_ARTICLE.match(_plain(text)) is not None


def may_be_on_law(text: str) -> bool:
    """Whether a note speaks of "this article", which may be one of a law."""
    return _OWN_ARTICLE.match(_plain(text)) is not None


def names_provision(text: str) -> bool:
    """Whether a block names an article of a law by its number."""
    return _PROVISION.search(text) is not None


def _plain(text: str) -> str:
    return text[:_HEAD].lower().replace("’", "'")
