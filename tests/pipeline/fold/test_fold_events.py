from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.vectors import pack_vector
from pipeline.fold.event_blocks import event_comparison
from pipeline.fold.event_consensus import consensus
from pipeline.fold.event_evidence import log_odds
from pipeline.fold.event_sketch import EVENT_SKETCH, event_sketch
from pipeline.fold.events import EventWithMentions, comparable, fold_component, fold_events
from pipeline.fold.sketching import table_of
from pipeline.records import Actor, EventMention, Place
from tests.pipeline.fold.made_mentions import mention, vector

SHELLED = "Border guards shelled the Karvina crossing on Monday"
TOPIC = vector(7, 384)


def sets_of(folded: list[EventWithMentions]) -> list[list[str]]:
    return sorted([m.mention.mention_id for m in event.mentions] for event in folded)


def told(mention_id: str, noise: int = 0, **changes) -> EventMention:
    meaning, topic = vector(1, 128, noise, 0.4), vector(7, 384, noise, 0.4)
    return mention(mention_id, **{"meaning": meaning, "topic": topic, **changes})


def test_reports_of_one_event_in_other_words_are_one_event():
    folded = fold_events(
        [
            told("a", 1),
            told("b", 2, sentence="The Karvina crossing came under fire from Border guards", trigger="came under fire",
                 recipient="Karvina crossing"),
            told("c", 3, sentence="Shelling by Border guards hit the Karvina crossing", trigger="Shelling", day=None),
        ]
    )  # fmt: skip
    assert sets_of(folded) == [["a", "b", "c"]]


@given(st.lists(st.floats(0, 1), min_size=1, max_size=6))
def test_an_event_is_as_specific_as_its_reports_say(said: list[float]):
    mentions = [
        replace(made, event=replace(made.event, specificity=value))
        for made, value in ((told(f"m{number}"), value) for number, value in enumerate(said))
    ]
    row = consensus(mentions, table_of([event_sketch(made) for made in mentions], EVENT_SKETCH))
    assert min(said) - 1e-4 <= row.specificity <= max(said) + 1e-4


def test_two_habits_are_less_likely_one_than_two_happenings():
    def odds(specificity: float) -> float:
        made = [told("a", 1), told("b", 2)]
        specific = [replace(one, event=replace(one.event, specificity=specificity)) for one in made]
        table = table_of([event_sketch(one) for one in specific], EVENT_SKETCH)
        return float(log_odds(table, np.array([0]), np.array([1]))[0])

    assert odds(0.1) < odds(0.9)


def test_mentions_without_vectors_fold_by_what_else_they_say():
    assert sets_of(
        fold_events([mention("a"), mention("b", "On Monday Border guards shelled the Karvina crossing")])
    ) == [["a", "b"]]


@pytest.mark.parametrize(
    "other",
    [
        {"day": date(2022, 5, 3), "published": date(2022, 5, 4)},
        {"day": date(2021, 5, 10), "published": date(2021, 5, 11)},
        {"place": Place("Ostrava", "POL", 53.1, 18.0, 99)},
        {"sentence": "Border guards will shell the Karvina crossing", "trigger": "shell", "modality": "planned"},
        {"sentence": "Border guards closed the Karvina crossing", "trigger": "closed", "event_type": "COERCE",
         "frame": "Hindering", "day": date(2020, 5, 3), "meaning": vector(2, 128)},
    ],
    ids=["a year later", "a week later", "another place", "a plan", "another deed"],
)  # fmt: skip
def test_a_contradiction_makes_two_events(other):
    assert sets_of(fold_events([told("a", 1), told("b", 2), told("x", 3, **other)])) == [["a", "b"], ["x"]]


def test_an_old_event_retold_years_later_is_one_event():
    folded = fold_events([told("a", 1), told("b", 2, published=date(2027, 5, 3))])
    assert sets_of(folded) == [["a", "b"]]


def test_what_one_outlet_holds_possible_others_may_assert():
    assert sets_of(fold_events([told("a", 1), told("b", 2, modality="possible")])) == [["a", "b"]]


def test_a_fragment_is_no_title_where_another_report_says_who_did_what():
    fragment = told("a", 1, sentence="shelled between six and eight times", actor=None, recipient=None)
    (folded,) = fold_events([fragment, told("b", 2)])
    assert folded.event.title == "Border guards shelled the Karvina crossing on Monday"


