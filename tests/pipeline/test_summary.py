"""The summary: counts that add up, the records most outlets share, and a query that runs as it stands."""

from __future__ import annotations

import json
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.summary import RejectReason, Summary, query, render, summarize
from schemas import DATASETS

OUTLETS = ["Hill Echo", "Lake Post", "Port Star", "Vale News"]


def write(output: Path, name: str, rows: list[dict[str, Any]]) -> None:
    """Write rows as two files in partitions; values that the test does not care about are null."""
    schema = pa.schema([field.with_nullable(True) for field in DATASETS[name].schema])
    for part, some in enumerate((rows[::2], rows[1::2])):
        folder = output / name / f"part={part}"
        folder.mkdir(parents=True)
        pq.write_table(pa.Table.from_pylist(some, schema=schema), folder / "part-00000.parquet")


def event(number: int, outlets: int, articles: int = 1) -> dict[str, Any]:
    return {
        "event_id": f"e{number}",
        "title": f"Event {number}",
        "outlets": OUTLETS[:outlets],
        "outlet_count": outlets,
        "article_count": articles,
        "date_start": date(2031, 3, number + 1),
        "is_utterance": False,
        "specificity": 0.9,
    }


@pytest.fixture
def output(tmp_path: Path) -> Path:
    folder = tmp_path / "it's here"
    write(folder, "articles", [{"article_id": f"a{number}"} for number in range(7)])
    write(folder, "events", [event(0, 1), event(1, 4), event(2, 1, 9), event(3, 2), event(4, 3), event(5, 1)])
    claim = {"claim_id": "c", "content": "The dam will hold", "speaker": None}
    write(folder, "claims", [claim | {"outlets": OUTLETS[:2], "outlet_count": 2, "article_count": 2}])
    reject = {"stage": "read", "error_type": "not_json", "error_message": "line 2 is no JSON"}
    reject |= {"source_id": "a.jsonl#9", "source_uri": "in/a.jsonl"}
    short = reject | {"stage": "clean", "error_type": "too_short", "source_id": "hl-7"}
    write(folder, "rejects", [reject, reject, short])
    return folder


def test_acts_of_saying_are_no_top_events(tmp_path: Path):
    write(tmp_path, "events", [event(0, 4) | {"is_utterance": True}, event(1, 1)])
    assert [top.title for top in summarize(tmp_path).top_events] == ["Event 1"]


def test_habits_and_states_are_no_top_events(tmp_path: Path):
    write(tmp_path, "events", [event(0, 4) | {"specificity": 0.2}, event(1, 1)])
    assert [top.title for top in summarize(tmp_path).top_events] == ["Event 1"]


def test_counts_and_records(output: Path):
    summary = summarize(output)
    assert (summary.articles, summary.events, summary.claims, summary.rejected) == (7, 6, 1, 3)
    assert summary.rejects == (
        RejectReason(2, "read", "not_json", "a.jsonl#9: line 2 is no JSON"),
        RejectReason(1, "clean", "too_short", "hl-7 in a.jsonl: line 2 is no JSON"),
    )
    assert [top.title for top in summary.top_events] == ["Event 1", "Event 4", "Event 3", "Event 2", "Event 0"]
    assert summary.top_claims[0].outlets == ("Hill Echo", "Lake Post")


def test_what_is_shown(output: Path):
    text = render(summarize(output), output)
    assert "10 input records: 7 articles kept, 3 rejected" in text
    assert "4 outlets (Hill Echo, Lake Post, Port Star, ...)  2031-03-02  Event 1" in text
    assert "someone: The dam will hold" in text
    assert f"Datasets: {output}" in text
    assert query(output) in text
    assert "Page" not in text
    assert "Page, for any browser: here/report.html" in render(summarize(output), output, "here/report.html")


