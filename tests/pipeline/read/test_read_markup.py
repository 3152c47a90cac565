"""Text of a story that its markup hides: times in sentences, embedded posts, paragraphs without tags, tables."""

from __future__ import annotations

import pytest

from pipeline.read.errors import Unusable
from pipeline.read.page import read_page

LONG = "The minister of transport of Tarn resigned on Tuesday after an outcry over what he had written in the night. "
PARAGRAPHS = "".join(f"<p>Report {number} said so. {LONG * 2}</p>" for number in range(6))


def lines(body: str) -> list[str]:
    html = f"<html><head><title>Minister quits | The Beacon</title></head><body>{body}</body></html>"
    return [line.strip() for line in read_page(html, None, None).text.split("\n") if line.strip()]


@pytest.mark.parametrize(
    ("markup", "line"),
    [
        (
            "<p>Experts defused a bomb on <time datetime='2023-03-13'>Monday, 13 March</time>, police said.</p>",
            "Experts defused a bomb on Monday, 13 March, police said.",
        ),
        ("<p>It was found at <time><b>6.20am</b></time>.</p>", "It was found at 6.20am."),
        ("<ul><li><time>9am</time>: the road is open again</li></ul>", "- 9am: the road is open again"),
        ("<h3><time>4 May 2021</time></h3>", "4 May 2021"),
        (
            "<div>Experts defused a bomb on <time>Monday</time>, police said.</div>",
            "Experts defused a bomb on Monday, police said.",
        ),
    ],
)
def test_a_time_in_a_line_of_text_stays(markup: str, line: str) -> None:
    assert line in lines(f"<article><h1>Minister quits</h1>{PARAGRAPHS}{markup}<p>{LONG}</p></article>")


def test_the_time_of_publication_stays_out() -> None:
    header = "<div class='author-byline'><span>By Nell Carrow</span> <time>14 March 2023</time></div>"
    found = lines(f"<article><header><h1>Minister quits</h1>{header}</header>{PARAGRAPHS}</article>")
    assert not any("14 March" in line for line in found)


POST = (
    '<blockquote class="twitter-tweet"><p lang="en">Tarn can walk. I have stopped the trams.</p>'
    '&mdash; Hugo Palme (@hpalme) <a href="https://social.example/hpalme/1">13 March 2023</a></blockquote>'
)


@pytest.mark.parametrize(
    "wrapper",
    [
        "{}",
        '<div class="embed-wrapper twitter">{}<script async src="https://social.example/w.js"></script></div>',
        '<figure class="wp-block-embed"><div class="wp-block-embed__wrapper">{}</div></figure>',
        '<aside class="social-embed">{}</aside>',
        "<amp-twitter>{}</amp-twitter>",
    ],
)
def test_a_post_that_the_story_embeds_stays(wrapper: str) -> None:
    found = lines(f"<article><h1>Minister quits</h1>{PARAGRAPHS}{wrapper.format(POST)}<p>{LONG}</p></article>")
    at = found.index("Tarn can walk. I have stopped the trams.")
    assert found[at + 1] == "— Hugo Palme (@hpalme) 13 March 2023"


def test_a_quotation_pulled_from_the_story_stays_out() -> None:
    pulled = "<figure class='pullquote'><blockquote><p>I would not go</p></blockquote></figure>"
    found = lines(f"<article><h1>Minister quits</h1>{PARAGRAPHS}{pulled}<p>{LONG}</p></article>")
    assert "I would not go" not in found


SPOKEN = "<p>“I would not go down there again, not for a bag of gold,” said the diver, Tom Rale.</p>"


@pytest.mark.parametrize(
    "pulled",
    [
        "<p>I would not go down there again</p>",
        "“I would not go <em>down</em> there again”<cite>Tom Rale, diver</cite>",
        "<p>‘Not for a bag of gold’</p><footer>Tom Rale</footer>",
    ],
)
def test_a_quotation_whose_words_stand_in_a_paragraph_stays_out(pulled: str) -> None:
    story = f"{PARAGRAPHS}{SPOKEN}<blockquote class='pull'>{pulled}</blockquote><p>{LONG}</p>"
    found = lines(f"<article><h1>Minister quits</h1>{story}</article>")
    assert found[-2].endswith("said the diver, Tom Rale.")
    assert found[-1] == LONG.strip()


