"""Shows how far a run on this machine is.

Worker processes have no common memory, so each step that counts articles keeps its count in a small file of its own in
a folder of the run; the process that the user started adds them up and shows a line on standard error.
"""

from __future__ import annotations

import os
import threading
import time
import uuid
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from types import TracebackType
from typing import TextIO

_WRITE_SECONDS = 0.25
_TERMINAL_SECONDS = 0.5
_LOG_SECONDS = 5.0
_FEWEST_SECONDS = 1.0  # a rate of less would say nothing


class Step(Enum):
    """Points of the pipeline at which articles are counted, in order."""

    READ = "read"
    QUEUED = "queued"
    EXTRACTED = "extracted"


class Tally:
    """Counts the articles that one object of one worker process has seen at a step.

    Its file always holds one whole number; it is written at most a few times a second.
    """

    def __init__(self, folder: Path, step: Step) -> None:
        self._path = folder / f"{step.value}-{uuid.uuid4().hex}"
        self._count = 0
        self._written_at = 0.0

    def add(self, articles: int) -> None:
        """Count ``articles`` more."""
        self._count += articles
        if time.monotonic() - self._written_at >= _WRITE_SECONDS:
            self.flush()

    def flush(self) -> None:
        """Make the count visible. Progress is a courtesy: a folder that is gone or full does not stop the work."""
        self._written_at = time.monotonic()
        partial = self._path.with_suffix(".partial")
        try:
            partial.write_text(str(self._count))
            os.replace(partial, self._path)
        except OSError:
            return


@dataclass(frozen=True, slots=True)
class Counts:
    """Articles that passed each step so far."""

    read: int
    queued: int
    extracted: int


def read_counts(folder: Path) -> Counts:
    """Add up what all worker processes have counted."""
    totals = dict.fromkeys(Step, 0)
    for path in folder.iterdir():
        if not path.suffix:
            totals[Step(path.name.partition("-")[0])] += int(path.read_text())
    return Counts(totals[Step.READ], totals[Step.QUEUED], totals[Step.EXTRACTED])


def describe(counts: Counts, extracting_seconds: float) -> str:
    """Say in one line how far the run is, ``extracting_seconds`` after extraction was first seen to move."""
    if not counts.queued:
        return f"reading and cleaning: {counts.read:,} articles"
    if counts.extracted >= counts.queued:
        return f"resolving, folding and writing: {counts.queued:,} articles"
    line = f"extracting: {counts.extracted:,} of {counts.queued:,} articles"
    if not counts.extracted or extracting_seconds < _FEWEST_SECONDS:
        return line
    rate = counts.extracted / extracting_seconds
    return f"{line}, {rate:.1f} articles/s, {_minutes((counts.queued - counts.extracted) / rate)} left"


def _minutes(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


class Monitor:
    """Shows the counts in ``folder`` on ``stream`` while its ``with`` block runs: one line that changes on a terminal,
    else a new line every few seconds."""

    def __init__(self, folder: Path, stream: TextIO) -> None:
        self._folder = folder
        self._stream = stream
        self._updates_line = stream.isatty()
        self._shown = ""
        self._queued_at: float | None = None
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Monitor:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self._thread.join()
        if self._updates_line:
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def _watch(self) -> None:
        interval = _TERMINAL_SECONDS if self._updates_line else _LOG_SECONDS
        while True:
            self._show(self._line())
            if self._stop.wait(interval):
                return

    def _line(self) -> str:
        counts = read_counts(self._folder)
        if counts.queued and self._queued_at is None:
            self._queued_at = time.monotonic()
        return describe(counts, time.monotonic() - self._queued_at if self._queued_at is not None else 0.0)

    def _show(self, line: str) -> None:
        if self._updates_line:
            self._stream.write(f"\r\x1b[K{line}")
        elif line != self._shown:
            self._stream.write(f"{line}\n")
        self._shown = line
        self._stream.flush()
