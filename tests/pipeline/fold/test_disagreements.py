"""What counts as a disagreement between outlets, and what only looks like one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pipeline.fold.disagreements import disagreements
from pipeline.records import Place
from tests.pipeline.fold.made_mentions import mention


def fields_of(*mentions):
    """The disagreements of mentions that outlets tell of one event, as field and value."""
    return [(told.field, told.value) for told in disagreements(mentions)]


def counted(name, sentence, trigger):
    return mention(name, sentence, trigger, actor=None, recipient=None)


def test_a_number_within_a_range_is_no_disagreement_with_it():
    one = counted("a", "Guards shelled it and killed between six and eight people", "shelled")
    assert fields_of(one, counted("b", "They shelled it, killing seven people", "shelled")) == []
    assert fields_of(one, counted("b", "They shelled it, killing nine people", "shelled")) == [
        ("number_of_dead", "6-8"),
        ("number_of_dead", "9"),
    ]


def test_a_number_in_words_differs_from_one_in_digits():
    one = counted("a", "Twenty-two people were killed when guards shelled it", "shelled")
    assert fields_of(one, counted("b", "22 people were killed when guards shelled it", "shelled")) == []
    assert fields_of(one, counted("b", "Two dozen people were killed when guards shelled it", "shelled")) == [
        ("number_of_dead", "22"),
        ("number_of_dead", "24"),
    ]


def test_a_number_is_told_of_the_event_whose_clause_holds_it():
    both = "It killed {} people and wounded {} when guards shelled it"
    first, second = both.format("six", 17), both.format("eight", 20)
    dead, injured = ([("number_of_dead", n) for n in "68"], [("number_of_injured", n) for n in ("17", "20")])
    assert fields_of(counted("a", first, "killed"), counted("b", second, "killed")) == dead
    assert fields_of(counted("a", first, "wounded"), counted("b", second, "wounded")) == injured
    assert fields_of(counted("a", first, "shelled"), counted("b", second, "shelled")) == dead + injured
    fined = "They fined the captain over the raid that killed {} people"
    for trigger, told in (("fined", []), ("raid", dead)):
        one, other = (counted(name, fined.format(n), trigger) for name, n in (("a", 6), ("b", 8)))
        assert fields_of(one, other) == told
    votes = ("She won by 318 votes that the board announced", "She won by 206 votes that the board announced")
    assert len(fields_of(*(counted(name, text, "won") for name, text in zip("ab", votes, strict=True)))) == 2
    assert fields_of(*(counted(name, text, "announced") for name, text in zip("ab", votes, strict=True))) == []


@pytest.mark.parametrize(
    ("time", "other", "differ"),
    [
        ("~18:00", "18:05", False),
        ("~00:00", "23:50", False),
        ("~21:00", "~21:15", False),
        ("~21:00", "~21:45", True),
        ("~18:00", "19:05", True),
        ("18:00", "18:05", True),
    ],
)
def test_about_a_time_is_no_disagreement_with_it(time, other, differ):
    shown = [("time_of_day", value) for value in sorted((time, other))] if differ else []
    assert sorted(fields_of(mention("a", time_of_day=time), mention("b", time_of_day=other))) == shown


def named(name, sentence, actor):
    return mention(name, sentence, "shelled", actor=actor, recipient=None)


def test_a_description_is_no_disagreement_with_a_name():
    one = named("a", "On Monday Anna Miro shelled the gate", "Anna Miro")
    assert fields_of(one, named("b", "Karvina captain of the guards shelled it", "Karvina captain of the guards")) == []
    assert fields_of(one, named("b", "LHOTA, May 4 (Post) - Gunmen shelled the gate", "Gunmen")) == []
    assert fields_of(one, named("b", "On Monday Guard of Lhota shelled the gate", "Guard of Lhota")) == [
        ("actor", "Anna Miro"),
        ("actor", "Guard of Lhota"),
    ]


def test_what_no_words_of_the_event_tell_is_no_disagreement():
    one, other = mention("a"), mention("b", day=date(2021, 5, 4), place=Place("Lhota", "CZE", None, None, None))
    assert fields_of(one, replace(other, place_text="LHOTA")) == []
    told_days = [replace(one, date_text="Monday"), replace(other, date_text="Tuesday")]
    assert [field for field, _ in fields_of(*told_days)] == ["date", "date", "place", "place"]


def test_a_town_is_no_disagreement_with_the_town_of_its_name_whose_country_is_known():
    known, bare = (Place("Tarkana", country, None, None, None) for country in ("TCD", None))
    kept = mention("a", place=known)
    assert fields_of(kept, mention("b", place=bare)) == []
    elsewhere = mention("b", place=replace(bare, name="Warri"))
    assert fields_of(kept, elsewhere) == [("place", "Tarkana, TCD"), ("place", "Warri")]