@pytest.mark.parametrize("said", ["I would not go up there again", "I would not go down there again, and no one will"])
def test_a_quotation_of_other_words_stays(said: str) -> None:
    story = f"{PARAGRAPHS}{SPOKEN}<blockquote><p>{said}</p></blockquote><p>{LONG}</p>"
    assert said in lines(f"<article><h1>Minister quits</h1>{story}</article>")


def test_a_short_quotation_stays_though_its_words_stand_elsewhere() -> None:
    story = f"{PARAGRAPHS}<p>He was asked to resign.</p><blockquote><p>To resign.</p></blockquote><p>{LONG}</p>"
    assert "To resign." in lines(f"<article><h1>Minister quits</h1>{story}</article>")


def test_sentences_without_a_paragraph_of_their_own_stay_beside_paragraphs() -> None:
    body = (
        "<div>A sailor of 40 was <b>rescued</b>.<!-- by whom --></div><div class='text'><span>“We saw nothing,”"
        "</span> said the keeper.</div>Bare words told that the owner was fined.<p>The cargo was sand.</p>"
        "<div class='promo'>Read us daily <a href='/join'>Join now</a></div><div>By Nell Carrow</div>"
    )
    assert lines(f"<article><h1>Barge sinks</h1>{PARAGRAPHS}{body}</article>")[7:] == [
        "A sailor of 40 was rescued.",
        "“We saw nothing,” said the keeper.",
        "Bare words told that the owner was fined.",
        "The cargo was sand.",
    ]


def test_a_subheading_between_boxes_that_are_paragraphs_stays() -> None:
    boxes = "".join(f"<div class='t'>{text}</div>" for text in (LONG * 3, "Hospitals full", LONG, LONG))
    assert "Hospitals full" in lines(f"<div class='story'><h1>Minister quits</h1>{boxes}</div>")


def test_lines_of_a_table_that_lays_out_the_page_are_paragraphs() -> None:
    cell = f"<h1>Minister quits</h1><font>The Beacon</font><br><br>{LONG * 2}<br><br>{LONG}<br>He left at nine."
    found = lines(f"<table><tr><td><a href='/'>Home</a><br><a href='/n'>News</a></td><td>{cell}</td></tr></table>")
    assert found[-3:] == [(LONG * 2).strip(), LONG.strip(), "He left at nine."]


def test_a_table_of_values_stays_one() -> None:
    rows = "".join(f"<tr><td>{name}</td><td>{value}</td></tr>" for name, value in (("Union", "41%"), ("Farmers", "9%")))
    found = lines(f"<article><h1>Minister quits</h1>{PARAGRAPHS}<table>{rows}</table><p>{LONG}</p></article>")
    assert "| Union | 41% |" in found


def test_a_short_report_keeps_its_paragraphs_and_nothing_else() -> None:
    texts = ["An earthquake struck Temuk on Monday, the survey said.", "Nobody was hurt, but for a goat of the mayor."]
    report = "".join(f"<p>{text}</p>" for text in texts)
    more = "<h3>More</h3><ul><li><a href='/1'>Storm over the isles leaves thousands without power</a></li></ul>"
    body = f"<article><h1>Quake hits Temuk</h1>{report}<div class='share'><a href='#'>Share</a></div></article>{more}"
    assert lines(body) == ["Quake hits Temuk", *texts]


def test_a_request_to_accept_cookies_is_not_taken_for_a_short_story() -> None:
    request = "We use cookies to make our site better. By going on you agree to our policy on cookies, which is long."
    banner = f"<div id='cookie-banner' class='c'><p>{request}</p></div>"
    assert "earthquake" in " ".join(lines(f"{banner}<article><p>An earthquake struck Temuk.</p></article>"))
    with pytest.raises(Unusable):
        lines(banner)


def test_a_story_that_is_tagged_with_cookies_stays() -> None:
    story = f"<h1>Minister quits</h1>{PARAGRAPHS}"
    assert len(lines(f"<div class='post tag-cookies tag-consent category-gdpr'>{story}</div>")) >= 6
