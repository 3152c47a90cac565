"""A local copy of an output that lies on an object store, for checks that read folders."""

# mypy: allow-untyped-calls

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from apache_beam.io.filesystem import CompressionTypes
from apache_beam.io.filesystems import FileSystems

from pipeline.write.manifest import MANIFEST_NAME
from schemas import DATASETS


@contextmanager
def fetched(output: str) -> Iterator[Path | None]:
    """Give a temporary folder with the manifest and the data files of an output; null where there are none."""
    named = _objects(output)
    with tempfile.TemporaryDirectory(prefix="newsfold-verify-") as folder:
        for name, path in named.items():
            _fetch(path, Path(folder) / name)
        yield Path(folder) if named else None


def _objects(output: str) -> dict[str, str]:
    """The paths of all objects that a check looks at, by their names below the output."""
    root = output.rstrip("/")
    patterns = [f"{root}/{MANIFEST_NAME}", *(f"{root}/{name}/**" for name in DATASETS)]
    found = (entry.path for match in FileSystems.match(patterns) for entry in match.metadata_list)
    return {path.removeprefix(f"{root}/"): path for path in found}


def _fetch(path: str, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    with FileSystems.open(path, compression_type=CompressionTypes.UNCOMPRESSED) as stream, to.open("wb") as file:
        shutil.copyfileobj(stream, file)
