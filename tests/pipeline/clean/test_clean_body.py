"""What stays and what goes, by example and by property."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.clean.body import find_body, whole_text

STORY = (
    "The bridge at Orlen was closed on Tuesday night after inspectors found a crack in its main pier.",
    '"I would not have driven over it one more time," said Piotr Hallam, the chief engineer.',
    "The mayor called a meeting of the council for Wednesday evening, and ferries will run every ten minutes.",
)


def kept(text: str, title: str | None = None) -> str:
    return "\n".join(text[span.start : span.end] for span in find_body(text, title))


def around(*lines: str, before: tuple[str, ...] = (), after: tuple[str, ...] = ()) -> str:
    """The story with lines in its middle, before and after it."""
    return "\n".join((*before, *STORY[:2], *lines, STORY[2], *after))


@pytest.mark.parametrize(
    "line",
    [
        "We and our partners use cookies to store information on your device. You can manage your choices at any time.",
        "By continuing to browse you agree to our use of cookies.",
        "Wir verwenden Cookies. Weitere Informationen finden Sie in unserer Datenschutzerklärung.",
        "Share this article",
        "Home | World | Politics | Sport",
        "Sign up for our daily newsletter and get the top stories in your inbox.",
        "Read more: Ferries return to the Orlen",
        "You have 2 free articles left this month. Subscribe now",
        "Do you know more? Write to our investigations desk at tips@courier.example.",
        "(This story has not been edited by our staff and is published from a syndicated feed.)",
        "Lesen Sie auch: Wie sicher sind unsere Brücken?",
        "Lire aussi : Les ponts de la honte",
        "Lee también: Los puentes que vienen",
        "The crack in the pier on Tuesday. Photograph: Jon Iselin/Alpinfoto",
        "ADVERTISEMENT",
        "Story continues below advertisement",
        "© 2021 The Orlen Courier. All rights reserved.",
        "(Reporting by Anton Pell; Editing by Mark Ruiz)",
        "Follow Lise Moan on Twitter @lisemoan",
        "Was this article helpful?",
        "Have you spotted a mistake? Write to the readers' editor.",
        "Enjoying this article? Subscribers read without limits. Start your free month.",
        "Comments (12)",
        "2 of 5",
        "3 hours ago",
        "______",
        "The Orlen Courier is supported by its readers. Give what you can.",
        "Letters are welcome and may be shortened.",
        "Call us on air: the studio number is on the door.",
        "More long reads | The week in pictures | Give the Courier as a present",
        "Share Print A+ A-",
        "Reading time: 3 min | Listen",
        "To continue reading, log in or subscribe.",
        "Create a free account to keep reading.",
        "Story Saved.",
        "Was this forwarded to you? Subscribe here.",
        "For all latest news, follow the Orlen Courier channel.",
        "Comments are closed.",
    ],
)
def test_furniture_within_a_story_goes(line: str) -> None:
    assert kept(around(line)) == "\n".join(("\n".join(STORY[:2]), STORY[2]))


@pytest.mark.parametrize(
    "line",
    [
        '"We were lucky."',
        "“Subscribe to that,” she said.",
        "He resigned.",
        "A long detour",
        "What happens now?",
        "14 August 2020",
        "22.15",
        "The grocer said that it had sent its privacy policy to customers by email.",
        "Police asked witnesses to share photos and videos of the crash.",
        "Watch officers saw the barge drift towards the pier at 4 a.m.",
        "More than 3,000 subscribers cancelled their newsletter after the article, the paper said.",
        "The bridge was built without limits on its load, the readers of the plan said.",
        "The story saved the pier from being sold, its owner said.",
        "To continue reading the plan aloud made no sense, the judge said.",
        "THE SHERIFF SAID THAT THE FERRIES WOULD STOP BEFORE NIGHTFALL.",
    ],
)
def test_what_a_story_says_stays(line: str) -> None:
    assert kept(around(line)) == around(line)


def test_menu_byline_and_stamp_before_the_headline_and_after_it_go() -> None:
    before = (
        "Skip to content",
        "News",
        "Sport",
        "Crack closes bridge at Orlen",
        "By Helen Marwood",
        "12 May 2021, 06:40",
    )
    assert kept(around(before=before)) == "\n".join(("Crack closes bridge at Orlen", *STORY))


@pytest.mark.parametrize(
    "stamp",
    [
        "Wed 12 May 2021 21.40 CAT",
        "12 May 2021, 06:40 (EAT)",
        "Published 9:05 PM ICT, Wednesday, May 12, 2021    Updated 11:48 PM ICT, Wednesday, May 12, 2021",
    ],
)
def test_a_stamp_of_publication_goes_whatever_its_zone(stamp: str) -> None:
    assert kept(around(before=("Bridge shut", stamp))) == "\n".join(("Bridge shut", *STORY))


def test_furniture_is_no_headline_above_a_short_one() -> None:
    before = ("Bridge shut", "Reading time: 3 min | Listen", "Share Print A+ A-")
    assert kept(around(before=before)) == "\n".join(("Bridge shut", *STORY))


def test_a_sentence_in_capitals_behind_the_story_stays() -> None:
    line = "THE SHERIFF OF ORLEN CLOSED THE ROAD ON WEDNESDAY MORNING."
    assert kept(around(after=(line,))) == around(after=(line,))


@pytest.mark.parametrize(
    "line", ["The council had promised a new pier, but the money…", "And then the water rose over it ..."]
)
def test_the_last_line_of_a_story_may_be_cut_with_an_ellipsis(line: str) -> None:
    assert kept(around(after=(line,))) == around(after=(line,))
    assert kept(around(after=(line, "Related articles"))) == around(after=(line,))


def test_several_lines_that_are_cut_with_an_ellipsis_are_teasers() -> None:
    teasers = ("The council of Harn had promised a new school, but…", "Nine goats of Kalm have won a prize for the…")
    assert kept(around(after=teasers)) == around()


@pytest.mark.parametrize(
    "line",
    [
        "Ada Stone reported from London. Ben Marsh contributed to this report.",
        "Ada Stone and Ben Marsh reported from New Kalm and Jo Berg from Harn.",
    ],
)
def test_who_reported_from_where_goes_below_the_story(line: str) -> None:
    assert kept(around(after=(line,))) == around()


def test_what_somebody_reported_from_a_place_stays() -> None:
    line = "Ada Stone reported from Harn that the pier of its bridge had a crack too."
    assert kept(around(after=(line,))) == around(after=(line,))


def test_the_line_like_the_title_is_the_headline() -> None:
    before = ("Seven ways to boil an egg in the morning", "Bridge shut", "By Helen Marwood")
    assert "Bridge shut" not in kept(around(before=before))
    assert "Bridge shut" in kept(around(before=before), title="Bridge shut")


@pytest.mark.parametrize(
    "heading", ["Related articles", "MOST READ IN NEWS", "Auch interessant", "Les plus lus", "Más información"]
)
def test_list_under_a_heading_goes(heading: str) -> None:
    links = (heading, "Minister quits over hospital contract", "Rail strike enters third week")
    assert kept(around(*links)).split("\n") == list(STORY)
    assert kept(around(after=links)).split("\n") == list(STORY)


def test_list_that_a_colon_announces_stays() -> None:
    lines = (
        "The judges found that the company had:",
        "no valid permit",
        "failed to ask the village",
        "paid two officials",
    )
    assert kept(around(*lines)) == around(*lines)


def test_thread_of_comments_goes() -> None:
    thread = (
        "Comments (2)",
        "gary_w",
        "2 days ago",
        "Cash cow, pure and simple, they should all be ashamed of themselves.",
        "Reply",
        "Nurse Betty",
        "1 day ago",
        "I work there and people run over the crossing all the time, so slow down.",
        "Reply",
    )
    assert kept(around(after=thread)) == around()


@pytest.mark.parametrize(
    "imprint",
    [
        ("The Courier is printed on Wednesdays and Saturdays.",),
        ("The Courier, 14 Jetty Road.", "Notices: bring them to our counter by noon."),
    ],
)
@pytest.mark.parametrize("line", ["- - -", "-----------------", "———"])
def test_imprint_below_a_line_of_dashes_goes(line: str, imprint: tuple[str, ...]) -> None:
    assert kept(around(after=(line, *imprint), before=("The pier of the bridge has a crack, inspectors say.",))) == (
        "The pier of the bridge has a crack, inspectors say.\n" + "\n".join(STORY)
    )


@pytest.mark.parametrize(
    "below",
    [
        ("The bridge will be opened on Friday morning if it is dry.",),
        ('"Nobody wants to wait that long," said Maria Keel.',),
        ("It rained all week.", "Nobody minded.", "Cars were left at home.", "Children walked to school."),
    ],
)
def test_what_goes_on_with_the_story_below_a_line_of_dashes_stays(below: tuple[str, ...]) -> None:
    text = around(after=("- - -", *below), before=("The pier of the bridge has a crack, inspectors say.",))
    assert kept(text).endswith("\n".join(below))


def test_what_stands_below_asterisks_stays() -> None:
    part = "Far away a hawk circled over empty meadows."
    assert kept(around(after=("* * *", part))).endswith(part)


def test_note_on_the_author_goes_only_after_the_story() -> None:
    note = "Sam Whitlock is a reporter for the Ridge County Post who writes about wildfire and water."
    assert kept(around(after=(note,))) == around()


def test_page_of_several_stories_stays_whole_but_for_its_furniture() -> None:
    stories = (
        "Ferry runs aground off Selk",
        "14 August 2020",
        STORY[0],
        "Read more",
        "Two die in fire in engine room",
        "2 February 2018",
        STORY[1],
        "Read more",
        "Smugglers jailed for hiding cigarettes",
        "27 November 2015",
        STORY[2],
    )
    text = "\n".join(("Harbour Gazette", "Follow this topic", *stories, "Read more", "1 2 3 4 Next"))
    assert kept(text).split("\n") == [line for line in stories if line != "Read more"]


def test_sentences_of_the_site_glued_to_a_paragraph_go() -> None:
    paragraph = " ".join(STORY)
    glued = f"{paragraph} Share on Facebook. Sign up for our newsletter and never miss a story."
    assert kept(glued) == paragraph


def test_wrapped_lines_are_read_as_paragraphs() -> None:
    text = (
        "The sea wall at Kollum held through the highest tide in thirty\n"
        "years on Sunday, the regional water board said, although waves\n"
        "threw stones over the parapet and broke the windows of eleven\n"
        "houses\n"
        "\n"
        "You are receiving this message because you subscribed to the\n"
        "list nordwire. To unsubscribe, send a mail with the word LEAVE\n"
        "to the address of the list.\n"
    )
    assert kept(text).endswith("eleven\nhouses")


@pytest.mark.parametrize(
    "text", ["Quake", "Share", "News\nSport\nWeather", "Read more: Mayor quits", "Fire at Kesby mill out"]
)
def test_a_text_of_which_nothing_would_be_left_stays_whole(text: str) -> None:
    assert kept(text) == text


def test_blank_texts_have_no_body() -> None:
    assert find_body("") == find_body(" \n\t\n") == whole_text("") == whole_text(" \n") == ()


def test_whole_text_is_one_span_without_whitespace_at_its_ends() -> None:
    text = "\n  Share\nA story. \n"
    (span,) = whole_text(text)
    assert text[span.start : span.end] == "Share\nA story."


@pytest.mark.parametrize(
    "opening",
    [
        ("2021-05-12", "18:40", "Bridge is closed"),
        ("Bridge is closed", "2021-05-12", "18:40"),
        ("18:40 GMT", "Bridge is closed"),
        ("Bridge is closed", "12 May 2021"),
    ],
)
def test_each_part_of_a_dated_page_keeps_what_opens_it(opening: tuple[str, ...]) -> None:
    title = "Bridge at Orlen: what happened since Tuesday"
    text = "\n".join((title, *(line for sentence in STORY for line in (*opening, sentence))))
    assert kept(text, title) == text


def test_a_post_is_kept_with_its_signature_and_without_the_site_that_shows_it() -> None:
    post = ("View this post on Instagram", "We walk tonight. No trams, no songs.", "— Dela Kor (@delakor) 12 May 2021")
    assert kept(around(*post)) == around(*post[1:])


def test_a_table_does_not_make_a_list_of_links_of_what_stands_beside_it() -> None:
    rows = ("| Party | Votes |", "|---|---|", "| Union | 41 |", "| Labour | 33 |", "| Farmers | 9 |")
    assert {"Results by party", "Who is who"} <= set(kept(around("Results by party", *rows, "Who is who")).split("\n"))


LINES = st.sampled_from(
    [*STORY, "Share", "Read more", "", "  ", "By Jo Peel", "Related", "Comments (2)", "12 May 2021", "“", "|"]
)


@given(st.one_of(st.text(max_size=300), st.lists(LINES, max_size=25).map("\n".join)))
@settings(max_examples=300)
def test_spans_are_sorted_disjoint_trimmed_and_apart(text: str) -> None:
    spans = find_body(text)
    assert bool(spans) == bool(text.strip())
    for span in spans:
        assert 0 <= span.start < span.end <= len(text)
        piece = text[span.start : span.end]
        assert piece == piece.strip()
    for before, after in pairwise(spans):
        assert text[before.end : after.start].strip()


@pytest.mark.parametrize(
    "unit",
    [
        "word ",
        "\n",
        '"',
        "“",
        "'a ",
        "Aa bb. ",
        " | ",
        "Jane Doe/",
        "Read: ",
        "word word word word word word word\n",
        "A",
        "Ab reported from A",
        "9.30 A",
    ],
)
def test_time_is_linear_in_hostile_texts(unit: str) -> None:
    started = time.process_time()
    find_body(unit * (1_000_000 // len(unit)))
    # Anything worse than linear takes minutes.
    assert time.process_time() - started < 10
