"""A fault of each stage on one article, injected into the functions that do its work, in real runs."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.verify.checks import violations
from tests.faults.conftest import Run
from tests.faults.datasets import counters, rows
from tests.faults.made_articles import article

# Where the fault of a stage is put: a function through which each article goes.
BY_ARTICLE = {
    "read": "pipeline.read.article._article",
    "clean": "pipeline.clean.article.find_body",
    "extract": "models.extractor.split_words",
    "resolve": "pipeline.resolve.article.split_stories",
}
TOGETHER = {
    "fold": "pipeline.fold.events.fold_component",
    "write": "pipeline.write.transform.sorted_tables",
}


def failing_on(marker: str, function: Callable[..., Any]) -> Callable[..., Any]:
    def fail(*arguments: Any, **named: Any) -> Any:
        if marker in repr(arguments):
            raise ZeroDivisionError(f"injected by {marker}")
        return function(*arguments, **named)

    return fail


def inject(monkeypatch: pytest.MonkeyPatch, target: str, marker: str) -> None:
    module, _, name = target.rpartition(".")
    original = getattr(__import__(module, fromlist=[name]), name)
    monkeypatch.setattr(target, failing_on(marker, original))


def test_an_article_on_which_a_stage_raises_is_its_reject_and_the_others_are_intact(
    run_here: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    sound = [article(number) for number in range(4)]
    assert run_here(tmp_path / "sound", sound) == 0
    cursed = [article(9 + at, text=f"The curse-of-{stage} fell on Tarrow.") for at, stage in enumerate(BY_ARTICLE)]
    for stage, target in BY_ARTICLE.items():
        inject(monkeypatch, target, f"curse-of-{stage}")
    assert run_here(tmp_path / "out", [*sound, *cursed]) == 0
    found = {reject["stage"]: reject for reject in rows(tmp_path / "out", "rejects")}
    assert {stage: reject["source_id"] for stage, reject in found.items()} == {
        stage: cursed[at]["id"] if stage != "read" else "articles.jsonl#" + reject_number(found["read"])
        for at, stage in enumerate(BY_ARTICLE)
    }
    assert all("injected" in reject["error_message"] for reject in found.values())
    for dataset in ("articles", "event_mentions", "events", "claim_mentions", "claims"):
        assert comparable(rows(tmp_path / "out", dataset)) == comparable(rows(tmp_path / "sound", dataset))
    counts = counters(tmp_path / "out")
    assert [counts[f"rejects/{stage}"] for stage in BY_ARTICLE] == [1, 1, 1, 1]
    assert counts["read/records"] == counts["articles/resolved"] + len(cursed) == 8
    assert [str(violation) for violation in violations(tmp_path / "out")] == []
    assert "8 input records: 4 articles read, 4 rejected" in capsys.readouterr().out


def reject_number(reject: dict[str, Any]) -> str:
    found = re.fullmatch(r"articles\.jsonl#(\d+)", reject["source_id"])
    assert found
    return found.group(1)


def comparable(found: list[dict[str, Any]]) -> list[str]:
    return sorted(repr({name: value for name, value in row.items() if name != "source_uri"}) for row in found)


@pytest.mark.parametrize("stage", sorted(TOGETHER))
def test_a_fault_where_articles_meet_ends_the_run_with_a_word_and_the_former_datasets_stay(
    stage: str, run_here: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    output = tmp_path / "out"
    assert run_here(output, [article(1)]) == 0
    former = (output / "manifest.json").read_bytes()
    inject(monkeypatch, TOGETHER[stage], "")
    assert run_here(output, [article(2)]) == 1
    last = capsys.readouterr().err.splitlines()[-1]
    assert "left the former datasets" in last
    assert "ZeroDivisionError: injected by" in last
    assert (output / "manifest.json").read_bytes() == former
    assert [str(violation) for violation in violations(output)] == []
