"""The speed benchmark: the inputs it makes, the shares it tells apart, and its table."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models.judging import Judge
from models.network import ExtractorNetwork
from tests.benchmarks.speed_baselines import forward_seconds
from tests.benchmarks.speed_inputs import ideal_batches, read_workload, write_input
from tests.benchmarks.speed_stages import shares, stage_of
from tests.benchmarks.speed_table import Figures, Rate, Whole, markdown
from tests.models.tiny import save_tiny_model, tiny_config

STORY = "Dockers in Port Ansel walked off the job on Tuesday, the union said. "


def test_articles_are_repeated_with_ids_of_their_own(tmp_path: Path):
    source, repeated = tmp_path / "one.jsonl", tmp_path / "three.jsonl"
    source.write_text(json.dumps({"text": STORY, "outlet": "Port Star"}) + "\n" + json.dumps({"text": ""}) + "\n")
    once = read_workload(str(source), None)
    write_input(once.articles, 3, repeated)
    thrice = read_workload(str(repeated), None)
    assert [article.text.strip() for article in thrice.articles] == [STORY.strip()] * 3
    assert len({article.article_id for article in thrice.articles}) == 3
    assert thrice.tokens == 3 * once.tokens > 0
    assert len(read_workload(str(repeated), 2).articles) == 2


def test_the_bare_pass_reads_every_token_of_the_windows(tmp_path: Path):
    model, source = save_tiny_model(tmp_path / "model"), tmp_path / "long.jsonl"
    source.write_text("".join(json.dumps({"text": STORY * times, "id": times}) + "\n" for times in (1, 9)))
    batches = ideal_batches(read_workload(str(source), None).articles, model)
    widths = [batch.token_ids.shape[1] for batch in batches]
    assert widths == sorted(widths)
    assert max(widths) <= tiny_config().window_tokens + 2
    assert sum(int(batch.word_mask.sum()) for batch in batches) >= 10 * len(STORY.replace(".", " .").split())


def test_the_bare_pass_runs_every_head_over_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    ran = []

    def spied(name: str, method: Callable[..., Any]) -> Callable[..., Any]:
        return lambda *arguments: (ran.append(name), method(*arguments))[1]

    monkeypatch.setattr(ExtractorNetwork, "tag", spied("tag", ExtractorNetwork.tag))
    monkeypatch.setattr(Judge, "forward", spied("judge", Judge.forward))
    model, source = save_tiny_model(tmp_path / "model"), tmp_path / "one.jsonl"
    source.write_text(json.dumps({"text": STORY, "id": "one"}) + "\n")
    assert forward_seconds(read_workload(str(source), None).articles, model) > 0
    assert set(ran) == {"tag", "judge"}


def test_transforms_belong_to_stages_and_shares_add_up():
    spent = {
        "Make/Read/Read/ParDo(_Read)": 1.0,
        "Make/Extract/Infer/BeamML_RunInference": 6.0,
        "Make/FoldEvents/Link": 2.0,
        "Write/Write files": 1.0,
    }
    assert [stage_of(name) for name in spent] == ["read", "extract", "fold", "write"]
    found = shares(spent)
    assert found["extract"] == 0.6
    assert sum(found.values()) == pytest.approx(1)


def test_the_table_holds_ratios():
    bare, plain = Rate(100, 80_000, 10.0), Rate(10, 8_000, 20.0)
    whole = Whole(2, 1, 4, Rate(100, 80_000, 12.5), Rate(90, 72_000, 10.0), 9.5, 2_900.0, 1_200.0)
    text = markdown(Figures("a machine", (whole,), {2: bare}, plain, {2: {"extract": 0.75, "fold": 0.25}}))
    [row] = [line for line in text.splitlines() if line.startswith("| whole pipeline, 2 x 1 threads, 4 x")]
    assert "| 8.00 | 6,400 | 0.80 (0.90 while extracting) | 16.0 | 9.5 s | 2,900 MiB | 1,200 MiB |" in row
    assert "| extract | 75.0 % |" in text
