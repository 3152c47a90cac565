from __future__ import annotations

import pytest

from pipeline.fold.senses import base_of, only_says, senses_of
from pipeline.fold.words import stem


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
    assert senses_of(one) & senses_of(other)


@pytest.mark.parametrize(("one", "other"), [("arrested", "resigned"), ("visit", "earthquake")])
def test_words_of_other_happenings_do_not_meet(one, other):
    assert senses_of(one)
    assert senses_of(other)
    assert not senses_of(one) & senses_of(other)


def test_an_unknown_word_has_no_sense():
    assert senses_of("zorbled") == frozenset()


@pytest.mark.parametrize(
    ("trigger", "says_no_more"), [("said", True), ("telling", True), ("threatened", False), ("announced", False)]
)
def test_saying_and_what_it_does(trigger, says_no_more):
    assert only_says(trigger) is says_no_more
