"""Holds what the pipeline makes of the bundled samples to the answer key."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from tests.pipeline.samples_key import KEY_PATH, SAMPLES, Key, load_key
from tests.pipeline.samples_measure import Output, Quality, Share, locate, measure, read_output

# Floors a little below what the shipped weights reach; python -m tests.pipeline.samples_measure prints the shares.
MIN_PUBLISHED = 0.95
MIN_MENTIONS = 0.90
MIN_TYPES = 0.65
MIN_MENTION_DATES = 0.85
MIN_BACKGROUND_DATES = 0.85
MIN_MODALITIES = 0.60
MIN_TAG_PAGE_DATES = 0.80
MIN_EVENT_DATES = 0.80
MIN_EVENT_COUNTRIES = 0.62
MIN_FOLDED_PAIRS = 0.66
MIN_APART_PAIRS = 1.0
MIN_CLAIMS = 0.72
MIN_QUOTATIONS = 0.90
MIN_CLAIM_PAIRS = 0.42


@pytest.fixture(scope="session")
def key() -> Key:
    return load_key(KEY_PATH)


@pytest.fixture(scope="session")
def output(sample_output: Path) -> Output:
    return read_output(sample_output)


@pytest.fixture(scope="session")
def quality(sample_output: Path, key: Key) -> Quality:
    return measure(sample_output, key)


def _listed(share: Share) -> str:
    return f"{share.hits}/{share.total}; missed:\n" + "\n".join(share.misses)


def test_a_quote_is_found_at_its_trigger_across_line_breaks() -> None:
    text = "He shut the door.\nThey shut\n the gate."
    assert locate(text, "They [shut] the gate.") == (23, 27)
    assert locate(text, "the gate") == (29, 37)
    assert locate(text, "We [shut] the gate.") is None


def test_the_key_names_files_articles_and_events_that_exist(key: Key) -> None:
    ids = {article.source_id for article in key.articles}
    events = {event.id for event in key.events}
    named = {item.source_id for event in key.events for item in event.mentions}
    named |= {item.source_id for claim in key.claims for item in claim.tellings}
    assert named | {source_id for group in key.copies for source_id in group} | {key.tag_page} <= ids
    assert {event for pair in key.apart for event in pair} <= events
    assert {article.file for article in key.articles} == {path.name for path in SAMPLES.iterdir()}


def test_the_samples_are_as_many_and_as_mixed_as_promised(key: Key) -> None:
    assert len(key.articles) >= 44
    assert len({article.outlet for article in key.articles}) >= 10
    assert {path.suffix for path in SAMPLES.iterdir()} >= {".jsonl", ".gz", ".json", ".csv", ".txt", ".html"}


def test_every_article_is_read_with_the_words_that_the_key_quotes(quality: Quality) -> None:
    assert quality.articles.misses == ()
    assert quality.located.misses == ()


def test_every_input_record_ends_in_one_row(output: Output, key: Key) -> None:
    usable = [article for article in key.articles if article.language == "en"]
    assert len(output.articles) + len(output.rejects) == len(usable) + len(key.rejects)


def test_rejects_are_those_of_the_key(quality: Quality) -> None:
    assert quality.rejects.misses == ()
    assert quality.surplus_rejects == 0


def test_copies_are_grouped_and_nothing_else_is(quality: Quality) -> None:
    assert quality.copies.misses == ()


def test_articles_have_their_dates(quality: Quality) -> None:
    assert quality.published.value >= MIN_PUBLISHED, _listed(quality.published)


@pytest.mark.parametrize(
    ("file", "moment"),
    [
        ("sahel-courier-tarkana-mortars.html", "2023-05-18T08:05:00+00:00"),
        ("lantern-daily-thrale-list.html", "2023-06-29T18:30:00+00:00"),
        ("quayside-echo.txt", "2023-08-04T18:30:00+00:00"),
    ],
)
def test_pages_and_texts_keep_the_time_of_their_publication(output: Output, file: str, moment: str) -> None:
    article = next(row for row in output.articles if row["source_uri"].endswith(file))
    assert article["published_at"].isoformat() == moment


def test_an_article_without_a_date_takes_it_from_its_dateline(output: Output) -> None:
    article = next(row for row in output.articles if "radio-baraka.txt" in row["source_id"])
    assert article["published_at"].date().isoformat() == "2022-05-15"
    assert article["published_at_source"] == "text"


def test_body_spans_leave_out_the_chrome_of_pages(output: Output) -> None:
    for row in output.articles:
        body = "\n".join(row["text"][span["start"] : span["end"]] for span in row["body_spans"])
        for chrome in ("cookies", "Most read this week", "Latest headlines", "More from World", "Sign up for"):
            assert chrome not in body, row["source_id"]


def test_body_spans_are_in_order_and_within_the_text(output: Output) -> None:
    for row in output.articles:
        offsets = [offset for span in row["body_spans"] for offset in (span["start"], span["end"])]
        assert all(one <= other for one, other in pairwise([0, *offsets, len(row["text"])]))


def test_events_are_found(quality: Quality) -> None:
    assert quality.mentions.value >= MIN_MENTIONS, _listed(quality.mentions)


def test_events_have_their_types(quality: Quality) -> None:
    assert quality.types.value >= MIN_TYPES, _listed(quality.types)


def test_mentions_have_their_dates(quality: Quality) -> None:
    assert quality.mention_dates.value >= MIN_MENTION_DATES, _listed(quality.mention_dates)


def test_events_told_again_keep_their_old_dates(quality: Quality) -> None:
    assert quality.background_dates.value >= MIN_BACKGROUND_DATES, _listed(quality.background_dates)


def test_what_did_not_happen_or_not_yet_is_marked(quality: Quality) -> None:
    assert quality.modalities.value >= MIN_MODALITIES, _listed(quality.modalities)


def test_stories_of_the_tag_page_keep_their_own_dates(quality: Quality) -> None:
    assert quality.tag_page_dates.value >= MIN_TAG_PAGE_DATES, _listed(quality.tag_page_dates)


def test_folded_events_have_the_right_day(quality: Quality) -> None:
    assert quality.event_dates.value >= MIN_EVENT_DATES, _listed(quality.event_dates)


def test_folded_events_have_the_right_country(quality: Quality) -> None:
    assert quality.event_countries.value >= MIN_EVENT_COUNTRIES, _listed(quality.event_countries)


def test_reports_of_one_event_are_folded_across_outlets(quality: Quality) -> None:
    assert quality.folded_pairs.value >= MIN_FOLDED_PAIRS, _listed(quality.folded_pairs)


def test_different_events_stay_apart(quality: Quality, key: Key) -> None:
    assert quality.apart_pairs.total == len(key.apart)
    assert quality.apart_pairs.value >= MIN_APART_PAIRS, _listed(quality.apart_pairs)


def test_claims_are_found_with_their_speakers(quality: Quality) -> None:
    assert quality.claims.value >= MIN_CLAIMS, _listed(quality.claims)


def test_claims_have_their_kind_of_quotation(quality: Quality) -> None:
    assert quality.quotations.value >= MIN_QUOTATIONS, _listed(quality.quotations)


def test_tellings_of_one_claim_are_folded_across_outlets(quality: Quality) -> None:
    assert quality.claim_pairs.value >= MIN_CLAIM_PAIRS, _listed(quality.claim_pairs)
