"""What the tests of the page share; and that tests which need a browser are left out, aloud, where there is none."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from py_mini_racer import MiniRacer

from pipeline.report import write_page
from tests.pipeline.report.browsers import installed_browser, running_browser
from tests.pipeline.report.made_hostile import hostile_output
from tests.pipeline.report.made_output import strike_output

PURE_SCRIPTS = (
    "base", "text", "store", "filters", "marks", "bins", "dom", "links", "world", "outlets", "speakers", "sentence",
    "eventpage", "claimpage", "articlepage", "overview",
)  # fmt: skip
_left_out: list[str] = []


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if installed_browser() is not None:
        return
    without = [item for item in items if item.get_closest_marker("browser")]
    if without:
        _left_out.extend(item.nodeid for item in without)
        items[:] = [item for item in items if item not in without]
        config.hook.pytest_deselected(items=without)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if _left_out:
        terminalreporter.section("no browser")
        terminalreporter.line(
            f"{len(_left_out)} tests of the page did not run: they need Chromium (on Debian: apt-get install chromium)."
        )


@pytest.fixture(scope="session")
def javascript() -> Callable[..., Any]:
    """Call a function of the page's scripts, in an engine without a document: ``javascript("text.days", ...)``."""
    engine = MiniRacer()
    for name in PURE_SCRIPTS:
        engine.eval(files("pipeline.report").joinpath(f"page/{name}.js").read_text("utf-8"))

    def call(function: str, *arguments: object) -> Any:
        passed = ", ".join(json.dumps(argument) for argument in arguments)
        return json.loads(str(engine.eval(f"JSON.stringify(Newsfold.{function}({passed})) ?? 'null'")))

    return call


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with running_browser() as browser:
        yield browser


@pytest.fixture(scope="session")
def strike_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = strike_output().write(tmp_path_factory.mktemp("strike") / "output")
    return Path(write_page(str(output)))


@pytest.fixture(scope="session")
def hostile_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = hostile_output().write(tmp_path_factory.mktemp("hostile") / "output")
    return Path(write_page(str(output)))
