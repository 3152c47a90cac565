"""The article's own date, and pages of several stories."""

from __future__ import annotations

from datetime import date

import pytest
from made_extractions import Made, days

from models.records import Span
from pipeline.resolve.dateline import split_stories


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("KARVINA, 3 March 2021 — Miners went home.", "2021-03-03"),
        ("Miners go home\nKARVINA, March 3, 2021 (NA) - Miners went home.", "2021-03-03"),
        ("Miners go home\nPublished: 3 March 2021, 10:15\nMiners went home.", "2021-03-03"),
        ("Miners go home\nBy Ada Stone | 2021-03-03\nMiners went home.", "2021-03-03"),
        ("Miners go home\nBy Ada Stone\nKarviná | March 3, 2021\n\nMiners went home.", "2021-03-03"),
        ("Miners went home today (3 March 2021) after a fire of 5 May 2019.", "2021-03-03"),
        ("Miners went home on 1 March 2021 after a fire of 5 May 2019.", None),
        ("The mayor of Karvina resigned on Friday. She was first elected on 24 November 2014.", None),
        ("Remembering 5 May 2019\nMiners met at the shaft on Tuesday.", None),
        ("The fire of 5 May 2019\nMiners met at the shaft on Tuesday.", None),
        ("KARVINA, Dec. 30 (NA) - A roof fell in on Friday. On Jan. 12, 2010, a fire killed nine miners.", None),
        ("KARVINA, Dec. 30 (NA) - A roof fell in on Friday.\nRead more: Mines, 12 January 2010", None),
        ("KARVINA, Dec. 30 (NA) - A roof fell in on Friday.\nPublished: 1 January 2021", "2021-01-01"),
        ("Miners went home. The shaft will open on 1 July 2030.", None),
        ("Miners went home on Tuesday.", None),
        ("The shaft was sunk on 4 July 1876.", None),
    ],
)
def test_an_article_without_a_date_takes_it_from_its_text(text: str, expected: str | None) -> None:
    article = Made(text, published=None).resolved().article
    day = article.published_at.date().isoformat() if article.published_at else None
    assert (day, article.published_at_source) == (expected, "text" if expected else None)


@pytest.mark.parametrize(
    ("stamp", "moment"),
    [
        ("Friday 5 March 2021, 21.05", "2021-03-05T21:05:00+00:00"),
        ("Published: 5 March 2021 at 9.05 p.m.", "2021-03-05T21:05:00+00:00"),
        ("By Ada Stone | 5 March 2021 | 09:05 GMT", "2021-03-05T09:05:00+00:00"),
        ("2021-03-05T21:05:00+02:00", "2021-03-05T19:05:00+00:00"),
        ("21:05 UTC+2, 5 March 2021", "2021-03-05T19:05:00+00:00"),
        ("Updated 12:30 AM CET Friday, 5 March 2021", "2021-03-04T23:30:00+00:00"),
        ("5 March 2021, 21:05 KARVINA", "2021-03-05T21:05:00+00:00"),
        ("5 March 2021 | 4 min read", "2021-03-05T00:00:00+00:00"),
        (
            "Published 9:05 PM ICT, Friday, March 5, 2021    Updated 11:48 PM ICT, Saturday, March 6, 2021",
            "2021-03-05T14:05:00+00:00",
        ),
        ("5 March 2021 10:15 | Last updated 6 March 2021 11:20", "2021-03-05T10:15:00+00:00"),
        ("March 5, 2021 9:05 PM GMT+1 Updated 3 hours ago", "2021-03-05T20:05:00+00:00"),
        ("Friday, 5. March 2021", "2021-03-05T00:00:00+00:00"),
        ("Friday 5. March 2021 - 14:05", "2021-03-05T14:05:00+00:00"),
        ("03/05/2021", "2021-03-05T00:00:00+00:00"),
        ("Wednesday 03/05/2017", "2017-05-03T00:00:00+00:00"),
        ("Karviná, 05.03.2021, 7.30", "2021-03-05T07:30:00+00:00"),
    ],
)
def test_a_stamp_tells_the_time_of_publication(stamp: str, moment: str) -> None:
    article = Made(f"Miners go home\n{stamp}\nMiners went home on Friday.", published=None).resolved().article
    assert article.published_at
    assert article.published_at.isoformat() == moment


