from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.fold.claim_blocks import claim_keys
from pipeline.fold.claim_sketch import CLAIM_SKETCH, claim_sketch
from pipeline.fold.claims import ClaimWithTellings, fold_claims
from pipeline.fold.sketching import table_of
from pipeline.records import Actor, AssignedEventMention, ClaimMention
from tests.pipeline.fold.made_mentions import mention, telling, vector

DEAL = "the ferry company will pay 40 million crowns to the families"
MINISTRY = Actor("Ministry of Transport", "CZE", "GOV")


def sets_of(folded: list[ClaimWithTellings]) -> list[list[str]]:
    return sorted([t.mention.claim_mention_id for t in claim.tellings] for claim in folded)


def folded_with(**changes) -> list[list[str]]:
    content = changes.pop("content", DEAL)
    first = telling("a", changes.pop("first", DEAL), meaning=vector(3, 384, 1, 0.4))
    return sets_of(fold_claims([first, telling("b", content, **{"meaning": vector(3, 384, 2, 0.4), **changes})], []))


@pytest.mark.parametrize(
    "other",
    [
        {},
        {"content": "the families will get 40 million crowns from the ferry company"},
        {"content": f"{DEAL}, and it will do so before winter comes"},
        {"speaker": MINISTRY},
        {"speaker": replace(MINISTRY, country=None)},
        {"speaker": Actor("Horakova", None, None)},
        {"speaker": Actor(None, None, None)},
        {"speaker": Actor("Deputy Minister", None, "GOV")},
        {"speaker": Actor("Associated Press", "USA", "JRN")},
    ],
    ids=[
        "same words",
        "another translation",
        "longer quotation",
        "the spokesman's ministry",
        "a ministry of no known country",
        "last name",
        "nobody named",
        "an office",
        "an agency that carries it",
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
        {"speaker": Actor("Ola Brandt", "CZE", "GOV")},
        {"speaker": Actor("Ola Brandt", "CZE", "JRN")},
        {"speaker": replace(MINISTRY, country="NOR")},
        {"content": "the harbour museum opens on Sunday", "meaning": vector(4, 384)},
    ],
    ids=[
        "another number",
        "a denial",
        "another speaker",
        "a colleague",
        "a journalist",
        "another country",
        "another matter",
    ],
)
def test_contradictions_and_other_matters_are_other_claims(other):
    assert folded_with(**other) == [["a"], ["b"]]


def test_a_range_of_numbers_is_one_figure_of_a_claim():
    content = "the company will pay between six and eight people from the ferry"
    first = telling("a", content, meaning=vector(3, 384, 1, 0.4))
    other = telling("b", f"{content} before winter", meaning=vector(3, 384, 2, 0.4))
    assert sets_of(fold_claims([first, other], [])) == [["a", "b"]]


@pytest.mark.parametrize(("share", "are_one"), [("8.5%", True), ("eight per cent", True), ("five per cent", False)])
def test_another_percentage_is_another_claim(share, are_one):
    content = "the ferry company will raise the wages of its crews by {} before winter"
    one = [["a", "b"]] if are_one else [["a"], ["b"]]
    assert folded_with(first=content.format("8.5 per cent"), content=content.format(share)) == one


def test_a_single_word_says_too_little_to_be_one_claim():
    tellings = [telling("a", "Horakova", meaning=vector(3, 384)), telling("b", "Horakova", meaning=vector(3, 384))]
    assert sets_of(fold_claims(tellings, [])) == [["a"], ["b"]]


def test_that_two_were_asked_for_comment_is_not_one_claim():
    asked = [
        telling(name, "to requests for comment", meaning=vector(3, 384), speaker=Actor(None, None, None))
        for name in ("a", "b")
    ]
    assert sets_of(fold_claims(asked, [])) == [["a"], ["b"]]


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


OTHERS = [Actor("Ola Brandt", "NOR", "BUS"), Actor("Li Tan", "CHN", "GOV"), Actor("Rui Alves", "PRT", "MED")]


