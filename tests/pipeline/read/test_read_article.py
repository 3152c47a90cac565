from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.records import Span
from pipeline.read import article as article_module
from pipeline.read.article import article_id, outcome_of, reject_of
from pipeline.read.items import Fault, Record
from pipeline.read.languages import language_code
from pipeline.read.limits import MAX_TEXT_CHARS
from pipeline.read.outlets import outlet_of, stem_of
from pipeline.records import Article, Reject

PATH = "/data/in/daily-post.jsonl.gz"
EVENING = datetime(2021, 3, 3, 18, 5, tzinfo=UTC)
STORY = "".join(f"<p>Sentence {number} of the report tells what happened in the harbour.</p>" for number in range(12))
PAGE = f"""<html><head><title>Fire in the harbour</title><link rel="canonical" href="https://www.post.example.org/a/1">
<meta property="article:published_time" content="2021-03-03T20:05:00+02:00"></head>
<body><article><h1>Fire in the harbour</h1>{STORY}</article></body></html>"""


def read(values: dict[str, object], number: int | None = 3, charset: str | None = None) -> Article | Reject:
    return outcome_of(Record(number, values, charset), PATH, ()).result


def test_a_full_record_becomes_an_article() -> None:
    text = " First line.\r\nSecond.\n"
    labels = {"id": 7, "url": "u", "outlet": "o", "title": "t", "lang": "EN"}
    article = read({**labels, "date": "2021-03-03T18:05Z", "text": text})
    identity = article_id("7", "o", "u", "t", EVENING, text)
    assert article == Article(
        article_id=identity,
        source_id="7",
        source_uri=PATH,
        outlet="o",
        url="u",
        title="t",
        language="en",
        published_at=EVENING,
        published_at_source="input",
        text=text,
        body_spans=(Span(0, len(text)),),
        syndication_id=identity,
    )


def test_an_article_keeps_the_day_on_which_it_was_written() -> None:
    article = read({"date": "2021-03-03 20:05 -0500", "text": "x"})
    assert isinstance(article, Article)
    assert (article.published_at, article.local_day) == (datetime(2021, 3, 4, 1, 5, tzinfo=UTC), date(2021, 3, 3))


def test_what_a_record_does_not_say_comes_from_url_and_place() -> None:
    bare, linked = read({"text": "x"}), read({"text": "x", "url": "https://news.city.example.co.uk/a?b"})
    assert isinstance(bare, Article)
    assert isinstance(linked, Article)
    assert (bare.source_id, bare.outlet, bare.published_at_source) == ("daily-post.jsonl.gz#3", "daily-post", None)
    assert (linked.source_id, linked.outlet) == ("https://news.city.example.co.uk/a?b", "example.co.uk")


@pytest.mark.parametrize("value", [PAGE, PAGE.encode()])
@pytest.mark.parametrize("column", ["html", "content"])
def test_a_page_gives_text_title_date_and_address(column: str, value: str | bytes) -> None:
    article = read({column: value})
    assert isinstance(article, Article)
    assert (article.title, article.published_at, article.outlet) == ("Fire in the harbour", EVENING, "example.org")
    assert article.url == article.source_id == "https://www.post.example.org/a/1"
    assert "Sentence 11 of the report" in article.text
    assert "<p>" not in article.text


def test_what_the_record_says_outranks_its_page() -> None:
    article = read({"html": PAGE, "title": "t", "url": "https://b.example.net/1", "date": "2020-01-01"})
    assert isinstance(article, Article)
    assert (article.title, article.outlet) == ("t", "example.net")
    assert article.published_at == datetime(2020, 1, 1, tzinfo=UTC)


def test_declared_charset_of_a_page_is_used() -> None:
    page = PAGE.replace("report", "Großbericht").encode("latin-1")
    declaring = page.replace(b"<head>", b'<head><meta charset="latin-1">')
    for article in (read({"html": page}, charset="latin-1"), read({"html": declaring})):
        assert isinstance(article, Article)
        assert "Großbericht" in article.text


@pytest.mark.parametrize(
    ("values", "error_type"),
    [
        ({}, "empty_text"),
        ({"text": " \n\t"}, "empty_text"),
        ({"html": "<html><body></body></html>"}, "empty_text"),
        ({"html": "\0"}, "empty_text"),
        ({"text": 5}, "wrong_type"),
        ({"text": "x" * (MAX_TEXT_CHARS + 1)}, "too_large"),
        ({"text": bytes([0x81, 0x8D, 0xFF, 0x00, 0x9D, 0xFE] * 3)}, "undecodable"),
    ],
)
def test_unusable_records_are_rejects(values: dict[str, object], error_type: str) -> None:
    reject = read({"id": "7", **values})
    assert isinstance(reject, Reject)
    assert (reject.source_id, reject.source_uri, reject.stage) == ("7", PATH, "read")
    assert reject.error_type == error_type
    assert len(reject.excerpt) <= 2048


def test_a_fault_of_the_program_is_a_reject_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise KeyError("surprise")

    monkeypatch.setattr(article_module, "article_fields", fail)
    reject = read({"text": "x"})
    assert isinstance(reject, Reject)
    assert (reject.error_type, reject.source_id) == ("internal_error", "daily-post.jsonl.gz#3")
    assert "surprise" in reject.error_message


def test_a_senseless_date_is_noted_on_an_article() -> None:
    outcome = outcome_of(Record(0, {"text": "x", "date": "soon"}), PATH, ())
    assert isinstance(outcome.result, Article)
    assert outcome.unreadable_date == f"'soon' of daily-post.jsonl.gz#0 in {PATH}"


