from __future__ import annotations

import pytest

from pipeline.fold.event_sketch import EVENT_SKETCH, event_sketch
from pipeline.fold.light_verbs import telling_words
from pipeline.fold.sketching import table_of
from tests.pipeline.fold.made_mentions import mention


@pytest.mark.parametrize(
    ("trigger", "behind", "words"),
    [
        ("set", " free on Tuesday", "free"),
        ("set", " them free", "free"),
        ("Set", " ablaze", "ablaze"),
        ("went", " on strike for nine days", "on strike"),
        ("took", " her hostage", "hostage"),
        ("set", " a date", "set"),
        ("set", " up a free clinic", "set"),
        ("freed", " on Tuesday", "freed"),
        ("went", "", "went"),
    ],
)
def test_a_light_verb_is_told_by_the_words_behind_it(trigger, behind, words):
    assert telling_words(trigger, behind) == words


def test_a_strike_is_compared_as_one_however_it_is_told():
    told = (("They went on strike", "went"), ("It was a strike", "strike"))
    made = (mention("a", sentence, trigger, actor=None, recipient=None) for sentence, trigger in told)
    verb, noun = table_of(list(map(event_sketch, made)), EVENT_SKETCH)["trigger"].tolist()
    assert verb == noun
