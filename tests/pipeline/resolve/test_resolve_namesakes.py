"""Names of people as they are written, and names of people that countries and cities bear as well."""

from __future__ import annotations

import pytest
from made_extractions import Made, story_of

from pipeline.records import Actor


def _speaker(text: str, source: str, nth: int = 0) -> Actor:
    made = Made(text).claim(source, "said", "it would rain", source_nth=nth)
    return made.resolved().claim_mentions[0].speaker


@pytest.mark.parametrize(
    "name",
    [
        "Leung Ka-ming",
        "Moon Jae-in",
        "Jean-Pierre Morel",
        "Pieter van der Meer",
        "Maria de la Cruz",
        "Mohammed bin Salman",
        "Harun al-Rashid",
        "al-Rashid",
        "van der Meer",
        "Van der Meer",
        "J. K. Abara",
        "J.K. Abara",
        "O'Neill",
        "Shannon O’Neill",
    ],
)
def test_a_name_is_whole_wherever_it_stands(name: str) -> None:
    assert _speaker(f"{name} said it would rain.", name).name == name
    assert _speaker(f"It was cold and {name} said it would rain.", name).name == name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Kofi Beijing-backed firms left.", ["Kofi Beijing"]),
        ("How do Miro and Falk know?", ["Miro", "Falk"]),
        ("The New York-run scheme of Hong Kong-based Ana Velho ended.", ["New York", "Kong", "Ana Velho"]),
    ],
)
def test_what_a_hyphen_or_a_little_word_joins_is_not_all_name(text: str, names: list[str]) -> None:
    assert set(names) >= {name.text for name in story_of(text).chains.names}


@pytest.mark.parametrize(
    ("text", "source", "nth", "name"),
    [
        ("Leung Ka-ming left. Leung said it would rain.", "Leung", 1, "Leung Ka-ming"),
        ("Pieter van der Meer left. Van der Meer said it would rain.", "Van der Meer", 0, "Pieter van der Meer"),
        ("Pieter van der Meer left. Mr. van der Meer said it would rain.", "van der Meer", 1, "Pieter van der Meer"),
        ("Harun al-Rashid left. Al-Rashid said it would rain.", "Al-Rashid", 0, "Harun al-Rashid"),
        ("Martin Orr Jr. left. Mr. Orr said it would rain.", "Mr. Orr", 0, "Martin Orr Jr"),
        ("It rained. Ms. Abara said it would rain.", "Ms. Abara", 0, "Abara"),
        ("Lucy Abara left. Mrs. Abara said it would rain.", "Mrs. Abara", 0, "Lucy Abara"),
    ],
)
def test_a_surname_calls_the_whole_name_back(text: str, source: str, nth: int, name: str) -> None:
    assert _speaker(text, source, nth).name == name


@pytest.mark.parametrize(
    ("text", "source", "nth", "expected"),
    [
        ("Michael Jordan left. Jordan said it would rain.", "Jordan", 1, ("Michael Jordan", None, None)),
        ("Anna B. France left. France said it would rain.", "France", 1, ("Anna B. France", None, None)),
        ("Ms. France said it would rain.", "Ms. France", 0, ("Ms. France", None, None)),
        ("Ms. France left. Then France said it would rain.", "France", 1, ("Ms. France", None, None)),
        ("It was cold, lawyer Chad Ferris said it would rain.", "Chad Ferris", 0, ("Chad Ferris", None, "JUD")),
        ("Lawyer Israel Obi left. Obi said it would rain.", "Obi", 1, ("Israel Obi", None, "JUD")),
        ("Bill English left. English said it would rain.", "English", 1, ("Bill English", None, None)),
        ("Anna Miro left. Jordan said it would rain.", "Jordan", 0, ("Jordan", "JOR", "GOV")),
        ("Jordan said it would rain. Then Michael Jordan left.", "Jordan", 0, ("Jordan", "JOR", "GOV")),
        ("Ana Velho left Amman. Miro said it would rain. Miro left.", "Miro", 0, ("Miro", None, None)),
    ],
)
def test_a_person_is_no_country(text: str, source: str, nth: int, expected: tuple[str | None, ...]) -> None:
    speaker = _speaker(text, source, nth)
    assert (speaker.name, speaker.country, speaker.sector) == expected


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Michael Jordan went to Jordan.", {"JOR"}),
        ("Police closed the Jordan Valley.", {"JOR"}),
        ("Prince Harry Kenya Trip Begins", {"KEN"}),
        ("Troops left San Antonio Texas at dawn.", {"USA"}),
        ("Anna Miro met Georgia Whitlam, 41, at home.", set()),
    ],
)
def test_countries_stay_countries_beside_people(text: str, countries: set[str]) -> None:
    assert {hit.entry.country for hit in story_of(text).hits} == countries


@pytest.mark.parametrize(
    ("text", "source", "nth", "name"),
    [
        ("Al Sharpton left. Mr. Sharpton said it would rain.", "Mr. Sharpton", 0, "Al Sharpton"),
        ("Ana Velho left. Mr. King said it would rain.", "Mr. King", 0, "King"),
        (
            "Jan van der Meer met Pieter van der Meer. Van der Meer said it would rain.",
            "Van der Meer",
            0,
            "Van der Meer",
        ),
    ],
)
def test_only_one_whom_a_name_may_mean_is_meant(text: str, source: str, nth: int, name: str | None) -> None:
    assert _speaker(text, source, nth).name == name
