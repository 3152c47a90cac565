"""The key under which spellings of one name are equal."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.resolve.names import canonical_name, is_bare_title


@pytest.mark.parametrize(
    "spellings",
    [
        (
            "Volodymyr Zelensky",
            "Volodymyr Zelenskyy",
            "Volodymyr Zelenskiy",
            "ZELENSKYI, Volodymyr",
            "President Volodymyr Zelensky",
        ),
        ("Muammar Gaddafi", "Moammar Gadhafi", "Muammar al-Qaddafi", "Muammar Qadhafi"),
        ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"),
        ("Sergei Lavrov", "Sergey Lavrov"),
        ("Mohammed Haddad", "Muhammad Haddad", "Mohamed Haddad", "Dr. Mohammad Haddad"),
        ("Jean-Luc Morel", "Jean Luc Morel"),
        ("Xi Jinping", "Jinping Xi"),
        ("Alexander Lukashenko", "Aleksandr Lukashenka"),
        ("Yulia Timoshenko", "Julia Tymoshenko"),
        ("Burak Akçay", "Burak AKCAY"),
    ],
)
def test_spellings_of_one_name_have_one_key(spellings: tuple[str, ...]) -> None:
    assert len({canonical_name(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anna Miro", "Josef Miro"),
        ("Anna Miro", "Anna Mora"),
        ("Ali Hassan", "Ali Hussein"),
        ("Ben Stone", "Ben Storey"),
    ],
)
def test_different_names_have_different_keys(one: str, other: str) -> None:
    assert canonical_name(one) != canonical_name(other)


@example("A$")
@example("A$5")
@given(st.text(max_size=40))
def test_case_makes_no_difference_to_plain_names(name: str) -> None:
    plain = "".join(sign for sign in name if sign.isascii())
    assert canonical_name(plain.upper()) == canonical_name(plain.lower())


def test_nothing_of_a_name_is_empty() -> None:
    assert canonical_name(" - ’ ") == ""


@pytest.mark.parametrize("name", ["President", "the Deputy Prime Minister", "Gen."])
def test_an_office_names_nobody_who_holds_it(name):
    assert is_bare_title(name)


@pytest.mark.parametrize("name", ["President Zelensky", "Ministry of Transport", "Minister of Transport", "", "?"])
def test_a_name_or_a_ministry_is_more_than_a_title(name):
    assert not is_bare_title(name)
