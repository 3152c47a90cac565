"""The page in a real browser: over the samples, hostile texts and many events, by keyboard, dark and printed."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from playwright.sync_api import Browser, Page, expect

from pipeline.report import Bounds, write_page
from tests.pipeline.report.browsers import go, opened
from tests.pipeline.report.made_hostile import OUTLET, PLACE, SPEAKER, TEXT, TITLE, TRIGGER, VALUE
from tests.pipeline.report.made_output import MadeOutput, disagreement, many_events, mention

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}


def texts(page: Page, selector: str) -> list[str]:
    return page.locator(selector).all_text_contents()


def shown_titles(page: Page) -> list[str]:
    return texts(page, "#events tbody td.title a")


def rows(output: Path, sql: str) -> list[Any]:
    return duckdb.sql(sql.replace("OUT", str(output))).fetchall()


def wait_until_scrolled(page: Page, top: int) -> None:
    """Asks again and again: the page's security policy stops Playwright's own waiting for a function."""
    for _ in range(100):
        # The page hears of a scroll when the next frame is drawn.
        page.evaluate("new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
        if page.evaluate("scrollY") == top:
            return
    pytest.fail(f"scrolled to {page.evaluate('scrollY')} and not to {top}")


def test_every_view_of_the_samples_loads(browser: Browser, sample_output: Path):
    with opened(browser, sample_output / "report.html") as page:
        assert page.locator("#overview .stories li").count() > 0
        assert page.locator("#overview canvas").count() == 2
        go(page, "#/events", "#events tbody td.title a")
        go(page, "#/events?show=timeline", "#events .timeline canvas")
        go(page, "#/events?show=map", "#events .world canvas")
        go(page, "#/outlets", "#outlets .matrix .cell.first")
        go(page, "#/claims", "#claims .claim")


def test_marks_of_the_samples_stand_on_the_right_words(browser: Browser, sample_output: Path):
    found = rows(
        sample_output,
        """SELECT event_id, list(trigger_text ORDER BY published_at, article_id, trigger_start)
        FROM read_parquet('OUT/event_mentions/*/*.parquet') GROUP BY ALL
        HAVING count(*) <= 20 ORDER BY count(*) DESC, event_id LIMIT 12""",
    )
    with opened(browser, sample_output / "report.html") as page:
        for event_id, triggers in found:
            go(page, f"#/event/{event_id}", f"#reading:has-text('event_id {event_id}')")
            marked = [
                page.locator("#reading .reports .report").nth(at).locator("mark.m-trigger").all_text_contents()
                for at in range(len(triggers))
            ]
            assert [words[0] for words in marked] == triggers


def test_arguments_and_claims_of_the_samples_are_marked(browser: Browser, sample_output: Path):
    [(event_id, wanted)] = rows(
        sample_output,
        """SELECT event_id, list(text)
        FROM (SELECT event_id, unnest(arguments, recursive := true) FROM read_parquet('OUT/event_mentions/*/*.parquet'))
        GROUP BY event_id ORDER BY count(*) DESC, event_id LIMIT 1""",
    )
    [(claim_id, content)] = rows(
        sample_output,
        """SELECT claim_id, any_value(content_text) FROM read_parquet('OUT/claim_mentions/*/*.parquet')
        WHERE len(content_spans) = 1 GROUP BY claim_id HAVING count(*) = 1 ORDER BY claim_id LIMIT 1""",
    )
    with opened(browser, sample_output / "report.html") as page:
        go(page, f"#/event/{event_id}", f"#reading:has-text('event_id {event_id}')")
        assert set(texts(page, "#reading .report mark")) & set(wanted)
        go(page, f"#/claim/{claim_id}", f"#reading:has-text('claim_id {claim_id}')")
        assert texts(page, "#reading .report mark.m-content") == [content]


def test_filters_filter(browser: Browser, strike_page: Path):
    with opened(browser, strike_page) as page:
        go(page, "#/events", "#events tbody td.title a")
        assert shown_titles(page) == ["Harbour crews walked out in Bergen", "A river flooded Tarn"]
        page.select_option("[name=type]", "OTHER")
        expect(page.locator("#events .result")).to_have_text("1 event")
        assert shown_titles(page) == ["A river flooded Tarn"]
        assert page.url.endswith("#/events?type=OTHER")
        page.get_by_role("button", name="Clear all filters").click()
        page.fill("[name=q]", "penarreta")
        expect(page.locator("#events .result")).to_have_text("1 event")
        assert shown_titles(page) == ["Harbour crews walked out in Bergen"]
        page.fill("[name=q]", "")
        page.check("[name=sayings]")
        expect(page.locator("#events .result")).to_have_text("3 events")
        page.fill("[name=least]", "2")
        expect(page.locator("#events .result")).to_have_text("1 event")
        assert page.locator("#status").text_content() == "1 event"


def test_columns_sort(browser: Browser, strike_page: Path):
    with opened(browser, strike_page) as page:
        go(page, "#/events", "#events tbody td.title a")
        page.get_by_role("button", name="Event", exact=True).click()
        page.wait_for_selector("th.title[aria-sort=ascending]")
        assert shown_titles(page)[0] == "A river flooded Tarn"
        page.get_by_role("button", name="Event", exact=True).click()
        page.wait_for_selector("th.title[aria-sort=descending]")
        assert shown_titles(page)[0] == "Harbour crews walked out in Bergen"


def test_from_an_event_to_the_marked_words_of_the_article_and_back(browser: Browser, strike_page: Path):
    with opened(browser, strike_page) as page:
        go(page, "#/events", "#events tbody td.title a")
        page.get_by_role("link", name="Harbour crews walked out in Bergen").click()
        page.wait_for_selector("#reading .reports")
        assert texts(page, "#reading .report mark.m-trigger") == ["walked out"] * 3
        assert texts(page, "#reading .report:first-child mark.m-actor") == ["Harbour crews"]
        assert texts(page, "#reading .reports .badge") == ["first to report", "copy of the text in lake.example"]
        assert texts(page, "#reading .cards .given") == ["6", "9"]
        assert "6" in page.locator("#reading .cards .card").first.locator(".passage").text_content()
        assert texts(page, "#reading .claims blockquote") == ["the port opens on Friday"]
        page.locator("#reading .report").first.get_by_role("link", name="Read it in the article").click()
        page.wait_for_selector("#reading .text mark.target")
        assert texts(page, "#reading .text mark.target") == ["walked out"]
        assert page.locator("#reading .text").text_content().startswith("🚢 Harbour crews walked out")
        page.get_by_role("button", name="Back").click()
        page.wait_for_selector("#reading .reports")
        assert page.title() == "Newsfold: Harbour crews walked out in Bergen"


def test_the_marked_words_of_a_long_article_come_into_view_and_back_is_where_one_was(browser: Browser, tmp_path: Path):
    made = MadeOutput()
    long = made.article("Nothing happened. " * 900 + "Crews marched. " + "Nothing more happened. " * 900)
    made.event([mention(long, "marched", sentence_start=16_200)])
    for number in range(60):
        made.event([mention(made.article(f"Crews met {number}."), "met")])
    with opened(browser, Path(write_page(str(made.write(tmp_path))))) as page:
        go(page, "#/events?sort=title&up=1", "#events tbody td.title a")
        page.evaluate("scrollTo(0, 600)")
        wait_until_scrolled(page, 600)
        go(page, "#/article/a0?event=e0&at=16206", "#reading .text mark.target")
        expect(page.locator("#reading mark.target")).to_be_in_viewport()
        page.go_back()
        page.wait_for_selector("#events:not([hidden])")
        wait_until_scrolled(page, 600)


def test_a_claim_shows_its_tellings_and_what_disputes_it(browser: Browser, strike_page: Path):
    with opened(browser, strike_page) as page:
        go(page, "#/claims?speaker=Ada%20Lindqvist", "#claims .claim")
        assert texts(page, "#claims .claim blockquote") == ["the port opens on Friday"]
        page.locator("#claims .claim a").first.click()
        page.wait_for_selector("#reading .reports")
        assert texts(page, "#reading .cards .given") == ["the port opens on Friday", "denied: the port stays shut"]
        marks = [texts(page, f"#reading .report:first-child mark.m-{kind}") for kind in ("source", "cue", "content")]
        assert marks == [["Ada"], ["said"], ["the port opens on Friday"]]
        page.get_by_role("link", name="denied: the port stays shut").click()
        page.wait_for_selector("#reading h1:has-text('denied: the port stays shut')")
        assert texts(page, "#reading .report .badge") == ["indirect", "denied"]


def test_hostile_texts_show_as_text_and_run_nothing(browser: Browser, hostile_page: Path):
    with opened(browser, hostile_page) as page:
        assert texts(page, "#overview .story")[0] == TITLE
        go(page, "#/events", "#events tbody td.title a")
        assert shown_titles(page)[0] == TITLE
        assert PLACE in texts(page, "#events tbody td.place")[0] or "…" in texts(page, "#events tbody td.place")[0]
        go(page, "#/events?show=map", "#events .world canvas")
        go(page, "#/events?show=timeline", "#events .timeline canvas")
        page.locator("#events .timeline canvas").hover(position={"x": 500, "y": 60})
        go(page, "#/outlets", "#outlets .matrix .cell")
        go(page, "#/claims", "#claims .claim")
        assert SPEAKER in texts(page, "#claims .claim strong")
        go(page, "#/event/e0", "#reading .reports")
        assert page.locator("#reading h1").text_content() == TITLE
        assert VALUE in texts(page, "#reading .given")
        assert OUTLET in texts(page, "#reading .source strong")
        assert texts(page, "#reading .report mark.m-trigger") == [TRIGGER, TRIGGER]
        assert texts(page, "#reading .report mark.m-place") == ["東京", "東京"]
        assert page.get_by_role("link", name="Where it was published").count() == 0
        page.get_by_role("link", name="Read it in the article").first.click()
        page.wait_for_selector("#reading .text mark.target")
        assert page.locator("#reading .text").text_content() == TEXT
        go(page, "#/claim/c0", "#reading .report mark.m-content")
        assert texts(page, "#reading .report:first-child mark.m-source") == [SPEAKER]
        assert page.locator("#reading img, #reading svg, #reading iframe, #reading i, #reading b").count() == 0


@pytest.mark.parametrize(
    "address",
    [
        "#/event/%E0%A4%A",
        "#/nowhere",
        "#/event/__proto__",
        "#/claims?speaker=%",
        "#/events?type=<script>",
        "#/article/",
    ],
)
def test_an_address_that_makes_no_sense_does_no_harm(browser: Browser, strike_page: Path, address: str):
    with opened(browser, strike_page) as page:
        go(page, address, "main h1:visible")
        assert page.locator("#trouble").is_hidden()


def test_the_policy_stops_what_would_still_be_put_in(browser: Browser, strike_page: Path, tmp_path: Path):
    """Were a script to get into the document all the same, the browser would not run it."""
    forged = strike_page.read_text().replace(
        "<main", "<script>window.hacked=1</script><img src=x onerror=hacked=2><main"
    )
    (tmp_path / "forged.html").write_text(forged)
    page = browser.new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto((tmp_path / "forged.html").as_uri())
    page.wait_for_selector("html[data-ready]")
    assert page.evaluate("window.hacked") is None
    assert any("Content Security Policy" in text for text in refused)
    page.close()


def test_the_table_goes_by_keyboard_and_holds_few_rows(browser: Browser, tmp_path: Path):
    output = many_events(1200).write(tmp_path)
    with opened(browser, Path(write_page(str(output), bounds=Bounds(events=1000)))) as page:
        assert "200 events of 1,200" in page.locator("#left-out").text_content()
        go(page, "#/events?sort=title&up=1", "#events tbody td.title a")
        assert page.locator("table.events").get_attribute("aria-rowcount") == "1001"
        first = shown_titles(page)[0]
        page.locator("#events tbody td.title a").first.focus()
        page.keyboard.press("ArrowDown")
        assert page.evaluate("document.activeElement.dataset.row") == "1"
        page.keyboard.press("End")
        expect(page.locator("[data-row='999']")).to_be_focused()
        assert len(shown_titles(page)) < 100
        page.keyboard.press("Home")
        expect(page.locator("[data-row='0']")).to_be_focused()
        assert page.evaluate("document.activeElement.textContent") == first
        page.keyboard.press("Enter")
        page.wait_for_selector("#reading .report")
        assert page.evaluate("document.activeElement.tagName") == "H1"
        page.go_back()
        page.wait_for_selector("#events:not([hidden])")


def test_everything_has_a_name_for_a_screen_reader(browser: Browser, strike_page: Path):
    with opened(browser, strike_page) as page:
        for address in ("#/", "#/events", "#/outlets", "#/claims", "#/event/e0"):
            go(page, address, "main h1:visible")
            assert page.locator("main h1:visible").count() == 1
            unnamed = page.evaluate(
                """() => [...document.querySelectorAll('main a, main button, main input, main select')]
                .filter(each => each.offsetParent)
                .filter(each => !(each.textContent.trim() || each.ariaLabel || each.labels?.length))
                .map(each => each.outerHTML)"""
            )
            assert unnamed == []
        assert page.locator("[role=img]:not([aria-label])").count() == 0


def test_dark_mode_and_phone(browser: Browser, strike_page: Path):
    with opened(browser, strike_page, color_scheme="dark") as page:
        assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(19, 20, 23)"
    with opened(browser, strike_page, **PHONE) as page:
        for address in ("#/", "#/events", "#/outlets", "#/claims", "#/event/e0", "#/claim/c0", "#/article/a0?event=e0"):
            go(page, address, "main h1:visible")
            assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_all_views_are_named_on_a_phone(browser: Browser, strike_page: Path):
    with opened(browser, strike_page, **PHONE) as page:
        assert page.evaluate("(nav => nav.scrollWidth <= nav.clientWidth)(document.getElementById('views'))")


def test_events_without_a_date_are_a_page_too(browser: Browser, tmp_path: Path):
    made = MadeOutput()
    made.event([mention(made.article("Crews met."), "met")])
    with opened(browser, Path(write_page(str(made.write(tmp_path))))) as page:
        go(page, "#/events?show=timeline", "#events .timeline canvas")
        assert page.locator("#events .timeline .chart-foot p").text_content().endswith("1 without a date.")
        assert page.locator("#trouble").is_hidden()


def test_disagreements_on_dates_show_what_was_told_and_few_at_once(browser: Browser, tmp_path: Path):
    made = MadeOutput()
    days = [date(2031, 3, day) for day in range(1, 9)]
    articles = [made.article(f"Report {day}: crews met on that day.", f"outlet{day.day}.example") for day in days]
    mentions = [mention(each, "met", date_start=day, date_end=day) for each, day in zip(articles, days, strict=True)]
    made.event(mentions, disagreements=[disagreement("date", str(day), [f"outlet{day.day}.example"]) for day in days])
    with opened(browser, Path(write_page(str(made.write(tmp_path))))) as page:
        go(page, "#/event/e0", "#reading .cards")
        cards = page.locator("#reading .cards .card")
        assert cards.count() == 6
        assert "Report 2031-03-01" in cards.first.locator(".passage").text_content()
        page.locator("#disagree ~ .more").click()
        expect(cards).to_have_count(8)


def test_it_prints(browser: Browser, strike_page: Path, tmp_path: Path):
    with opened(browser, strike_page) as page:
        go(page, "#/event/e0", "#reading .reports")
        content = page.pdf()
        assert content.startswith(b"%PDF")
        assert len(re.findall(rb"/Type\s*/Page\b", content)) >= 1
        page.emulate_media(media="print")
        assert page.locator("#views").is_hidden()
        assert page.locator("#reading .report").first.is_visible()
