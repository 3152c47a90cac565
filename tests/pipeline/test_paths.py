"""An output among the inputs is refused: the next run would read it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.options import OptionError
from pipeline.paths import check_apart


@pytest.fixture(autouse=True)
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("news/may", "old"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "old" / "report.html").write_text("<html>")
    (tmp_path / "link").symlink_to("news")


@pytest.mark.parametrize(
    ("pattern", "output"),
    [
        ("news", "news"), ("news/", "news/out"), ("news", "./news/may/../out"), ("news/*", "news/out"),
        ("ne*", "news/out"), ("news/**", "news"), ("*", "out"), (".", "out"), ("news", "link/out"),
        ("old/*.html", "old"), ("gs://b/news", "gs://b/news/out"), ("gs://b/news/**", "gs://b/news"),
    ],
)  # fmt: skip
def test_an_output_that_an_input_takes_in_is_refused(pattern: str, output: str) -> None:
    with pytest.raises(OptionError) as caught:
        check_apart(["elsewhere.jsonl", pattern], output)
    assert repr(pattern) in str(caught.value)
    assert repr(output) in str(caught.value)


@pytest.mark.parametrize(
    ("pattern", "output"),
    [
        ("news", "newsfold"), ("news", "out"), ("news/may", "news"), ("news/*.jsonl", "news"), ("*.jsonl", "."),
        ("news/may/*", "news/out"), ("gs://b/news/*.jsonl", "gs://b/news/out"), ("gs://b/news", "news/out"),
    ],
)  # fmt: skip
def test_an_output_beside_the_inputs_is_fine(pattern: str, output: str) -> None:
    check_apart([pattern], output)
