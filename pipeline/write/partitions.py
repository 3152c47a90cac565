"""The partition and the shard that a row belongs to.

Publications are partitioned by month. Events are by year: news also tells of events of former decades, a few of each
month, which by month or day would be a dust of tiny files, while the statistics of row groups and pages prune by day
within a year well enough. A null date has the partition ``month=undated`` or ``year=0`` and not Hive's
``__HIVE_DEFAULT_PARTITION__``: where no row at all has a date, pyarrow cannot tell the type of a partition column of
nulls alone and refuses the dataset, and pandas refuses nulls beside months. So months are text and years whole
numbers for every reader, whichever of them there are.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Final, TypeAlias
from urllib.parse import quote

from schemas import Dataset

Place: TypeAlias = tuple[str, str, int]
"""Dataset, partition and shard: where a row belongs."""

_UNDATED: Final = {"month": "undated", "year": "0"}
_NONE: Final = "none"


def partition_of(dataset: Dataset, row: Mapping[str, object]) -> str:
    """Return the folder of the row's partition, such as ``month=2031-03`` or ``rejected_by=read``."""
    return f"{dataset.partition_key}={_partition_value(dataset.partition_key, row[dataset.partition_source])}"


def empty_partition(dataset: Dataset) -> str:
    """Return the folder for the one file without rows that a dataset without rows has."""
    return f"{dataset.partition_key}={_UNDATED.get(dataset.partition_key, _NONE)}"


def place_of(dataset: Dataset, row: Mapping[str, object], shards: int) -> Place:
    """Return where a row belongs that has at least the key and the column that its partition is computed from."""
    return dataset.name, partition_of(dataset, row), shard_of(dataset, row, shards)


def shard_of(dataset: Dataset, row: Mapping[str, object], shards: int) -> int:
    """Return a number below ``shards`` that depends on nothing but the row's id (of a reject, its source)."""
    if shards == 1:
        return 0
    name = row[dataset.key or "source_id"]
    return zlib.crc32(str(name).encode("utf-8", "replace")) % shards


@lru_cache(maxsize=4_096)
def _partition_value(key: str, value: object) -> str:
    if value is None:
        return _UNDATED[key]
    if isinstance(value, datetime):
        value = value.astimezone(UTC)
    if isinstance(value, date):
        return str(value.year) if key == "year" else f"{value.year:04d}-{value.month:02d}"
    return quote(str(value), safe="", errors="replace")
