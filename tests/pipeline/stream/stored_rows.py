"""The rows of plain datasets, to compare them as sets."""

from __future__ import annotations

from pathlib import Path

import duckdb

from schemas import DATASETS


def rows_of(folder: Path, dataset: str) -> list[dict[str, object]]:
    """All rows of a dataset with all columns but the revision, in one order."""
    query = f"SELECT * EXCLUDE (revision) FROM read_parquet('{folder}/{dataset}/*/*.parquet', hive_partitioning=false)"
    if "revision" not in DATASETS[dataset].schema.names:
        query = query.replace(" EXCLUDE (revision)", "")
    return sorted(duckdb.sql(query).to_arrow_table().to_pylist(), key=repr)
