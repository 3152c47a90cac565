from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.fold.words import (
    LONGEST_TEXT,
    Quantity,
    denies,
    first_word,
    is_negated,
    large_numbers,
    names_in,
    percentages,
    quantities,
    tally,
    trigger_stems,
    words_of,
)


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("At least 12 people were killed and 30 injured in the raid", [("dead", "12"), ("injured", "30")]),
        ("The blast killed 14 people and injured 31", [("dead", "14"), ("injured", "31")]),
        ("The death toll rose to 1,204 on Friday", [("dead", "1204")]),
        ("Officials counted 1.5 million ballots by noon", [("ballots", "1500000")]),
        ("Twelve miners were trapped", [("miners", "12")]),
        ("The vote of 2019 was held on 5 May at 10:30", []),
        ("A 45-year-old man was fined $300 and 12 percent more", []),
        ("They waited 3 hours", []),
        ("Three of the dead were brothers", []),
        ("They counted 4,500", []),
        ("No two people agreed", []),
        ("They fined him and two other captains", []),
        ("It killed between six and eight people", [("dead", "6", "8")]),
        ("Six to eight people were hurt", [("injured", "6", "8")]),
        ("Between 30 people (the police) and 40 (their guild) came", []),
        ("At least 12 people have drowned", [("dead", "12")]),
        ("A boat with at least 94 people aboard sank with 31 sheep on deck", [("aboard", "94"), ("sheep", "31")]),
        ("Nine died, raising an earlier toll of seven", [("dead", "9")]),
        ("Earlier this week 12 people were killed", [("dead", "12")]),
        ("Two miners and six bakers came", [("miners", "2"), ("bakers", "6")]),
        ("Thirty-one people were killed and forty two hurt", [("dead", "31"), ("injured", "42")]),
        ("Two dozen bakers and half a dozen millers came", [("bakers", "24"), ("millers", "6")]),
        ("They come for the next two, three days", []),
        ("A 200-million bushel harvest", [("bushel", "200000000")]),
        ("A dozen bakers and a man came", [("bakers", "12")]),
        ("A hundred and twenty bakers came", [("bakers", "120")]),
        ("One million two hundred and five thousand votes were cast", [("votes", "1205000")]),
        ("Two or three dozen bakers came", [("bakers", "24", "36")]),
        ("Between a hundred and two hundred bakers came", [("bakers", "100", "200")]),
        ("Twenty, six of them bakers, left", []),
        ("Dozens of bakers, hundreds of millers and a few hundred others came", []),
        ("17 bakers lost their lives", [("dead", "17")]),
        ("The flood took 12 young lives and cost nine bakers their lives", [("dead", "12"), ("dead", "9")]),
        ("The flood has claimed the lives of at least 12 bakers", [("dead", "12")]),
        ("38 lives were lost and six lives saved", [("dead", "38"), ("lives", "6")]),
        ("They lost 12 boats and saved nine lives", [("boats", "12"), ("lives", "9")]),
        ("About thirty are feared dead and 12 bakers presumed drowned", []),
        ("12 bakers who feared for their lives left", [("bakers", "12")]),
        ("12 believers died", [("dead", "12")]),
        ("A forty-two-year-old man and one baker came", []),
    ],
)
def test_quantities(sentence, found):
    assert quantities(sentence) == tuple(Quantity(*one) for one in found)


@pytest.mark.parametrize(
    ("one", "other"), [("shelled", "Shelling"), ("has been arrested", "arrest"), ("votes", "vote")]
)
def test_forms_of_one_trigger_have_one_stem(one, other):
    assert trigger_stems(one) == trigger_stems(other)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("they had counted 4,500", Quantity("", "4500")),
        ("12,000 people took part", Quantity("people", "12000")),
        ("between 30 and 40 people took part", None),
        ("they had seen 4,500", None),
        ("nobody was hurt", None),
    ],
)
def test_a_tally_is_the_only_number_of_a_text(content, found):
    assert tally(content) == found


def test_large_numbers_are_all_but_years_and_single_digits():
    text = "In 2023 some 12,000 of 94.5 percent paid $76 for 3 of the 076 lots, or forty thousand and 3.2 million each"
    assert list(large_numbers(text)) == ["12000", "94.5", "76", "76", "40000", "3200000"]
    assert list(large_numbers("a million two years ago, thirty-one a year later, a dozen now")) == [
        "1000000",
        "31",
        "12",
    ]


def test_percentages_are_shares_of_a_hundred_in_digits_and_words():
    text = "It rose by 8.5%, by five per cent or twenty-one percent of 40 lots, not by 0.3 points"
    assert list(percentages(text)) == ["8.5", "5", "21"]


def test_names_leave_out_the_first_word_and_the_calendar():
    assert names_in(words_of("Yesterday Minister Novak left Karvina on Monday in May")) == {
        "minister",
        "novak",
        "karvina",
    }


@pytest.mark.parametrize(
    ("text", "negated"), [("He didn't go", True), ("He went", False), ("It was neither asked nor told", True)]
)
def test_negation(text, negated):
    assert is_negated(words_of(text)) is negated
    assert denies(text) is negated


@given(
    st.lists(st.sampled_from(["No", "cannot", "didn’t", "N'T", "went", "NOR", "Straße", "notice", "7", "-"])).map(
        " ".join
    )
)
def test_a_text_denies_where_its_words_do(text):
    assert denies(text) is is_negated(words_of(text))


@given(st.text())
def test_the_first_word_is_the_first_of_the_words(text):
    assert first_word(text) == next(iter(words_of(text)), "")


@given(st.text(st.sampled_from("²½١3., deadkilledten-%$"), max_size=30))
@example("²;0")
def test_any_text_has_quantities_or_none(text):
    assert all(quantity.noun for quantity in quantities(text))


@pytest.mark.parametrize("text", ["1" * 1_000_000, "1," * 500_000, "a'" * 500_000, "killed 12 " * 100_000])
def test_hostile_text_takes_bounded_time(text):
    started = time.process_time()
    quantities(text)
    assert len("".join(words_of(text))) <= LONGEST_TEXT
    assert time.process_time() - started < 10
