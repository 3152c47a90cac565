"""``manifest.json``: what a run was, and for each of its files the rows, the bytes and the sha256.

It says nothing of when a run was and who made it, so that the same inputs give the same manifest, byte for byte.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Final

from schemas import DATASETS

MANIFEST_NAME: Final = "manifest.json"
_FORMAT: Final = 1


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A data file: its dataset, its path below the output (with slashes), its rows, bytes and sha256 in hex."""

    dataset: str
    path: str
    rows: int
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class RunFacts:
    """What a run was made with and what it counted.

    ``weights`` maps the name of each weights file to its sha256 in hex; ``options`` holds the options that decide what
    the rows are, as JSON values; ``counters`` hold how many records each stage took in and gave out, and ``examples``
    name a few of what some of them count. ``runs`` has an entry for each run that added articles, as JSON values: what
    it read and with which options.
    """

    code_version: str
    weights: Mapping[str, str]
    options: Mapping[str, object]
    counters: Mapping[str, int]
    runs: Sequence[Mapping[str, object]] = ()
    examples: Mapping[str, Sequence[str]] = field(default_factory=dict)


def manifest_bytes(files: Iterable[WrittenFile], facts: RunFacts) -> bytes:
    """Return the manifest as JSON in UTF-8, sorted, so that it depends on the files and the facts alone."""
    manifest = {
        "format": _FORMAT,
        "versions": {
            "code": facts.code_version,
            "schemas": {name: dataset.version for name, dataset in DATASETS.items()},
            "weights": dict(facts.weights),
        },
        "options": dict(facts.options),
        "counters": dict(facts.counters),
        "examples": {name: list(told) for name, told in facts.examples.items()},
        "runs": [dict(run) for run in facts.runs],
        "datasets": _datasets(files),
    }
    return (json.dumps(manifest, indent=2, sort_keys=True, ensure_ascii=False) + "\n").encode("utf-8", "replace")


def list_files(files: Iterable[WrittenFile]) -> bytes:
    """Return the files as JSON, sorted by path."""
    return json.dumps([asdict(file) for file in sorted(files, key=_path)]).encode()


def parse_files(content: bytes) -> list[WrittenFile]:
    """Return the files that ``list_files`` was given."""
    return [WrittenFile(**entry) for entry in json.loads(content)]


def files_in_manifest(content: bytes) -> list[WrittenFile]:
    """Return the files that a manifest names. Raises ValueError where it is no manifest."""
    try:
        datasets = json.loads(content)["datasets"]
        return [WrittenFile(name, **entry) for name, dataset in datasets.items() for entry in dataset["files"]]
    except (AttributeError, KeyError, TypeError, UnicodeDecodeError) as error:
        raise ValueError(f"this is not a manifest of Newsfold: {error!r}") from error


def _datasets(files: Iterable[WrittenFile]) -> dict[str, object]:
    ordered = sorted(files, key=_path)
    return {name: _dataset([file for file in ordered if file.dataset == name]) for name in DATASETS}


def _dataset(files: list[WrittenFile]) -> dict[str, object]:
    entries = [{"path": file.path, "rows": file.rows, "bytes": file.bytes, "sha256": file.sha256} for file in files]
    return {"rows": sum(file.rows for file in files), "files": entries}


def _path(file: WrittenFile) -> str:
    return file.path
