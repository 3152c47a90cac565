"""Days that are appended one after another end in the datasets of one run over all of them."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from pipeline.verify.checks import violations
from tests.command import ROOT, command
from tests.pipeline.append.made_days import (
    DAY_1,
    FOLDED,
    article,
    copy_output,
    revisions,
    rows_of,
    run_over,
    without_revision,
    write_inputs,
)

after_days = pytest.mark.parametrize("days", [1, 2], ids=["two days", "three days"])


def manifest(output: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((output / "manifest.json").read_text())
    return content


@after_days
@pytest.mark.parametrize("name", ["articles", "rejects", *FOLDED])
def test_the_rows_are_those_of_one_run_over_everything(
    day_by_day: list[Path], at_once: list[Path], days: int, name: str
) -> None:
    assert without_revision(rows_of(day_by_day[days], name)) == without_revision(rows_of(at_once[days - 1], name))


@after_days
def test_what_was_appended_to_is_clean(day_by_day: list[Path], days: int) -> None:
    assert [str(violation) for violation in violations(day_by_day[days])] == []


@pytest.mark.parametrize("name", FOLDED)
def test_rows_that_changed_have_the_next_revision_and_others_theirs(day_by_day: list[Path], name: str) -> None:
    for before, after in pairwise(day_by_day):
        former = {row[FOLDED[name]]: row for row in rows_of(before, name)}
        gone = {row["id"]: row for row in rows_of(before, "superseded") if row["dataset"] == name}
        for row in rows_of(after, name):
            # An id that was taken in by another and comes back goes on counting.
            old = former.get(row[FOLDED[name]]) or gone.get(row[FOLDED[name]])
            same = old is not None and without_revision([old]) == without_revision([row])
            expected = 0 if old is None else old["revision"] + (not same)
            assert row["revision"] == expected, row


def test_some_rows_change_and_some_do_not(day_by_day: list[Path]) -> None:
    for name in ("events", "claims"):
        assert {0, 1} <= set(revisions(day_by_day[2], name).values())


def test_ids_that_are_gone_name_what_took_them_in(day_by_day: list[Path]) -> None:
    for days in (1, 2):
        gone = {row["id"]: row for row in rows_of(day_by_day[days], "superseded")}
        standing = {name: set(revisions(day_by_day[days], name)) for name in ("events", "claims")}
        for name, ids in standing.items():
            lost = set(revisions(day_by_day[days - 1], name)) - ids
            assert lost <= gone.keys()
            assert all(gone[lost_id]["superseded_by"] in ids for lost_id in lost)
        assert not gone.keys() & set().union(*standing.values())


def test_in_one_run_nothing_is_superseded(at_once: list[Path]) -> None:
    assert rows_of(at_once[1], "superseded") == []


def test_the_manifest_tells_the_inputs_of_each_run_and_the_counts_of_all(
    day_by_day: list[Path], at_once: list[Path], day_files: list[Path]
) -> None:
    appended, once = manifest(day_by_day[2]), manifest(at_once[1])
    assert [run["inputs"] for run in appended["runs"]] == [[str(file)] for file in day_files]
    assert [run["inputs"] for run in once["runs"]] == [[str(file) for file in day_files]]
    assert appended["counters"] == once["counters"]


def test_nothing_is_extracted_twice(day_by_day: list[Path]) -> None:
    counters = manifest(day_by_day[2])["counters"]
    assert counters["articles/extracted"] == len(rows_of(day_by_day[2], "articles"))


def test_appending_what_is_there_adds_only_rejects_and_strict_counts_the_new_ones_alone(
    day_by_day: list[Path], day_files: list[Path], small_model: Path, tmp_path: Path
) -> None:
    output = copy_output(day_by_day[0], tmp_path / "output")
    repeated = write_inputs(tmp_path / "again.jsonl", DAY_1[:1])
    assert run_over(output, [repeated], small_model, "--append", "--strict") == 1
    for name in FOLDED:
        assert rows_of(output, name) == rows_of(day_by_day[0], name)
    assert len(rows_of(output, "rejects")) == len(rows_of(day_by_day[0], "rejects")) + 1
    assert [str(violation) for violation in violations(output)] == []
    calm = write_inputs(tmp_path / "calm.jsonl", [article("calm-7", "Hill Times", 7, "The sea was calm in Bergen.")])
    assert run_over(output, [calm], small_model, "--append", "--strict") == 0


def test_the_same_append_gives_the_same_files(
    day_by_day: list[Path], day_files: list[Path], small_model: Path, tmp_path: Path
) -> None:
    output = copy_output(day_by_day[1], tmp_path / "output")
    assert run_over(output, [day_files[2]], small_model, "--append") == 0
    assert (output / "manifest.json").read_bytes() == (day_by_day[2] / "manifest.json").read_bytes()


def test_an_append_that_is_killed_leaves_the_former_datasets_and_can_be_made_again(
    day_by_day: list[Path], day_files: list[Path], small_model: Path, tmp_path: Path
) -> None:
    output = copy_output(day_by_day[1], tmp_path / "output")
    named = ["--input", day_files[2], "--output", output, "--model", small_model, "--workers", "1", "--append"]
    append = subprocess.Popen(command(*named), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    former = os.readlink(output / ".current")
    while not any(staged_events(output, former)) and append.poll() is None:
        time.sleep(0.01)
    append.kill()
    append.wait(30)
    assert os.readlink(output / ".current") == former
    assert [str(violation) for violation in violations(output)] == []
    assert run_over(output, [day_files[2]], small_model, "--append") == 0
    assert (output / "manifest.json").read_bytes() == (day_by_day[2] / "manifest.json").read_bytes()


def staged_events(output: Path, former: str) -> Iterator[Path]:
    """Yield the files of events that a run has written and not published."""
    runs = (run for run in (output / ".runs").iterdir() if run.name != Path(former).name)
    return (file for run in runs for file in run.glob("events/*/*.parquet"))


def test_an_article_that_came_again_from_an_earlier_file_is_kept_as_in_one_run(
    small_model: Path, tmp_path: Path
) -> None:
    later = write_inputs(tmp_path / "later.jsonl", DAY_1)
    earlier = write_inputs(tmp_path / "earlier.jsonl", DAY_1[:2])
    assert run_over(tmp_path / "appended", [later], small_model) == 0
    assert run_over(tmp_path / "appended", [earlier], small_model, "--append") == 0
    assert run_over(tmp_path / "once", [earlier, later], small_model) == 0
    for name in ("articles", "rejects", *FOLDED):
        assert without_revision(rows_of(tmp_path / "appended", name)) == without_revision(
            rows_of(tmp_path / "once", name)
        )
