"""Weak labels of modality for training: no corpus at hand annotates it, so cue words near a trigger teach the head.

Weak supervision by labelling functions follows Ratner et al. (VLDB 2017). The head sees the whole window and so
generalises beyond the cue lists, which are used nowhere but here.
"""

from __future__ import annotations

import re

from models.config import MODALITIES

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?|[^\w\s]")
_NEGATED = frozenset(
    """not never no without neither nor cannot deny denied denies denying refuse refused refuses refusing failed fails
    fail unable prevented prevent avoid avoided didn't don't doesn't won't wasn't weren't isn't aren't hasn't haven't
    hadn't couldn't wouldn't""".split()
)
_AUXILIARY_PLANS = frozenset("will shall would upcoming".split())
_PLANS_TO = frozenset(
    """plan plans planned planning intend intends intended vow vowed vows pledge pledged promised promise scheduled
    expected expects set due agreed ready prepare prepares preparing going threatened threatens urged urges demanded
    demands called calls asked asks wants want hopes hope proposed proposes about""".split()
)
_POSSIBLE = frozenset(
    """may might could can possible possibly likely perhaps probably if whether suspected alleged allegedly potential
    reportedly apparently unless should possibility risk chance""".split()
)
_CLAUSE_MARKS = frozenset(';:—–()“”"')
_REACH = 6
_NEAR = 4


def weak_modality(before: str) -> int:
    """The index in MODALITIES that the words before a trigger in its sentence suggest; asserted where none does."""
    words = _clause_words(before)
    if any(word in _NEGATED for word in words[-_NEAR:]):
        return MODALITIES.index("negated")
    if any(word in _AUXILIARY_PLANS or (word in _PLANS_TO and "to" in words) for word in words):
        return MODALITIES.index("planned")
    if any(word in _POSSIBLE for word in words):
        return MODALITIES.index("possible")
    return MODALITIES.index("asserted")


def _clause_words(before: str) -> list[str]:
    words = _WORD.findall(before.lower().replace("’", "'"))[-_REACH:]
    marks = [position for position, word in enumerate(words) if word in _CLAUSE_MARKS]
    return words[marks[-1] + 1 :] if marks else words
