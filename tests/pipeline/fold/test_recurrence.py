"""What mentions share only as all of their component do is no sign that they are one event."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.fold.claim_evidence import claim_evidence
from pipeline.fold.claim_sketch import CLAIM_SKETCH, claim_sketch
from pipeline.fold.claims import fold_claims
from pipeline.fold.event_evidence import log_odds
from pipeline.fold.event_sketch import EVENT_SKETCH, event_sketches
from pipeline.fold.recurrence import mentions_among_all, tellings_among_all
from pipeline.fold.sketching import Floats, shared_products, shared_weights, table_of
from pipeline.records import Actor, ClaimMention, EventMention
from tests.pipeline.fold.made_mentions import mention, telling, vector

DAY = date(2021, 5, 4)


def win(name: str, published: date | None = DAY, sentence: str = "Anna Hill won the vote in Brno", **changes):
    near = {"meaning": vector(1, 128, len(sentence), 0.4), "topic": vector(7, 384, len(sentence), 0.4)}
    said_alone = {"actor": None, "recipient": None, "day": None, "place": None, "event_type": "OTHER", "frame": None}
    return mention(name, sentence, "won", published=published, **{**near, **said_alone, **changes})


def seen(mentions: list[EventMention]) -> np.ndarray:
    return mentions_among_all(event_sketches(mentions))


def campaign(articles: int) -> list[EventMention]:
    """Wins of other people in other towns in the year before, in one report of each."""
    return [
        win(f"c{n}", DAY - timedelta(40 + 3 * n), f"Candidate{n} Name{n} won some poll number {n} at Town{n}")
        for n in range(articles)
    ]


def test_sketches_stay_as_they_are():
    sketches = event_sketches([win("a"), *campaign(3)])
    table = mentions_among_all(sketches)
    assert all(np.array_equal(table[name], sketches[name], equal_nan=name in {"latitude", "longitude"})
               for name in EVENT_SKETCH.names or ())  # fmt: skip


def test_only_articles_of_other_months_are_other_occasions():
    week_later = win("b", DAY + timedelta(7))
    assert seen([win("a"), week_later])["occasions"].tolist() == [0, 0]
    few, many = seen([win("a"), *campaign(2)])["occasions"][0], seen([win("a"), *campaign(90)])["occasions"][0]
    assert 0 < few < many


def test_many_mentions_in_one_article_are_one_occasion():
    retold = [win(f"r{n}", DAY - timedelta(90), article="one") for n in range(9)]
    assert seen([win("a"), *retold])["occasions"][0] == seen([win("a"), retold[0]])["occasions"][0]


def test_the_rarest_word_of_a_trigger_counts():
    rare = mention("a", "Anna Hill won back the vote", "won back", actor=None, recipient=None, published=DAY)
    assert seen([rare, *campaign(30)])["occasions"][0] == 0


def test_without_dates_nothing_is_known():
    undated = [win("a", None), *(win(f"u{n}", None) for n in range(20))]
    table = seen([*undated, *campaign(20)])
    assert not table["occasions"][:21].any()
    assert seen([win("a"), *undated[1:]])["occasions"][0] == 0


@given(st.permutations(range(12)))
def test_what_is_seen_of_a_mention_does_not_depend_on_the_order(order):
    mentions = [win("a"), win("u", None), *campaign(10)]
    straight, turned = seen(mentions)["occasions"], seen([mentions[place] for place in order])["occasions"]
    assert turned.tolist() == straight[list(order)].tolist()


def log_odds_of_two(others: list[EventMention]) -> float:
    """How likely two unlike reports of one week's wins are one event, among others."""
    two = [win("a", sentence="Hill won the race for mayor"), win("b", DAY + timedelta(2), "Novak won a seat again")]
    return float(log_odds(seen([*two, *others]), np.array([0]), np.array([1]))[0])


def test_what_hundreds_of_articles_of_a_year_tell_alike_is_not_one_event():
    """What is enough where a story stands alone is not where a year tells of nothing else."""
    assert log_odds_of_two([]) > 0
    assert log_odds_of_two(campaign(300)) < 0


NOBODY = Actor(None, None, None)


def said(name: str, content: str, published: date | None = DAY) -> ClaimMention:
    return telling(name, content, speaker=NOBODY, published=published, meaning=vector(3, 384, len(content), 0.5))


