"""Faults, injected for real: broken files, runs killed at several moments, inputs in another order."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pyarrow.dataset as ds
import pytest

from pipeline.verify.checks import violations
from tests.command import ROOT, SAMPLES, command, descendants, run_newsfold, workers_among
from tests.pipeline.broken_files import GOOD, write_broken_files

Ready = Callable[[Path], bool]


def rejected_files(output: Path) -> list[tuple[str, str]]:
    table = ds.dataset(sorted(map(str, (output / "rejects").rglob("*.parquet")))).to_table()
    return [(Path(row["source_uri"]).name, row["error_message"]) for row in table.to_pylist()]


@pytest.mark.parametrize(("options", "code"), [([], 0), (["--strict"], 1)])
def test_ten_broken_files_are_ten_rejects_with_reasons_and_the_good_one_an_article(
    options: list[str], code: int, tmp_path: Path
):
    inputs, output = tmp_path / "in", tmp_path / "out"
    inputs.mkdir()
    broken = write_broken_files(inputs)
    done = run_newsfold("--input", inputs, "--output", output, "--workers", "1", *options)
    assert done.returncode == code, done.stderr
    rejects = rejected_files(output)
    assert sorted(name for name, _ in rejects) == broken
    assert all(len(message) > 20 for _, message in rejects)
    articles = ds.dataset(sorted(map(str, (output / "articles").rglob("*.parquet")))).to_table().to_pylist()
    assert [Path(article["source_uri"]).name for article in articles] == [GOOD]
    assert "11 input records: 1 article kept, 10 rejected" in done.stdout


def start(output: Path, inputs: list[Path], workers: int) -> subprocess.Popen[bytes]:
    named = [argument for path in inputs for argument in ("--input", path)]
    arguments = command(*named, "--output", output, "--workers", str(workers))
    return subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def after(seconds: float) -> Ready:
    """Be ready so long after the first call."""
    began: list[float] = []

    def ready(output: Path) -> bool:
        began.append(time.monotonic())
        return time.monotonic() - began[0] >= seconds

    return ready


def files_are_staged(output: Path) -> bool:
    """Be ready once some but not all datasets are written."""
    return any((output / ".runs").glob("*/articles/*/*.parquet"))


def all_is_staged(output: Path) -> bool:
    """Be ready just before the new datasets are made visible."""
    return any((output / ".runs").glob("*/files.json"))


def wait_for_workers(run: subprocess.Popen[bytes]) -> list[psutil.Process]:
    """Return the workers of a run of two as soon as it has them."""
    while len(workers := workers_among(descendants(run.pid))) < 2:
        assert run.poll() is None
        time.sleep(0.05)
    return workers


def kill_when(ready: Ready, output: Path) -> None:
    """Start a run over the samples and kill it when ready; its workers must end too."""
    former = os.readlink(output / ".current")
    run = start(output, [SAMPLES], workers=2)
    while not ready(output) and run.poll() is None and os.readlink(output / ".current") == former:
        time.sleep(0.01)
    family = descendants(run.pid)
    run.send_signal(signal.SIGKILL)
    run.communicate(timeout=30)
    assert psutil.wait_procs(family, timeout=10)[1] == []


@pytest.fixture(scope="module")
def killed_often(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[tuple[str, list[str]]]]:
    """An output with datasets of one article, in which runs over the samples were then killed; what was seen each time:
    the datasets that readers see (former, new or mixed) and what the verifier says of them."""
    folder = tmp_path_factory.mktemp("killed")
    output, inputs = folder / "out", folder / "in"
    inputs.mkdir()
    write_broken_files(inputs)
    assert run_newsfold("--input", inputs / GOOD, "--output", output, "--workers", "1").returncode == 0
    former = (output / "manifest.json").read_bytes()
    seen = []
    for ready in (after(1.0), after(4.0), files_are_staged, all_is_staged):
        kill_when(ready, output)
        state = "former" if (output / "manifest.json").read_bytes() == former else "new"
        seen.append((state, [str(violation) for violation in violations(output)]))
    return output, seen


def test_a_killed_run_leaves_the_former_datasets_or_the_new_ones_whole(
    killed_often: tuple[Path, list[tuple[str, list[str]]]],
):
    _, seen = killed_often
    assert seen[:3] == [("former", [])] * 3
    assert seen[3] in (("former", []), ("new", []))


def test_the_same_inputs_in_another_order_by_one_worker_after_killed_runs_give_the_same_files(
    killed_often: tuple[Path, list[tuple[str, list[str]]]], sample_output: Path
):
    output, _ = killed_often
    files = sorted(SAMPLES.iterdir())
    random.Random(5).shuffle(files)
    run = start(output, files, workers=1)
    error = run.communicate(timeout=600)[1]
    assert run.returncode == 0, error
    assert (output / "manifest.json").read_bytes() == (sample_output / "manifest.json").read_bytes()
    assert len(list((output / ".runs").iterdir())) == 1


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_a_run_that_is_told_to_end_does_so_at_once_with_a_word(ending: signal.Signals, tmp_path: Path):
    run = start(tmp_path / "out", [SAMPLES], workers=2)
    wait_for_workers(run)
    family = descendants(run.pid)
    run.send_signal(ending)
    error = run.communicate(timeout=10)[1].decode()
    assert run.returncode == 128 + ending
    assert ending.name in error
    assert "former datasets" in error
    assert psutil.wait_procs(family, timeout=10)[1] == []


def test_a_dead_worker_ends_the_run_with_a_word(tmp_path: Path):
    run = start(tmp_path / "out", [SAMPLES], workers=2)
    wait_for_workers(run)[0].kill()
    error = run.communicate(timeout=30)[1].decode()
    assert run.returncode == 1
    assert "worker" in error
    assert not (tmp_path / "out" / "manifest.json").exists()


def test_two_runs_into_one_output_at_once_the_second_refuses(tmp_path: Path):
    first = start(tmp_path / "out", [SAMPLES], workers=2)
    wait_for_workers(first)
    second = run_newsfold("--input", SAMPLES, "--output", tmp_path / "out")
    first.kill()
    first.communicate(timeout=10)
    assert second.returncode == 2
    assert len(second.stderr.splitlines()) == 1
    assert "another run" in second.stderr
