"""A row lies in the partition of its month, a reject in that of its stage."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.write.partitions import empty_partition, partition_of, shard_of
from schemas import DATASETS


def test_events_are_partitioned_by_the_year_of_their_first_day() -> None:
    assert partition_of(DATASETS["events"], {"date_start": date(2031, 3, 31)}) == "year=2031"


def test_the_month_is_that_in_utc() -> None:
    late = datetime(2031, 3, 31, 23, 0, tzinfo=timezone(timedelta(hours=-5)))
    assert partition_of(DATASETS["articles"], {"published_at": late}) == "month=2031-04"


def test_years_have_four_digits_so_that_months_sort_as_text() -> None:
    early = datetime(987, 1, 2, tzinfo=UTC)
    assert partition_of(DATASETS["articles"], {"published_at": early}) == "month=0987-01"


def test_a_null_date_has_a_partition_of_its_own() -> None:
    assert partition_of(DATASETS["claims"], {"first_reported_at": None}) == "month=undated"
    assert partition_of(DATASETS["events"], {"date_start": None}) == "year=0"


@given(st.text())
def test_no_stage_name_leaves_its_folder(stage: str) -> None:
    folder = partition_of(DATASETS["rejects"], {"stage": stage})
    assert folder.startswith("rejected_by=")
    assert "/" not in folder
    assert folder.isascii()


def test_the_folder_of_a_dataset_without_rows_is_one_that_readers_can_type() -> None:
    assert empty_partition(DATASETS["events"]) == "year=0"
    assert empty_partition(DATASETS["claims"]) == "month=undated"
    assert empty_partition(DATASETS["rejects"]) == "rejected_by=none"


@given(st.text(), st.integers(1, 9))
def test_a_shard_depends_on_the_id_alone(article_id: str, shards: int) -> None:
    first = shard_of(DATASETS["articles"], {"article_id": article_id, "outlet": "a"}, shards)
    again = shard_of(DATASETS["articles"], {"article_id": article_id, "outlet": "b"}, shards)
    assert first == again
    assert 0 <= first < shards


def test_shards_share_the_rows_out_evenly() -> None:
    counts = [0] * 4
    for number in range(1000):
        counts[shard_of(DATASETS["articles"], {"article_id": f"a-{number}"}, 4)] += 1
    assert min(counts) > 200


@pytest.mark.parametrize("name", ["articles", "event_mentions", "claim_mentions"])
def test_articles_and_mentions_share_the_partition_of_their_publication(name: str) -> None:
    assert partition_of(DATASETS[name], {"published_at": datetime(2031, 3, 4, tzinfo=UTC)}) == "month=2031-03"