def test_statements_come_before_acts_that_more_outlets_tell(tmp_path: Path):
    told = [("ordered", False, 4), ("said", True, 1), ("thought", True, 2)]
    rows = [
        {"claim_id": content, "content": content, "is_statement": is_statement, "outlets": OUTLETS[:count]}
        | {"outlet_count": count, "article_count": count}
        for content, is_statement, count in told
    ]
    write(tmp_path, "claims", rows)
    assert [top.content for top in summarize(tmp_path).top_claims] == ["thought", "said", "ordered"]


def test_what_is_denied_is_shown_as_such(tmp_path: Path):
    claim = {"claim_id": "c", "content": "that the dam leaks", "speaker": "Ada Holm", "stance": "denied"}
    write(tmp_path, "claims", [claim | {"outlets": OUTLETS[:2], "outlet_count": 2, "article_count": 2}])
    assert "Ada Holm denied: that the dam leaks" in render(summarize(tmp_path), tmp_path)


def test_what_came_out_of_each_stage_is_shown(output: Path):
    counters = {"articles/read": 9, "articles/cleaned": 8, "articles/unique": 8, "articles/resolved": 7}
    (output / "manifest.json").write_text(json.dumps({"counters": {**counters, "rows/articles": 6}}))
    text = render(summarize(output), output)
    assert "articles after each stage: 9 read, 8 cleaned, 8 unique, 0 extracted, 7 resolved, 6 folded" in text
    assert "0 mentions of 6 events and 0 tellings of 1 claim, each counted once" in text


def test_records_that_the_fold_had_to_leave_apart_are_told(output: Path):
    assert "Attention" not in render(summarize(output), output)
    (output / "manifest.json").write_text(json.dumps({"counters": {"fold/left_apart": 2}}))
    assert "Attention: folding failed 2 times" in render(summarize(output), output)


def test_dates_that_were_lost_or_guessed_are_told(output: Path):
    assert "date" not in render(summarize(output), output).partition("Events")[0]
    counters = {"read/unparseable_date": 1, "read/ambiguous_date": 1200}
    (output / "manifest.json").write_text(json.dumps({"counters": counters}))
    text = render(summarize(output), output)
    assert "  1 date made no sense; these articles are undated" in text
    assert "  1,200 dates may mean another day or hour: 05/03/2024 was read month first" in text


def test_dates_that_made_no_sense_can_be_found(output: Path):
    examples = [f"'soon' of {name} in news/day1.jsonl" for name in ("s1", "s2", "s3")]
    manifest = {"counters": {"read/unparseable_date": 1205}, "examples": {"read/unparseable_date": examples}}
    (output / "manifest.json").write_text(json.dumps(manifest))
    lines = render(summarize(output), output).splitlines()
    [first] = [number for number, line in enumerate(lines) if line.endswith("page or text tells a day:")]
    assert [line.strip() for line in lines[first + 1 : first + 5]] == [*examples, "and 1,202 more"]


def test_the_query_runs_as_it_stands(output: Path):
    done = subprocess.run(query(output), shell=True, capture_output=True, text=True, check=True)
    titles = [line.split("│")[1].strip() for line in done.stdout.splitlines() if "Event" in line]
    assert titles[:3] == ["Event 1", "Event 4", "Event 3"]


def test_a_run_that_found_nothing_has_a_summary_too(tmp_path: Path):
    summary = summarize(tmp_path)
    assert summary == Summary(0, 0, 0, 0, 0, (), (), (), ())
    assert "0 input records: 0 articles kept, 0 rejected" in render(summary, tmp_path)


def test_texts_of_others_cannot_write_to_the_terminal_as_they_like(tmp_path: Path):
    write(tmp_path, "events", [event(0, 1) | {"title": "Red \x1b[31malert\n" + "x" * 9999}])
    lines = render(summarize(tmp_path), tmp_path).splitlines()
    [line] = [line for line in lines if "alert" in line]
    assert "\x1b" not in line
    assert len(line) <= 200
