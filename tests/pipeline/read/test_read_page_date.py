"""When a page says that its article was published, and what on it tells of something else."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from pipeline.read.page import Page, read_page

ADDRESS = "https://news.example/2024/09/12/ferry-aground-off-tarn"
STORY = "<p>" + "The ferry Alda ran aground off Tarn on Thursday evening with 210 people on board, the port said. " * 6
EVENING = datetime(2024, 9, 12, 19, 40, tzinfo=UTC)
DAY = datetime(2024, 9, 12, tzinfo=UTC)


def page(head: str = "", header: str = "", below: str = "", address: str = ADDRESS) -> Page:
    return read_page(
        f'<html><head><title>Ferry aground off Tarn</title><link rel="canonical" href="{address}">{head}</head><body>'
        f"<main><article><header><h1>Ferry aground off Tarn</h1>{header}</header>{STORY}</article>"
        f"{below}</main></body></html>",
        None,
        None,
    )


def meta(name: str, moment: str, attribute: str = "property") -> str:
    return f'<meta {attribute}="{name}" content="{moment}">'


def json_ld(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


PUBLISHED = meta("article:published_time", "2024-09-12T21:40:00+02:00")
TIME = '<p class="meta">By Ada Holm <time datetime="2024-09-12T21:40:00+02:00">12 September</time></p>'


@pytest.mark.parametrize(
    "head",
    [
        PUBLISHED,
        meta("date", "2024-09-12T21:40+02:00", "name"),
        json_ld('{"@type": "NewsArticle", "datePublished": "2024-09-12T21:40:00+02:00"}'),
        json_ld('[{"@graph": [{"@type": ["Article"], "datePublished": "2024-09-12T19:40Z"}, {"@type": "WebSite"}]}]'),
        json_ld("{broken") + PUBLISHED,
        meta("article:modified_time", "2024-09-13T07:00:00+02:00") + PUBLISHED,
        meta("date", "2024-09-12", "name")
        + json_ld('{"@type": "WebPage", "mainEntity": {"@type": "Article", "datePublished": "2024-09-12T19:40:00Z"}}'),
    ],
)  # fmt: skip
def test_metadata_tell_the_time_that_the_address_does_not(head: str) -> None:
    assert page(head).published_at == EVENING


def test_the_time_beside_the_title_tells_it_where_metadata_are_silent() -> None:
    assert page(header=TIME).published_at == EVENING


def test_metadata_outrank_the_address_where_they_tell_another_day() -> None:
    night = page(meta("article:published_time", "2024-09-13T01:10:00+02:00"))
    assert night.published_at == datetime(2024, 9, 12, 23, 10, tzinfo=UTC)
    assert night.local_day == date(2024, 9, 13)
    assert page(meta("article:published_time", "soon")).published_at == DAY


def test_a_day_of_metadata_takes_the_time_that_others_tell_for_it() -> None:
    assert page(meta("article:published_time", "2024-09-12"), TIME).published_at == EVENING
    assert page(meta("article:published_time", "2024-09-11"), TIME).published_at == datetime(2024, 9, 11, tzinfo=UTC)


@pytest.mark.parametrize(
    "head",
    [
        meta("article:modified_time", "2024-09-13T07:00:00+02:00"),
        json_ld('{"@type": "ItemList", "itemListElement": [{"@type": "Article", "datePublished": "2024-09-10"}]}'),
        json_ld(
            '[{"@type": "Article", "headline": "Storm in the north of Kalm", "datePublished": "2024-09-10"},'
            '{"@type": "Article", "headline": "Harvest is late in Harn", "datePublished": "2024-09-09"}]'
        ),
    ],
)
def test_metadata_of_changes_and_of_other_articles_do_not_date_a_page(head: str) -> None:
    assert page(head).published_at == DAY


@pytest.mark.parametrize(
    "line",
    [
        'Updated <time datetime="2024-09-13T07:00Z">13 September</time>',
        '<span>Last modified:</span> <time datetime="2024-09-13T07:00Z">13 September</time>',
        '<time itemprop="dateModified" datetime="2024-09-13T07:00Z">13 September</time>',
    ],
)
def test_the_time_of_a_change_does_not_date_a_page(line: str) -> None:
    assert page(header=f"<p>{line}</p>").published_at == DAY


@pytest.mark.parametrize(
    "box",
    [
        "<aside><p>Storm {}</p></aside>",
        '<ul><li><a href="/s">Storm closes the harbour of Harn again</a> {}</li></ul>',
        "<div><h3>Storm</h3>{}</div>",
        '<div class="comments"><p>Jo {}</p></div>',
        f"<div>{STORY} {{}}</div>",
    ],
)
def test_times_of_other_articles_and_of_comments_do_not_date_a_page(box: str) -> None:
    assert page(below=box.format('<time datetime="2024-09-10T07:00Z">10 September</time>')).published_at == DAY


def test_of_several_articles_in_json_ld_the_one_of_the_title_or_the_address_dates_the_page() -> None:
    other = '{"@type": "NewsArticle", "headline": "Storm in the north of Kalm", "datePublished": "2024-09-10"}'
    titled = '{"@type": "Article", "headline": "Ferry aground off Tarn", "datePublished": "2024-09-12T19:40:00Z"}'
    addressed = (
        f'{{"@type": "Article", "mainEntityOfPage": {{"@id": "{ADDRESS}"}}, "datePublished": "2024-09-12T19:40Z"}}'
    )
    assert page(json_ld(f"[{other}, {titled}]")).published_at == EVENING
    assert page(json_ld(f"[{other}, {addressed}]")).published_at == EVENING


def test_a_page_that_tells_nothing_else_has_the_day_of_its_address() -> None:
    assert page().published_at == DAY
    assert page(address="https://news.example/ferry").published_at is None
