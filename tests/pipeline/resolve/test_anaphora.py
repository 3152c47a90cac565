"""Mentions that refer back to what their story has told: which one, and what they take from it."""

from __future__ import annotations

from models.vectors import unpack_vectors
from pipeline.records import EventMention
from tests.pipeline.resolve.made_extractions import FILLER, Made, days, mention

ALIKE, LESS_ALIKE, OTHER = (1.0, 0.0), (0.8, 0.6), (0.0, 1.0)


def refers(made: Made, trigger: str, first: str) -> bool:
    """Whether a mention has the meaning of another one, as those do that refer back to it."""
    one, other = unpack_vectors([mention(made, trigger).event.vector, mention(made, first).event.vector])
    return bool((one == other).all())


def bus(later: str) -> Made:
    """An accident of Tuesday and what is told after it."""
    made = Made(f"{FILLER}A bus plunged into a ravine in Ecuador on Tuesday. {later}", "2024-05-15")
    return made.event("plunged", event_type="OTHER", vector=ALIKE)


def test_a_definite_noun_takes_day_and_place_of_the_happening_that_it_names() -> None:
    made = bus("Police said the crash was being investigated.").event("crash", event_type="OTHER", vector=LESS_ALIKE)
    assert refers(made, "crash", "plunged")
    assert mention(made, "crash").dates == days("2024-05-14")
    assert country_of(mention(made, "crash")) == "ECU"


def country_of(found: EventMention) -> str | None:
    """The country of a mention's place."""
    return found.place.country if found.place else None


def test_what_comes_later_and_is_told_better_is_taken_too() -> None:
    made = Made(f"{FILLER}A bus plunged into a ravine. The crash occurred on Tuesday.", "2024-05-15")
    made.event("plunged", event_type="OTHER", vector=ALIKE).event("crash", event_type="OTHER", vector=LESS_ALIKE)
    assert mention(made, "plunged").dates == days("2024-05-14")


def test_one_beside_the_known_one_is_another() -> None:
    for words in ("a second crash", "another crash", "an earlier crash", "the 2016 crash", "a crash", "Monday's crash"):
        made = bus(f"Police spoke of {words}.").event("crash", event_type="OTHER", vector=LESS_ALIKE)
        assert not refers(made, "crash", "plunged"), words


def test_a_dam_that_collapsed_burst() -> None:
    made = Made(f"{FILLER}A dam collapsed on Tuesday. The burst came after a week of rain.", "2024-05-15")
    made.event("collapsed", event_type="OTHER", vector=ALIKE).event("burst", event_type="OTHER", vector=LESS_ALIKE)
    assert refers(made, "burst", "collapsed")
    assert mention(made, "burst").dates == days("2024-05-14")


def test_a_noun_of_another_kind_or_of_another_meaning_refers_to_nothing() -> None:
    assert not refers(bus("Police saw the vote.").event("vote", vector=LESS_ALIKE), "vote", "plunged")
    assert not refers(bus("Police saw the crash.").event("crash", vector=OTHER), "crash", "plunged")


def test_a_noun_of_many_kinds_needs_less_likeness() -> None:
    made = bus("The incident shocked the town.").event("incident", event_type="OTHER", vector=(0.3, 0.95))
    assert refers(made, "incident", "plunged")


def test_the_nearest_happening_is_meant() -> None:
    made = bus("A truck crashed on Monday. The accident closed the road.")
    made.event("crashed", event_type="OTHER", vector=ALIKE).event("accident", event_type="OTHER", vector=LESS_ALIKE)
    assert mention(made, "accident").dates == days("2024-05-13")


def test_another_paragraph_goes_back_to_the_news_and_not_to_its_background() -> None:
    background = "In 2016 a truck crashed.\n"
    made = bus(f"{background}The accident closed the road.")
    made.event("crashed", event_type="OTHER", vector=ALIKE).event("accident", event_type="OTHER", vector=LESS_ALIKE)
    assert mention(made, "accident").dates == days("2024-05-14")
    same_paragraph = bus(f"{background.strip()} The accident closed the road.")
    same_paragraph.event("crashed", event_type="OTHER", vector=ALIKE)
    same_paragraph.event("accident", event_type="OTHER", vector=LESS_ALIKE)
    assert mention(same_paragraph, "accident").dates == days("2016-01-01", "2016-12-31")


def test_another_place_is_another_happening() -> None:
    made = bus("The crash in Berlin closed the road.").event("crash", {"PLACE": "Berlin"}, vector=ALIKE)
    assert mention(made, "crash").dates is None
    assert country_of(mention(made, "crash")) == "DEU"


def test_what_is_done_about_a_happening_later_has_its_own_day() -> None:
    for sentence in (
        "On Wednesday the president visited those hurt in the crash.",
        "The president visited the site of the crash on Wednesday.",
    ):
        made = bus(sentence).event("visited", event_type="CONSULT", vector=OTHER)
        made.event("crash", event_type="OTHER", vector=LESS_ALIKE)
        assert mention(made, "crash").dates == days("2024-05-14"), sentence


def test_a_day_right_beside_a_noun_is_its_own() -> None:
    made = bus("Nine people died in the crash on Wednesday.").event("crash", event_type="OTHER", vector=LESS_ALIKE)
    assert not refers(made, "crash", "plunged")
    assert mention(made, "crash").dates == days("2024-05-15")


def test_a_noun_that_a_sentence_says_of_the_known_one_means_it() -> None:
    made = bus("It was the deadliest crash in a decade.").event("crash", event_type="OTHER", vector=(0.6, 0.8))
    assert refers(made, "crash", "plunged")


def test_that_behind_a_noun_is_no_determiner() -> None:
    made = Made(f"{FILLER}A car hit a woman on Tuesday. Police found the car that hit her.", "2024-05-15")
    made.event("hit", vector=ALIKE).event("hit", nth=1, vector=LESS_ALIKE)
    first, second = (found.event.vector for found in made.resolved().event_mentions)
    assert first != second


def test_a_verb_for_taking_place_is_told_with_its_noun() -> None:
    for verb, trigger in (("happened", "happened"), ("took place", "took place"), ("took place", "place")):
        made = Made(f"{FILLER}The crash {verb} near Loja in Ecuador on Tuesday.", "2024-05-15")
        made.event("crash", event_type="ASSAULT", vector=ALIKE)
        made.event(trigger, {"PLACE": "Ecuador", "TIME": "on Tuesday"}, event_type="OTHER", vector=OTHER)
        noun, found = mention(made, "crash"), mention(made, trigger)
        assert (noun.dates, country_of(noun)) == (found.dates, country_of(found)) == (days("2024-05-14"), "ECU")
        assert found.event.event_type == "ASSAULT"
        assert found.event.specificity < 0.5 < noun.event.specificity


def test_a_verb_that_denies_its_noun_is_told_by_itself() -> None:
    made = Made(f"{FILLER}The rally did not take place on Tuesday.", "2024-05-15")
    made.event("rally", event_type="PROTEST").event("take place", event_type="OTHER", modality="negated")
    assert mention(made, "take place").event.event_type == "OTHER"


def test_what_came_weeks_before_the_news_is_not_of_its_day() -> None:
    made = Made("The accident came two weeks after a crash on the same road.\n" + FILLER, "2024-05-15")
    made.event("crash", event_type="OTHER")
    assert mention(made, "crash").dates is None
