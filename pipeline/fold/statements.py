"""Whether a telling says something, or tells of an act ("ordered its closure", "declined to comment").

No telling is left out for it: who has ordered what is attributed too. But it is no answer to who said what.
"""

from __future__ import annotations

import re
from typing import Final

from models.stems import stem
from pipeline.fold.words import LONGEST_TEXT, is_negated, words_of
from pipeline.resolve.nobody import NOBODY


def _stems(words: str) -> frozenset[str]:
    return frozenset(map(stem, words.split()))


AFFIRMING: Final = _stems(
    "accuse acknowledge add admit affirm allege announce answer argue assert assure believe boast caution claim "
    "complain concede conclude confess confirm contend counter declare disclose emphasize emphasise estimate exclaim "
    "explain inform insist joke lament maintain mention note observe opine predict proclaim quip recall reckon "
    "reiterate remark remember remind repeat reply report respond retort reveal say said saying scoff state stress "
    "suggest swear swore sworn tell told testify think thought tweet underline underscore warn write wrote written"
) | {"according"}
"""What says that the clause behind it is so."""

SUPPOSING: Final = _stems(
    "assume chant comment fear feel felt hint imply insinuate muse speculate surmise suspect worry"
)
"""What says so of words that it quotes, and leaves open whether a clause is so."""

_SAYING = (
    AFFIRMING
    | SUPPOSING
    | _stems(
        "blame blast brand call cite condemn contradict credit criticize criticise decry deem denounce deny deplore "
        "describe dispute doubt dub express forecast hail indicate label liken mock object portray praise promise "
        "quote rebut refute threaten tout vow"
    )
)
"""What says or thinks that which stands behind it, be it a clause or a noun ("denied any part in it")."""

_INTENDING = _stems(
    "allege believe claim commit consider estimate expect hope intend know known plan pledge promise report say "
    "said swear swore sworn think thought threaten undertake vow want wish"
)
"""What says or thinks an infinitive ("vowed to return", "is said to have left"); others do ("declined to comment")."""

_ACTING = _stems("allow approve arrest ask ban decline forbid order permit ratify refuse request sign")
"""What is no saying though a clause follows ("ordered that the bridge be closed")."""

_NOBODY = re.compile(rf"\W*(?!(?-i:No\s+[A-Z])){NOBODY}", re.IGNORECASE)
"""A source that is nobody; a capital stands in names ("No Labels")."""

WITHHELD: Final = r"\b(?:declin|refus|fail)\w{0,3} to\b|\bstop\w{0,4} short of\b"
"""The cue of what is not said, as a part of a regular expression that ignores case."""

_WITHHOLDING = re.compile(
    WITHHELD + r"|\b(?:g[ai]v\w{0,3}|offer\w{0,3}|ha[sd]|show\w{0,3}) no\b|\A\W*to (?:confirm|verify|comment)\b",
    re.IGNORECASE,
)
"""The cue of what is not said: "declined to confirm", at times only marked as "to confirm", or "gave no proof"."""

_NOTHING = re.compile(r"\W*(?:no|nothing|little|not much)(?:\s(?:more|else|further))?\W*\Z", re.IGNORECASE)
"""What is said where nothing is: "would say no more"."""

_HEARERS = frozenset("reporter reporters observer observers".split())
"""Words of people that have the stems of what they do."""

_NAMES_TOPIC = re.compile(r"\b(?:about|over|against|for|on|with)\W*\Z", re.IGNORECASE)
_INFINITIVE = re.compile(r"\W*(?:not\s+)?to\s", re.IGNORECASE)
_DOUBT = re.compile(r"\W*(?:whether|if)\b")
_QUESTION = re.compile(r"\W*(?:how|why|what|who|whom|whose|when|where|which)\b")
"""Lower case: what stands before its cue ("Where he is known, he is liked, she said") is none."""

_THAT = re.compile(r"\W*that\b\s*", re.IGNORECASE)
_LATER_CLAUSE = re.compile(r"\b(?:who|whom|whose|which|that|where|when|while|because|if|as)\b")
_SUBJECT = re.compile(r"\W*(?:i|we|he|she|they|there|nobody|everybody|someone)\s+\w", re.IGNORECASE)
_PREDICATE = re.compile(
    r"\w\W+(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|shall|do|does|did)\b|n['’]t\b"
)
_LEAST_OF_CLAUSE = 3
"""Words behind "that" without which it points at something ("rejected that argument")."""


def is_statement(content: str, cue: str, source: str, quotation: str) -> bool:
    """Whether a content is quoted, is a clause of its own, or what its cue says or thinks; and not what it does.

    What nobody says, or what is not said ("gave no proof that"), is none.
    """
    text = content[:LONGEST_TEXT]
    if quotation != "indirect":
        return True
    if _NOTHING.match(text) or is_nobody(source) or _WITHHOLDING.search(cue):
        return False
    words, stems = words_of(cue), cue_stems(cue)
    if _DOUBT.match(text) or "?" in text or not _ACTING.isdisjoint(stems):
        return False
    if _INFINITIVE.match(text):
        return not _INTENDING.isdisjoint(stems)
    says = not words or (not _SAYING.isdisjoint(stems) and _NAMES_TOPIC.search(cue) is None)
    if _QUESTION.match(text):
        return says and not is_negated(words)
    return says or _is_clause(text)


def is_nobody(source: str) -> bool:
    """Whether a source is nobody."""
    return _NOBODY.match(source) is not None


def cue_stems(cue: str) -> frozenset[str]:
    """The stems of a cue's words, and the words; without those of people ("showed reporters")."""
    words = [word for word in map(str.casefold, words_of(cue)) if word not in _HEARERS]
    return frozenset((*map(stem, words), *words))


def _is_clause(text: str) -> bool:
    """Whether a text has a finite verb of its own, as far as "that", its subject or an auxiliary verb tells."""
    that = _THAT.match(text)
    start = that.end() if that else 0
    if that and len(words_of(text[start:])) >= _LEAST_OF_CLAUSE:
        return True
    later = _LATER_CLAUSE.search(text, start)
    main = text[start : later.start() if later else len(text)]
    return bool(_SUBJECT.match(main) or _PREDICATE.search(main))