def disputed(content: str, other: str, **changes) -> bool:
    """Whether what others say about one event is disputed by what somebody says."""
    meanings = {"a": vector(3, 384, 1, 0.4), "b": vector(3, 384, 2, 0.4)}
    tellings = [telling("a", content, events=("e-a",), speaker=OTHERS[0], meaning=meanings["a"])]
    tellings += [telling("b", other, events=("e-b",), **{"speaker": OTHERS[1], "meaning": meanings["b"], **changes})]
    claims = about_one_event(*tellings)
    return "b" in claims and claims["b"].claim.claim_id in claims["a"].claim.disputed_by


@pytest.mark.parametrize(
    ("content", "other"),
    [
        ("the tram had left the rails", "the tram had not left the rails"),
        ("nobody was hurt when the tram left the rails", "a boy was hurt when the tram left the rails"),
        ("the flood killed 12 people and injured 40", "the flood killed 15 people and injured 40"),
        ("the riders of Moor burned the old mill at night", "the guards of Vargas burned the old mill at night"),
    ],
    ids=["a denial", "nobody", "one number of two", "others who did it"],
)
def test_what_answers_one_question_otherwise_disputes(content, other):
    assert disputed(content, other)


@pytest.mark.parametrize(
    ("content", "other"),
    [
        ("the tram had left the rails near the market", "the tram would not run before the rails were cleaned"),
        ("the tram had left the rails", "whether the tram had not left the rails"),
        ("the tram had left the rails", "the driver is well, although the tram has not left the rails"),
        ("the flood injured 1,076 people", "the flood injured 1,100 people"),
        ("340 of the port’s 390 workers are on strike", "the port says 340 workers are on strike"),
        ("the flood killed 12 people in Lisse", "the fire in Oudwater killed 15 people"),
        ("12 volunteers who had come by boat at night with ropes and lamps were counted", "they had counted 40"),
        ("Vargas", "Rebels"),
    ],
    ids=["another matter", "a question", "a later clause", "round figures", "part of a whole", "elsewhere",
         "more than a number", "names alone"],
)  # fmt: skip
def test_what_is_on_another_question_does_not_dispute(content, other):
    assert not disputed(content, other)


@pytest.mark.parametrize(
    ("other", "disputes"),
    [
        ("the bus had left within its limits", True),
        ("the bus did not carry more than it was allowed to", True),
        ("it was never overloaded", True),
        ("58 people were in a bus meant for 48", False),
        ("the bus has seats for 48", False),
    ],
)
def test_what_was_too_much_disputes_what_was_within_limits_in_whatever_words(other, disputes):
    assert disputed("61 people were on board and there was room for 48", other, meaning=vector(9, 384)) is disputes


def test_nobody_disputes_what_he_says_himself():
    assert not disputed("the tram had left the rails", "the tram had not left the rails", speaker=OTHERS[0])


@pytest.mark.parametrize(
    "refuting",
    ["it was untrue that the tram had left the rails", "reports that the tram had left the rails were false"],
)
def test_who_calls_a_statement_untrue_disputes_it(refuting):
    assert disputed("the tram had left the rails", refuting)


def test_what_has_not_come_about_yet_is_not_disputed_by_its_coming_about():
    pending, done = "the driver has not been released by the guards", "the driver was released by the guards"
    assert disputed(pending, done)
    assert not disputed(pending, done, published=date(2021, 5, 9))
    assert disputed("the driver was not released by the guards", done, published=date(2021, 5, 9))


@pytest.mark.parametrize(
    "risen",
    ["the toll rose to 17 from 14", "the toll rose from 14 to 17", "the toll is 17, up from 14",
     "the toll rose to 17 dead from an earlier 14"],
)  # fmt: skip
def test_what_a_number_was_before_is_no_figure_of_a_claim(risen):
    before, now = (folded_with(content=risen, first=f"the toll is {toll} dead") for toll in (14, 17))
    assert (before, now) == ([["a"], ["b"]], [["a", "b"]])


