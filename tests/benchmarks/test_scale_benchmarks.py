"""The arithmetic of the capacity plan and the shape of the simulated news day."""

from __future__ import annotations

import pytest
from apache_beam.metrics import monitoring_infos

from tests.benchmarks.cost import ELEMENTS, SAMPLED_BYTE_SIZE_URN, Cost, capacity, element_sizes, stage_of
from tests.benchmarks.hot_blocks import hottest, kept_together, story_sizes

COST = Cost(
    articles=10,
    mentions=20.0,
    tellings=5.0,
    characters=4_000.0,
    processor_seconds=0.864,
    seconds={"Extract": 0.8},
    shuffled_bytes={"FoldEvents": 300_000.0, "FindCopies": 132_000.0},
    written_bytes={"articles": 2_000.0},
)


def test_capacity_follows_from_the_cost_of_an_article():
    plan = capacity(COST, 1_000_000)
    assert (plan["cores"], plan["workers_for_cores"]) == (10.0, 2)
    assert (plan["shuffled_tb_a_day"], plan["workers_for_shuffle"]) == (0.432, 1)
    assert plan["event_mentions_a_day"] == 20_000_000
    assert capacity(COST, 1_000_000_000)["workers_for_shuffle"] == 100


def test_sizes_are_counts_times_the_sampled_mean():
    infos = [
        monitoring_infos.int64_counter(ELEMENTS, 40, pcollection="words"),
        monitoring_infos.int64_counter(ELEMENTS, 60, pcollection="words"),
        monitoring_infos.int64_distribution(SAMPLED_BYTE_SIZE_URN, _distribution(2, 30), pcollection="words"),
    ]
    assert element_sizes(infos) == {"words": 100 * 15}


def _distribution(count: int, total: int) -> object:
    from apache_beam.metrics.cells import DistributionData

    return DistributionData(total, count, 10, 20)


@pytest.mark.parametrize(
    ("step", "stage"), [("Make/FoldEvents/Sketch", "FoldEvents"), ("Write/Pack", "Write"), ("Impulse", "Impulse")]
)
def test_steps_belong_to_stages(step: str, stage: str):
    assert stage_of(step) == stage


def test_one_story_has_its_share_and_the_others_grow_smaller():
    sizes = story_sizes(10_000, 0.3, 1.1)
    assert sizes[0] == 3_000
    assert sum(sizes) == 10_000
    assert sizes[1:] == sorted(sizes[1:], reverse=True)
    assert sum(4 <= size < 400 for size in sizes) > 50


def test_a_story_in_one_part_of_each_tree_is_kept():
    together = {(0, 1): [("1-7", b""), ("2-7", b""), ("3-7", b""), ("4-7", b"")]}
    together[1, 5] = together[0, 1]
    assert kept_together(together) == 1.0


def test_hot_keys_grow_with_the_day_and_are_split():
    figures = {"bytes_a_member": 500.0, "mean_part": 5_000.0, "routing_seconds_a_million": 60.0}
    small, large = hottest(10_000, figures), hottest(10_000_000, figures)
    assert small["parts"] == 1
    assert large["trigger_block_of_a_week"] == 3_500_000
    assert (large["parts"], large["mentions_of_a_part"]) == (1_400, 5_000)
    assert large["routing_minutes_of_one_worker"] == 3.5
    assert large["hours_through_one_worker"] == 0.0
    vast = hottest(10_000_000_000, figures)
    assert (vast["parts"], vast["mentions_of_a_part"]) == (2_048, 3_417_969)
    assert vast["hours_through_one_worker"] == 19.4