def rare_words(one: ClaimMention, other: ClaimMention, others: list[ClaimMention]) -> float:
    """How much the words say that two tellings share, among others."""
    table = tellings_among_all(table_of([claim_sketch(told) for told in (one, other, *others)], CLAIM_SKETCH))
    found: Floats = claim_evidence(table, np.array([0]), np.array([1]))["rare_words"]
    return float(found[0])


TAXES = "the mayor would lower taxes on bread"
BREAD = "bread had to be cheaper, so taxes would fall"


def test_words_that_a_year_repeats_say_little_of_two_tellings():
    daily = [said(f"t{n}", f"taxes on bread were news number {n}", DAY - timedelta(40 + n)) for n in range(200)]
    one, other = said("a", TAXES), said("b", BREAD)
    assert rare_words(one, other, daily) < rare_words(one, other, []) / 4


def test_words_that_only_undated_tellings_or_those_of_the_week_repeat_keep_their_weight():
    one, other = said("a", TAXES), said("b", BREAD)
    alone = rare_words(one, other, [])
    for day in (None, DAY + timedelta(3)):
        assert rare_words(one, other, [said(f"t{n}", f"taxes on bread {n}", day) for n in range(50)]) == alone


def crowd(size: int) -> list[ClaimMention]:
    """Tellings of one week that are alike: what many articles say of one matter."""
    return [said(f"n{n}", f"taxes are too high in town {n}") for n in range(size)]


def crowds(tellings: list[ClaimMention]) -> list[float]:
    found = tellings_among_all(table_of([claim_sketch(told) for told in tellings], CLAIM_SKETCH))["crowd"]
    return list(np.asarray(found).tolist())


def test_a_few_tellings_are_no_crowd():
    assert crowds(crowd(8)) == [0] * 8
    assert all(value > 0.5 for value in crowds(crowd(9)))


def test_tellings_of_one_article_are_no_crowd():
    assert crowds([replace(told, article_id="one") for told in crowd(40)]) == [0] * 40


def test_who_is_unlike_a_crowd_stands_in_none():
    alone = telling("z", TAXES, speaker=NOBODY, published=DAY, meaning=vector(9, 384))
    *others, lonely = crowds([*crowd(40), alone])
    assert lonely < 0.4 < min(others)


@given(st.permutations(range(20)))
def test_a_crowd_does_not_depend_on_the_order(order):
    tellings = crowd(20)
    assert crowds([tellings[place] for place in order]) == [crowds(tellings)[place] for place in order]


def test_to_be_alike_in_a_crowd_is_no_sign_of_one_statement():
    def claims_of_two(others: list[ClaimMention]) -> int:
        two = [
            said("a", "the mayor wants lower taxes on bread"),
            said("b", "taxes of bakers would fall, the mayor hopes"),
        ]
        folded = fold_claims([*two, *others], [])
        return sum(any(t.mention.claim_mention_id in {"a", "b"} for t in claim.tellings) for claim in folded)

    assert (claims_of_two([]), claims_of_two(crowd(60))) == (1, 2)


sets = st.lists(st.integers(1, 9), max_size=4, unique=True)


@given(st.lists(sets, min_size=2, max_size=6))
def test_weights_of_what_two_sets_share_are_those_of_the_first(members):
    table = np.array([[*some, *[0] * (4 - len(some))] for some in members], np.uint32)
    weights = np.arange(table.size, dtype=np.float32).reshape(table.shape)
    one, other = np.arange(len(members) - 1), np.arange(1, len(members))
    wanted = [
        sum(weights[row, place] for place, member in enumerate(members[row]) if member in members[row + 1])
        for row in one.tolist()
    ]
    assert shared_weights(table, weights, one, other).tolist() == wanted


@given(st.lists(sets, min_size=2, max_size=6))
def test_what_two_sets_share_counts_as_it_weighs_in_one_times_in_the_other(members):
    table = np.array([[*some, *[0] * (4 - len(some))] for some in members], np.uint32)
    weights = np.arange(table.size, dtype=np.float32).reshape(table.shape) * (table != 0)
    one, other = np.arange(len(members) - 1), np.arange(1, len(members))
    wanted = [
        sum(
            weights[row, members[row].index(member)] * weights[row + 1, members[row + 1].index(member)]
            for member in set(members[row]) & set(members[row + 1])
        )
        for row in one.tolist()
    ]
    assert shared_products(table, weights, one, other).tolist() == wanted
