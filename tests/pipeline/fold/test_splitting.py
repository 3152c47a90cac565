"""Large blocks are split by what their members are, and by nothing else."""

from __future__ import annotations

import random
from collections import Counter, defaultdict

import apache_beam as beam
import numpy as np
import pytest
from apache_beam.runners.portability.fn_api_runner import FnApiRunner
from apache_beam.testing.util import assert_that, equal_to
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.fold import link_blocks as link_blocks_transform
from pipeline.fold.blocks import Sketched, link_blocks
from pipeline.fold.event_blocks import event_comparison
from pipeline.fold.event_sketch import event_sketch
from pipeline.fold.link_blocks import LinkBlocks
from pipeline.fold.sketch_articles import packed
from pipeline.fold.splitting import Splitter, split_block
from tests.pipeline.fold.made_mentions import mention, vector

COMPARISON = event_comparison()
TELLINGS = 4


def members(stories: int) -> list[Sketched]:
    """Some mentions of each of so many stories, alike within a story."""
    return [
        (
            f"m{story:04d}-{number}",
            event_sketch(
                mention(
                    f"m{story:04d}-{number}",
                    meaning=vector(story, 128, number, 0.1),
                    topic=vector(story, 128, number, 0.1),
                )
            ),
        )
        for story in range(stories)
        for number in range(TELLINGS)
    ]


def test_a_block_that_is_not_large_is_one_part():
    block = members(5)
    assert split_block(block, COMPARISON, largest=20) == [block]


def test_every_member_is_in_one_part_of_each_tree_and_parts_are_even():
    block = members(100)
    splitter = Splitter.of(block, COMPARISON)
    sizes: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for (cut, leaf), _ in splitter.route(block):
        sizes[cut][leaf] += 1
    assert [sum(tree.values()) for tree in sizes.values()] == [len(block)] * 2
    assert max(max(tree.values()) for tree in sizes.values()) < 0.7 * len(block)


def test_mentions_of_one_story_mostly_stay_together():
    block = members(100)
    leaf_of: defaultdict[str, set[tuple[int, int]]] = defaultdict(set)
    for part, (name, _) in Splitter.of(block, COMPARISON).route(block):
        leaf_of[name].add(part)
    apart = [
        not leaf_of[f"m{story:04d}-0"] & leaf_of[f"m{story:04d}-{number}"]
        for story in range(100)
        for number in range(1, TELLINGS)
    ]
    assert np.mean(apart) < 0.1


@settings(max_examples=10)
@given(st.randoms(use_true_random=False))
def test_parts_do_not_depend_on_the_order(shuffle: random.Random):
    block = members(12)
    mixed = list(block)
    shuffle.shuffle(mixed)

    def parts(of: list[Sketched]) -> set[frozenset[str]]:
        return {frozenset(name for name, _ in part) for part in split_block(of, COMPARISON, largest=10)}

    assert parts(mixed) == parts(block)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("shares", [1, link_blocks_transform.SHARES])
def test_the_transform_links_the_parts_of_a_large_block_and_small_blocks_whole(
    shares: int, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(link_blocks_transform, "SHARES", shares)
    large, small = members(30), members(2)
    expected = {
        link for block in [*split_block(large, COMPARISON, 40), small] for link in link_blocks([block], COMPARISON)
    }
    keyed = [("large", member) for member in large] + [("small", member) for member in small]
    with beam.Pipeline(runner=FnApiRunner()) as pipeline:
        stored = [(key, (name, packed(sketch))) for key, (name, sketch) in keyed]
        links = (
            pipeline | beam.Create([stored[:70], stored[70:]]) | LinkBlocks(COMPARISON, largest=40) | beam.Distinct()
        )
        assert_that(links, equal_to(sorted(expected)))
    assert len(expected) > 30
