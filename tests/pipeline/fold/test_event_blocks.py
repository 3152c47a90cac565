"""Which mentions meet, and what place and date say of those that do."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from pipeline.fold.event_blocks import block_keys
from pipeline.fold.event_evidence import evidence
from pipeline.fold.event_sketch import EVENT_SKETCH, event_sketch
from pipeline.fold.events import fold_events
from pipeline.fold.sketching import table_of
from pipeline.records import EventMention, Place
from tests.pipeline.fold.made_mentions import KARVINA, mention, vector

STORY = vector(9, 384)


def landed(mention_id: str, place: Place | None = None, **changes: date) -> EventMention:
    """A report of shelling that shares no word with ``STRUCK``."""
    sentence = "Nine rounds landed among the stalls"
    return mention(mention_id, sentence, "landed", actor="Nine rounds", recipient="the stalls", place=place, **changes)


STRUCK = mention(
    "struck", "Mortar fire struck the market", "struck", actor="Mortar fire", recipient="the market", place=None
)


def test_reports_of_a_week_meet_where_they_name_an_act_in_other_words_of_one_group():
    assert set(block_keys(event_sketch(STRUCK))) & set(block_keys(event_sketch(landed("same week"))))


def test_reports_of_far_weeks_do_not_meet_by_the_group_of_their_words_alone():
    later = landed("later", day=date(2022, 5, 3), published=date(2022, 5, 4))
    assert not set(block_keys(event_sketch(STRUCK))) & set(block_keys(event_sketch(later)))


@pytest.mark.parametrize(
    ("other", "agreement"), [(landed("landed", KARVINA), 1.0), (mention("guards", trigger="guards"), 0.0)]
)
def test_place_and_day_speak_for_acts_of_one_kind_only(other: EventMention, agreement: float):
    table = table_of([event_sketch(mention("shelled")), event_sketch(other)], EVENT_SKETCH)
    found = evidence(table, np.array([0]), np.array([1]))
    assert found["same_place"].tolist() == found["same_dates"].tolist() == [agreement]


def test_several_acts_of_one_sentence_are_several_events():
    sentence = "Kenya and Tanzania signed an accord on Wednesday to cap pumping, ending a dispute of ten years"
    acts = [
        mention(
            trigger,
            sentence,
            trigger,
            actor=None,
            recipient=None,
            article="one",
            meaning=vector(seed, 128),
            topic=STORY,
        )
        for seed, trigger in enumerate(("signed", "cap", "ending"))
    ]
    assert len(fold_events(acts)) == 3
