"""What of a telling is compared, as one fixed row of numbers."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from pipeline.fold.event_sketch import day_of
from pipeline.fold.sketching import hash_of, hashes_of, quantised
from pipeline.fold.stance import stance_of
from pipeline.fold.words import content_stems, names_in, quantities, tally, words_of
from pipeline.records import ClaimMention
from pipeline.resolve.names import canonical_name

CLAIM_SKETCH = np.dtype(
    [
        ("meaning", "i1", (384,)),  # Attribution.vector
        ("article", "u8"),
        ("wording", "u8"),  # the content's text; 0 for a short content
        ("words", "u4", (24,)),  # content words
        ("substance", "u1"),  # how many of its content words are no names
        ("word_pairs", "u4", (24,)),  # words that follow each other
        ("names", "u4", (8,)),  # capitalised words
        ("figures", "u4", (6,)),  # what is counted, with its number
        ("counted", "u4", (6,)),  # what is counted
        ("tally", "u8"),  # the only number
        ("tallied", "u8"),  # what it counts
        ("denial", "u1"),  # a stance
        ("speaker", "u8"),
        ("speaker_words", "u4", (4,)),
        ("speaker_country", "u8"),
        ("speaker_sector", "u8"),
        ("published", "i4"),  # proleptic Gregorian ordinal of the day
    ]
)
"""The layout of a telling's sketch; hashes and days are 0 where nothing is known."""

_TELLING_WORDS = 4
_MOST_COUNTED = 255
_TALLY_WORDS = 10
"""A longer content is about more than its number."""

_LARGE = 1_000


def claim_sketch(telling: ClaimMention) -> bytes:
    """The sketch of one telling, in the layout ``CLAIM_SKETCH``."""
    row = np.zeros((), CLAIM_SKETCH)
    words = words_of(telling.content_text)
    folded = [word.casefold() for word in words]
    counts = quantities(telling.content_text)
    row["meaning"] = quantised(telling.attribution.vector, 384)
    row["article"] = hash_of(telling.article_id)
    if len(words) >= _TELLING_WORDS:
        row["wording"] = hash_of(" ".join(folded))
    row["words"] = hashes_of(content_stems(words), 24)
    row["substance"] = min(len(content_stems([word for word in words if not word[0].isupper()])), _MOST_COUNTED)
    row["word_pairs"] = hashes_of(map(" ".join, pairwise(folded)), 24)
    row["names"] = hashes_of(names_in(words), 8)
    row["figures"] = hashes_of((f"{count.noun} {value}" for count in counts for value in _spoken_as(count.value)), 6)
    row["counted"] = hashes_of((count.noun for count in counts), 6)
    if len(words) <= _TALLY_WORDS and (only := tally(telling.content_text)) is not None:
        row["tally"], row["tallied"] = hash_of(only.value), hash_of(only.noun)
    row["denial"] = stance_of(telling.content_text, telling.cue_text or "")
    speaker = canonical_name(telling.speaker.name or "")
    row["speaker"] = hash_of(speaker)
    row["speaker_words"] = hashes_of(speaker.split(), 4)
    row["speaker_country"] = hash_of(telling.speaker.country or "")
    row["speaker_sector"] = hash_of(telling.speaker.sector or "")
    row["published"] = day_of(telling.published_at)
    return row.tobytes()


def _spoken_as(value: str) -> set[str]:
    """A number, and where it is a large one what it is rounded to: few tell those to the last."""
    return {value, f"{float(value):.2g}"} if float(value) >= _LARGE else {value}
