"""Faults of each stage on one article, injected into the functions that do its work, in real runs."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from pipeline.verify.checks import violations
from tests.faults.conftest import Run
from tests.faults.datasets import counters, rows
from tests.faults.made_articles import article

ROWS = import_module("pipeline.write.transform")

# Where the fault of a stage is put: a function through which each article, or each mention of one, goes.
PLACES = (
    ("read", "pipeline.read.article._article"),
    ("clean", "pipeline.clean.article.find_body"),
    ("extract", "models.extractor.split_words"),
    ("resolve", "pipeline.resolve.article.split_stories"),
    ("fold", "pipeline.fold.copies.body_words"),
    ("fold", "pipeline.fold.events.event_sketches"),
    ("fold", "pipeline.fold.events.consensus"),
    ("fold", "pipeline.fold.claims.claim_sketch"),
    ("fold", "pipeline.fold.claims._claim"),
    ("write", "pipeline.write.rows.article_row"),
    ("write", "pipeline.write.rows.event_mention_row"),
    ("write", "pipeline.write.rows.claim_mention_row"),
)
# Work on several articles, where the one to blame cannot be told.
TOGETHER = {
    "links": ("pipeline.fold.copies.link_copies", "pipeline.fold.apart.link_blocks", "pipeline.fold.claims.disputes"),
    "groups": ("pipeline.fold.events.clusters_of", "pipeline.fold.claims.clusters_of"),
}
KEYS = {"articles": "article_id", "event_mentions": "mention_id", "claim_mentions": "claim_mention_id"}
FOLDED = ("event_mentions", "events", "claim_mentions", "claims")


def failing_on(marker: str, function: Callable[..., Any]) -> Callable[..., Any]:
    def fail(*arguments: Any, **named: Any) -> Any:
        if marker in repr(arguments):
            raise ZeroDivisionError(f"injected by {marker}")
        return function(*arguments, **named)

    return fail


def inject(monkeypatch: pytest.MonkeyPatch, target: str, marker: str) -> None:
    """Let a function raise on what holds the marker, under every name that a module of the pipeline calls it by."""
    module, _, name = target.rpartition(".")
    original = getattr(import_module(module), name)
    failing = failing_on(marker, original)
    for holder in [loaded for path, loaded in sys.modules.items() if path.startswith(("pipeline.", "models."))]:
        if getattr(holder, name, None) is original:
            monkeypatch.setattr(holder, name, failing)
    monkeypatch.setattr(ROWS, "ROW_OF", {kind: failing if of is original else of for kind, of in ROWS.ROW_OF.items()})


def test_an_article_on_which_a_stage_raises_is_its_reject_and_the_others_are_intact(
    run_here: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    sound = [article(number) for number in range(4)]
    assert run_here(tmp_path / "sound", sound) == 0
    markers = [f"curse-{at}-of-{stage}" for at, (stage, _) in enumerate(PLACES)]
    cursed = [article(90 + at, text=cursed_story(marker)) for at, marker in enumerate(markers)]
    for (_, target), marker in zip(PLACES, markers, strict=True):
        inject(monkeypatch, target, marker)
    assert run_here(tmp_path / "out", [*sound, *cursed]) == 0
    found = {reject["source_id"]: reject for reject in rows(tmp_path / "out", "rejects")}
    assert {source: reject["stage"] for source, reject in found.items()} == {
        "articles.jsonl#" + reject_number(found) if stage == "read" else cursed[at]["id"]: stage
        for at, (stage, _) in enumerate(PLACES)
    }
    assert all("injected" in reject["error_message"] for reject in found.values())
    for dataset in ("articles", *FOLDED):
        assert comparable(rows(tmp_path / "out", dataset)) == comparable(rows(tmp_path / "sound", dataset))
    counts = counters(tmp_path / "out")
    assert {stage: counts[f"rejects/{stage}"] for stage, _ in PLACES} == Counter(stage for stage, _ in PLACES)
    assert counts["read/records"] == counts["rows/articles"] + len(cursed) == 4 + len(PLACES)
    assert [str(violation) for violation in violations(tmp_path / "out")] == []
    assert f"{4 + len(PLACES)} input records: 4 articles kept, {len(PLACES)} rejected" in capsys.readouterr().out


def cursed_story(marker: str) -> str:
    """A story that has the marker in every sentence, wherever the made-up model sees an event or a claim."""
    return (
        f"Bakers in {marker} closed their shops on Friday after flour ran out, the mayor of {marker} said. "
        f'"We have not seen a mill at work in {marker} since the flood," the owner of the oldest shop of {marker} told '
        f"a radio station. The council of {marker} asked a neighbour for grain and {marker} offered coal for it."
    )


def reject_number(found: Mapping[str, object]) -> str:
    [number] = [match.group(1) for source in found if (match := re.fullmatch(r"articles\.jsonl#(\d+)", source))]
    return number


def comparable(found: list[dict[str, Any]]) -> list[str]:
    return sorted(repr({name: value for name, value in row.items() if name != "source_uri"}) for row in found)


@pytest.mark.parametrize("work", TOGETHER)
def test_a_fault_of_the_fold_where_articles_meet_leaves_them_apart_and_loses_nothing(
    work: str, run_here: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    articles = [article(number // 2, id=f"story-{number}") for number in range(4)]
    assert run_here(tmp_path / "sound", articles) == 0
    for target in TOGETHER[work]:
        inject(monkeypatch, target, "")
    assert run_here(tmp_path / "out", articles) == 0
    assert rows(tmp_path / "out", "rejects") == []
    for dataset, key in KEYS.items():
        assert ids(tmp_path / "out", dataset, key) == ids(tmp_path / "sound", dataset, key)
    assert [str(violation) for violation in violations(tmp_path / "out")] == []
    assert counters(tmp_path / "out")["fold/left_apart"] > 0
    assert "Attention: folding failed" in capsys.readouterr().out


def ids(output: Path, dataset: str, key: str) -> list[str]:
    return sorted(row[key] for row in rows(output, dataset))


def test_a_fault_while_files_are_written_ends_the_run_with_a_word_and_the_former_datasets_stay(
    run_here: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    output = tmp_path / "out"
    assert run_here(output, [article(1)]) == 0
    former = (output / "manifest.json").read_bytes()
    inject(monkeypatch, "pipeline.write.files.sorted_tables", "")
    assert run_here(output, [article(2)]) == 1
    last = capsys.readouterr().err.splitlines()[-1]
    assert "left the former datasets" in last
    assert "ZeroDivisionError: injected by" in last
    assert (output / "manifest.json").read_bytes() == former
    assert [str(violation) for violation in violations(output)] == []
