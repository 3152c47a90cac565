"""Where events took place."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made_extractions import FILLER, Made, mention


def test_a_place_argument_becomes_a_place_of_the_gazetteer() -> None:
    made = Made("Miners marched in Karvina, Czech Republic.").event("marched", {"PLACE": "Karvina"})
    found = mention(made, "marched")
    assert found.place is not None
    assert (found.place_text, found.place.name, found.place.country) == ("Karvina", "Karviná", "CZE")
    assert found.place.geonames_id == 3073789
    assert found.place.latitude == pytest.approx(49.85, abs=0.1)


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        ("Rebels shelled Tripoli. Lebanon and Lebanese troops looked on. Lebanon wept.", "Tripoli", ("Tripoli", "LBN")),
        ("Rebels shelled Tripoli. Libya and Libyan troops looked on.", "Tripoli", ("Tripoli", "LBY")),
        ("They met in Paris, Texas.", "Paris", ("Paris", "USA")),
        ("They met in Paris.", "Paris", ("Paris", "FRA")),
        ("They met in Birmingham, Ala., at night.", "Birmingham", ("Birmingham", "USA")),
        ("They met in the town of Kilis, Turkey.", "the town of Kilis", ("Kilis", "TUR")),
        ("They met in Kiev.", "Kiev", ("Kyiv", "UKR")),
        ("They met in St. Louis, Missouri.", "St", ("St. Louis", "USA")),
        ("They met in Turkey.", "Turkey", (None, "TUR")),
        ("They met in the West Bank.", "the West Bank", ("West Bank", "PSE")),
        ("They met on the Black Sea.", "the Black Sea", ("Black Sea", None)),
        ("They met in Drumalor.", "Drumalor", ("Drumalor", None)),
        ("They met in Drumalor, Turkey.", "Drumalor", ("Drumalor", "TUR")),
        ("They met at the scene.", "the scene", None),
        ("They met at the Turkish side.", "the Turkish side", None),
    ],
)
def test_ambiguous_names_are_decided_by_what_is_around(
    text: str, place: str, expected: tuple[str | None, str | None] | None
) -> None:
    trigger = "shelled" if "shelled" in text else "met"
    found = mention(Made(text).event(trigger, {"PLACE": place}), trigger).place
    assert (None if found is None else (found.name, found.country)) == expected


def test_a_place_name_of_the_sentence_serves_where_no_argument_does() -> None:
    made = Made("Rebels attacked a bus in Mosul.").event("attacked", {"ACTOR": "Rebels"}).entity("LOC", "Mosul")
    assert mention(made, "attacked").place_text == "Mosul"


def test_a_country_that_acts_is_no_place() -> None:
    made = Made("Turkey attacked a convoy.").event("attacked", {"ACTOR": "Turkey"}).entity("LOC", "Turkey")
    assert mention(made, "attacked").place is None


def test_the_dateline_places_the_news_of_the_lead() -> None:
    made = Made("MOSUL, Iraq (NA) — Gunmen attacked a bus.").event("attacked")
    place = mention(made, "attacked").place
    assert place is not None
    assert (place.name, place.country) == ("Mosul", "IRQ")


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        ("They met at Paris University.", "Paris", None),
        ("They met in Lake Mirren.", "Lake Mirren", "Lake Mirren"),
        ("They met near San Lorrenzo.", "San", "San Lorrenzo"),
        ("They met, in Swahili.", "Swahili", None),
        ("They met near the Tarnak crossing.", "the Tarnak crossing", "Tarnak"),
        ("They met in the Wellard Farlow scandal.", "Wellard Farlow", None),
        ("They met at the High Court.", "the High Court", None),
    ],
)
def test_a_name_is_taken_whole_or_not_at_all(text: str, place: str, expected: str | None) -> None:
    found = mention(Made(text).event("met", {"PLACE": place}), "met").place
    assert (found.name if found else None) == expected


def test_a_place_behind_another_verb_is_the_place_of_that_verb() -> None:
    made = Made(FILLER + "Rebels agreed with envoys who had come and then attacked in Mosul.")
    made.event("agreed", event_type="AGREE").event("attacked")
    assert mention(made, "agreed").place is None
    assert mention(made, "attacked").place_text == "Mosul"


def test_what_stands_in_a_country_is_in_the_country() -> None:
    made = Made(FILLER + "They condemned the crimes in Yemen.").event("crimes", {"RECIPIENT": "in Yemen"})
    place = mention(made, "crimes").place
    assert place is not None
    assert place.country == "YEM"


def test_the_dateline_places_nothing_that_has_a_place_of_its_own() -> None:
    made = Made("MANILA, Aug 4 (Meridian) - A ferry sank off Cebu.").event("sank")
    assert mention(made, "sank").place_text == "Cebu"


def test_a_port_that_an_adjective_describes_is_the_place() -> None:
    made = Made("Dockers marched in the Greek port of Piraeus.").event("marched")
    made.entity("LOC", "in").entity("LOC", "the").entity("LOC", "port of Piraeus")
    place = mention(made, "marched").place
    assert place is not None
    assert (place.name, place.country) == ("Piraeus", "GRC")


def test_what_lies_off_a_place_is_no_participant() -> None:
    made = Made("A ferry sank off Karvina, a Czech town.").event("sank", {"RECIPIENT": "off Karvina"})
    place = mention(made.entity("LOC", "off Karvina"), "sank").place
    assert place is not None
    assert place.country == "CZE"


@pytest.mark.parametrize(
    ("name", "country"),
    [("Piraeus", "GRC"), ("Karvina", None)],
    ids=["the only large city of the name", "a small town"],
)
def test_a_name_of_one_large_city_needs_no_country_beside_it(name: str, country: str | None) -> None:
    place = mention(Made(f"Dockers marched in {name}.").event("marched"), "marched").place
    assert (place.country if place else None) == country


def test_the_dateline_tells_only_the_country_of_what_happened_on_some_road() -> None:
    text = f"QUITO - Armed men abducted a miller on the road to the camp.\n{FILLER}"
    made = Made(text).event("abducted")
    place = mention(made, "abducted").place
    assert place is not None
    assert (place.name, place.country) == ("Quito", "ECU")
    place = mention(made.entity("LOC", "the road to the camp"), "abducted").place
    assert place is not None
    assert (place.name, place.country) == (None, "ECU")


def test_what_another_event_is_about_did_not_happen_where_that_was_written() -> None:
    made = Made(f"LONDON - Norway punished the rebels for the attack.\n{FILLER}").event("attack")
    found = mention(made, "attack")
    assert (found.place, found.dates) == (None, None)


def test_an_armed_front_is_no_place() -> None:
    made = Made("Suspicion fell on the Karvina Front.").event("fell", {"PLACE": "the Karvina Front"})
    assert mention(made, "fell").place is None


def test_nobody_acts_in_a_dateline() -> None:
    made = Made(f"WARRI - Fear met a statement.\n{FILLER}").event("met", {"ACTOR": "WARRI", "THEME": "a statement"})
    assert [argument.role for argument in mention(made, "met").arguments] == ["THEME"]


def test_a_neighbour_lends_its_place_only_where_no_other_place_is_named() -> None:
    same = (1.0, 0.0)
    made = Made("Rioters marched in Mosul. They marched on. In Kirkuk, the mayor said, none of those who marched fell.")
    made.event("marched", {"PLACE": "Mosul"}, vector=same).event("marched", nth=1, vector=same)
    made.event("marched", nth=2, vector=same)
    places = [found.place_text for found in made.resolved().event_mentions]
    assert places == ["Mosul", "Mosul", None]


def test_a_single_word_that_is_seldom_a_city_is_none() -> None:
    made = Made("They met at the University on Monday.").event("met", {"PLACE": "the University"})
    assert mention(made, "met").place is None


def test_who_speaks_lends_no_place_to_what_is_told() -> None:
    made = Made(FILLER + "Witnesses in Piraeus said on Monday that the ship had burned.")
    made.event("said", {"ACTOR": "Witnesses in Piraeus"}).event("burned")
    made.claim("Witnesses in Piraeus", "said", "that the ship had burned")
    assert mention(made, "said").place_text == "Piraeus"
    assert mention(made, "burned").place is None


def test_where_it_was_said_is_not_where_it_happened() -> None:
    made = Made(FILLER + '"It rained for a week," she said later in Quito, "and it snowed."')
    made.event("rained").event("said").event("snowed")
    made.claim("she", "said", '"It rained for a week,"', '"and it snowed."')
    assert mention(made, "said").place_text == "Quito"
    assert mention(made, "snowed").place is None


def test_what_is_told_lends_no_place_to_who_tells_it() -> None:
    made = Made(FILLER + "A bus crashed in Piraeus, police said.").event("crashed").event("said")
    made.claim("police", "said", "A bus crashed in Piraeus")
    assert mention(made, "crashed").place_text == "Piraeus"
    assert mention(made, "said").place is None


def test_a_place_that_opens_the_sentence_is_that_of_what_is_told_too() -> None:
    made = Made(FILLER + "In Piraeus, police said, buses burned.").event("said").event("burned")
    made.claim("police", "said", "buses burned")
    assert mention(made, "burned").place_text == "Piraeus"


@pytest.mark.parametrize(
    ("actor", "place"), [("Gendarmes", None), ("the ministry in Quito", "Quito")], ids=["its men", "itself"]
)
def test_the_seat_of_an_authority_is_the_place_of_what_it_does_itself(actor: str, place: str | None) -> None:
    text = {
        "Gendarmes": "Gendarmes blocked the road on the orders of the ministry in Quito.",
        "the ministry in Quito": "On Monday the ministry in Quito blocked the sale.",
    }[actor]
    found = mention(Made(FILLER + text).event("blocked", {"ACTOR": actor}), "blocked")
    assert found.place_text == place


def test_the_place_of_what_an_act_was_for_is_not_that_of_the_act() -> None:
    made = Made(FILLER + "Canada imposed sanctions for the burning of grain stores near Piraeus.")
    made.event("imposed", event_type="SANCTION").event("burning")
    assert mention(made, "imposed").place is None
    assert mention(made, "burning").place_text == "Piraeus"


def test_the_place_of_what_is_to_come_is_not_that_of_what_announced_it() -> None:
    made = Made(FILLER + "The letter threatened attacks on every valve around Piraeus.")
    made.event("threatened", event_type="THREATEN").event("attacks", modality="possible")
    assert mention(made, "threatened").place is None
    assert mention(made, "attacks").place_text == "Piraeus"


def test_a_place_at_which_something_stands_is_one() -> None:
    made = Made(FILLER + "The governor closed the border crossing at Drumalor today.")
    made.event("closed", {"THEME": "the border crossing"}).entity("LOC", "at Drumalor")
    place = mention(made, "closed").place
    assert place is not None
    assert (place.name, place.country) == ("Drumalor", None)


@pytest.mark.parametrize(
    ("told", "country"),
    [
        ("Drumalor, eastern Chad, has one well.", "TCD"),
        ("Drumalor is a small town in Chad.", None),
        ("He came from Drumalor, a small town in the east of Chad.", "TCD"),
        ("The road leads from Drumalor to Chad.", None),
        ("He fled Drumalor, Chad and Sudan.", None),
        ("It is on the road. Chad has no other.", None),
        ("Drumalor, Chad, has a well. Drumalor, Sudan, has none.", None),
    ],
)
def test_an_unknown_name_lies_where_the_story_says_that_it_does(told: str, country: str | None) -> None:
    made = Made(f"Rebels marched in Drumalor. {told}").event("marched", {"PLACE": "Drumalor"})
    place = mention(made, "marched").place
    assert place is not None
    assert (place.name, place.country) == ("Drumalor", country)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Rebels shelled the Drumalor crossing at dawn.", "the Drumalor crossing"),
        ("Rebels shelled the Drumalor border gate.", "the Drumalor border gate"),
        ("Rebels shelled the Drumalor plan.", None),
    ],
)
def test_the_place_that_an_act_is_done_to_is_where_it_is_done(text: str, place: str | None) -> None:
    made = Made(FILLER + text).event("shelled", {"RECIPIENT": text[len("Rebels shelled ") : -1]})
    assert mention(made, "shelled").place_text == place


@pytest.mark.parametrize(
    ("text", "harm", "cause"),
    [
        ("Six people died when a bus crashed near Piraeus.", "died", "crashed"),
        ("Six people were killed after a bus crashed near Piraeus.", "killed", "crashed"),
        ("A bus crashed near Piraeus on Monday, killing six people.", "killing", "crashed"),
    ],
)
def test_people_come_to_harm_where_its_cause_happens(text: str, harm: str, cause: str) -> None:
    made = Made(FILLER + text).event(harm).event(cause)
    assert mention(made, harm).place_text == "Piraeus"


def test_who_is_brought_elsewhere_dies_there() -> None:
    made = Made(FILLER + "The driver died in hospital after a bus crashed near Piraeus.")
    made.event("died", {"PLACE": "in hospital"}).event("crashed")
    assert mention(made, "died").place is None


def test_the_dead_of_the_lead_died_where_it_says_that_it_happened() -> None:
    made = Made("ATHENS (NA) - A bus crashed near Piraeus on Monday. Six people died.", "2021-03-03")
    made.event("crashed").event("died")
    assert mention(made, "died").place_text == "Piraeus"


def test_the_dateline_names_no_city_where_the_lead_tells_of_another_place() -> None:
    made = Made("ATHENS, Greece (NA) - A Greek bus crashed near Piraeus. Divers found the driver of the Greek bus.")
    made.event("crashed").event("found")
    place = mention(made, "found").place
    assert place is not None
    assert (place.name, place.country) == (None, "GRC")


def test_what_happened_long_before_the_news_did_not_happen_at_the_dateline() -> None:
    made = Made("ATHENS (NA) - A sailor was freed on Tuesday. He had been abducted on 3 February.", "2021-03-03")
    made.event("freed").event("abducted")
    assert mention(made, "freed").place_text == "ATHENS"
    assert mention(made, "abducted").place is None


def test_a_place_in_a_country_is_finer_than_the_country() -> None:
    made = Made(FILLER + "Gunmen killed five herders in the village of Drumalor in northern Kenya.").event("killed")
    made.entity("LOC", "in the village of Drumalor in northern Kenya")
    place = mention(made, "killed").place
    assert place is not None
    assert (place.name, place.country) == ("Drumalor", "KEN")


def test_a_dateline_of_no_known_country_places_nothing_that_the_lead_places_elsewhere() -> None:
    made = Made("GENEVA (NA) - Shells hit Piraeus, envoys in Piraeus said. The army denied it.").event("denied")
    assert mention(made, "denied").place is None


@pytest.mark.parametrize(
    ("trigger", "event_type", "country"), [("closed", "COERCE", "TCD"), ("shelled", "ASSAULT", None)]
)
def test_a_state_coerces_in_its_own_country(trigger: str, event_type: str, country: str | None) -> None:
    made = Made(f"N'DJAMENA (NA) - Chad {trigger} a road at Drumalor. Chad said no more.")
    made.event(trigger, {"ACTOR": "Chad", "THEME": "a road"}, event_type=event_type)
    place = mention(made.entity("LOC", "at Drumalor"), trigger).place
    assert place is not None
    assert (place.name, place.country) == ("Drumalor", country)


def test_of_two_places_of_an_event_the_nearer_one_is_where_it_was() -> None:
    made = Made(FILLER + "Falk is in a clinic in Kampala, days after Quill left a house in Nairobi.")
    made.event("left", {"PLACE": "a clinic in Kampala"}).event("left", {"PLACE": "a house in Nairobi"})
    one, other = made.events
    made.events[:] = [replace(one, arguments=one.arguments + other.arguments)]
    found = mention(made, "left").place
    assert found is not None
    assert found.name == "Nairobi"


def test_the_name_of_a_person_is_no_place() -> None:
    made = Made(FILLER + "Anna Quill sang. Quill entered the clinic.")
    made.event("entered", {"PLACE": made.span("Quill", 1)})
    assert mention(made, "entered").place is None
