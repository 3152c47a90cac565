"""A real browser: where it is, and a page in it that remembers everything that should not happen."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WAIT_MS = 60_000

expect.set_options(timeout=WAIT_MS)


def installed_browser() -> str | None:
    """Return the path of a Chromium, None where there is none."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@contextmanager
def running_browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        # No sandbox: tests run as root in containers too, and load nothing but what they made.
        browser = playwright.chromium.launch(executable_path=installed_browser(), args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def opened(browser: Browser, path: Path, **options: object) -> Iterator[Page]:
    """Open a made page; afterwards nothing may stand on the console, nothing was fetched, no script of the data ran."""
    context = browser.new_context(**options)  # type: ignore[arg-type]
    context.set_default_timeout(WAIT_MS)
    page = context.new_page()
    troubles: list[str] = []
    fetched: list[str] = []
    page.on("console", lambda message: troubles.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: troubles.append(f"error: {error}"))
    page.on("dialog", lambda dialog: troubles.append(f"dialog: {dialog.message}"))
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready]")
    yield page
    assert troubles == []
    assert fetched == [path.as_uri()]
    assert page.evaluate("window.hacked") is None
    context.close()


def go(page: Page, address: str, seen: str) -> None:
    """Go to a view of the page and wait for what must be seen there."""
    page.evaluate("address => { location.hash = address }", address)
    page.wait_for_selector(seen)
