from __future__ import annotations

from collections import Counter
from dataclasses import fields
from datetime import date
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.vectors import unpack_vectors
from pipeline.fold import blocks
from pipeline.fold.blocks import LARGEST_CELL, NEIGHBOURS_ELSEWHERE, candidate_pairs, groups_of, link_blocks
from pipeline.fold.claim_evidence import ClaimWeights, claim_ceiling, claim_evidence, claim_log_odds
from pipeline.fold.claim_sketch import CLAIM_SKETCH, claim_sketch
from pipeline.fold.event_blocks import block_keys, event_comparison, keys_of
from pipeline.fold.event_evidence import EvidenceWeights, ceiling, evidence, log_odds
from pipeline.fold.event_sketch import EVENT_SKETCH, event_sketch
from pipeline.fold.neighbours import NEIGHBOURS_IN_ARTICLE, Points
from pipeline.fold.sketching import (
    containment,
    cosines,
    packed_set,
    quantised,
    shared_counts,
    short_hash_of,
    table_of,
    unpacked_sets,
    weighted_containment,
)
from pipeline.records import Actor, Place
from tests.pipeline.fold.made_mentions import KARVINA, mention, telling, vector
from tests.pipeline.fold.test_fold_events import SHELLED, many_mentions, told

MENTIONS = {m.mention_id: event_sketch(m) for m in many_mentions()}
EVENTS = event_comparison()
ONE, OTHER = np.array([0]), np.array([1])


def odds(one, other) -> float:
    return float(log_odds(table_of([event_sketch(one), event_sketch(other)], EVENT_SKETCH), ONE, OTHER)[0])


@settings(max_examples=20)
@given(st.lists(st.lists(st.sampled_from(sorted(MENTIONS)), min_size=1, max_size=12), max_size=4), st.randoms())
def test_a_block_gives_the_same_links_alone_and_beside_others(members, random):
    made = [[(mention_id, MENTIONS[mention_id]) for mention_id in block] for block in members]
    alone = {link for block in made for link in link_blocks([block], EVENTS)}
    for block in made:
        random.shuffle(block)
    assert set(link_blocks(made, EVENTS)) == alone


def test_candidates_are_bounded_in_a_large_block():
    size = LARGEST_CELL + 200
    table = table_of([event_sketch(told(f"m{n}", n, article=f"a{n // 3}")) for n in range(size)], EVENT_SKETCH)
    pairs = candidate_pairs(Points(table, EVENTS.vectors), np.arange(size))
    chosen = NEIGHBOURS_ELSEWHERE + 2 * NEIGHBOURS_IN_ARTICLE  # a large block is cut twice
    assert len(np.unique(pairs, axis=0)) <= chosen * size
    assert (pairs[:, 0] < pairs[:, 1]).all()


def test_copies_of_a_sentence_do_not_crowd_out_its_neighbours(monkeypatch):
    monkeypatch.setattr(blocks, "NEIGHBOURS_ELSEWHERE", 2)
    copies = [(f"copy{n}", event_sketch(told(f"copy{n}"))) for n in range(9)]
    own = (
        "own",
        event_sketch(told("own", 1, sentence=f"{SHELLED}, it is said")),
    )
    linked = Counter(root for _, root in link_blocks([[*copies, own]], EVENTS))
    assert linked == {"copy0": 9}


WEIGHTS = st.floats(-9, 9, width=32)


@given(st.builds(EvidenceWeights, *[WEIGHTS] * len(fields(EvidenceWeights))))
def test_no_pair_is_likelier_than_its_ceiling(weights):
    table = table_of([*MENTIONS.values(), *(event_sketch(told(f"x{n}", n)) for n in range(9))], EVENT_SKETCH)
    one, other = np.triu_indices(len(table), 1)
    assert (log_odds(table, one, other, weights) <= ceiling(table, one, other, weights)).all()


@given(st.builds(ClaimWeights, *[WEIGHTS] * len(fields(ClaimWeights))))
def test_no_pair_of_tellings_is_likelier_than_its_ceiling(weights):
    speakers = [Actor(name, None, None) for name in ("Jana Horakova", "Horakova", "Josef Miro", None)]
    contents = ("the bridge will open on Friday", "the bridge will not open", "4,500 people left", "9 people left")
    made = [telling(f"t{n}", content, speaker=name) for n, (content, name) in enumerate(product(contents, speakers))]
    table = table_of([claim_sketch(one) for one in made], CLAIM_SKETCH)
    one, other = np.triu_indices(len(table), 1)
    assert (claim_log_odds(table, one, other, weights) <= claim_ceiling(table, one, other, weights) + 1e-4).all()


def test_block_keys_are_few():
    assert 0 < len(block_keys(event_sketch(told("a")))) <= 19
    assert block_keys(event_sketch(told("a"))) == block_keys(event_sketch(told("a")))


def test_every_kind_of_evidence_has_its_weight():
    events = table_of([event_sketch(mention("a")), event_sketch(mention("b"))], EVENT_SKETCH)
    claims = table_of([claim_sketch(telling("a", "so it is")), claim_sketch(telling("b", "so it was"))], CLAIM_SKETCH)
    assert {"bias", *evidence(events, ONE, OTHER)} == {field.name for field in fields(EvidenceWeights)}
    assert {"bias", *claim_evidence(claims, ONE, OTHER)} == {field.name for field in fields(ClaimWeights)}


