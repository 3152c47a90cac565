"""A key of the stream links its block as the batch does, a large one too."""

from __future__ import annotations

import random
from collections.abc import Sequence

import apache_beam as beam
import pytest
from apache_beam.runners.portability.fn_api_runner import FnApiRunner
from apache_beam.testing.util import assert_that, equal_to
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.fold.blocks import Comparison, Sketched, link_blocks
from pipeline.fold.claim_blocks import claim_comparison
from pipeline.fold.claim_sketch import claim_sketch
from pipeline.fold.components import Link
from pipeline.fold.event_blocks import event_comparison
from pipeline.fold.event_sketch import event_sketch
from pipeline.fold.link_blocks import LinkBlocks
from pipeline.fold.sketch_articles import packed
from pipeline.stream.messages import SketchOf
from pipeline.stream.steps import block_links
from tests.pipeline.fold.made_mentions import mention, telling, vector

LARGEST = 24
TOLD = 4
STORIES = 20

Block = list[Sketched]


def mentions() -> Block:
    """Some mentions of each of several stories, alike within a story."""
    return [
        (
            name := f"m{story:02d}-{number}",
            event_sketch(mention(name, meaning=vector(story, 128, number, 0.1), topic=vector(story, 128, number, 0.1))),
        )
        for story in range(STORIES)
        for number in range(TOLD)
    ]


def tellings() -> Block:
    """Some tellings of each of several claims."""
    return [
        (name := f"c{claim:02d}-{number}", claim_sketch(made_telling(name, claim, number)))
        for claim in range(STORIES)
        for number in range(TOLD)
    ]


def made_telling(name: str, claim: int, number: int):
    return telling(name, f"the ferry will carry {claim} lorries a day", meaning=vector(claim, 384, number, 0.2))


KINDS = {"mentions": (mentions(), event_comparison()), "tellings": (tellings(), claim_comparison())}


def streamed(block: Sequence[Sketched], comparison: Comparison, largest: int = LARGEST) -> set[Link]:
    return set(block_links([SketchOf(name, sketch) for name, sketch in block], comparison, largest))


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("kind", KINDS)
def test_a_block_of_more_than_the_largest_has_the_links_of_the_batch(kind):
    block, comparison = KINDS[kind]
    found = streamed(block, comparison)
    with beam.Pipeline(runner=FnApiRunner()) as pipeline:
        stored = [("block", (name, packed(sketch))) for name, sketch in block]
        links = pipeline | beam.Create([stored]) | LinkBlocks(comparison, largest=LARGEST) | beam.Distinct()
        assert_that(links, equal_to(sorted(found)))
    assert len(found) > STORIES


@pytest.mark.parametrize("kind", KINDS)
def test_a_block_of_the_largest_size_is_not_split(kind):
    block, comparison = KINDS[kind]
    assert streamed(block[:LARGEST], comparison) == set(link_blocks([block[:LARGEST]], comparison))


def test_splitting_changes_links_which_is_why_the_stream_splits_too():
    block, comparison = KINDS["mentions"]
    assert streamed(block, comparison) != streamed(block, comparison, largest=len(block))


@settings(max_examples=5)
@given(st.randoms(use_true_random=False))
def test_the_links_of_a_split_block_do_not_depend_on_the_order_of_its_members(shuffle: random.Random):
    block, comparison = KINDS["mentions"]
    mixed = list(block)
    shuffle.shuffle(mixed)
    assert streamed(mixed, comparison) == streamed(block, comparison)
