"""Whether inputs and output keep apart: a run must not read what the one before it wrote."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterable

from pipeline.options import OptionError
from pipeline.report import PAGE_NAME


def check_apart(patterns: Iterable[str], output: str) -> None:
    """Refuse an output that an input pattern takes in.

    Raises:
        OptionError: there is such a pattern.
    """
    for pattern in patterns:
        if _reads_page(pattern, output) or any(_lies_in(output, folder) for folder in _folders_of(pattern)):
            raise OptionError(
                f"--output {output!r} lies within --input {pattern!r}: the next run would read what this one writes; "
                "name another folder"
            )


def _reads_page(pattern: str, output: str) -> bool:
    page = _real(os.path.join(output, PAGE_NAME))
    return "://" not in pattern and any(_real(path) == page for path in glob.iglob(pattern))


def _folders_of(pattern: str) -> list[str]:
    """Return the folders of which a pattern names everything within."""
    anchored = pattern if "://" in pattern else os.path.join(os.curdir, pattern)
    whole = re.sub(r"(?:/\*\*?)+$", "", anchored.rstrip("/"))
    if "://" in pattern:
        return [] if re.search(r"[*?\[]", whole) else [whole]
    return [path for path in (whole, *glob.iglob(anchored, recursive=True)) if os.path.isdir(path)]


def _lies_in(path: str, folder: str) -> bool:
    return (_real(path) + "/").startswith(_real(folder).rstrip("/") + "/")


def _real(path: str) -> str:
    return path.rstrip("/") if "://" in path else os.path.realpath(path)
