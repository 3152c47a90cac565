from __future__ import annotations

import pytest

from models.stems import stem
from pipeline.fold.senses import Senses, base_of, only_says, senses_of


@pytest.mark.parametrize(
    ("one", "other"), [("shot", "shooting"), ("died", "death"), ("fell", "fallen"), ("won", "win")]
)
def test_forms_of_a_word_have_one_base(one, other):
    assert base_of(stem(one)) == base_of(stem(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("nabbed", "arrests"),
        ("opened fire", "shooting"),
        ("thwarted", "foils"),
        ("tremor", "jolted"),
        ("sealed", "shut"),
    ],
)
def test_words_that_reports_of_one_happening_use_meet(one, other):
    assert senses_of(one).possible & senses_of(other).possible


@pytest.mark.parametrize(("one", "other"), [("arrested", "resigned"), ("visit", "earthquake")])
def test_words_of_other_happenings_do_not_meet(one, other):
    assert senses_of(one).possible
    assert senses_of(other).possible
    assert not senses_of(one).possible & senses_of(other).possible


@pytest.mark.parametrize("trigger", ["held back", "Held up", "holding on"])
def test_a_verb_with_a_particle_has_not_the_senses_of_the_verb(trigger):
    assert not senses_of(trigger).possible & senses_of("arrested").possible
    assert senses_of("held in custody").possible & senses_of("arrested").possible


def test_an_unknown_word_has_no_sense():
    assert senses_of("zorbled") == Senses()


@pytest.mark.parametrize(
    ("one", "other"), [("passed", "death"), ("set", "record"), ("declined", "dropped"), ("held", "arrested")]
)
def test_a_word_of_many_uses_meets_others_only_in_doubt(one, other):
    assert senses_of(one).possible & senses_of(other).possible
    assert not senses_of(one).plain & senses_of(other).plain


@pytest.mark.parametrize(
    ("trigger", "says_no_more"), [("said", True), ("telling", True), ("threatened", False), ("announced", False)]
)
def test_saying_and_what_it_does(trigger, says_no_more):
    assert only_says(trigger) is says_no_more
