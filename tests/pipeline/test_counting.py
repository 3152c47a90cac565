"""The sums of a run: whatever is lost or counted twice on the way is told before anything is published."""

from __future__ import annotations

import pytest

from pipeline.counting import LostRecordsError, check_sums

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
