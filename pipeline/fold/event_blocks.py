"""Which event mentions may be one event: their blocking keys, and how those of a block are compared."""

from __future__ import annotations

import numpy as np

from pipeline.fold.blocks import Comparison
from pipeline.fold.event_evidence import DEFAULT_WEIGHTS, EvidenceWeights, log_odds
from pipeline.fold.event_sketch import EVENT_SKETCH
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

_TRIGGERS, _NAMES, _PARTICIPANTS = 2, 2, 2
_PLANES = random_planes(seed=20_120_519, tables=2, bits=6, size=128)


def event_comparison(weights: EvidenceWeights = DEFAULT_WEIGHTS) -> Comparison:
    """How event mentions are compared."""
    return Comparison(EVENT_SKETCH, positions, nearness, lambda table, one, other: log_odds(table, one, other, weights))


def block_keys(sketch: bytes) -> list[str]:
    """The blocks that a mention belongs to, at most 15.

    Alike vectors; a word of the trigger in two following weeks; a word of the trigger with a name; the type with a
    participant; the type with place and month.
    """
    row = table_of([sketch], EVENT_SKETCH)[0]
    triggers = [int(word) for word in row["trigger"][:_TRIGGERS] if word]
    participants = [int(name) for name in row["participants"] if name]
    names = list(dict.fromkeys(participants[:3] + [int(name) for name in row["names"] if name]))
    event_type, week = int(row["event_type"]), int(row["published"]) // 7
    weeks = (week, week + 1) if week else (0,)
    keys = plane_keys(row["meaning"], _PLANES)
    keys += [f"trigger {trigger:x} {when}" for trigger in triggers for when in weeks]
    keys += [f"named {trigger:x} {name:x}" for trigger in triggers for name in names[:_NAMES]]
    if event_type:
        keys += [f"typed {event_type:x} {name:x}" for name in participants[:_PARTICIPANTS]]
    if row["place"] and row["date_start"]:
        keys.append(f"placed {event_type:x} {int(row['place']):x} {int(row['date_start']) // 31}")
    return keys


def positions(table: Table) -> Floats:
    """Where mentions lie, shape (n, 320): mentions of one event tend to lie near each other."""
    parts = [unit_rows(values) for values in (table["meaning"], table["topic"], _lexical(table))]
    return np.concatenate(parts, axis=1)


def nearness(table: Table) -> Floats:
    """How near all pairs of mentions lie, shape (n, n): the sum of the cosines of vectors, articles and words."""
    return cosine_matrix(table["meaning"]) + cosine_matrix(table["topic"]) + cosine_matrix(_lexical(table))


def _lexical(table: Table) -> np.ndarray:
    columns = (table["trigger"], table["participants"], table["names"], table["words"])
    return signed_bits(np.concatenate(columns, axis=1))
