"""The output folder of a run: checked before work starts, claimed for the run, and given new datasets all at once.

Where the output is a local folder this is ``pipeline.write.local_output``, on any other filesystem that Beam knows
``pipeline.write.object_output``.
"""

# mypy: allow-untyped-calls

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import Final

from apache_beam.io.filesystem import CompressionTypes
from apache_beam.io.filesystems import FileSystems

from pipeline.write import local_output, object_output
from pipeline.write.manifest import MANIFEST_NAME, WrittenFile, files_in_manifest, parse_files
from pipeline.write.transform import FILE_LIST_NAME

_AS_IT_IS: Final = CompressionTypes.UNCOMPRESSED


def check_output(output: str) -> None:
    """Raise ``OutputError`` with one clear line where no run could write its datasets into this output."""
    if _is_local(output):
        local_output.check(output)
    else:
        object_output.check(output)


def claim_output(output: str) -> AbstractContextManager[str]:
    """Return a context in which the output is this run's; it gives the staging folder to write to.

    What killed runs left there is removed first, and the staging folder at the end unless it has been published.
    Raises ``OutputError`` where the output cannot be written or, in a local folder, another run is writing to it.
    """
    return local_output.claim(output) if _is_local(output) else object_output.claim(output)


def staged_files(staging: str) -> list[WrittenFile]:
    """Return what a finished ``WriteDatasets`` has written to the staging folder."""
    with FileSystems.open(FileSystems.join(staging, FILE_LIST_NAME)) as stream:
        return parse_files(stream.read())


def publish(output: str, staging: str, manifest: bytes) -> None:
    """Replace the datasets in the output by those in the staging folder, all or nothing."""
    if _is_local(output):
        local_output.publish(output, staging, manifest)
    else:
        object_output.publish(output, staging, manifest)


def would_empty(output: str, files: Iterable[WrittenFile]) -> bool:
    """Whether these files have no article, and the datasets that they would replace have some."""
    return not _article_rows(files) and bool(_article_rows(_published_files(output)))


def _article_rows(files: Iterable[WrittenFile]) -> int:
    return sum(file.rows for file in files if file.dataset == "articles")


def _published_files(output: str) -> list[WrittenFile]:
    """Return what the manifest in an output names; nothing where there is none that can be read."""
    try:
        with FileSystems.open(FileSystems.join(output, MANIFEST_NAME), compression_type=_AS_IT_IS) as stream:
            return files_in_manifest(stream.read())
    except Exception:  # each filesystem raises its own
        return []


def _is_local(output: str) -> bool:
    return FileSystems.get_scheme(output) is None
