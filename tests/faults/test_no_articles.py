"""A run that finds no article at all does not replace datasets that have some."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.options import parse_options
from pipeline.run import run
from pipeline.verify.checks import violations
from tests.faults.conftest import Run
from tests.faults.made_articles import article


def test_the_former_datasets_stay_and_the_reason_is_told(
    run_here: Run, tiny_model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    output = tmp_path / "out"
    assert run_here(output, [article(0)]) == 0
    former = (output / "manifest.json").read_bytes()
    capsys.readouterr()
    assert run_here(output, [{"id": "1", "story_text": "x"}, {"id": "2", "story_text": "y"}]) == 1
    said = capsys.readouterr()
    last = said.err.splitlines()[-1]
    assert "left the former datasets" in last
    assert "none of its 2 input records is an article that it could use (2 read: 1 in " in last
    assert ": The record has no text" in last
    assert "Traceback" not in said.err
    assert (output / "manifest.json").read_bytes() == former
    assert list(violations(output)) == []


def test_a_first_run_and_an_append_write_their_rejects(run_here: Run, tiny_model: Path, tmp_path: Path):
    bad, output = tmp_path / "bad.jsonl", tmp_path / "out"
    bad.write_text('{"id": "1"}\n')
    assert run_here(output, [{"id": "2"}]) == 0
    assert run_here(output, [article(0)]) == 0
    appending = ["--append", "--input", str(bad), "--output", str(output), "--model", str(tiny_model), "--workers", "1"]
    assert run(parse_options(appending)) == 0
    assert list(violations(output)) == []
