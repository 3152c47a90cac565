"""Which revision a row has after an append, and what became of the ids that no row has any longer.

A row that is as it was keeps its revision; one that changed has the next; a new one has 0. Of a mention only what it
was folded into can change, because the rest comes from its article, which is not read again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import blake2b
from typing import Any, Final

from pipeline.records import Superseded
from pipeline.write.late import LateValue
from schemas import DATASETS, Dataset

REVISION: Final = "revision"
SUPERSEDED_BY: Final = "superseded_by"
FOLDED_INTO: Final[Mapping[str, str]] = {"event_mentions": "events", "claim_mentions": "claims"}
"""For each dataset of mentions, the dataset that they are folded into."""

_CHANGING: Final[Mapping[str, tuple[str, ...]]] = {
    "event_mentions": ("event_id",),
    "claim_mentions": ("claim_id", "event_ids"),
    "events": tuple(name for name in DATASETS["events"].schema.names if name not in (REVISION, SUPERSEDED_BY)),
    "claims": tuple(name for name in DATASETS["claims"].schema.names if name not in (REVISION, SUPERSEDED_BY)),
}

_SUCCESSOR: Final[Mapping[str, str]] = {
    "event_mentions": "event_id",
    "claim_mentions": "claim_id",
    "events": SUPERSEDED_BY,
    "claims": SUPERSEDED_BY,
}

REVISED: Final = tuple(_CHANGING)
"""The datasets whose rows have revisions."""


@dataclass(frozen=True, slots=True)
class RowState:
    """What tells whether a row changed: a hash of it, its revision, and the row that holds what it tells.

    ``folded_into`` is the event or claim of a mention, and of an event or claim the one that took it in, if any;
    ``dated`` is what the row's partition is computed from.
    """

    dataset: str
    key: str
    dated: date | datetime | None
    revision: int
    content: bytes
    folded_into: str | None


@dataclass(frozen=True, slots=True)
class Moved:
    """A mention that was folded into something else before."""

    mention_id: str
    folded_into: str


@dataclass(frozen=True, slots=True)
class Vanished:
    """A row of events or claims that is there no longer; ``revision`` is that of its end.

    ``superseded_by`` is what it said itself of its end, as rows of a stream do.
    """

    dataset: str
    key: str
    revision: int
    superseded_by: str | None


def columns_of_state(dataset: Dataset) -> list[str]:
    """Return the columns of a row that ``state_of`` looks at."""
    names = [dataset.key, dataset.partition_source, REVISION, _SUCCESSOR[dataset.name], *_CHANGING[dataset.name]]
    return list(dict.fromkeys(name for name in names if name))


def state_of(dataset: Dataset, row: Mapping[str, Any]) -> RowState:
    """Return the state of a row, be it one to write or a stored one."""
    return RowState(
        dataset=dataset.name,
        key=row[str(dataset.key)],
        dated=row[dataset.partition_source],
        revision=row[REVISION],
        content=_hash([row[name] for name in _CHANGING[dataset.name]]),
        folded_into=row[_SUCCESSOR[dataset.name]],
    )


def name_of(dataset: str, key: str) -> str:
    """Return one name for the row of a key over all datasets."""
    return f"{dataset} {key}"


def revision_of(former: RowState | None, gone: Superseded | None, now: RowState) -> int:
    """Return the revision of a row that is to be written; an id that comes back goes on counting."""
    if former is not None:
        return former.revision + (former.content != now.content)
    return 0 if gone is None else gone.revision + 1


def late_revision(now: RowState, revision: int) -> LateValue:
    """Return the revision as a value for the row that is written."""
    return LateValue(now.dataset, now.key, now.dated, REVISION, revision)


def moved_from(former: RowState, now: RowState) -> tuple[str, Moved] | None:
    """Return what a mention was folded into before and the mention; null where it still is."""
    if former.folded_into is None or now.folded_into is None or former.folded_into == now.folded_into:
        return None
    return name_of(FOLDED_INTO[now.dataset], former.folded_into), Moved(now.key, now.folded_into)


def superseded(vanished: Vanished, moved: Iterable[Moved]) -> Superseded | None:
    """Return which row took a vanished one in: the one that now holds the mention that gave it its id, the smallest.

    Null where nothing did, which is so of no row that had a mention.
    """
    first = min(moved, key=lambda mention: mention.mention_id, default=None)
    successor = first.folded_into if first else vanished.superseded_by
    return Superseded(vanished.dataset, vanished.key, successor, vanished.revision) if successor else None


def _hash(values: list[Any]) -> bytes:
    """A hash of column values that is the same for a row to write and for the row that a reader makes of it."""
    return blake2b(json.dumps(values, default=str).encode(), digest_size=16).digest()
