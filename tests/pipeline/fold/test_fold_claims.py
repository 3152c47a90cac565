from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.fold.claims import ClaimWithTellings, fold_claims
from pipeline.records import Actor, AssignedEventMention, ClaimMention
from tests.pipeline.fold.made_mentions import mention, telling, vector

DEAL = "the ferry company will pay 40 million crowns to the families"
MINISTRY = Actor("Ministry of Transport", "CZE", "GOV")


def sets_of(folded: list[ClaimWithTellings]) -> list[list[str]]:
    return sorted([t.mention.claim_mention_id for t in claim.tellings] for claim in folded)


def folded_with(**changes) -> list[list[str]]:
    content = changes.pop("content", DEAL)
    first = telling("a", DEAL, meaning=vector(3, 384, 1, 0.4))
    return sets_of(fold_claims([first, telling("b", content, **{"meaning": vector(3, 384, 2, 0.4), **changes})], []))


@pytest.mark.parametrize(
    "other",
    [
        {},
        {"content": "the families will get 40 million crowns from the ferry company"},
        {"content": f"{DEAL}, and it will do so before winter comes"},
        {"speaker": MINISTRY},
        {"speaker": Actor("Horakova", None, None)},
        {"speaker": Actor(None, None, None)},
    ],
    ids=[
        "same words",
        "another translation",
        "longer quotation",
        "the spokesman's ministry",
        "last name",
        "nobody named",
    ],
)
def test_tellings_of_one_statement_are_one_claim(other):
    assert folded_with(**other) == [["a", "b"]]


@pytest.mark.parametrize(
    "other",
    [
        {"content": "the ferry company will pay 70 million crowns to the families"},
        {"content": "the ferry company will not pay 40 million crowns to the families"},
        {"speaker": Actor("Ola Brandt", "NOR", "BUS")},
        {"content": "the harbour museum opens on Sunday", "meaning": vector(4, 384)},
    ],
    ids=["another number", "a denial", "another speaker", "another matter"],
)
def test_contradictions_and_other_matters_are_other_claims(other):
    assert folded_with(**other) == [["a"], ["b"]]


def test_a_single_word_says_too_little_to_be_one_claim():
    tellings = [telling("a", "Horakova", meaning=vector(3, 384)), telling("b", "Horakova", meaning=vector(3, 384))]
    assert sets_of(fold_claims(tellings, [])) == [["a"], ["b"]]


def about_one_event(*tellings: ClaimMention) -> dict[str, ClaimWithTellings]:
    assigned = [AssignedEventMention(mention(f"e-{t.claim_mention_id}"), "event-1") for t in tellings]
    return {claim.tellings[0].mention.claim_mention_id: claim for claim in fold_claims(tellings, assigned)}


def test_contradicting_claims_about_one_event_name_each_other():
    claims = about_one_event(
        telling("a", "the shelling killed 12 people", events=("e-a",)),
        telling("b", "the shelling killed 15 people", events=("e-b",), speaker=Actor("Ola Brandt", "NOR", "BUS")),
        telling("c", "the shelling did not kill 12 people", events=("e-c",), speaker=Actor("Li Tan", "CHN", "GOV")),
        telling("d", "the ferry was late", events=("e-d",)),
        telling("e", "the shelling killed 19 people"),
    )
    ids = {name: claim.claim.claim_id for name, claim in claims.items()}
    assert claims["a"].claim.disputed_by == tuple(sorted([ids["b"], ids["c"]]))
    assert ids["a"] in claims["b"].claim.disputed_by
    assert claims["d"].claim.disputed_by == claims["e"].claim.disputed_by == ()


def test_two_counts_of_one_event_contradict_where_one_does_not_say_of_what():
    claims = about_one_event(
        telling("a", "12,000 people had taken part", events=("e-a",)),
        telling("b", "they had counted 4,500", events=("e-b",), speaker=Actor("Ola Brandt", "NOR", "BUS")),
        telling("c", "30 windows were broken", events=("e-c",), speaker=Actor("Li Tan", "CHN", "GOV")),
        telling("d", "12,000 leaflets were handed out", events=("e-d",), speaker=Actor("Li Tan", "CHN", "GOV")),
    )
    ids = {name: claim.claim.claim_id for name, claim in claims.items()}
    assert ids["b"] in claims["a"].claim.disputed_by
    assert ids["c"] not in claims["d"].claim.disputed_by


def test_event_ids_are_those_of_the_tellings_event_mentions():
    assigned = [AssignedEventMention(mention("m1"), "event-2"), AssignedEventMention(mention("m2"), "event-1")]
    (claim,) = fold_claims(
        [telling("a", DEAL, events=("m1", "m2", "gone")), telling("b", DEAL, events=("m2",))], assigned
    )
    assert claim.claim.event_ids == ("event-1", "event-2")
    assert [t.event_ids for t in claim.tellings] == [("event-1", "event-2"), ("event-1",)]


def test_counts_and_consensus_of_the_claim_row():
    copies = [telling(f"c{n}", DEAL, syndication="agency", published=date(2021, 5, 5)) for n in range(3)]
    own = telling("own", DEAL, quotation="direct", confidence=1.0)
    (claim,) = [folded.claim for folded in fold_claims([*copies, own, telling("own2", DEAL, quotation="direct")], [])]
    assert (claim.mention_count, claim.article_count, claim.independent_count, len(claim.outlets)) == (5, 5, 3, 5)
    assert (claim.quotation, claim.content, claim.speaker.name) == ("direct", DEAL, "Jana Horakova")
    assert (claim.first_reported_at.day, claim.last_reported_at.day) == (4, 5)


def many_tellings() -> list[ClaimMention]:
    return [
        telling(f"{claim}-{n}", f"the {matter} will reopen before winter, {n} outlets heard", events=(f"m{claim}",),
                meaning=vector(claim, 384, n, 0.4))
        for claim, matter in enumerate(("ferry", "harbour museum", "bakery"))
        for n in range(3)
    ]  # fmt: skip


@settings(max_examples=8)
@given(st.permutations(range(9)), st.lists(st.integers(0, 8), max_size=4))
def test_neither_order_nor_repeats_matter(order, repeats):
    tellings = many_tellings()
    assert fold_claims([tellings[n] for n in [*order, *repeats]], []) == fold_claims(tellings, [])
