"""Which tellings may be one claim: their blocking keys, and how those of a block are compared."""

from __future__ import annotations

import numpy as np

from pipeline.fold.blocks import Comparison, weeks_of
from pipeline.fold.claim_evidence import DEFAULT_CLAIM_WEIGHTS, ClaimWeights, claim_ceiling, claim_log_odds
from pipeline.fold.claim_sketch import CLAIM_SKETCH
from pipeline.fold.neighbours import Vectors, positions_of
from pipeline.fold.recurrence import tellings_among_all
from pipeline.fold.sketching import (
    Floats,
    Table,
    by_columns,
    plane_keys,
    random_planes,
    signed_bits,
    table_of,
)

_SURE = -0.5
"""Below 0, as what a crowd says alike is only seen in a whole component, and that both tell of one event."""
_PLANES = random_planes(seed=20_090_117, tables=4, bits=7, size=384)
_WORD_PAIRS, _WORDS, _WORDS_OF_WEEK, _NAMES = 4, 3, 4, 2
_FEWEST_WORDS = 3
"""Content words from which on one of them may speak for the whole."""


def claim_comparison(weights: ClaimWeights = DEFAULT_CLAIM_WEIGHTS) -> Comparison:
    """How tellings are compared."""
    return Comparison(
        CLAIM_SKETCH,
        claim_vectors,
        lambda table, one, other: claim_log_odds(by_columns(table), one, other, weights),
        lambda table, one, other: claim_ceiling(by_columns(table), one, other, weights),
        sure=_SURE,
        in_component=tellings_among_all,
    )


def claim_keys(sketch: bytes) -> list[str]:
    """The blocks that a telling belongs to, at most 21."""
    return claim_keys_of(table_of([sketch], CLAIM_SKETCH))[0]


def claim_keys_of(table: Table) -> list[list[str]]:
    """The blocks of each telling.

    Alike vectors; the smallest hashes of its word pairs, which a part of a longer quotation often shares, and of its
    words in two following weeks, which another translation does; the speaker with a word; the speaker's office with a
    name.
    """
    columns = (table[name].tolist() for name in ("word_pairs", "words", "names", "speaker", "published"))
    offices = zip(table["speaker_country"].tolist(), table["speaker_sector"].tolist(), strict=True)
    rows = zip(plane_keys(table["meaning"], _PLANES), *columns, offices, strict=True)
    return [_keys(*row) for row in rows]


def _keys(
    keys: list[str],
    word_pairs: list[int],
    words: list[int],
    names: list[int],
    speaker: int,
    published: int,
    office: tuple[int, int],
) -> list[str]:
    """The keys of alike vectors and all others."""
    keys += [f"pair {pair:x}" for pair in word_pairs[:_WORD_PAIRS] if pair]
    if words[_FEWEST_WORDS - 1]:
        weeks = weeks_of(published)
        keys += [f"word {word:x} {when}" for word in words[:_WORDS_OF_WEEK] if word for when in weeks]
    if speaker:
        keys += [f"speaker {speaker:x} {word:x}" for word in words[:_WORDS] if word]
    country, sector = office
    if country and sector:
        keys += [f"office {country:x} {sector:x} {name:x}" for name in names[:_NAMES] if name]
    return keys


def claim_positions(table: Table) -> Floats:
    """Where tellings lie, shape (n, 448): tellings of one claim tend to lie near each other."""
    return positions_of(claim_vectors(table))


def claim_vectors(table: Table) -> Vectors:
    """Vectors of the contents and of their words."""
    return table["meaning"], signed_bits(np.concatenate([table["words"], table["word_pairs"]], axis=1))
