from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.fold.copies import find_copies
from tests.pipeline.fold.made_mentions import article

SUBJECTS = ("council", "port", "union", "mayor", "court", "bank", "school", "museum", "village", "railway", "clinic")
VERBS = ("approved", "rejected", "closed", "reopened", "praised", "inspected", "flooded", "rebuilt", "sold", "painted")
OBJECTS = ("bridge", "budget", "ferry", "tunnel", "statue", "orchard", "factory", "bakery", "stadium", "lighthouse")
TOWNS = ("Arnvik", "Belmora", "Cestra", "Dolny", "Estrel")


def story(seed: int, sentences: int) -> list[str]:
    pick = random.Random(seed)
    return [
        f"The {pick.choice(SUBJECTS)} of {pick.choice(TOWNS)} "
        f"{pick.choice(VERBS)} the {pick.choice(OBJECTS)} after {pick.randrange(100)} {pick.choice(OBJECTS)} "
        f"visits by {pick.choice(SUBJECTS)} number {pick.randrange(1000)}."
        for _ in range(sentences)
    ]


BASE = story(1, 30)


def edited(words_changed: float) -> str:
    pick = random.Random(5)
    return " ".join(word if pick.random() >= words_changed else word + "s" for word in " ".join(BASE).split())


def syndication_of(*texts: str) -> list[str]:
    copies = find_copies(article(f"a{number}", text) for number, text in enumerate(texts))
    return [one.syndication_id for one in copies.articles]


@pytest.mark.parametrize(
    "copy",
    [
        " ".join(["ARNVIK BRIDGE PLAN STUNS COUNCIL. By Petra Lind, Staff Writer.", *BASE]),
        " ".join(BASE[:15]),
        " ".join(BASE[:10]),
        " ".join(BASE).upper().replace(".", " ;"),
        edited(0.05),
    ],
    ids=["headline and byline", "half", "third", "case and punctuation", "spellings"],
)
def test_an_edited_copy_is_a_copy(copy):
    assert syndication_of(" ".join(BASE), copy) == ["a0", "a0"]


@pytest.mark.parametrize(
    "other",
    [
        " ".join(story(2, 30)),
        " ".join(BASE[:3] + story(3, 27)),
        " ".join(BASE[:2]),
        "",
    ],
    ids=["same topic", "shared quotes", "brief", "nothing"],
)
def test_another_article_is_no_copy(other):
    assert syndication_of(" ".join(BASE), other) == ["a0", "a1"]


def test_short_texts_must_agree_almost_fully():
    short = "The mayor of Arnvik has resigned after a vote in the city council on Monday evening."
    assert syndication_of(short, short.upper()) == ["a0", "a0"]
    assert syndication_of(short, short.replace("Arnvik", "Belmora")) == ["a0", "a1"]


def test_a_copied_text_in_hundreds_of_outlets_is_one_report():
    texts = [" ".join([f"Outlet {number} brings you news.", *BASE[: 30 - number % 8]]) for number in range(200)]
    assert set(syndication_of(*texts)) == {"a0"}


def test_repeats_of_an_id_become_rejects_and_the_smallest_source_stays():
    repeats = [article("a", "One text.", uri, f"{uri}:1") for uri in ("z.jsonl", "b.csv", "m.warc")]
    copies = find_copies(repeats)
    assert [one.source_uri for one in copies.articles] == ["b.csv"]
    assert [(reject.source_uri, reject.stage, reject.error_type) for reject in copies.rejects] == [
        ("m.warc", "read", "DuplicateRecord"),
        ("z.jsonl", "read", "DuplicateRecord"),
    ]
    assert "b.csv" in copies.rejects[0].error_message


@settings(max_examples=10)
@given(st.permutations(range(8)))
def test_the_order_of_articles_does_not_matter(order):
    articles = [article(f"a{n}", " ".join(story(n % 3, 12)[: 12 - n])) for n in range(8)]
    assert find_copies(articles[n] for n in order) == find_copies(articles)
