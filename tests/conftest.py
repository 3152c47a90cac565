"""What several tests share: one run of the command over the bundled samples."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import settings

from tests.command import SAMPLES, run_newsfold

# The same examples on every machine, so that a change is judged by what it changed: tests/fuzz looks for new ones.
# How long an example takes tells of the machine's load, not of the code.
settings.register_profile("repeatable", deadline=None, derandomize=True)
settings.load_profile("repeatable")


@pytest.fixture(scope="session")
def sample_run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """The datasets of the bundled samples, read by two workers, and what the command said."""
    output = tmp_path_factory.mktemp("samples") / "output"
    done = run_newsfold("--input", SAMPLES, "--output", output, "--workers", "2")
    assert done.returncode == 0, done.stderr
    return output, done


@pytest.fixture(scope="session")
def sample_output(sample_run: tuple[Path, subprocess.CompletedProcess[str]]) -> Path:
    """The folder of the datasets of the bundled samples; read only."""
    return sample_run[0]
