"""Pages of several entries: live reports, pages of a topic; and pages that only look like them."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest

from pipeline.read.page import Page, read_page

LONG = "The council of Ostern had warned of the flood in a letter to the ministry, which it had sent in the spring. "


def page(body: str, published: str | None = "2023-03-14T09:00:00+00:00") -> Page:
    meta = f'<meta property="article:published_time" content="{published}">' if published else ""
    return read_page(
        f"<html><head><title>The day | Calder Post</title>{meta}</head><body>{body}</body></html>", None, None
    )


def lines(found: Page) -> list[str]:
    return [line.strip() for line in found.text.split("\n") if line.strip()]


ENTRIES = [
    (
        "2023-03-14T18:40:00+00:00",
        "18:40",
        "Old town is cleared",
        "The mayor of Ostern, Ada Holm, had the town cleared.",
    ),
    (
        "2023-03-14T16:05:00+00:00",
        "16:05",
        "Bridge falls",
        "The bridge of Kalm fell into the river at four, police said.",
    ),
    (
        "2023-03-13T21:10:00+00:00",
        "21:10",
        "Houses flooded",
        "A man of 71 drowned in his cellar in Harn on Monday night.",
    ),
]
SECTION = '<section class="entry"><time datetime="{0}">{1}</time><h3>{2}</h3><p>{3}</p></section>'
ARTICLE = (
    '<article class="post"><header><h2><a href="#{1}">{2}</a></h2><span class="meta"><time datetime="{0}">{1}</time> '
    'by <a href="/jo">Jo Marsh</a></span></header><div class="post-body"><p>{3}</p></div></article>'
)
SILENT = '<div class="lb-post"><div class="lb-head"><time datetime="{0}"></time></div><h4>{2}</h4><div>{3}</div></div>'


@pytest.mark.parametrize("entry", [SECTION, ARTICLE, SILENT])
def test_entries_of_a_live_report_keep_headline_day_and_time(entry: str) -> None:
    report = "".join(entry.format(*values) for values in ENTRIES)
    found = lines(page(f"<main><h1>Flood in Ostern: live</h1><p>{LONG}</p><div>{report}</div></main>"))
    expected = ["Flood in Ostern: live", LONG.strip()]
    for (moment, clock, headline, text), is_new_day in zip(ENTRIES, (True, False, True), strict=True):
        times = [moment[:10], clock] if is_new_day else [clock]
        expected += [headline, *times, text] if entry is ARTICLE else [*times, headline, text]
    assert found == expected


def test_a_live_report_is_as_new_as_its_newest_entry() -> None:
    report = "".join(SECTION.format(*values) for values in ENTRIES)
    body = f"<main><h1>Flood in Ostern: live</h1>{report}</main>"
    evening = datetime(2023, 3, 14, 18, 40, tzinfo=UTC)
    assert page(body, "2023-03-13T20:00:00+00:00").published_at == evening
    assert page(body, None).published_at == evening
    assert page(body, "2022-01-01T20:00:00+00:00").published_at == datetime(2022, 1, 1, 20, tzinfo=UTC)


STORIES = [
    (
        "/a/1",
        "Four held over arson at mill",
        "2023-05-03",
        "3 May 2023",
        "Police in Lomen arrested four men on Wednesday.",
    ),
    (
        "/a/2",
        "Lomen elects a green mayor",
        "2021-09-22",
        "22 September 2021",
        "Lomen elected Petra Oster mayor on Sunday.",
    ),
    (
        "/a/3",
        "Bus plunges off Lomen bridge",
        "2017-02-08",
        "8 February 2017",
        "A bus plunged off the bridge on Tuesday night.",
    ),
]
CARD = (
    '<div class="card"><h2><a href="{0}">{1}</a></h2><time datetime="{2}">{3}</time><p>{4} '
    '<a class="more" href="{0}">Continue reading</a></p></div>'
)
ITEM = (
    '<li class="teaser"><article><h3 class="teaser-title"><a href="{0}">{1}</a></h3><span class="date">{3}</span>'
    '<p class="teaser-text">{4}</p></article></li>'
)
LINK = (
    '<a class="card" href="{0}"><div><h3>{1}</h3><p>{4}</p><div><time datetime="{2}">last week</time></div></div></a>'
)
POST = (
    '<article class="post"><header><h2><a href="{0}">{1}</a></h2><div class="entry-meta">Posted on '
    '<time datetime="{2}">{3}</time> by Ann Lowe</div></header><div class="entry-summary">{4}</div></article>'
)


@pytest.mark.parametrize("story", [CARD, ITEM, LINK, POST])
def test_stories_of_a_topic_keep_headline_and_day(story: str) -> None:
    river = "".join(story.format(*values) for values in STORIES)
    found = page(f"<main><h1>Topic: Lomen</h1><ul>{river}</ul></main><aside><h4>Most read</h4></aside>", None)
    days = [day if story is LINK else shown for _, _, day, shown, _ in STORIES]
    expected = [
        line for (_, headline, _, _, text), day in zip(STORIES, days, strict=True) for line in (headline, day, text)
    ]
    assert lines(found) == ["Topic: Lomen", *expected]
    if story is not ITEM:
        assert found.published_at == datetime(2023, 5, 3, tzinfo=UTC)


def test_entries_beside_each_other_in_the_body_are_all_read() -> None:
    for entries in (ENTRIES, ENTRIES[1:]):
        report = "".join(f"<article><h2>{headline}</h2><p>{text}</p></article>" for _, _, headline, text in entries)
        assert lines(page(report)) == [line for _, _, *entry in entries for line in entry]


@pytest.mark.parametrize(
    "beside",
    [
        "<div>" + "".join(CARD.format(*values) for values in STORIES * 4) + "</div>",
        '<ol class="commentlist">'
        + "".join(f"<li><time>14 March 2023</time><p>{LONG} Comment {number}.</p></li>" for number in range(9))
        + "</ol>",
        '<ol class="reactions">'
        + "".join(f"<li><time>14 March 2023</time><p>{LONG} Comment {number}.</p></li>" for number in range(9))
        + "</ol>",
    ],
)
def test_teasers_and_comments_beside_a_story_are_no_part_of_it(beside: str) -> None:
    texts = [f"The river rose by {number} metres, the mayor said. {LONG * 3}".strip() for number in range(2, 6)]
    story = "".join(f"<p>{text}</p>" for text in texts)
    found = page(f"<main><article><h1>Flood in Ostern</h1>{story}</article>{beside}</main>")
    assert lines(found) == ["Flood in Ostern", *texts]


@pytest.mark.parametrize(
    "unit",
    [
        "<article><h3><a href='/x'>A headline</a></h3><time>18:40</time><p>" + LONG + "</p></article>",
        "<section><h3>A headline</h3><time datetime='2023-03-14'>18:40</time><p>" + LONG + "</p>",
        "<div><time>18:40</time>",
        "<time datetime='99'>18:40</time>",
        "<blockquote><a href='https://a.example/1'>A post</a>",
        "<table><tr><td>A value<br>",
        "A sentence of some length. <b>It goes on.</b> <p>x</p>",
    ],
)
def test_time_is_linear_in_hostile_pages(unit: str) -> None:
    started = time.process_time()
    page("<main><h1>Title</h1>" + unit * (400_000 // len(unit)))
    # Anything worse than linear takes minutes.
    assert time.process_time() - started < 20
