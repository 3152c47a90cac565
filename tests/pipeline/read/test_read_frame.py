"""What belongs to an article around and between the boxes that are named as its body."""

from __future__ import annotations

import time

import pytest

from pipeline.read.page import read_page

TITLE = "<h1>Wall for Ostern</h1>"
DECK = "<p class='standfirst'>The wall will cost nine million. The ministry pays half of it.</p>"


def report(part: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts(part))


def texts(part: str) -> list[str]:
    return [
        f"Report {part}{number}: the mayor of Ostern told the council that a wall would be built." for number in "1234"
    ]


def lines(body: str) -> list[str]:
    html = f"<html><head><title>Wall for Ostern | Relay</title></head><body>{body}</body></html>"
    return [line.strip() for line in read_page(html, None, None).text.split("\n") if line.strip()]


@pytest.mark.parametrize(
    "frame",
    [
        "<article>{title}{deck}<div class='post-body'>{a}</div><hr><div class='post-body'>{b}</div>{bio}</article>",
        "<div class='page'><header>{title}{deck}</header><div class='row'><div class='story-body'>{a}</div></div>"
        "<div class='row'><div class='story-body'>{b}</div>{bio}</div></div>",
        "<main>{title}<div class='intro'>{deck}</div><div class='post-content x'>"
        "<div class='post-content x'>{a}</div>{b}</div>{bio}</main>",
    ],
)
def test_an_article_goes_from_its_title_to_the_end_of_its_last_part(frame: str) -> None:
    bio = "<div class='bio'><p>Nell Carrow is the Ostern correspondent of Relay, and of nobody else.</p></div>"
    found = lines(frame.format(title=TITLE, deck=DECK, a=report("a"), b=report("b"), bio=bio))
    deck = "The wall will cost nine million. The ministry pays half of it."
    assert found == ["Wall for Ostern", deck, *texts("a"), *texts("b")]


@pytest.mark.parametrize("name", ["article-body", "other"])
def test_what_follows_a_short_box_with_the_name_of_a_body_is_not_cut(name: str) -> None:
    first = f"<div class='article-body'>{DECK}</div>"
    found = lines(f"<article>{TITLE}{first}<div class='{name}'>{report('a')}{report('b')}</div></article>")
    assert found[-8:] == [*texts("a"), *texts("b")]


def test_the_next_article_of_an_endless_page_is_another_one() -> None:
    other = f"<article><h1>Mill burns</h1><div class='article-body'>{report('b')}</div></article>"
    found = lines(f"<article>{TITLE}<div class='article-body'>{report('a')}{report('c')}</div></article>{other}")
    assert found == [*texts("a"), *texts("c")]


@pytest.mark.parametrize("unit", ["<div class='article-body'>", "<div class='article-body'><p>One word.</p></div>"])
def test_time_is_linear_in_hostile_pages(unit: str) -> None:
    started = time.process_time()
    lines(f"<main>{TITLE}{unit * (400_000 // len(unit))}{report('a')}")
    # Anything worse than linear takes minutes.
    assert time.process_time() - started < 20
