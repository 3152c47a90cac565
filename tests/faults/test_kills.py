"""A worker and a parent killed at random moments of a run, which ``python -m tests.faults.kills`` does more often."""

from __future__ import annotations

import json
from pathlib import Path

from tests.command import run_newsfold
from tests.faults.conftest import Run
from tests.faults.kills import kill_runs, same_files
from tests.faults.made_articles import article


def test_killed_runs_leave_whole_datasets_and_the_next_run_gives_what_an_undisturbed_one_gives(
    run_here: Run, tiny_model: Path, tmp_path: Path
):
    output, inputs = tmp_path / "killed", tmp_path / "news.jsonl"
    assert run_here(output, [article(99)]) == 0
    inputs.write_text("".join(json.dumps(article(number)) + "\n" for number in range(6)))
    options = ["--input", inputs, "--model", tiny_model]
    kills = list(kill_runs(2, seed=5, arguments=options, output=output, victims=("worker", "parent")))
    assert [kill for kill in kills if not kill.is_well] == []
    assert run_newsfold(*options, "--output", output, "--workers", "2").returncode == 0
    assert same_files(output, tmp_path / "whole")
