"""What can be appended to, and what is said where nothing can."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.append.former import FormerFileError, joined, load_former, read_former
from pipeline.options import OptionError
from pipeline.write import RunFacts
from tests.pipeline.append.made_days import run_over
from tests.pipeline.write import made_datasets, made_records

FACTS = made_datasets.FACTS


@pytest.fixture
def output(tmp_path: Path) -> Path:
    made_datasets.write(tmp_path / "output", made_records.records())
    return tmp_path / "output"


def test_the_files_and_counters_of_a_former_run_are_loaded(output: Path) -> None:
    former = load_former(str(output), FACTS)
    assert former.counters == FACTS.counters
    assert {file.dataset for file in former.files} >= {"articles", "events", "superseded"}
    assert bytes(read_former(str(output), former.files[0]))[:4] == b"PAR1"


def test_a_damaged_file_is_not_read(output: Path) -> None:
    former = load_former(str(output), FACTS)
    (output / former.files[0].path).write_bytes(b"PAR1")
    with pytest.raises(FormerFileError, match="damaged"):
        read_former(str(output), former.files[0])


def edit_manifest(output: Path, change: Callable[[dict[str, Any]], None]) -> None:
    manifest = json.loads((output / "manifest.json").read_text())
    change(manifest)
    (output / "manifest.json").write_text(json.dumps(manifest))


@pytest.mark.parametrize(
    ("change", "parts"),
    [
        (lambda manifest: manifest["versions"]["schemas"].update(events="0"), ["schema version of events", "(0, now"]),
        (lambda manifest: manifest["versions"]["weights"].update(x="ff"), ["sha256 of the weights of x", "ff"]),
        (lambda manifest: manifest["options"].update(clean="off"), ["--clean=off", "--clean=auto"]),
        (lambda manifest: manifest.pop("versions"), ["not one of Newsfold"]),
        (lambda manifest: manifest.update(versions=[]), ["not one of Newsfold"]),
    ],
)
def test_datasets_that_one_run_would_not_give_are_refused_in_one_line(
    output: Path, change: Callable[[dict[str, Any]], None], parts: list[str]
) -> None:
    edit_manifest(output, change)
    with pytest.raises(OptionError) as refused:
        load_former(str(output), FACTS)
    message = str(refused.value)
    assert message.startswith("--append: ")
    assert "\n" not in message
    assert [part for part in [*parts, str(output)] if part not in message] == []


def test_other_words_in_the_card_of_the_model_are_no_other_weights(output: Path) -> None:
    edit_manifest(output, lambda manifest: manifest["versions"]["weights"].update({"README.md": "ff"}))
    facts = RunFacts(FACTS.code_version, {**FACTS.weights, "README.md": "ee"}, FACTS.options, {})
    assert load_former(str(output), facts).counters == FACTS.counters


@pytest.mark.parametrize("name", ["missing", "empty"])
def test_a_folder_without_datasets_is_refused_before_any_work(
    name: str, day_files: list[Path], small_model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    assert run_over(tmp_path / name, day_files[:1], small_model, "--append") == 2
    error = capsys.readouterr().err
    assert len(error.splitlines()) == 1
    assert "--append" in error
    assert str(tmp_path / name) in error
    assert [path.name for path in tmp_path.iterdir()] == ["empty"]


def test_counts_are_of_all_runs_and_rows_of_the_last(output: Path) -> None:
    counted = {"read/records": 4, "rows/events": 9, "rejects/read": 1, "fold/left_apart": 3}
    edit_manifest(output, lambda manifest: manifest.update(counters=counted, runs=[{"inputs": ["one"]}]))
    facts = RunFacts("2", FACTS.weights, FACTS.options, {"read/records": 2, "rows/events": 10}, ({"inputs": ["two"]},))
    both = joined(load_former(str(output), FACTS), facts)
    assert both.counters == {"read/records": 6, "rows/events": 10, "rejects/read": 1}
    assert both.runs == ({"inputs": ["one"]}, {"inputs": ["two"]})
    assert joined(None, facts) == facts


def test_the_examples_of_all_runs_are_those_of_one_run_over_everything(output: Path) -> None:
    edit_manifest(output, lambda manifest: manifest.update(examples={"x": ["b", "d", "f"], "y": ["a"]}))
    facts = RunFacts("2", FACTS.weights, FACTS.options, {}, examples={"x": ("a", "d", "e"), "z": ("c",)})
    both = joined(load_former(str(output), FACTS), facts)
    assert both.examples == {"x": ("a", "b", "d"), "y": ("a",), "z": ("c",)}


def test_datasets_of_a_version_without_examples_can_be_appended_to(output: Path) -> None:
    edit_manifest(output, lambda manifest: manifest.pop("examples"))
    assert load_former(str(output), FACTS).examples == {}
