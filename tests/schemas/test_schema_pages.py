"""``python -m schemas`` prints what the datasets hold, for people and for BigQuery."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

import schemas
from schemas import DATASETS, bigquery, comparison, dictionary
from schemas.__main__ import main
from schemas.dataset import column


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(arguments) == 0
    return capsys.readouterr().out


def test_the_markdown_has_a_row_for_every_column_and_nested_field(capsys: pytest.CaptureFixture[str]) -> None:
    page = printed(capsys)
    assert page.count("\n## ") == len(DATASETS) + 1
    assert "| `event_id` | string | no | Id of the event, made from its content. | `5d20be917fac4e08` |" in page
    assert "| `arguments[].frame_role` | string | yes | Role name of the frame. | `Protester` |" in page
    assert "| `published_at` | timestamp<us, UTC> | yes |" in page
    assert "| `latitude` | float64 | yes |" in page
    assert "| `month` | string | no | Partition: the month of published_at as YYYY-MM, or undated where" in page
    assert "| `year` | int32 | no | Partition: the year of date_start, or 0 where it is null. |" in page


def test_every_row_of_the_markdown_has_its_cells(capsys: pytest.CaptureFixture[str]) -> None:
    columns, compared = printed(capsys).split("## Coming from")
    for part, cells in ((columns, 5), (compared, 4)):
        rows = [line for line in part.splitlines() if line.startswith("|")]
        assert {row.replace("\\|", "").count("|") for row in rows} == {cells + 1}


@pytest.mark.parametrize(("name", "arguments"), [("DICTIONARY.md", ()), ("DICTIONARY.json", ("--json",))])
def test_the_dictionary_in_the_repository_is_current(
    name: str, arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    kept = (Path(schemas.__file__).parent / name).read_text(encoding="utf-8")
    assert kept == printed(capsys, *arguments), f"make {name} anew, as schemas/__main__.py says"


def test_the_json_says_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    page = json.loads(printed(capsys, "--json"))
    assert list(page) == list(DATASETS)
    assert page["events"]["key"] == "event_id"
    assert page["rejects"]["key"] is None
    [entry] = [entry for entry in page["claims"]["columns"] if entry["column"] == "disputed_by"]
    assert (entry["type"], entry["nullable"]) == ("list<string>", False)
    for name, dataset in DATASETS.items():
        top_level = [entry["column"] for entry in page[name]["columns"] if "." not in entry["column"]]
        assert top_level == [*dataset.schema.names, dataset.partition_key]


def test_the_bigquery_schema_has_modes_and_nested_fields(capsys: pytest.CaptureFixture[str]) -> None:
    columns = {entry["name"]: entry for entry in json.loads(printed(capsys, "--bigquery", "events"))}
    assert (columns["event_id"]["type"], columns["event_id"]["mode"]) == ("STRING", "REQUIRED")
    assert (columns["date_start"]["type"], columns["date_start"]["mode"]) == ("DATE", "NULLABLE")
    assert (columns["outlets"]["type"], columns["outlets"]["mode"]) == ("STRING", "REPEATED")
    assert (columns["actors"]["type"], columns["actors"]["mode"]) == ("RECORD", "REPEATED")
    fields: list[dict[str, Any]] = columns["actors"]["fields"]
    assert [(field["name"], field["type"]) for field in fields] == [
        ("name", "STRING"),
        ("country", "STRING"),
        ("sector", "STRING"),
        ("outlet_count", "INTEGER"),
    ]


@pytest.mark.parametrize("name", DATASETS)
def test_bigquery_takes_every_column(name: str) -> None:
    schema = bigquery.load_schema(DATASETS[name])
    assert [entry["name"] for entry in schema] == DATASETS[name].schema.names
    assert all(0 < len(str(entry["description"])) <= 1024 for entry in schema)


def test_a_type_that_bigquery_lacks_is_an_error() -> None:
    odd = pa.schema([column("odd", pa.duration("s"), "A duration, which BigQuery has no column for.")])
    dataset = type(DATASETS["events"])("odd", odd, None, "month", "odd", ("odd",), (), 1, 1)
    with pytest.raises(ValueError, match="duration"):
        bigquery.load_schema(dataset)


def test_the_comparison_names_columns_that_exist() -> None:
    known = {f"{dataset.name}.{entry.column}" for dataset in DATASETS.values() for entry in dictionary.entries(dataset)}
    named = [row.column.split(", ")[0] for row in comparison.COUNTERPARTS if row.column]
    assert set(named) <= known | set(DATASETS)


def test_the_comparison_and_the_questions_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert "| `events.outlet_count` | NumSources |" in printed(capsys, "--comparison")
    assert "### Where do the outlets disagree?" in printed(capsys, "--questions")


def test_an_unknown_dataset_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as refused:
        main(["--bigquery", "nothing"])
    assert refused.value.code == 2
    assert "event_mentions" in capsys.readouterr().err


def test_schemas_need_nothing_but_pyarrow() -> None:
    program = "import sys, schemas.__main__; print(*sorted(name.split('.')[0] for name in sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert not {"apache_beam", "torch", "pipeline", "models"} & set(loaded)
