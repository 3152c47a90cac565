"""Compaction publishes the latest rows of what was committed, and nothing else."""

from __future__ import annotations

import random
from hashlib import sha256
from pathlib import Path

import pyarrow.dataset as ds
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.compact import compact
from pipeline.compact.__main__ import main
from pipeline.stream.commits import revised_row, write_rows
from pipeline.verify.checks import violations
from pipeline.write import OutputError
from schemas import DATASETS
from tests.pipeline.compact.made_commits import EVENT, OTHER, begin, commit, revision


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return begin(tmp_path / "live")


def rows_of(output: Path, dataset: str) -> list[dict[str, object]]:
    files = sorted(map(str, (output / dataset).rglob("*.parquet")))
    return ds.dataset(files).to_table().to_pylist()


def titles(output: Path) -> list[object]:
    return sorted(row["title"] for row in rows_of(output, "events"))


def plain_files(output: Path) -> dict[str, str]:
    """The hashes of the manifest and of all files of the plain datasets."""
    files = [path for name in DATASETS for path in (output / name).rglob("*.parquet")]
    return {str(path.relative_to(output)): _hash(path) for path in [output / "manifest.json", *files]}


def _hash(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def test_only_the_latest_row_of_each_key_stands(output):
    commit(output, 1, [revision(0, title="first"), revision(0, OTHER, title="alone")])
    commit(output, 2, [revision(1, title="second")])
    commit(output, 3, [revision(2, title="third")])
    compact(str(output))
    assert titles(output) == ["alone", "third"]
    assert {row["title"]: row["revision"] for row in rows_of(output, "events")} == {"alone": 0, "third": 2}


@settings(max_examples=5)
@given(st.lists(st.integers(0, 1), min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_the_highest_revision_wins_in_whatever_commits_it_stands(tmp_path_factory, waves, mixed: random.Random):
    output = begin(tmp_path_factory.mktemp("live"))
    revisions = [revision(number, title=f"title {number}") for number in range(len(waves))]
    mixed.shuffle(revisions)
    for number in (0, 1):
        rows = [row for row, wave in zip(revisions, waves, strict=True) if wave == number]
        if rows:
            commit(output, number + 1, rows)
    compact(str(output))
    assert titles(output) == [f"title {len(waves) - 1}"]


def test_what_another_took_in_or_was_withdrawn_stands_no_more(output):
    commit(output, 1, [revision(0), revision(0, OTHER)])
    commit(output, 2, [revision(1, superseded_by=OTHER.event_id)])
    compact(str(output))
    assert [row["event_id"] for row in rows_of(output, "events")] == [OTHER.event_id]
    assert [(row["dataset"], row["id"], row["superseded_by"]) for row in rows_of(output, "superseded")] == [
        ("events", EVENT.event_id, OTHER.event_id)
    ]
    commit(output, 3, [revision(1, OTHER, withdrawn=True)])
    compact(str(output))
    assert rows_of(output, "events") == []


def test_a_step_that_no_commit_names_is_never_read(output):
    commit(output, 1, [revision(0, title="committed")])
    key, row = revision(1, title="written by a worker that died")
    write_rows(str(output), "events", 0, [revised_row(key, row)])
    compact(str(output))
    assert titles(output) == ["committed"]


def test_half_of_a_step_or_of_a_commit_is_never_read(output):
    commit(output, 1, [revision(0, title="committed")])
    second = commit(output, 2, [revision(1, title="half")])
    [named] = (output / "stream" / "commits").glob("00000002-*.json")
    for whole in (second, named):
        half = whole.with_name(f".{whole.name}.17.part")
        half.write_bytes(whole.read_bytes()[:40])
        whole.unlink()
    compact(str(output))
    assert titles(output) == ["committed"]


def test_running_twice_gives_the_same_files(output):
    commit(output, 1, [revision(0), revision(0, OTHER)])
    compact(str(output))
    first = plain_files(output)
    compact(str(output))
    assert plain_files(output) == first
    assert len(first) > len(DATASETS)


def test_a_stream_that_goes_on_is_compacted_again(output):
    commit(output, 1, [revision(0, title="first")])
    compact(str(output))
    commit(output, 2, [revision(1, title="second")])
    compact(str(output))
    assert titles(output) == ["second"]
    assert len(list((output / "stream" / "events").glob("*.parquet"))) == 3


def test_a_stream_that_has_written_nothing_yet_gives_empty_datasets_with_their_schemas(output, capsys):
    assert main([str(output)]) == 0
    assert "0 events" in capsys.readouterr().out
    for name, dataset in DATASETS.items():
        [file] = (output / name).rglob("*.parquet")
        assert ds.dataset(str(file)).schema.names == dataset.schema.names
        assert ds.dataset(str(file)).count_rows() == 0
    assert list(violations(output)) == []


@pytest.mark.parametrize(
    "damage",
    [lambda content: content[:-40], lambda content: content[:8] + b"\0" + content[9:], lambda content: b""],
    ids=["cut off", "one byte changed", "empty"],
)
def test_a_damaged_step_is_named_and_the_former_datasets_stay(output, capsys, damage):
    commit(output, 1, [revision(0, title="first")])
    compact(str(output))
    former = plain_files(output)
    step = commit(output, 2, [revision(1, title="second")])
    step.write_bytes(damage(step.read_bytes()))
    assert main([str(output)]) == 2
    told = capsys.readouterr().err
    assert str(step) in told
    assert len(told.splitlines()) == 1
    assert plain_files(output) == former


def test_a_step_or_a_commit_that_cannot_be_read_is_named(output):
    step = commit(output, 1, [revision(0)])
    step.unlink()
    with pytest.raises(OutputError, match=step.name):
        compact(str(output))
    [named] = (output / "stream" / "commits").glob("00000001-*.json")
    named.write_text('[{"path": "stream/')
    with pytest.raises(OutputError, match=named.name):
        compact(str(output))
