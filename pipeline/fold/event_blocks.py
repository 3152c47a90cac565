"""Which event mentions may be one event: their blocking keys, and how those of a block are compared."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pipeline.fold.blocks import Comparison, weeks_of
from pipeline.fold.dates_apart import parted_by_dates
from pipeline.fold.event_evidence import DEFAULT_WEIGHTS, EvidenceWeights, ceiling, log_odds
from pipeline.fold.event_sketch import EVENT_SKETCH
from pipeline.fold.neighbours import Vectors, positions_of
from pipeline.fold.recurrence import mentions_among_all
from pipeline.fold.references import joined_by_references, refer_back
from pipeline.fold.sketching import (
    Floats,
    Rows,
    Table,
    by_columns,
    plane_keys,
    random_planes,
    signed_bits,
    table_of,
)
from pipeline.fold.ties import tied_groups

_SURE = 0.75
_TRIGGERS, _NAMES, _PARTICIPANTS = 2, 2, 2
_PLANES = random_planes(seed=20_120_519, tables=2, bits=6, size=128)


def event_comparison(weights: EvidenceWeights = DEFAULT_WEIGHTS) -> Comparison:
    """How event mentions are compared."""

    def weigh(table: Table, one: Rows, other: Rows) -> Floats:
        return log_odds(by_columns(table), one, other, weights)

    return Comparison(
        EVENT_SKETCH,
        vectors,
        weigh,
        lambda table, one, other: ceiling(by_columns(table), one, other, weights),
        sure=_SURE,
        in_component=mentions_among_all,
        refer_back=refer_back,
        joined=lambda table, groups: joined_by_references(table, groups, weigh),
        parted=_parted,
    )


def _parted(table: Table, groups: Sequence[Sequence[int]]) -> list[list[list[int]]]:
    """For each group of rows what is of one time and hangs together by ties."""
    of_one_time = [parted_by_dates(table, group) for group in groups]
    tied = iter(tied_groups(table, [part for parts in of_one_time for part in parts]))
    return [sorted(piece for _ in parts for piece in next(tied)) for parts in of_one_time]


def block_keys(sketch: bytes) -> list[str]:
    """The blocks that a mention belongs to, at most 25."""
    return keys_of(table_of([sketch], EVENT_SKETCH))[0]


def keys_of(table: Table) -> list[list[str]]:
    """The blocks of each mention.

    Alike vectors; a word of the trigger in two following weeks, and likewise a group of words that it stands in; a word
    of the trigger with a name; the type with a participant; the type with place and month.
    """
    columns = (
        table[name].tolist() for name in ("trigger", "senses", "participants", "names", "event_type", "published")
    )
    when_and_where = zip(table["place"].tolist(), table["date_start"].tolist(), strict=True)
    rows = zip(plane_keys(table["meaning"], _PLANES), *columns, when_and_where, strict=True)
    return [_keys(*row) for row in rows]


def _keys(
    keys: list[str],
    trigger: list[int],
    senses: list[int],
    participants: list[int],
    names: list[int],
    event_type: int,
    published: int,
    place_and_day: tuple[int, int],
) -> list[str]:
    """The keys of alike vectors and all others."""
    triggers = [word for word in trigger[:_TRIGGERS] if word]
    known = [name for name in participants if name]
    either = list(dict.fromkeys(known[:3] + [name for name in names if name]))
    weeks = weeks_of(published)
    keys += [f"trigger {trigger:x} {when}" for trigger in triggers for when in weeks]
    keys += [f"sense {sense:x} {when}" for sense in senses if sense for when in weeks]
    keys += [f"named {trigger:x} {name:x}" for trigger in triggers for name in either[:_NAMES]]
    if event_type:
        keys += [f"typed {event_type:x} {name:x}" for name in known[:_PARTICIPANTS]]
    place, day = place_and_day
    if place and day:
        keys.append(f"placed {event_type:x} {place:x} {day // 31}")
    return keys


def positions(table: Table) -> Floats:
    """Where mentions lie, shape (n, 320): mentions of one event tend to lie near each other."""
    return positions_of(vectors(table))


def vectors(table: Table) -> Vectors:
    """Vectors of mentions, of their articles and of the words of both."""
    words = (table["trigger"], table["participants"], table["names"], table["words"])
    return table["meaning"], table["topic"], signed_bits(np.concatenate(words, axis=1))
