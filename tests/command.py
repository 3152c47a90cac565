"""The command as a user runs it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "pipeline" / "samples"


def command(*arguments: str | Path) -> list[str]:
    """Return the command line of ``python -m pipeline`` with these arguments."""
    return [sys.executable, "-m", "pipeline", *map(str, arguments)]


def run_newsfold(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the command to its end and return its exit code and what it said."""
    return subprocess.run(command(*arguments), cwd=ROOT, capture_output=True, text=True, timeout=600, check=False)
