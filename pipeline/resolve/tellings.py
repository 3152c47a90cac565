"""The parts of an attribution as they are shown: its cue, its content and its source each with the words that it has.

Where the extractor draws the lines between them is measured as it is; here words change sides by what they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import reduce

from models.records import Attribution, Span
from pipeline.denial import DENY, REPORT, UNTRUE

# "She disputed that, saying two letters had come" and "..., adding: ...".
_SAYING = re.compile(
    r"(?:(?:that|this|it),\s)?(saying|adding|insisting|stating|arguing|claiming)\b:?\s+", re.IGNORECASE
)
_GERUND_IN_CUE = re.compile(
    rf"\b(?:{DENY}|admit(?:s|ted|ting)?|regret(?:s|ted|ting)?)\s+"
    r"((?:ever\s+)?(?!(?:any|every|no|some)thing\b|during\b|morning\b|evening\b)(?-i:[a-z]+)ing\b.*)\Z",
    re.IGNORECASE | re.DOTALL,
)
_TOLD = re.compile(rf"\b(?:accusation|{REPORT})s?\s+\Z", re.IGNORECASE)
_REFUTED = re.compile(
    rf"(that\s[^.!?;\"“”]+?),?\s+((?:is|are|was|were)\s+(?:\w+ly\s+)?{UNTRUE})\b(?!\s+(?!and\b|or\b)\w)", re.IGNORECASE
)
_LONGEST_REPORT = 20
_LONGEST_REFUTATION = 40
# Not a name in quotation marks, which no mark ends inside of them.
_REST_OF_QUOTATION = re.compile(r",\s+([\"“„«][^\"“”„«»]+(?:[.!?,][\"”»])?)\Z")
_LOOSE = "an?|the|last|\\d+"
_OF_TIME_OR_PLACE = "after|at|before|by|during|from|in|on|to"
_OF_TOPIC = "about|for|of|over|with"


def _loose_end(words: str) -> re.Pattern[str]:
    """The words at the end of a cue that go on to what is no part of it; not those of "according to" and "went on"."""
    phrasal = r"(?<!\baccording)(?<!\bgo)(?<!\bgoes)(?<!\bgoing)(?<!\bwent)"
    return re.compile(rf"{phrasal}(?:\s+(?:{words}))+\Z", re.IGNORECASE)


_BEFORE_CONTENT = _loose_end(_LOOSE)
_BEHIND_CONTENT = _loose_end(f"{_LOOSE}|{_OF_TIME_OR_PLACE}")
_APART_FROM_CONTENT = _loose_end(f"{_LOOSE}|{_OF_TIME_OR_PLACE}|{_OF_TOPIC}")
_WORD = re.compile(r"\w")


def as_told(attribution: Attribution, text: str) -> Attribution:
    """The attribution with each of its words in the part to which it belongs."""
    return reduce(lambda told, step: step(told, text), _STEPS, attribution)


def _with_saying_cue(attribution: Attribution, text: str) -> Attribution:
    """The attribution with the cue next to its content, where that begins behind another: "that, saying ..."."""
    if not attribution.contents:
        return attribution
    first, *rest = attribution.contents
    found = _SAYING.match(text, first.start, first.end)
    if found is None or found.end() >= first.end:
        return attribution
    return replace(attribution, cue=(Span(*found.span(1)),), contents=(Span(found.end(), first.end), *rest))


def _with_gerund(attribution: Attribution, text: str) -> Attribution:
    """The attribution with what was denied in its content, where its cue holds it: "denied ignoring | complaints"."""
    if not (attribution.cue and attribution.contents):
        return attribution
    *before, cue = attribution.cue
    first, *rest = attribution.contents
    found = _GERUND_IN_CUE.search(text[cue.start : cue.end])
    if found is None or not _is_next(text, cue.end, first.start):
        return attribution
    start = cue.start + found.start(1)
    kept = Span(cue.start, cue.start + len(text[cue.start : start].rstrip()))
    return replace(attribution, cue=(*before, kept), contents=(Span(start, first.end), *rest))


def _with_refutation(attribution: Attribution, text: str) -> Attribution:
    """The attribution with a cue of denial, where its content is what reports say that "were false"."""
    if len(attribution.contents) != 1:
        return attribution
    content = attribution.contents[0]
    found = _REFUTED.match(text, content.start, content.end + _LONGEST_REFUTATION)
    is_report = _TOLD.search(text, max(0, content.start - _LONGEST_REPORT), content.start) is not None
    if found is None or not is_report or found.start(2) > content.end + 1 or found.end(2) < content.end - 2:
        return attribution
    cue = tuple(sorted((*attribution.cue, Span(*found.span(2))), key=lambda span: span.start))
    return replace(attribution, cue=cue, contents=(Span(*found.span(1)),))


def _with_whole_quotation(attribution: Attribution, text: str) -> Attribution:
    """The attribution with the rest of a quotation in its content, where the source behind its first half holds it."""
    if not (attribution.source and attribution.contents):
        return attribution
    *before, source = attribution.source
    found = _REST_OF_QUOTATION.search(text[source.start : source.end])
    if found is None or attribution.contents[-1].end > source.start:
        return attribution
    rest = Span(source.start + found.start(1), source.end)
    kept = Span(source.start, source.start + found.start())
    return replace(attribution, source=(*before, kept), contents=(*attribution.contents, rest))


def _with_whole_cue(attribution: Attribution, text: str) -> Attribution:
    """The attribution with a cue that does not end in the middle of a phrase: "said last", "signed an", "ruled by 7".

    A preposition belongs to it that stands right before who speaks or what is said ("called for", "according to"), and
    one that names the topic before it ("the plan that he warned of").
    """
    if not attribution.cue:
        return attribution
    *before, cue = attribution.cue
    found = _loose_end_of(attribution, cue, text).search(text, cue.start, cue.end)
    return replace(attribution, cue=(*before, Span(cue.start, found.start()))) if found else attribution


def _loose_end_of(attribution: Attribution, cue: Span, text: str) -> re.Pattern[str]:
    """What is loose at the end of a cue, by where its content and its source stand."""
    parts = (*attribution.contents, *attribution.source)
    if any(_is_next(text, cue.end, part.start) for part in parts):
        return _BEFORE_CONTENT
    is_behind = bool(attribution.contents) and attribution.contents[-1].end <= cue.start
    return _BEHIND_CONTENT if is_behind else _APART_FROM_CONTENT


def _is_next(text: str, end: int, start: int) -> bool:
    """Whether no word stands between two parts."""
    return end <= start and _WORD.search(text, end, start) is None


_STEPS: Sequence[Callable[[Attribution, str], Attribution]] = (
    _with_saying_cue,
    _with_gerund,
    _with_refutation,
    _with_whole_quotation,
    _with_whole_cue,
)
