"""A local output changes all at once, has one writer at a time and forgets killed runs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.write import OutputError, check_output, claim_output, local_output, publish
from schemas import DATASETS

MANIFESTS = (b'{"run": 1}', b'{"run": 2}')


@pytest.fixture(autouse=True)
def _no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)


class Killed(BaseException):
    """Stands for a kill: nothing catches it."""


def run(output: Path, number: int) -> None:
    """Publish a made run whose every file says its number."""
    with claim_output(str(output)) as staging:
        fill(Path(staging), number)
        publish(str(output), staging, MANIFESTS[number - 1])


def fail(output: Path) -> None:
    """Begin a run that ends before it publishes."""
    with claim_output(str(output)) as staging:
        fill(Path(staging), 2)
        raise Killed


def fill(staging: Path, number: int) -> None:
    for name in DATASETS:
        folder = staging / name / "month=undated"
        folder.mkdir(parents=True)
        (folder / f"part-{number}.parquet").write_bytes(b"%d" % number)
    (staging / "files.json").write_bytes(b"[]")


def seen(output: Path) -> list[bytes]:
    """What readers see: the content of every dataset and of the manifest."""
    contents = [path.read_bytes() for name in DATASETS for path in sorted((output / name).glob("*/*.parquet"))]
    manifest = output / "manifest.json"
    return [*contents, manifest.read_bytes()] if manifest.exists() else contents


def expected(number: int) -> list[bytes]:
    return [b"%d" % number] * len(DATASETS) + [MANIFESTS[number - 1]]


def test_a_run_is_seen_whole_and_its_working_files_are_gone(tmp_path: Path) -> None:
    run(tmp_path / "new" / "out", 1)
    assert seen(tmp_path / "new" / "out") == expected(1)
    assert not list(tmp_path.glob("new/out/**/files.json"))


def test_a_second_run_replaces_the_first_and_leaves_nothing_of_it(tmp_path: Path) -> None:
    run(tmp_path, 1)
    run(tmp_path, 2)
    assert seen(tmp_path) == expected(2)
    assert len(list((tmp_path / ".runs").iterdir())) == 1


def test_a_run_that_fails_leaves_the_former_one_and_nothing_of_itself(tmp_path: Path) -> None:
    run(tmp_path, 1)
    with pytest.raises(Killed):
        fail(tmp_path)
    assert seen(tmp_path) == expected(1)
    assert len(list((tmp_path / ".runs").iterdir())) == 1


def steps_of_publishing(monkeypatch: pytest.MonkeyPatch, die_at: int) -> list[str]:
    """Have the process die at one of the calls that change the disk; the list fills with those made."""
    made: list[str] = []

    def dying(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def step(*args: Any, **options: Any) -> Any:
            if len(made) == die_at:
                raise Killed(name)
            made.append(name)
            return call(*args, **options)

        return step

    for name in ("symlink", "replace", "unlink", "fsync", "rmdir"):
        monkeypatch.setattr(os, name, dying(name, getattr(os, name)))
    return made


@pytest.mark.parametrize("first_run", [True, False])
def test_a_kill_at_any_step_of_publishing_leaves_the_former_datasets_or_the_new_ones(
    tmp_path: Path, first_run: bool
) -> None:
    outcomes = set()
    for die_at in range(1000):
        output = tmp_path / f"{die_at}"
        if not first_run:
            run(output, 1)
        staging = output / ".runs" / "new"
        staging.mkdir(parents=True)
        fill(staging, 2)
        with pytest.MonkeyPatch.context() as patch:
            steps_of_publishing(patch, die_at)
            try:
                publish(str(output), str(staging), MANIFESTS[1])
                break
            except Killed:
                pass
        outcomes.add(tuple(seen(output)))
        assert outcomes <= {tuple(expected(2)), () if first_run else tuple(expected(1))}
        run(output, 1)
        assert seen(output) == expected(1)
        assert len(list((output / ".runs").iterdir())) == 1
    assert die_at > 10
    assert seen(output) == expected(2)


def test_the_data_is_on_the_disk_before_it_is_made_visible(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = steps_of_publishing(monkeypatch, die_at=-1)
    run(tmp_path, 1)
    assert made[: made.index("replace")].count("fsync") > len(DATASETS)


def test_a_second_run_into_the_same_output_is_refused_at_once(tmp_path: Path) -> None:
    with claim_output(str(tmp_path)) as staging:
        with pytest.raises(OutputError, match=rf"another run \(process {os.getpid()}\) is writing"):
            run(tmp_path, 2)
        assert Path(staging).is_dir()
    run(tmp_path, 2)
    assert seen(tmp_path) == expected(2)


def test_a_killed_run_frees_the_output_and_the_next_removes_what_it_left(tmp_path: Path) -> None:
    program = (
        "import sys, time\n"
        "from pipeline.write import claim_output\n"
        "with claim_output(sys.argv[1]) as staging:\n"
        "    print(staging, flush=True)\n"
        "    time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        left = Path(process.stdout.readline().strip())
        assert left.is_dir()
        with pytest.raises(OutputError, match=f"process {process.pid}"):
            run(tmp_path, 1)
        process.send_signal(signal.SIGKILL)
    assert left.is_dir()
    run(tmp_path, 1)
    assert not left.exists()
    assert seen(tmp_path) == expected(1)


def test_an_output_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x")
    with pytest.raises(OutputError, match="is a file"):
        check_output(str(tmp_path / "out" / "deeper"))


@pytest.mark.parametrize("name", ["articles", "manifest.json"])
def test_what_no_run_has_made_is_not_replaced(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    with pytest.raises(OutputError, match=rf"{name} is there already and no run made it"):
        check_output(str(tmp_path))


def test_other_files_beside_the_datasets_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    run(tmp_path, 1)
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_an_output_that_cannot_be_written_is_refused_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: Any, **options: Any) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(local_output.tempfile, "mkdtemp", refuse)
    with pytest.raises(OutputError, match=r"^Cannot write to .*/out: Permission denied\. Name a folder .*$"):
        check_output(str(tmp_path / "out"))


def test_checking_makes_nothing(tmp_path: Path) -> None:
    check_output(str(tmp_path / "a" / "b"))
    assert not list(tmp_path.iterdir())


def test_an_output_that_was_moved_is_still_whole(tmp_path: Path) -> None:
    run(tmp_path / "here", 1)
    (tmp_path / "here").rename(tmp_path / "there")
    assert seen(tmp_path / "there") == expected(1)
