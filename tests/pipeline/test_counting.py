"""The sums of a run: whatever is lost or counted twice on the way is told before anything is published."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.counting import Examples, LostRecordsError, Metrics, check_sums, first_examples

COUNTERS = {
    "read/records": 9,
    "articles/read": 8,
    "rows/articles": 7,
    "rejects/read": 1,
    "rejects/clean": 1,
    "reasons/read/invalid_json": 1,
    "reasons/clean/UnsupportedLanguage": 1,
    "found/event_mentions": 5,
    "rows/event_mentions": 5,
    "found/claim_mentions": 3,
    "rows/claim_mentions": 3,
    "rows/events": 4,
    "rows/claims": 2,
}
ROWS = {"articles": 7, "rejects": 2, "event_mentions": 5, "claim_mentions": 3, "events": 4, "claims": 2}


def test_sums_of_a_sound_run_add_up():
    check_sums(COUNTERS, ROWS)
    check_sums({}, dict.fromkeys(ROWS, 0))


@pytest.mark.parametrize("dataset", sorted(ROWS))
@pytest.mark.parametrize("change", [-1, 1])
def test_a_row_too_few_or_too_many_is_told(dataset: str, change: int):
    with pytest.raises(LostRecordsError, match=dataset):
        check_sums(COUNTERS, ROWS | {dataset: ROWS[dataset] + change})


@pytest.mark.parametrize("name", sorted(COUNTERS.keys() - {"articles/read"}))
def test_a_counter_that_is_off_is_told(name: str):
    with pytest.raises(LostRecordsError):
        check_sums(COUNTERS | {name: COUNTERS[name] + 1}, ROWS)


@given(st.lists(st.lists(st.sampled_from("abcdefgh")), min_size=1))
def test_the_examples_are_the_first_of_all_however_the_work_was_split(work: list[list[str]]):
    told: list[str] = []
    with patch.object(Metrics, "string_set") as string_set:
        string_set.return_value.add.side_effect = told.append
        for part in work:
            examples = Examples("read/unparseable_date")
            for example in part:
                examples.add(example)
    assert first_examples(told) == tuple(sorted({example for part in work for example in part})[:3])


def test_of_many_in_order_only_the_first_few_are_told():
    with patch.object(Metrics, "string_set") as string_set:
        examples = Examples("read/unparseable_date")
        for number in range(1000):
            examples.add(f"{number:04}")
    assert string_set.return_value.add.call_count == 3
