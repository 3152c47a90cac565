"""What the fault tests share: a tiny model, so that real runs take seconds, and a run in this process."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from pipeline.options import parse_options
from pipeline.run import run
from tests.models.tiny import save_tiny_model

Articles = Sequence[Mapping[str, object]]
Run = Callable[[Path, Articles], int]


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a model of a few thousand random weights."""
    return save_tiny_model(tmp_path_factory.mktemp("tiny"))


@pytest.fixture(scope="session")
def run_here(tiny_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Return a function that runs the pipeline over articles with one worker, this process; it gives the exit code."""

    def run_over(output: Path, articles: Articles) -> int:
        inputs = tmp_path_factory.mktemp("inputs") / "articles.jsonl"
        inputs.write_text("".join(json.dumps(article) + "\n" for article in articles))
        arguments = ["--input", inputs, "--output", output, "--model", tiny_model, "--workers", "1"]
        return run(parse_options([str(argument) for argument in arguments]))

    return run_over