def test_a_date_that_may_be_two_is_noted_unless_the_address_settles_it() -> None:
    values = {"text": "x", "date": "05/03/2024"}
    outcomes = [
        outcome_of(Record(0, values | {"url": url}), PATH, ()) for url in (None, "https://a.example/2024/03/05/x")
    ]
    assert [outcome.ambiguous_date for outcome in outcomes] == [True, False]
    assert [outcome.result.published_at.month for outcome in outcomes] == [5, 3]


@pytest.mark.parametrize(
    ("meta", "values", "outlet"),
    [
        ('<meta property="og:site_name" content="Hill &amp; Lake Post">', {}, "Hill & Lake Post"),
        ("<META content='Hill Post' name='OG:Site_Name' />", {"url": "https://hill.example.net/a"}, "Hill Post"),
        ('<meta property="og:site_name" content="Hill Post">', {"outlet": "Wire"}, "Wire"),
        ('<meta property="og:site_name" content="https://www.hill.example.net/">', {}, "example.net"),
        ('<meta property="og:site_name" content=" ">', {"url": "https://hill.example.net/a"}, "example.net"),
        ('<meta property="og:title" content="Hill Post">', {}, "daily-post"),
    ],
)
def test_the_name_of_a_pages_site_is_the_outlet_where_the_input_gives_none(
    meta: str, values: dict[str, object], outlet: str
) -> None:
    story = "<p>A flood swept away a bridge near Northgate on Friday, and nine people were killed, the police said.</p>"
    html = f"<html><head><title>Flood</title>{meta}</head><body><article>{story * 3}</article></body></html>"
    article = outcome_of(Record(0, {"html": html, **values}), PATH, ()).result
    assert isinstance(article, Article)
    assert article.outlet == outlet


@pytest.mark.parametrize(
    ("values", "columns", "parts"),
    [
        ({"id": "1", "story_html5": "x"}, (), ["no text; name", "--fields", "Read were id, story_html5."]),
        ({"body": "x"}, (("story", "text"),), ["no text in 'story', which --fields names for it", "Read were body."]),
        ({f"column {number}": 1 for number in range(99)}, (), ["column 0, column 1,", "column 11, ..."]),
        ({"id": "1", "body": " "}, (), ["no text: its column 'body' is empty."]),
        ({}, (), ["Read were none."]),
    ],
)
def test_a_record_without_text_is_told_its_columns(
    values: dict[str, object], columns: tuple[tuple[str, str], ...], parts: list[str]
) -> None:
    reject = outcome_of(Record(0, values), PATH, columns).result
    assert isinstance(reject, Reject)
    assert [part for part in parts if part not in reject.error_message] == []


def test_a_blank_file_is_told_no_columns() -> None:
    reject = outcome_of(Record(None, {"text": " "}), "a.txt", ()).result
    assert isinstance(reject, Reject)
    assert reject.error_message.startswith("The file has no text")


def test_paths_and_messages_of_any_characters_are_storable() -> None:
    path = "/in/caf\udce9/../\udce9.jsonl"
    reject = reject_of(Fault(5, "invalid_json", "a\0\ud800", b"x"), path)
    article = outcome_of(Record(5, {"text": "x\ud800"}), path, ()).result
    assert isinstance(article, Article)
    told = (reject.source_id, reject.source_uri, reject.error_message, article.source_uri, article.outlet, article.text)
    assert all("\0" not in value.encode().decode() for value in told)


def test_article_id_changes_with_each_part() -> None:
    parts = ("s", "o", "u", "t", EVENING, "x")
    changed = ("z", "z", None, None, None, "z")
    others = [article_id(*parts[:place], changed[place], *parts[place + 1 :]) for place in range(6)]  # type: ignore[arg-type]
    assert len({article_id(*parts), *others}) == 7
    assert all(re.fullmatch("a[0-9a-f]{20}", identity) for identity in others)


@given(st.dictionaries(st.sampled_from(["id", "url", "title", "source", "text"]), st.text(max_size=20)))
def test_every_record_is_an_article_or_a_reject(values: dict[str, object]) -> None:
    result = read(values)
    if isinstance(result, Article):
        assert result.text == values["text"].replace("\0", "\ufffd")  # type: ignore[attr-defined]
        assert result.outlet
        assert result.source_id
    else:
        assert result.error_type == "empty_text"


@pytest.mark.parametrize(
    ("named", "url", "outlet"),
    [
        ("The Daily", "https://a.example.com", "The Daily"),
        ("www.example.com", None, "example.com"),
        ("https://feeds.example.com/rss", None, "example.com"),
        (None, "http://user@Example.COM:80/", "example.com"),
        (None, "http://192.0.2.1/a", "192.0.2.1"),
        (None, "not a url", "posts"),
        (None, "http://[broken", "posts"),
        (None, None, "posts"),
    ],
)
def test_outlet_is_named_or_derived(named: str | None, url: str | None, outlet: str) -> None:
    assert outlet_of(named, url, "posts.csv") == outlet


def test_stem_drops_the_suffixes_of_format_and_packing() -> None:
    assert [stem_of(name) for name in ("a.b.jsonl.gz", "a", ".gz", "A.CSV.ZST")] == ["a.b", "a", ".gz", "A"]


@pytest.mark.parametrize(
    ("declared", "code"),
    [("en", "en"), ("EN-us", "en"), ("pt_BR", "pt"), ("deu", "de"), ("ger", "de"), ("English", "en"), ("??", None)],
)
def test_language_codes(declared: str, code: str | None) -> None:
    assert language_code(declared) == code
