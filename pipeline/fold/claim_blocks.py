"""Which tellings may be one claim: their blocking keys, and how those of a block are compared."""

from __future__ import annotations

import numpy as np

from pipeline.fold.blocks import Comparison
from pipeline.fold.claim_evidence import DEFAULT_CLAIM_WEIGHTS, ClaimWeights, claim_log_odds
from pipeline.fold.claim_sketch import CLAIM_SKETCH
from pipeline.fold.sketching import (
    Floats,
    Table,
    cosine_matrix,
    plane_keys,
    random_planes,
    signed_bits,
    table_of,
    unit_rows,
)

_PLANES = random_planes(seed=20_090_117, tables=4, bits=7, size=384)
_WORD_PAIRS, _WORDS, _NAMES = 4, 3, 2


def claim_comparison(weights: ClaimWeights = DEFAULT_CLAIM_WEIGHTS) -> Comparison:
    """How tellings are compared."""
    return Comparison(
        CLAIM_SKETCH,
        claim_positions,
        claim_nearness,
        lambda table, one, other: claim_log_odds(table, one, other, weights),
    )


def claim_keys(sketch: bytes) -> list[str]:
    """The blocks that a telling belongs to, at most 13.

    Alike vectors; the smallest hashes of its word pairs, which a part of a longer quotation often shares; the speaker
    with a word; the speaker's office with a name.
    """
    row = table_of([sketch], CLAIM_SKETCH)[0]
    words = [int(word) for word in row["words"][:_WORDS] if word]
    names = [int(name) for name in row["names"][:_NAMES] if name]
    keys = plane_keys(row["meaning"], _PLANES)
    keys += [f"pair {int(pair):x}" for pair in row["word_pairs"][:_WORD_PAIRS] if pair]
    if row["speaker"]:
        keys += [f"speaker {int(row['speaker']):x} {word:x}" for word in words]
    if row["speaker_country"] and row["speaker_sector"]:
        office = f"{int(row['speaker_country']):x} {int(row['speaker_sector']):x}"
        keys += [f"office {office} {name:x}" for name in names]
    return keys


def claim_positions(table: Table) -> Floats:
    """Where tellings lie, shape (n, 448): tellings of one claim tend to lie near each other."""
    return np.concatenate([unit_rows(table["meaning"]), unit_rows(_lexical(table))], axis=1)


def claim_nearness(table: Table) -> Floats:
    """How near all pairs of tellings lie, shape (n, n): the sum of the cosines of vectors and words."""
    return cosine_matrix(table["meaning"]) + cosine_matrix(_lexical(table))


def _lexical(table: Table) -> np.ndarray:
    return signed_bits(np.concatenate([table["words"], table["word_pairs"]], axis=1))