def test_acts_of_saying_in_one_story_are_apart_unless_the_same_is_said():
    def said(mention_id: str, what: str, seed: int) -> EventMention:
        sentence = f"Border guards said {what}"
        made = told(mention_id, sentence=sentence, trigger="said", recipient=None, meaning=vector(seed, 128))
        return replace(made, event=replace(made.event, is_utterance=True))

    unhurt = "nobody was hurt in the shelling of the crossing"
    folded = fold_events([said("a", unhurt, 1), said("b", "talks about water would begin", 2), said("c", unhurt, 1)])
    assert sets_of(folded) == [["a", "c"], ["b"]]


def test_what_an_utterance_does_is_one_event_in_other_words():
    def threat(mention_id: str, noise: int, sentence: str) -> EventMention:
        made = told(mention_id, noise, sentence=sentence, trigger="threatened", recipient=None)
        return replace(made, event=replace(made.event, is_utterance=True))

    one = threat("a", 1, "Border guards threatened to shoot at carts and lorries")
    other = threat("b", 2, "Whoever passed was threatened by Border guards with fire")
    assert sets_of(fold_events([one, other])) == [["a", "b"]]


def test_the_same_deed_of_another_country_is_another_event():
    def sanctions(mention_id: str, noise: int, name: str, country: str) -> EventMention:
        sentence = f"{name} sanctioned two leaders of the Karvina Front"
        made = told(mention_id, noise, sentence=sentence, trigger="sanctioned", actor=name,
                    recipient="leaders of the Karvina Front", day=None, place=None)  # fmt: skip
        known = {"ACTOR": Actor(name, country, "GOV"), "RECIPIENT": Actor("Karvina Front", "CZE", None)}
        return replace(made, arguments=tuple(replace(a, actor=known[a.role]) for a in made.arguments))

    folded = fold_events([sanctions("a", 1, "Canada", "CAN"), sanctions("b", 2, "Norway", "NOR"),
                          sanctions("c", 3, "Canada", "CAN")])  # fmt: skip
    assert sets_of(folded) == [["a", "c"], ["b"]]


def test_counts_of_the_event_row():
    copies = [told(f"c{n}", 0, syndication="agency", published=date(2021, 5, 5)) for n in range(5)]
    own = [told("own", 1), told("twice", 1, article="article-own", sentence="Guards: " + SHELLED)]
    (event,) = [folded.event for folded in fold_events([*copies, *own])]
    assert (event.mention_count, event.article_count, event.independent_count) == (7, 6, 2)
    assert event.outlets == tuple(sorted({m.outlet for m in [*copies, *own]}))
    assert (event.first_reported_at.day, event.last_reported_at.day) == (4, 5)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"day": None, "published": None, "place": None, "actor": None, "recipient": None, "frame": None},
        {"event_type": "OTHER", "modality": "negated", "confidence": float("nan")},
        {"place": Place(None, "CZE", None, None, None), "confidence": 1.5, "until": date(2021, 6, 1)},
    ],
    ids=["all is told", "little is told", "no type", "a country"],
)
def test_a_copy_in_the_same_article_changes_nothing_but_the_number_of_mentions(changes):
    alone, copy = mention("a", article="x", **changes), mention("b", article="x", **changes)
    rows = [
        consensus(mentions, table_of([event_sketch(one) for one in mentions], EVENT_SKETCH))
        for mentions in ([alone], [alone, copy])
    ]
    assert rows[1] == replace(rows[0], mention_count=2)


@pytest.mark.parametrize("count", [1, 3])
def test_mentions_from_state_that_holds_no_titles_give_the_same_event(count):
    made = [comparable(told(f"m{number}", number)) for number in range(count)]
    older = [replace(member, title=None, fullness=0) for member in made]
    assert list(fold_component(older, event_comparison())) == list(fold_component(made, event_comparison()))


def test_copies_have_one_vote_together():
    copies = [told(f"c{n}", 0, syndication="agency", frame="Destroying") for n in range(5)]
    (folded,) = fold_events([*copies, told("x", 1), told("y", 2)])
    assert folded.event.frame == "Attack"


def test_mentions_without_a_date_take_nothing_from_their_reports_vote():
    def report(name, day, until, silent):
        dated = mention(f"{name}0", syndication=name, day=day, until=until)
        return [dated, *(mention(f"{name}{n}", syndication=name, day=None) for n in range(1, silent + 1))]

    day, month = (date(2021, 5, 3), None), (date(2020, 5, 1), date(2020, 5, 31))
    mentions = [*report("a", *day, 4), *report("b", *day, 4), *report("c", *month, 0)]
    event = consensus(mentions, table_of([event_sketch(one) for one in mentions], EVENT_SKETCH))
    assert (event.dates.start, event.dates.end) == (date(2021, 5, 3), date(2021, 5, 3))


