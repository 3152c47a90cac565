"""Finds where a page without dates between its stories goes over from one story to the next.

As in TextTiling (Hearst, "TextTiling: Segmenting Text into Multi-paragraph Subtopic Passages", 1997) what stands before
a paragraph is compared with what follows: the meaning of the sentences, the words and names that both share, people who
are introduced again, headings. A logistic regression weighs this evidence; it was fitted to articles joined into pages.
One story is hardly ever cut: the first seam of a page must be sure, which makes further ones likely.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Sequence

from models.records import Span, Vector
from pipeline.resolve.seam_evidence import MOST_NAMES, Outline, PageSentences, Wording

# Log odds that the first seam and each further one need.
_FIRST, _FURTHER = 0.4, -0.8
_LEAST_BEFORE, _LEAST_AFTER = 150, 200
# Farther away than this many sentences a seam changes nothing in the evidence for another one.
_REACH = 25
_NOTE = re.compile(
    r"\W*(?:editor['’]?s['’]? note|follow |read (?:more|the)|twitter|contributing|reporting by|with reporting|"
    r"additional reporting|correction|clarification|related|this (?:story|article|post))",
    re.IGNORECASE,
)
_NOTE_REACH = 60
_BIAS = -1.34
_OUTLINE = Outline(
    across=-1.35,
    near=-4.22,
    within=9.19,
    continues=-1.75,
    quotes=-2.38,
    bare_line=2.07,
    capitals=3.51,
    after_heading=-4.35,
)
_WORDING = Wording(carried=-1.05, again=0.67, words=-1.37, names=-0.64, known=-4.22)


def find_seams(text: str, sentences: Sequence[Span], vectors: Sequence[Vector]) -> tuple[int, ...]:
    """The offsets at which another story begins, in order; none where a text tells one, as most do.

    ``vectors`` has the meaning of each sentence.
    """
    candidates = list(_paragraphs(text, sentences)) if len(vectors) == len(sentences) else []
    if not candidates:
        return ()
    page = PageSentences(text, sentences, vectors)
    bounds = [0, len(sentences)]
    scores = {at: _score(page, at, bounds) for at in candidates}
    while scores:
        best = max(scores, key=lambda at: (scores[at], -at))
        if scores[best] < _needed(bounds):
            break
        insort(bounds, best)
        del scores[best]
        for at in _changed(candidates, best, bounds):
            if at in scores:
                scores[at] = _score(page, at, bounds)
    return tuple(sentences[at].start for at in bounds[1:-1])


def _needed(bounds: Sequence[int]) -> float:
    """The log odds that the next seam needs."""
    return _FIRST if len(bounds) == 2 else _FURTHER


def _changed(candidates: Sequence[int], seam: int, bounds: Sequence[int]) -> Sequence[int]:
    """The candidates whose scores a seam changes: those around it; the first one, which lowers what is needed, all."""
    if len(bounds) == 3:
        return candidates
    return candidates[bisect_left(candidates, seam - _REACH) : bisect_right(candidates, seam + _REACH)]


def _paragraphs(text: str, sentences: Sequence[Span]) -> Iterator[int]:
    """The sentences that open a line at which a story could begin."""
    for at in range(1, len(sentences)):
        before, start = sentences[at - 1], sentences[at].start
        if "\n" in text[before.end : start] and not _NOTE.match(text, start, start + _NOTE_REACH):
            yield at


def _score(page: PageSentences, at: int, bounds: Sequence[int]) -> float:
    """The log odds that a story begins at a sentence, between the seams around it."""
    after = bisect_right(bounds, at)
    low, high = bounds[after - 1], bounds[after]
    start = page.sentences[at].start
    is_short = start - page.sentences[low].start < _LEAST_BEFORE or page.sentences[high - 1].end - start < _LEAST_AFTER
    if is_short:
        return float("-inf")
    score = _BIAS + _weighed(_OUTLINE, page.outline(at, low, high))
    # Names and words are not looked at where even the most telling ones would not suffice.
    if score + _WORDING.again * MOST_NAMES < _needed(bounds):
        return score
    people = page.introductions(at, low, high)
    if score + _WORDING.again * people.again < _needed(bounds):
        return score
    return score + _weighed(_WORDING, page.wording(at, low, high, people))


def _weighed(weights: tuple[float, ...], values: tuple[float, ...]) -> float:
    return sum(weight * value for weight, value in zip(weights, values, strict=True))
