"""What a test looks at in an output."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow.dataset as ds


def rows(output: Path, dataset: str) -> list[dict[str, Any]]:
    """Return all rows of a dataset."""
    files = sorted(map(str, (output / dataset).rglob("*.parquet")))
    found: list[dict[str, Any]] = ds.dataset(files).to_table().to_pylist()
    return found


def counters(output: Path) -> dict[str, int]:
    """Return the counters in the manifest."""
    found: dict[str, int] = json.loads((output / "manifest.json").read_text(encoding="utf-8"))["counters"]
    return found
