"""How much a block looks like boilerplate, taken by itself. Scores are additive; above nothing speaks for boilerplate.

The weights were set by hand on one half of the labelled pages of the cleaning benchmark. As a rule: 4 and more is
evidence enough against a line that is not a sentence, and a sentence brings 3 in its favour.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from pipeline.clean.blocks import Block
from pipeline.clean.notes import is_labelled, is_note
from pipeline.clean.shape import Kind, Shape, read_shape
from pipeline.clean.wording import Wording, read_wording

FRAGMENTS = frozenset({Kind.HEADLINE, Kind.SCRAP})

_KIND_SCORES = {
    Kind.SENTENCE: -3.0,
    Kind.CALL: -1.5,
    Kind.HEADLINE: 0.0,
    Kind.SCRAP: 0.0,
    Kind.STAMP: 0.0,
    Kind.RULE: 1.0,
}
NOTE_SCORE = 20.0
_LONGEST_FURNITURE = 14
_LONGEST_CAPTION = 60
_ANCHOR_WORDS = 8
_ANCHOR_SCORE = -2.0
_PARAGRAPH_SCORE = -1.5
_SINGLE_HINT = 1.5
_LONG_WORDS = 40
_REMEMBERED_LENGTH = 80


@dataclass(frozen=True, slots=True)
class Judged:
    """A block with its features and its score by itself; positive speaks for boilerplate.

    ``is_note`` tells a note of the editors on the article.
    """

    block: Block
    wording: Wording
    shape: Shape
    score: float
    is_note: bool

    @property
    def is_fragment(self) -> bool:
        """Whether the block is some words that make no sentence."""
        return self.shape.kind in FRAGMENTS

    @property
    def is_anchor(self) -> bool:
        """Whether the block is surely a paragraph of a story: one that does not speak to its reader either."""
        speaks_to_reader = self.wording.addressed and not self.is_told and self.shape.words < _LONG_WORDS
        return self.is_paragraph and self.score <= _ANCHOR_SCORE and not speaks_to_reader

    @property
    def is_paragraph(self) -> bool:
        """Whether the block is a plain sentence of some length."""
        return self.is_plain_sentence and self.shape.words >= _ANCHOR_WORDS

    @property
    def is_plain_sentence(self) -> bool:
        """Whether the block is a sentence in which hardly anything speaks for boilerplate."""
        return self.shape.kind is Kind.SENTENCE and self.score <= _PARAGRAPH_SCORE

    @property
    def is_told(self) -> bool:
        """Whether the block reports what somebody said."""
        return self.wording.attributed or self.wording.quoting


def judge(block: Block) -> Judged:
    """Scores a block by its wording and its shape."""
    read = _remembered_features if len(block.text) <= _REMEMBERED_LENGTH else _features
    wording, shape, noted = read(block.text)
    score = _wording_score(wording, shape) + _shape_score(shape) + (NOTE_SCORE if noted else 0.0)
    return Judged(block, wording, shape, score, noted)


def _features(text: str) -> tuple[Wording, Shape, bool]:
    """The wording and the shape of a block, and whether it is a note of the editors.

    A label before a few words is as likely a headline: "Correction: ministry halves its figure".
    """
    shape = read_shape(text)
    return read_wording(text), shape, is_note(text) or (shape.kind is Kind.SENTENCE and is_labelled(text))


# The same menus and buttons stand on thousands of pages.
_remembered_features = lru_cache(maxsize=16384)(_features)


def _wording_score(wording: Wording, shape: Shape) -> float:
    score = _furniture_score(wording, shape) + 4.0 * min(wording.giveaways, 2)
    score += 5.0 if wording.label else 4.0 if wording.opening else 0.0
    # In a story people subscribe and click as well; only a site says "you" and "our" as it speaks of it.
    score += min(wording.hints, 3) * (_SINGLE_HINT if wording.addressed else 1.0)
    if wording.addressed and score > _SINGLE_HINT:
        score += 1.0
    if wording.attributed and shape.kind is Kind.SENTENCE and not (wording.label or shape.credit):
        score -= 2.0
    return score


def _furniture_score(wording: Wording, shape: Shape) -> float:
    if shape.words > _LONGEST_FURNITURE or shape.kind is Kind.SENTENCE:
        return 0.0
    if wording.furniture == 1.0:
        return 6.0
    return 2.0 if wording.furniture >= 0.6 else 0.0


def _shape_score(shape: Shape) -> float:
    score = _KIND_SCORES[shape.kind]
    if shape.kind is Kind.SENTENCE and shape.words >= 40:
        score -= 1.0
    is_sentence = shape.kind is Kind.SENTENCE
    if shape.listed:
        score += 4.0
    if shape.addresses:
        score += 1.0 if is_sentence else 2.5
    if shape.symbols and not is_sentence:
        score += 2.5
    if shape.marked:
        score += 4.0
    if shape.credit and shape.words <= _LONGEST_CAPTION:
        score += 5.0
    if shape.byline:
        score += 4.0
    return score - 4.0 if shape.quoted and shape.kind is not Kind.RULE else score
