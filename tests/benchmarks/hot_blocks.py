"""Simulates the largest news day: a blocking key that very many mentions share, most of them of few stories.

    python -m tests.benchmarks.hot_blocks [--members 50000] [--story 0.3] [--zipf 1.1] [--mentions_a_day N ...]

Makes sketches of a block whose stories are as large as Zipf's law says and one of which has a share of all mentions,
splits the block as the fold does and links the parts. Prints as JSON how large the parts are, how many pairs a member
is compared with, the processor's seconds, and which share of a small story stays in one part; then for each
--mentions_a_day the size of the hottest keys of a week, the parts that they become and the time that one worker needs
to route each, by the rates just measured.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter, defaultdict

import numpy as np

from pipeline.fold.blocks import Sketched, candidate_pairs, link_blocks
from pipeline.fold.event_blocks import event_comparison
from pipeline.fold.event_sketch import EVENT_SKETCH
from pipeline.fold.neighbours import Points
from pipeline.fold.sketching import Floats, table_of
from pipeline.fold.splitting import LARGEST_BLOCK, Splitter

COMPARISON = event_comparison()
TRIGGER_SHARE = 0.05
"""The share of all mentions that the commonest trigger has: "said", in 924 news articles."""

PLANE_SHARE = 1 / 64
"""The share of all mentions in a block of alike vectors, if vectors lie evenly."""

MEMBERS_A_STORY = 20
"""Mentions that stories have in the mean."""

MOST_PARTS = 2 * 1_024
"""Parts that a block is split into at most, over both trees."""

WORKER_BYTES = 50e6
"""Bytes a second that pass through one worker: the figure that the capacity plan goes by."""

PASSES = 2
"""A block that is split is read once for its trees and once to route its members."""

NOISE = 0.6


def story_sizes(members: int, story: float, zipf: float) -> list[int]:
    """How many of the members each story has: one its share, the others by Zipf's law the rest, the largest first."""
    first = round(members * story)
    shares = 1 / np.arange(1, members // MEMBERS_A_STORY + 1) ** zipf
    others = np.maximum(1, np.round((members - first) * shares / shares.sum())).astype(int)
    kept = others[: int(np.searchsorted(np.cumsum(others), members - first, side="right"))]
    return [first, *kept.tolist(), *[1] * (members - first - int(kept.sum()))]


def members_of(sizes: list[int]) -> list[Sketched]:
    """Sketches of all mentions, those of a story around a point of its own, one of an article each."""
    chance = np.random.default_rng(20_310_117)
    stories = np.repeat(np.arange(len(sizes)), sizes)
    table = np.zeros(len(stories), EVENT_SKETCH)
    for name in ("meaning", "topic"):
        dimension = EVENT_SKETCH[name].shape[0]
        points = chance.standard_normal((len(sizes), dimension), dtype=np.float32)
        around = points[stories] + NOISE * chance.standard_normal((len(stories), dimension), dtype=np.float32)
        table[name] = _eight_bits(around)
    table["article"] = table["wording"] = 1 + np.arange(len(stories))
    return [(f"{row:08d}-{stories[row]}", table[row].tobytes()) for row in range(len(stories))]


def _eight_bits(values: Floats) -> np.ndarray:
    return np.rint(values * (127 / np.abs(values).max(axis=1, keepdims=True))).astype(np.int8)


def simulate(block: list[Sketched]) -> dict[str, float]:
    """Split the block, link its parts, and measure both."""
    began = time.process_time()
    parts: defaultdict[tuple[int, int], list[Sketched]] = defaultdict(list)
    for part, member in Splitter.of(block, COMPARISON).route(block):
        parts[part].append(member)
    split = time.process_time()
    for part_members in parts.values():
        list(link_blocks([part_members], COMPARISON))
    linked = time.process_time()
    largest = max(parts.values(), key=len)
    table = table_of([sketch for _, sketch in sorted(largest)], EVENT_SKETCH)
    pairs = len(candidate_pairs(Points(table, COMPARISON.vectors), np.arange(len(table))))
    return {
        "members": len(block),
        "bytes_a_member": len(block[0][1]),
        "parts": len(parts),
        "largest_part": len(largest),
        "mean_part": round(2 * len(block) / len(parts)),
        "pairs_a_member_in_largest_part": round(2 * pairs / len(largest), 1),
        "routing_seconds_a_million": round((split - began) / len(block) * 1e6, 1),
        "linking_seconds_a_million": round((linked - split) / len(block) * 1e6, 1),
        "stories_kept": round(kept_together(parts), 3),
    }


def kept_together(parts: dict[tuple[int, int], list[Sketched]]) -> float:
    """The mean over the small stories of the share of their mentions in their fullest part."""
    by_story: defaultdict[str, Counter[tuple[int, int]]] = defaultdict(Counter)
    for part, members in parts.items():
        for name, _ in members:
            by_story[name.partition("-")[2]][part] += 1
    small = [counts for counts in by_story.values() if 4 <= counts.total() < 400]
    return float(np.mean([2 * max(counts.values()) / counts.total() for counts in small]))


def hottest(mentions_a_day: int, figures: dict[str, float]) -> dict[str, float]:
    """The hottest keys at that many mentions a day: what one worker must let pass, and what is left to hold."""
    trigger, plane = 7 * mentions_a_day * TRIGGER_SHARE, mentions_a_day * PLANE_SHARE
    largest = max(trigger, plane)
    parts = min(MOST_PARTS, max(1, round(2 * largest / figures["mean_part"]))) if largest > LARGEST_BLOCK else 1
    size = largest * figures["bytes_a_member"]
    return {
        "mentions_a_day": mentions_a_day,
        "trigger_block_of_a_week": round(trigger),
        "vector_block_of_a_day": round(plane),
        "gb_if_held": round(size / 1e9, 2),
        "parts": parts,
        "mentions_of_a_part": round(largest if parts == 1 else 2 * largest / parts),
        "routing_minutes_of_one_worker": round(largest * figures["routing_seconds_a_million"] / 1e6 / 60, 1),
        "hours_through_one_worker": round(PASSES * size / WORKER_BYTES / 3600, 1),
    }


def main() -> int:
    """Simulate and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--members", type=int, default=50_000)
    parser.add_argument("--story", type=float, default=0.3)
    parser.add_argument("--zipf", type=float, default=1.1)
    parser.add_argument("--mentions_a_day", type=int, action="append", default=[])
    options = parser.parse_args()
    figures = simulate(members_of(story_sizes(options.members, options.story, options.zipf)))
    days = [hottest(mentions, figures) for mentions in options.mentions_a_day]
    print(json.dumps({"block": figures, "hottest_keys": days}, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
