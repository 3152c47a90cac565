"""Ids, outlets and file names that would like to be paths, or to write to the terminal."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.verify.checks import violations
from tests.faults.conftest import Run
from tests.faults.datasets import rows
from tests.faults.made_articles import article

HOSTILE = [
    "../../x",
    "/etc/passwd",
    "..",
    "C:\\temp\\x",
    "month=2031-03/part-00000.parquet",
    "x" * 10_000,
    "red \x1b[31malert\x07",
    "line\nfeed\rand\ttab",
    "nul\0byte",
    "right\u202eto left",
    "lone \ud800 surrogate",
    "__HIVE_DEFAULT_PARTITION__",
    "%2e%2e%2f",
    "$(touch owned)`touch owned`;'\"",
]
SAFE = re.compile(r"(articles|events|event_mentions|claims|claim_mentions|rejects|superseded)(/[a-z_]+=[\w%.-]{1,40}/"
                  r"part-\d{5}-[0-9a-f]{12}\.parquet)?|manifest\.json|report\.html|\.(lock|current|runs)")  # fmt: skip


def test_hostile_names_reach_the_rows_and_never_a_path_or_the_terminal(
    run_here: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    output = tmp_path / "a" / "b" / "out"
    articles = [article(at, id=name, outlet=name, title=name, url=name) for at, name in enumerate(HOSTILE)]
    broken = [{"id": name, "outlet": name, "language": name} for name in HOSTILE]
    assert run_here(output, [*articles, *broken]) == 0
    written = [path.relative_to(output) for path in output.glob("*/*/*.parquet")]
    assert [path for path in written if not SAFE.fullmatch(str(path))] == []
    assert [path.name for path in output.iterdir() if not SAFE.fullmatch(path.name)] == []
    assert [path.name for path in output.parent.iterdir()] == ["out"]
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    kept = {row["outlet"] for row in rows(output, "articles")}
    assert kept == {stored(name) for name in HOSTILE}
    assert {row["source_id"] for row in rows(output, "rejects")} == kept
    assert [str(violation) for violation in violations(output)] == []
    said = capsys.readouterr()
    assert [character for character in said.out + said.err if not character.isprintable() and character != "\n"] == []


def stored(name: str) -> str:
    """What is kept of a name: text that UTF-8 can hold, without white space around it."""
    return name.replace("\0", "\N{REPLACEMENT CHARACTER}").replace("\ud800", "\N{REPLACEMENT CHARACTER}").strip()