def test_where_the_counted_are_from_is_a_figure():
    tellings = [telling("a", f"it gave boats to 17 crews from {count} towns") for count in (14, 15)]
    one, other = (table_of([claim_sketch(one)], CLAIM_SKETCH)["figures"].tolist() for one in tellings)
    assert one != other


def test_what_is_told_months_later_does_not_dispute():
    assert not disputed("12 people drowned in the flood", "15 people drowned in the flood", published=date(2021, 9, 4))


def test_a_cue_of_denial_denies():
    denied = [
        replace(telling("a", "the tram had left the rails", events=("e-a",), speaker=OTHERS[0]), cue_text="denied"),
        telling("b", "the tram had left the rails", events=("e-b",), speaker=OTHERS[1]),
        telling("c", "the tram had not left the rails", events=("e-c",), speaker=OTHERS[0]),
    ]
    claims = about_one_event(*denied)
    assert sorted(claims) == ["a", "b"]
    assert claims["a"].claim.disputed_by == (claims["b"].claim.claim_id,)
    assert [t.mention.claim_mention_id for t in claims["a"].tellings] == ["a", "c"]


LEFT, HAD_LEFT, HAD_NOT = (
    "the tram left the rails",
    "that the tram had left the rails",
    "the tram had not left the rails",
)


def told_of_the_tram(*told: tuple[str, str]) -> list[ClaimMention]:
    """Tellings of one speaker, each of a content behind a cue."""
    return [
        replace(telling(f"t{n}", content, speaker=OTHERS[0], events=(f"e-t{n}",)), cue_text=cue)
        for n, (cue, content) in enumerate(told)
    ]


@pytest.mark.parametrize(
    ("told", "stance", "content"),
    [
        ([("denied", HAD_LEFT), ("said", HAD_NOT), ("said", f"that {HAD_NOT}")], "affirmed", "had not left"),
        ([("denied", HAD_LEFT), ("denied", HAD_LEFT), ("said", HAD_NOT)], "denied", "had left"),
        ([("was asked", "whether the tram had left the rails")], None, "whether"),
        ([("was asked about", "the tram that left the rails"), ("said", LEFT)], "affirmed", LEFT),
    ],
    ids=["affirmed by most", "denied by most", "open", "what is open has no vote"],
)
def test_the_words_of_a_claim_are_those_to_which_its_stance_is_taken(told, stance, content):
    (claim,) = about_one_event(*told_of_the_tram(*told)).values()
    assert claim.claim.stance == stance
    assert content in claim.claim.content
    assert {t.stance for t in claim.tellings if t.mention.content_text == claim.claim.content} == {stance}


@pytest.mark.parametrize(("sure_of_denial", "stance"), [(0.9, "denied"), (0.5, "affirmed")])
def test_the_surer_of_two_tellings_tells_the_stance(sure_of_denial, stance):
    told = told_of_the_tram(("denied", HAD_LEFT), ("said", HAD_NOT))
    confidences = (sure_of_denial, 0.7)
    told = [
        replace(t, attribution=replace(t.attribution, confidence=c)) for t, c in zip(told, confidences, strict=True)
    ]
    (claim,) = about_one_event(*told).values()
    assert claim.claim.stance == stance


def test_what_is_denied_and_what_is_affirmed_are_two_claims_that_dispute_each_other():
    denied, said = told_of_the_tram(("denied", HAD_LEFT), ("said", HAD_LEFT))
    one, other = about_one_event(denied, replace(said, speaker=OTHERS[1])).values()
    assert [one.claim.stance, other.claim.stance] == ["denied", "affirmed"]
    assert one.claim.disputed_by == (other.claim.claim_id,)
    assert other.claim.disputed_by == (one.claim.claim_id,)


