"""The command as a user runs it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "pipeline" / "samples"


def command(*arguments: str | Path) -> list[str]:
    """Return the command line of ``python -m pipeline`` with these arguments."""
    return [sys.executable, "-m", "pipeline", *map(str, arguments)]


def run_newsfold(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the command to its end and return its exit code and what it said."""
    return subprocess.run(command(*arguments), cwd=ROOT, capture_output=True, text=True, timeout=600, check=False)


def descendants(parent: int) -> list[psutil.Process]:
    """Return all processes below one; none where it is gone."""
    try:
        return psutil.Process(parent).children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def workers_among(processes: Sequence[psutil.Process]) -> list[psutil.Process]:
    """Return those that do the work of a run: what Python's fork server has forked."""
    servers = {process.pid for process in processes if _serves_forks(process)}
    return [process for process in processes if process.pid in servers and _parent(process) in servers]


def _serves_forks(process: psutil.Process) -> bool:
    try:
        return "multiprocessing.forkserver" in " ".join(process.cmdline())
    except psutil.NoSuchProcess:
        return False


def _parent(process: psutil.Process) -> int | None:
    try:
        return process.ppid()
    except psutil.NoSuchProcess:
        return None