@pytest.mark.parametrize("unknown", ["day", "place", "published", "frame", "actor"])
def test_missing_evidence_counts_less_than_agreement_and_more_than_contradiction(unknown):
    against = {
        "day": date(2019, 1, 1),
        "place": Place("Oslo", "NOR", 59.9, 10.7, 5),
        "published": date(2029, 1, 1),
        "frame": "Trade",
        "actor": "Monday",
    }
    bare = {"event_type": "OTHER", "recipient": None, "day": None, "place": None, "published": None, "actor": None}
    stated = {
        "day": date(2021, 5, 3),
        "place": KARVINA,
        "published": date(2021, 5, 4),
        "actor": "Border guards",
    }
    one = mention("a", **{**bare, unknown: stated.get(unknown, "Attack")})
    silent, opposed = mention("b", **{**bare, unknown: None}), mention("b", **{**bare, unknown: against[unknown]})
    agreeing = mention("b", **{**bare, unknown: stated.get(unknown, "Attack")})
    assert odds(one, opposed) < odds(one, silent) <= odds(one, agreeing)


def _sets(members):
    return unpacked_sets([packed_set(map(short_hash_of, map(str, each)), 8) for each in members], 8)


@given(st.integers(0, 1000), st.integers(0, 1000))
def test_quantised_cosines_are_close_and_do_not_depend_on_company(one, other):
    packed = [vector(one, 128), vector(other, 128, 3, 0.3)]
    left, right = unpack_vectors(packed)
    rows = np.stack([quantised(each, 128) for each in packed])
    alone, known = cosines(rows, ONE, OTHER)
    crowd = np.concatenate([rows, np.random.default_rng(0).integers(-127, 127, (60, 128)).astype(np.int8)])
    together, _ = cosines(crowd, *np.triu_indices(62, 1))
    assert abs(alone[0] - left @ right) < 0.01
    assert known[0]
    assert together[0] == alone[0]


@given(st.sets(st.integers(0, 30), max_size=7), st.sets(st.integers(0, 30), max_size=7))
def test_containment_of_whole_samples_is_exact(one, other):
    sets = _sets([one, other])
    share, known = containment(sets, ONE, OTHER)
    assert known[0] == bool(one and other)
    if known[0]:
        assert share[0] == pytest.approx(len(one & other) / min(len(one), len(other)))


@given(st.sets(st.integers(0, 30), max_size=12), st.sets(st.integers(0, 30), max_size=12))
def test_containment_where_each_weighs_the_same_is_containment(one, other):
    sets = _sets([one, other])
    found = weighted_containment(sets, np.full(sets.shape, 0.5, np.float32), ONE, OTHER)
    assert found.tolist() == pytest.approx(containment(sets, ONE, OTHER)[0].tolist())


def test_what_is_shared_counts_as_it_weighs():
    sets = np.array([[3, 5, 0], [3, 5, 7]], np.uint32)
    weights = np.array([[1, 3, 9], [1, 3, 6]], np.float32)
    assert weighted_containment(sets, weights, ONE, OTHER).tolist() == [1]
    sets[0, 0], weights[0, 0] = 2, 1
    assert weighted_containment(sets, weights, ONE, OTHER).tolist() == [0.75]
    assert weighted_containment(sets, np.zeros_like(weights), ONE, OTHER).tolist() == [0]


@given(st.lists(st.frozensets(st.integers(0, 12), max_size=6), min_size=2, max_size=9))
def test_shared_counts_are_those_of_the_sets(members):
    sets = _sets(members)
    one, other = np.triu_indices(len(members), 1)
    shared = [len(members[a] & members[b]) for a, b in zip(one, other, strict=True)]
    assert shared_counts(sets, one, other).tolist() == shared


def test_a_pair_is_weighed_alike_alone_among_few_and_among_many():
    table = table_of(sorted(MENTIONS.values()), EVENT_SKETCH)
    one, other = np.triu_indices(len(table), 1)
    together = EVENTS.log_odds(table, one, other)
    alone = [float(EVENTS.log_odds(table[[a, b]], ONE, OTHER)[0]) for a, b in zip(one, other, strict=True)]
    assert together.tolist() == alone
    assert np.concatenate([EVENTS.log_odds(table, one[:5], other[:5]), together[5:]]).tolist() == alone


@settings(max_examples=20)
@given(st.lists(st.lists(st.sampled_from(sorted(MENTIONS)), min_size=1, max_size=9, unique=True), max_size=5))
def test_a_component_has_the_same_groups_alone_and_beside_others(components):
    tables = [table_of([MENTIONS[name] for name in sorted(members)], EVENT_SKETCH) for members in components]
    assert groups_of(tables, EVENTS) == [groups_of([table], EVENTS)[0] for table in tables]


def test_keys_do_not_depend_on_the_mentions_beside():
    sketches = sorted(MENTIONS.values())
    assert keys_of(table_of(sketches, EVENT_SKETCH)) == [block_keys(sketch) for sketch in sketches]
    assert keys_of(table_of([], EVENT_SKETCH)) == []


def test_an_oversized_vector_is_refused():
    with pytest.raises(ValueError, match="129"):
        quantised(vector(1, 129), 128)
