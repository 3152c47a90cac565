"""An output on an object store or any other filesystem of Beam, where no folder can be renamed in one step.

The manifest commits: data files are copied beside those of the former run, under names that hold their content's hash
and so never replace another file; then ``manifest.json`` is written, last; then files that it does not name
are deleted. Readers who take the list of files from the manifest see the former datasets or the new ones. A run that is
killed between leaves files that no manifest names, which the next run deletes. There is no lock: one run at a time
writes to one output.
"""

# mypy: allow-untyped-calls

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from apache_beam.io.filesystems import FileSystems

from pipeline.write.errors import OutputError
from pipeline.write.manifest import MANIFEST_NAME, files_in_manifest
from schemas import DATASETS

_STAGING: Final = ".staging"
_PROBE: Final = ".newsfold-probe"
_MOST_AT_ONCE: Final = 100
_DATA: Final = "application/octet-stream"


def check(output: str) -> None:
    """Raise ``OutputError`` where no object can be written to and deleted from the output."""
    try:
        path = FileSystems.join(output, f"{_PROBE}-{uuid.uuid4().hex}")
        _write(path, b"x")
        FileSystems.delete([path])
    except Exception as error:  # each filesystem raises its own
        reason = " ".join(str(error).split()) or type(error).__name__
        raise OutputError(f"Cannot write to {output}: {reason}") from error


@contextmanager
def claim(output: str) -> Iterator[str]:
    """Give a new staging folder; see ``pipeline.write.output``."""
    staging = new_staging(output)
    try:
        yield staging
    finally:
        discard(staging)


def new_staging(output: str) -> str:
    """Return a new staging folder after removing what killed runs left; whoever publishes it discards it."""
    check(output)
    _delete(_objects_below(FileSystems.join(output, _STAGING)))
    return FileSystems.join(output, _STAGING, uuid.uuid4().hex)


def discard(staging: str) -> None:
    """Delete a staging folder; one that is gone already is no error."""
    _delete(_objects_below(staging))


def publish(output: str, staging: str, manifest: bytes) -> None:
    """Copy the staged files, then write the manifest, then delete what it does not name; see the module."""
    named = {
        FileSystems.join(output, file.path): FileSystems.join(staging, file.path)
        for file in files_in_manifest(manifest)
    }
    present = _objects_of_datasets(output)
    _copy({target: source for target, source in named.items() if target not in present})
    _write(FileSystems.join(output, MANIFEST_NAME), manifest)
    _delete(present - named.keys())


def _objects_of_datasets(output: str) -> set[str]:
    return set().union(*(_objects_below(FileSystems.join(output, name)) for name in DATASETS))


def _objects_below(folder: str) -> set[str]:
    [found] = FileSystems.match([FileSystems.join(folder, "**")])
    return {entry.path for entry in found.metadata_list}


def _copy(sources: dict[str, str]) -> None:
    targets = sorted(sources)
    for first in range(0, len(targets), _MOST_AT_ONCE):
        some = targets[first : first + _MOST_AT_ONCE]
        FileSystems.copy([sources[target] for target in some], some)


def _delete(paths: set[str]) -> None:
    ordered = sorted(paths)
    for first in range(0, len(ordered), _MOST_AT_ONCE):
        FileSystems.delete(ordered[first : first + _MOST_AT_ONCE])


def _write(path: str, content: bytes) -> None:
    with FileSystems.create(path, _DATA) as stream:
        stream.write(content)
