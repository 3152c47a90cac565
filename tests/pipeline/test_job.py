"""The whole pipeline on the bundled samples: what always holds of its datasets, and what the user is told."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from pathlib import Path

import duckdb
import pyarrow.dataset as ds
import pytest

from pipeline.summary import query, summarize
from pipeline.verify.checks import violations
from tests.command import SAMPLES, run_newsfold

SampleRun = tuple[Path, "subprocess.CompletedProcess[str]"]


def column(output: Path, dataset: str, name: str) -> list[object]:
    files = sorted(map(str, (output / dataset).rglob("*.parquet")))
    return list(ds.dataset(files).to_table(columns=[name])[name].to_pylist())


def counters(output: Path) -> dict[str, int]:
    return json.loads((output / "manifest.json").read_text())["counters"]


def test_spans_ids_and_counts_hold(sample_output: Path):
    assert [str(violation) for violation in violations(sample_output)] == []


def test_every_input_record_ends_in_one_row(sample_output: Path):
    articles, rejects = column(sample_output, "articles", "source_uri"), column(sample_output, "rejects", "source_uri")
    assert len(articles) + len(rejects) == counters(sample_output)["read/records"]
    assert {Path(str(uri)).name for uri in [*articles, *rejects]} == {path.name for path in SAMPLES.iterdir()}


def test_counters_add_up_from_stage_to_stage(sample_output: Path):
    counts = counters(sample_output)
    by_stage = Counter(column(sample_output, "rejects", "stage"))
    assert {name: count for name, count in counts.items() if name.startswith("rejects/")} == {
        f"rejects/{stage}": count for stage, count in by_stage.items()
    }
    assert counts["articles/read"] == counts["read/articles"]
    assert counts["articles/unique"] == counts["read/records"] - by_stage["read"] - by_stage["clean"]
    assert counts["articles/extracted"] == counts["articles/unique"] - by_stage["extract"]
    assert len(column(sample_output, "articles", "article_id")) == counts["articles/extracted"] - by_stage["resolve"]
    for name in ("events", "event_mentions", "claims", "claim_mentions"):
        assert (
            counts[f"rows/{name}"]
            == duckdb.sql(f"from '{sample_output}/{name}/*/*.parquet'").count("*").fetchall()[0][0]
        )


def test_something_is_found_and_folded_over_outlets(sample_output: Path):
    summary = summarize(sample_output)
    assert summary.events > 10
    assert summary.claims > 10
    assert len(summary.top_events[0].outlets) >= 3


def test_the_user_sees_progress_and_a_summary_with_a_query_that_works(sample_run: SampleRun):
    output, done = sample_run
    assert "reading and cleaning" in done.stderr
    assert "Events that most outlets reported" in done.stdout
    assert f"Datasets: {output}" in done.stdout
    assert query(output) in done.stdout
    listed = subprocess.run(query(output), shell=True, capture_output=True, text=True, check=True)
    assert "10 rows" in listed.stdout
    assert [line for line in done.stderr.splitlines() if "WARNING" in line or "Traceback" in line] == []


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        (["--input", "no/such/*.jsonl", "--output", "{free}"], ["no/such/*.jsonl"]),
        (["--input", "{samples}", "--output", "{file}"], ["{file}"]),
        (["--input", "{samples}", "--output", "{free}", "--runner", "FastRunner"], ["--runner", "FastRunner"]),
        (["--input", "{samples}", "--output", "{free}", "--model", "{samples}"], ["--model", "config.json"]),
    ],
)
def test_what_cannot_work_is_said_in_one_line_before_any_work(arguments: list[str], parts: list[str], tmp_path: Path):
    file = tmp_path / "file"
    file.write_text("in the way")
    names = {"samples": str(SAMPLES), "file": str(file), "free": str(tmp_path / "free")}
    done = run_newsfold(*(argument.format(**names) for argument in arguments))
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert [part for part in parts if part.format(**names) not in done.stderr] == []
    assert not (tmp_path / "free").exists()
