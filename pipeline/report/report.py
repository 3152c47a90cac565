"""A page from its datasets to its file."""

# mypy: allow-untyped-calls

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from apache_beam.io.filesystems import FileSystems

from pipeline.report.bounds import Bounds
from pipeline.report.content import make_content
from pipeline.report.errors import ReportError
from pipeline.report.html import render
from pipeline.report.selection import choose, totals
from pipeline.report.source import open_source

PAGE_NAME = "report.html"
"""The page of an output, where no other name is given."""


def page_bytes(output: str, bounds: Bounds) -> bytes:
    """Return the page about the datasets in ``output``: the same datasets give the same bytes.

    Raises:
        ReportError: there are no datasets, or they cannot be read.
    """
    source = open_source(output)
    counted = totals(source)
    chosen = choose(source, bounds)
    return render(make_content(source, chosen, counted, bounds), chosen, counted).encode()


def write_page(output: str, target: str | None = None, bounds: Bounds | None = None) -> str:
    """Write the page about ``output`` to ``target`` (else ``report.html`` in it), whole or not at all; return where.

    Raises:
        ReportError: the page cannot be made or written.
    """
    path = target or FileSystems.join(output, PAGE_NAME)
    content = page_bytes(output, bounds or Bounds())
    try:
        if FileSystems.get_scheme(path) is None:
            _replace(Path(path), content)
        else:
            with FileSystems.create(path, "text/html") as stream:
                stream.write(content)
    except Exception as error:  # each filesystem raises its own
        raise ReportError(f"Cannot write {path}: {getattr(error, 'strerror', None) or error}") from error
    return path


def page_of_run(output: str) -> str | None:
    """Write the page at the end of a run and return where; without a page the run is as good, so this never fails."""
    try:
        return write_page(output)
    except Exception as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        print(f"newsfold: the datasets are written, but no page about them: {reason}", file=sys.stderr)
        return None


def _replace(path: Path, content: bytes) -> None:
    """Give a file new content in one step, so that a reader sees the former page or the new one."""
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        os.chmod(name, 0o666 & ~_umask())
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
