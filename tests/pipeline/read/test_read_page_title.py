"""Which of the titles on a page is that of its article."""

from __future__ import annotations

import pytest

from pipeline.read.page import read_page

STORY = "<p>" + "The captain of a barge was freed on Monday near Warri after nine days, the port of Kalm said. " * 6
HEADLINE = "Barge captain freed after nine days"


def title(window: str, body: str, head: str = "") -> str | None:
    html = f"<html><head><title>{window}</title>{head}</head><body>{body}<article>{STORY}</article></body></html>"
    return read_page(html, None, None).title


@pytest.mark.parametrize(
    "body",
    [
        f"<h2>{HEADLINE}</h2>",
        f"<h1>Delta Voice</h1><h1>{HEADLINE}</h1><h2>Latest news</h2>",
        "<h2>Latest news</h2><h2>Barge  captain freed\nafter <em>nine</em> days</h2>",
    ],
)
def test_a_heading_in_the_title_of_the_window_is_the_title(body: str) -> None:
    assert title(f"Delta Voice : {HEADLINE}", body) == HEADLINE


@pytest.mark.parametrize("told", [f"{HEADLINE}, port says", "A captain comes home to Kalm"])
def test_a_title_of_the_metadata_stays(told: str) -> None:
    meta = f'<meta property="og:title" content="{told}">'
    assert title(f"{HEADLINE} | Delta Voice", f"<h2>{HEADLINE}</h2>", meta) == told


def test_a_heading_of_a_few_words_or_of_another_story_is_no_title() -> None:
    assert (
        title(f"{HEADLINE} | Delta Voice", "<h2>Delta Voice</h2><h2>Storm closes the harbour of Harn</h2>") == HEADLINE
    )
