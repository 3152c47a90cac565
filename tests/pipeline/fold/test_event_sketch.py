from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from pipeline.fold.event_sketch import event_sketch, event_sketches
from pipeline.fold.sketching import packed_set, quantised, quantised_rows, unpacked_sets
from tests.pipeline.fold.made_mentions import mention, vector
from tests.pipeline.fold.test_fold_events import many_mentions


def test_mentions_sketched_together_have_the_sketches_that_they_have_alone():
    bare = mention("bare", day=None, place=None, published=None, actor=None, recipient=None)
    without = replace(bare, event=replace(bare.event, vector=b""), article_vector=b"")
    mentions = [*many_mentions(), bare, without, mention("m", meaning=vector(3, 128))]
    assert event_sketches(mentions).tobytes() == b"".join(map(event_sketch, mentions))
    assert len(event_sketches([])) == 0


def test_vectors_of_several_lengths_are_quantised_as_each_is_alone():
    vectors = [vector(1, 128), b"", vector(2, 64), vector(3, 128), bytes(2 * 64)]
    assert np.array_equal(quantised_rows(vectors, 128), np.stack([quantised(each, 128) for each in vectors]))
    assert not quantised_rows([bytes(2 * 64)], 128).any()
    with pytest.raises(ValueError, match="129 numbers"):
        quantised_rows([vector(1, 128), vector(1, 129)], 128)


def test_a_set_keeps_its_smallest_hashes_without_0_and_repeats():
    assert unpacked_sets([packed_set([9, 0, 3, 9, 5, 7], 3), packed_set([], 3)], 3).tolist() == [[3, 5, 7], [0, 0, 0]]
