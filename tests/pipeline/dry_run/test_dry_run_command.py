"""``--dry_run`` as a user runs it: the whole job, for several runners, with no network and nothing written."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.options import parse_options
from pipeline.run import run
from tests.command import SAMPLES

CLOUD = [
    *("--input", "gs://my-news/*.jsonl", "--output", "gs://my-news/out", "--runner", "DataflowRunner"),
    *("--project", "my-project", "--region", "europe-west4", "--temp_location", "gs://my-news/tmp"),
    *("--sdk_container_image", "images/newsfold"),
]
PORTABLE = ["--runner", "PortableRunner", "--job_endpoint", "localhost:1", "--environment_type", "LOOPBACK"]
STAGES = ["Read", "FindCopies", "Extract", "FoldEvents", "FoldClaims", "Write"]


def dry(arguments: list[str]) -> int:
    return run(parse_options([*arguments, "--dry_run"]))


@pytest.mark.parametrize("runner", [[], PORTABLE])
def test_the_job_is_sound_and_nothing_is_written(runner: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    output = tmp_path / "out"
    assert dry(["--input", str(SAMPLES), "--output", str(output), *runner]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "not submitted" in lines[0]
    assert [line.split()[0] for line in lines[3:9]] == STAGES
    assert not output.exists()


def test_the_job_that_dataflow_would_be_sent_has_hints_and_reads_nothing_that_grows_beside_its_input(
    capsys: pytest.CaptureFixture[str],
):
    assert dry([*CLOUD, "--gpu", "nvidia-l4"]) == 0
    by_stage = {line.split()[0]: line for line in capsys.readouterr().out.splitlines() if line}
    assert "type:nvidia-l4;count:1;install-nvidia-driver" in by_stage["Extract"]
    assert {name for name in STAGES if by_stage[name].split()[4] != "0"} == {"Write"}  # the empty list of files


def test_all_that_is_missing_is_told_and_the_code_is_2(capsys: pytest.CaptureFixture[str]):
    assert dry(["--input", "gs://my-news/*.jsonl", "--output", "out", "--runner", "DataflowRunner"]) == 2
    told = [line.split(": ")[1] for line in capsys.readouterr().err.splitlines()]
    assert told == ["--project", "--region", "--temp_location", "--sdk_container_image", "--output"]


def test_files_here_are_looked_for(capsys: pytest.CaptureFixture[str]):
    assert dry(["--input", "no/such/file", "--output", "out"]) == 2
    assert "no/such/file" in capsys.readouterr().err
