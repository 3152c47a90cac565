"""All checks, in the order in which they are made."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.verify.counts import COUNT_CHECKS
from pipeline.verify.files import FILE_CHECKS
from pipeline.verify.folder import read_folder, rows_of
from pipeline.verify.references import REFERENCE_CHECKS
from pipeline.verify.spans import SPAN_CHECKS
from pipeline.verify.values import VALUE_CHECKS
from pipeline.verify.violation import Violation

ROW_CHECKS = (*REFERENCE_CHECKS, *SPAN_CHECKS, *COUNT_CHECKS, *VALUE_CHECKS)


def violations(output: Path) -> Iterator[Violation]:
    """Yield everything that is wrong with the datasets in a local folder; it reads all of them into memory.

    Rows are checked where their columns allow it: in files that can be read and have the right schema.
    """
    folder = read_folder(output)
    for check_files in FILE_CHECKS:
        yield from check_files(folder)
    if not all(file.has_right_schema for file in folder.files):
        return
    rows = rows_of(folder.files)
    for check_rows in ROW_CHECKS:
        yield from check_rows(rows)