@pytest.mark.parametrize(
    ("kinds", "kind"), [(["direct", "indirect", "indirect"], "indirect"), (["direct"] * 3, "direct")]
)
def test_the_words_of_a_claim_are_quoted_as_it_says(kinds, kind):
    told = told_of_the_tram(("said", "“The tram left the rails”"), ("said", HAD_LEFT), ("said", LEFT))
    told = [replace(t, attribution=replace(t.attribution, quotation=k)) for t, k in zip(told, kinds, strict=True)]
    (claim,) = about_one_event(*told).values()
    assert claim.claim.quotation == kind
    assert {
        t.mention.attribution.quotation for t in claim.tellings if t.mention.content_text == claim.claim.content
    } == {kind}


@pytest.mark.parametrize(("cues", "is_said"), [(["ordered", "said"], True), (["ordered", "ordered", "said"], False)])
def test_a_claim_is_a_statement_where_half_of_its_tellings_are(cues, is_said):
    told = told_of_the_tram(*((cue, "the removal of the tram from the rails") for cue in cues))
    (claim,) = about_one_event(*told).values()
    assert claim.claim.is_statement == is_said
    assert [t.is_statement for t in claim.tellings] == [cue == "said" for cue in cues]
    assert {t.stance for t in claim.tellings if not t.is_statement} == {None}


def test_a_single_shared_word_makes_no_claim_of_texts_on_other_matters():
    alike = {"meaning": vector(3, 384, 2, 1.0)}
    assert folded_with(content="the families", **alike) == [["a"], ["b"]]


def test_two_numbers_speak_for_one_statement():
    room = "there were 94 names in the purser's book and room for 76"
    tellings = [
        telling("a", room, meaning=vector(3, 384, 1, 1.4)),
        telling("b", "the ship had 94 people on board and a licence for 76", meaning=vector(3, 384, 2, 1.4)),
        telling("c", "the ship had 40 people on board and a licence for 41", meaning=vector(3, 384, 3, 1.4)),
    ]
    assert sets_of(fold_claims(tellings, [])) == [["a", "b"], ["c"]]


@pytest.mark.parametrize(("event", "claims"), [("e1", [["a", "b"]]), ("e2", [["a"], ["b"]])])
def test_that_both_tell_of_one_event_speaks_for_one_statement(event, claims):
    released = [
        telling("a", "it would free her before Sunday", meaning=vector(3, 384, 1, 1.05), events=("m1",)),
        telling("b", "that she would be let go before Sunday", meaning=vector(3, 384, 2, 1.05), events=("m2",)),
    ]
    assigned = [AssignedEventMention(mention("m1"), "e1"), AssignedEventMention(mention("m2"), event)]
    assert sets_of(fold_claims(released, assigned)) == claims


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


def test_another_translation_by_nobody_known_meets_the_claim_of_its_week():
    keys = [
        set(claim_keys(claim_sketch(telling(name, content, speaker=Actor(None, None, None), meaning=b""))))
        for name, content in (
            ("a", "I counted the days by the rain"),
            ("b", "By rain I kept count of days"),
        )
    ]
    assert keys[0] & keys[1]


def test_claims_of_one_article_are_held_against_each_other_though_they_tell_of_no_event():
    meanings = vector(3, 384, 1, 0.4), vector(3, 384, 2, 0.4)
    one = telling("a", "the tram had left the rails", article="one", speaker=OTHERS[0], meaning=meanings[0])
    other = telling("b", "the tram had not left the rails", article="one", speaker=OTHERS[1], meaning=meanings[1])
    assert all(claim.claim.disputed_by for claim in fold_claims([one, other], []))


def test_the_speaker_of_a_claim_is_who_made_it_and_not_who_carries_it():
    agency, office = Actor("Associated Press", "USA", "JRN"), Actor("Deputy Minister", None, "GOV")
    carried = [telling(name, DEAL, meaning=vector(3, 384), speaker=agency) for name in "abc"]
    [alone] = fold_claims(carried, [])
    assert alone.claim.speaker == agency
    said = [telling("d", DEAL, meaning=vector(3, 384)), telling("e", DEAL, meaning=vector(3, 384), speaker=office)]
    [claim] = fold_claims([*carried, *said], [])
    assert claim.claim.speaker.name == "Jana Horakova"