def test_a_title_says_what_happened_and_not_who_tells_it():
    crossing = {"recipient": "the crossing"}
    told_by = told("a", 0, sentence="Border guards shelled the crossing, says a plaque", **crossing)
    plain = told("b", 1, sentence="On Monday, Border guards shelled the crossing", **crossing)
    (folded,) = fold_events([told_by, plain])
    assert folded.event.title == "On Monday, Border guards shelled the crossing"


@pytest.mark.parametrize("length", [0, 2000])
def test_the_time_of_an_entry_of_a_live_report_is_in_neither_title_nor_description(length: int):
    rest = "".join(f" and the guards of hill {number}" for number in range(length // 30))
    (folded,) = fold_events([told("a", sentence=f"[18:40] {SHELLED}{rest}")])
    assert folded.event.title.startswith(SHELLED)
    assert folded.event.description.startswith(SHELLED)


def test_the_row_is_readable():
    (folded,) = fold_events([told("a", 1), told("b", 2)])
    event = folded.event
    assert event.title == "Border guards shelled the Karvina crossing on Monday"
    assert event.description == SHELLED
    assert [(actor.name, actor.outlet_count) for actor in event.actors] == [("Border guards", 2)]
    assert [actor.name for actor in event.recipients] == ["the Karvina crossing"]
    assert (event.place.name, event.dates.start, event.modality) == ("Karvina", date(2021, 5, 3), "asserted")


@pytest.mark.parametrize(
    ("backwards", "actors", "recipients"),
    [
        (0, ["Orlo Guild"], ["Belm Bank"]),
        (1, ["Orlo Guild"], ["Belm Bank"]),
        (2, ["Belm Bank", "Orlo Guild"], ["Belm Bank", "Orlo Guild"]),
    ],
)
def test_whom_reports_tell_of_as_both_is_what_the_most_make_of_him(backwards, actors, recipients):
    sentence = "Orlo Guild sued Belm Bank over what Belm Bank owed Orlo Guild"
    plain = {"sentence": sentence, "trigger": "sued", "actor": "Orlo Guild", "recipient": "Belm Bank"}
    turned = plain | {"actor": "Belm Bank", "recipient": "Orlo Guild"}
    mentions = [mention("a", **plain), mention("b", **plain)]
    mentions += [mention(f"t{number}", **turned) for number in range(backwards)]
    row = consensus(mentions, table_of([event_sketch(made) for made in mentions], EVENT_SKETCH))
    assert [actor.name for actor in row.actors] == actors
    assert [actor.name for actor in row.recipients] == recipients


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        (["the mill"] * 2 + ["the old paper mill"], ["the old paper mill"]),
        (["the mill"] + ["the paper mill"] * 2 + ["the steel mill"], ["the paper mill", "the steel mill"]),
        (["the mill", "the miller of the mill"], ["the mill", "the miller of the mill"]),
        (["six people", "eight people"], ["eight people", "six people"]),
        (["12,000 (their union)"], ["12,000"]),
    ],
)
def test_who_is_told_in_fewer_words_is_no_other(names, shown):
    reports = [told(f"m{n}", sentence=f"They burned {name}", trigger="burned", actor=None, recipient=name)
               for n, name in enumerate(names)]  # fmt: skip
    unnamed = [replace(made, arguments=tuple(replace(a, actor=Actor(None, None, None)) for a in made.arguments))
               for made in reports]  # fmt: skip
    row = consensus(unnamed, table_of([event_sketch(made) for made in unnamed], EVENT_SKETCH))
    assert [recipient.name for recipient in row.recipients] == shown


def test_disagreements_list_each_value_with_its_outlets():
    dead = "Border guards shelled the Karvina crossing and killed {} people"
    folded = fold_events(
        [
            told("a", 1, sentence=dead.format(12), outlet="Arnvik Post", time_of_day="06:00"),
            told("b", 2, sentence=dead.format(12), outlet="Belmora Times", time_of_day="07:30"),
            told("c", 3, sentence=dead.format(15), outlet="Cestra Radio"),
        ]
    )
    assert len(folded) == 1
    shown = [(d.field, d.value, d.outlets) for d in folded[0].event.disagreements]
    assert shown == [
        ("number_of_dead", "12", ("Arnvik Post", "Belmora Times")),
        ("number_of_dead", "15", ("Cestra Radio",)),
        ("time_of_day", "06:00", ("Arnvik Post",)),
        ("time_of_day", "07:30", ("Belmora Times",)),
    ]


