"""One run of the command, watched from outside: its time, when it got where, and the memory of all its processes."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from pipeline.progress import Counts, read_counts
from tests.command import ROOT, command

_POLL_SECONDS = 0.25
_MIB = 2**20
_FOLDER = "newsfold-*"


@dataclass(frozen=True, slots=True)
class WatchedRun:
    """Seconds from the start of the command, and MiB that its processes held at the worst moment, all and the largest.

    ``first_article`` is when the first articles, ``first_count`` of them, came out of the network; ``last_article`` is
    when the last did.
    """

    seconds: float
    first_article: float
    first_count: int
    last_article: float
    peak_mib: float
    largest_process_mib: float


def watch_run(arguments: Sequence[str | Path]) -> WatchedRun:
    """Run the command to its end.

    Raises:
        RuntimeError: the run failed; the message ends with what it said.
    """
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as said:
        run = subprocess.Popen(
            command(*arguments), cwd=ROOT, stdout=said, stderr=said, env=os.environ | {"TMPDIR": folder}
        )
        watched = _watched(run, Path(folder))
        if run.returncode != 0:
            said.seek(0)
            raise RuntimeError(said.read().decode(errors="replace")[-2000:])
    return watched


def _watched(run: subprocess.Popen[bytes], folder: Path) -> WatchedRun:
    began = time.monotonic()
    first = last = peak = largest = 0.0
    extracted = first_count = 0
    while run.poll() is None:
        counts = _counts(folder)
        if counts is not None and counts.extracted > extracted:
            extracted, last = counts.extracted, time.monotonic() - began
            first, first_count = first or last, first_count or extracted
        sizes = _process_mib(run.pid)
        peak, largest = max(peak, sum(sizes)), max(largest, *sizes, 0.0)
        time.sleep(_POLL_SECONDS)
    return WatchedRun(time.monotonic() - began, first, first_count, last, peak, largest)


def _counts(folder: Path) -> Counts | None:
    """Return what the run has counted so far; null before it has begun to and after it has ended."""
    try:
        return next((read_counts(found) for found in folder.glob(_FOLDER)), None)
    except OSError:
        return None


def _process_mib(pid: int) -> list[float]:
    """Return the resident memory of a process and of all below it."""
    try:
        parent = psutil.Process(pid)
        return [process.memory_info().rss / _MIB for process in (parent, *parent.children(recursive=True))]
    except psutil.NoSuchProcess:
        return []
