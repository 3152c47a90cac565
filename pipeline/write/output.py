"""The output folder of a run: checked before work starts, claimed for the run, and given new datasets all at once.

Where the output is a local folder this is ``pipeline.write.local_output``, on any other filesystem that Beam knows
``pipeline.write.object_output``.
"""

# mypy: allow-untyped-calls

from __future__ import annotations

from contextlib import AbstractContextManager

from apache_beam.io.filesystems import FileSystems

from pipeline.write import local_output, object_output
from pipeline.write.manifest import WrittenFile, parse_files
from pipeline.write.transform import FILE_LIST_NAME


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


def _is_local(output: str) -> bool:
    return FileSystems.get_scheme(output) is None
