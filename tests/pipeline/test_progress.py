"""Progress: counts of several processes add up, and the line says what a user wants to know."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from pipeline.progress import Counts, Monitor, Step, Tally, describe, read_counts


def test_counts_of_several_workers_add_up(tmp_path: Path):
    for articles in (3, 4):
        tally = Tally(tmp_path, Step.QUEUED)
        tally.add(articles)
        tally.add(1)
        tally.flush()
    Tally(tmp_path, Step.EXTRACTED).add(2)
    assert read_counts(tmp_path) == Counts(read=0, queued=9, extracted=2)


def test_a_folder_that_is_gone_does_not_stop_the_work(tmp_path: Path):
    Tally(tmp_path / "gone", Step.READ).add(1)


@pytest.mark.parametrize(
    ("counts", "seconds", "line"),
    [
        (Counts(1200, 0, 0), 0.0, "reading and cleaning: 1,200 articles"),
        (Counts(50, 40, 0), 3.0, "extracting: 0 of 40 articles"),
        (Counts(50, 40, 9), 0.1, "extracting: 9 of 40 articles"),
        (Counts(50, 40, 10), 5.0, "extracting: 10 of 40 articles, 2.0 articles/s, 0:15 left"),
        (Counts(0, 90_000, 9), 1.0, "extracting: 9 of 90,000 articles, 9.0 articles/s, 2:46:39 left"),
        (Counts(50, 40, 40), 9.0, "resolving, folding and writing: 40 articles"),
    ],
)
def test_the_line(counts: Counts, seconds: float, line: str):
    assert describe(counts, seconds) == line


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_log_gets_lines_and_a_terminal_one_line_that_is_cleared(tmp_path: Path):
    Tally(tmp_path, Step.READ).add(7)
    log, terminal = io.StringIO(), Terminal()
    with Monitor(tmp_path, log), Monitor(tmp_path, terminal):
        pass
    assert log.getvalue() == "reading and cleaning: 7 articles\n"
    assert terminal.getvalue().endswith("\r\x1b[K")
    assert "\n" not in terminal.getvalue()