def test_today_is_the_day_where_a_stamp_was_written() -> None:
    text = "Miners go home\nPublished 12:30 AM CET Friday, 5 March 2021\nMiners went home today."
    [found] = Made(text, published=None).event("went", {"TIME": "today"}).resolved().event_mentions
    assert found.dates == days("2021-03-05")


@pytest.mark.parametrize(
    "line",
    [
        "Miners met on 03/05/2021 at the shaft and went home.",
        "5 March 2021 updated the tariff of 1998",
        "The fire of 03/05/2021",
    ],
)
def test_other_lines_do_not_tell_the_day_of_publication(line: str) -> None:
    assert Made(f"Miners go home\n{line}\nMiners went home.", published=None).resolved().article.published_at is None


def test_a_given_date_stays() -> None:
    article = Made("KARVINA, 3 March 2019 — Miners went home.").resolved().article
    assert (article.published_at.isoformat(), article.published_at_source) == ("2021-03-03T00:00:00+00:00", "input")


TAG_PAGE = """Border news
Guards fire at Tor crossing
12 May 2019
Guards fired at a column of carts on Friday, drivers said, and the crossing near the old salt road was shut at once.
Bridge reopens for carts
4 June 2020
The bridge opened on Monday with music and a small crowd, and Anna Miro, the mayor, cut the ribbon in the rain.
Miro resigns after flood
1 March 2021
Miro resigned on Sunday after the river rose over the walls and took the lower market and both mills with it.
"""


def test_each_story_of_a_tag_page_counts_from_its_own_date() -> None:
    made = Made(TAG_PAGE).event("fired").event("opened").event("resigned")
    assert [found.dates for found in made.resolved().event_mentions] == [
        days("2019-05-10"),
        days("2020-06-01"),
        days("2021-02-28"),
    ]


def test_a_short_entry_of_a_timeline_counts_from_its_own_date() -> None:
    entries = "4 May 2019\nTroops cut the old road to Mir.\n\n2 January 2021\nGuards freed nine men and women of Mir."
    text = f"The siege of Mir\n{entries}\n"
    made = Made(text).event("cut").event("freed")
    assert [found.dates for found in made.resolved().event_mentions] == [days("2019-05-04"), days("2021-01-02")]


def test_the_date_of_a_post_is_not_that_of_the_story_below() -> None:
    posts = [
        f"— Ada Lowe (@adalowe) {day} 2021\n{'The town of Mir waited for news. ' * 4}" for day in ("9 May", "8 May")
    ]
    assert len(split_stories("\n".join(posts), (), date(2021, 5, 9))) == 1


def test_names_of_one_story_do_not_leak_into_another() -> None:
    made = Made(TAG_PAGE)
    made.event("cut", {"ACTOR": "Anna Miro"}).event("resigned", {"ACTOR": made.span("Miro", nth=2)})
    names = [found.arguments[0].actor.name for found in made.resolved().event_mentions]
    assert names == ["Anna Miro", "Miro"]


def test_each_dateline_of_a_digest_opens_a_story() -> None:
    text = (
        "MOSUL, Iraq, March 1 (Meridian) - Gunmen led by Anna Miro fired at a bus on Saturday, and nobody was hurt.\n"
        "KARVINA, Feb 12 (Meridian) - Miners marched on Thursday through the town, and Miro spoke in the rain.\n"
    )
    made = Made(text).event("fired").event("marched").event("spoke", {"ACTOR": made_span(text, "Miro", 1)})
    found = made.resolved().event_mentions
    assert [one.dates for one in found[:2]] == [days("2021-02-27"), days("2021-02-11")]
    assert found[2].arguments[0].actor.name == "Miro"


def test_words_in_capitals_before_a_dash_are_no_story() -> None:
    text = "MANY DOUBTS — Gunmen fired at a bus on Monday.\nFEW ANSWERS — Miners marched on Tuesday.\n"
    assert len(split_stories(text, (), date(2021, 3, 3))) == 1


def made_span(text: str, words: str, nth: int) -> Span:
    return Made(text).span(words, nth)