@pytest.mark.parametrize(
    ("recipient", "shown"),
    [
        ("him and two", []),
        ("He himself", []),
        ("on him and two", []),
        ("I'd", []),
        ("the gate (4", ["the gate"]),
        ("the guild'", ["the guild"]),
        ("the guards) and forty (their guild", []),
        ("his to Anna Miro", ["Anna Miro"]),
    ],
)
def test_who_takes_part_is_told_without_loose_ends(recipient, shown):
    sentence = f"Border guards shelled {recipient}) on Monday"
    made = told("a", 1, sentence=sentence, recipient=recipient)
    unnamed = tuple(replace(argument, actor=Actor(None, None, None)) for argument in made.arguments)
    (folded,) = fold_events([replace(made, arguments=unnamed)])
    assert [actor.name for actor in folded.event.recipients] == shown


def test_names_of_which_one_holds_the_other_are_no_disagreement():
    sentence = "{} shelled the Karvina crossing"
    full, short = ("Captain Anna Miro", "Miro")
    folded = [
        told(n, at, sentence=sentence.format(name), actor=name) for n, at, name in (("a", 1, full), ("b", 2, short))
    ]
    (event,) = fold_events(folded)
    assert event.event.disagreements == ()


def test_a_coarser_value_is_no_disagreement():
    month = {"day": date(2021, 5, 1), "until": date(2021, 5, 31), "place": Place(None, "CZE", None, None, None)}
    (folded,) = fold_events([told("a", 1), told("b", 2, **month)])
    assert folded.event.disagreements == ()
    assert folded.event.dates.end == date(2021, 5, 3)


def test_a_town_of_no_known_country_is_no_disagreement_with_a_country():
    country, town = Place(None, "CZE", None, None, None), Place("Karvina", None, None, None, None)
    (folded,) = fold_events([told("a", 1, place=country), told("b", 2, place=town)])
    assert folded.event.disagreements == ()


def test_a_title_does_not_say_what_did_not_happen():
    unhurt = told("a", 1, sentence="Nobody was hurt when Border guards shelled the Karvina crossing")
    (folded,) = fold_events([unhurt, told("b", 2)])
    assert folded.event.title == "Border guards shelled the Karvina crossing on Monday"


def test_the_vectors_are_left_off_and_the_rest_is_kept():
    (folded,) = fold_events([told("a")])
    plain = replace(told("a"), article_vector=b"")
    assert folded.mentions[0].mention == replace(plain, event=replace(plain.event, vector=b""))


def many_mentions() -> list[EventMention]:
    return [
        told(f"{event}-{n}", 10 * event + n, meaning=vector(event, 128, n, 0.5), topic=vector(event % 3, 384, n, 0.5),
             day=date(2021, 1, 1) + timedelta(days=20 * event), published=None if n % 2 else date(2021, 6, 1))
        for event in range(4)
        for n in range(3)
    ]  # fmt: skip


@settings(max_examples=8)
@given(st.permutations(range(12)), st.lists(st.integers(0, 11), max_size=5))
def test_neither_order_nor_repeats_matter(order, repeats):
    mentions = many_mentions()
    assert fold_events(mentions[n] for n in [*order, *repeats]) == fold_events(mentions)


def test_every_mention_is_in_one_event_that_its_id_names():
    folded = fold_events(many_mentions())
    assigned = [(m.mention.mention_id, m.event_id) for event in folded for m in event.mentions]
    assert sorted(mention_id for mention_id, _ in assigned) == sorted(m.mention_id for m in many_mentions())
    assert {event_id for _, event_id in assigned} == {event.event.event_id for event in folded}
    assert sets_of(folded) == [[f"{event}-{n}" for n in range(3)] for event in range(4)]


def test_an_event_of_thousands_of_mentions_is_one_event():
    mentions = [
        told(f"m{n:04d}", n % 97, sentence=f"Reporter {n % 500} says Border guards shelled the Karvina crossing today")
        for n in range(1050)
    ]
    assert len(fold_events(mentions)) == 1


def test_odd_mentions_do_not_break_the_fold():
    odd = mention("odd", "!", "!", actor=None, recipient=None, day=None, published=None, place=None, frame=None)
    nan = mention("nan", meaning=pack_vector(np.full(128, np.nan, np.float32)), confidence=float("nan"))
    assert len(fold_events([odd, nan])) == 2


def test_an_untyped_mention_abstains_from_the_type() -> None:
    untyped = [told(f"u{n}", n, event_type="OTHER", frame=None) for n in range(2)]
    (folded,) = fold_events([*untyped, told("typed", 3)])
    assert folded.event.event_type == "ASSAULT"


def folded_place(*places: tuple[str, Place]) -> tuple[str | None, str | None] | None:
    """The place of an event whose reports tell places in the given words."""
    mentions = [
        replace(told(f"m{n}", n, sentence=f"{SHELLED} in {words}"), place_text=words, place=place)
        for n, (words, place) in enumerate(places)
    ]
    place = consensus(mentions, table_of([event_sketch(one) for one in mentions], EVENT_SKETCH)).place
    return place and (place.name, place.country)


def test_a_place_of_the_sentence_goes_before_datelines_and_takes_the_country_told_with_it() -> None:
    country, gate = Place(None, "CZE", None, None, None), Place("Drumalor", None, None, None, None)
    ostrava = Place("Ostrava", "CZE", 49.8, 18.3, 98)
    written, told_there = ("OSTRAVA", ostrava), ("Drumalor", gate)
    found = folded_place(written, written, told_there, ("the Czech east", country))
    assert found == ("Drumalor", "CZE")


def test_datelines_of_two_towns_tell_the_country_alone() -> None:
    ostrava, karvina = Place("Ostrava", "CZE", 49.8, 18.3, 98), Place("Karvina", "CZE", 49.8, 18.5, 97)
    assert folded_place(("OSTRAVA", ostrava), ("OSTRAVA", ostrava), ("KARVINA", karvina)) == (None, "CZE")
    assert folded_place(("OSTRAVA", ostrava), ("OSTRAVA", ostrava)) == ("Ostrava", "CZE")


@pytest.mark.parametrize(
    ("text", "shown"),
    [("of the border guards", "the border guards"), ("border guards who", "border guards"), ("in Karvina", None),
     ("nobody", None), ("border guards", "border guards")],
)  # fmt: skip
def test_participants_are_shown_without_what_stands_around_them(text: str, shown: str | None) -> None:
    made = told("a", sentence=f"The mill was shelled by {text}", actor=text, recipient=None)
    nameless = replace(made, arguments=tuple(replace(a, actor=Actor(None, None, None)) for a in made.arguments))
    event = fold_events([nameless])[0].event
    assert [actor.name for actor in event.actors] == ([shown] if shown else [])


def actors_of(*reports: tuple[str, Actor]) -> list[tuple[str, str | None]]:
    made = [
        replace(one, arguments=(replace(one.arguments[0], text=text, actor=actor),))
        for one, (text, actor) in ((told(f"m{number}"), report) for number, report in enumerate(reports))
    ]
    row = consensus(made, table_of([event_sketch(one) for one in made], EVENT_SKETCH))
    return [(actor.name, actor.country) for actor in row.actors]


def test_a_government_is_its_country_where_that_takes_part():
    chad, office = Actor("Chad", "TCD", "GOV"), Actor("Chad's government", "TCD", "GOV")
    minister = Actor("Ines Falk", "TCD", "GOV")
    assert actors_of(("Chad", chad), ("Chad", chad), ("Chad's government", office)) == [("Chad", "TCD")]
    assert sorted(actors_of(("Chad", chad), ("Ines Falk", minister))) == [("Chad", "TCD"), ("Ines Falk", "TCD")]


def test_one_participant_behind_two_prepositions_is_listed_once():
    nobody = Actor(None, None, None)
    told_of = ("three heads of the guild", "on three heads of the guild", "against three heads of the guild")
    assert actors_of(*((text, nobody) for text in told_of)) == [("three heads of the guild", None)]


def test_who_is_named_in_one_report_is_who_is_described_in_another():
    named, described = Actor("Ines Falk", None, None), Actor("Austrian geologist", "AUT", None)
    assert actors_of(("the geologist Ines Falk", named), ("an Austrian geologist", described)) == [("Ines Falk", "AUT")]
    assert len(actors_of(("Ines Falk", named), ("an Austrian geologist", described))) == 2


def test_things_take_no_part():
    assert actors_of(("mortar bombs", Actor(None, None, None)), ("The accord", Actor(None, None, None))) == []
