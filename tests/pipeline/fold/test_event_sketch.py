from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from pipeline.fold.event_sketch import event_sketch, event_sketches
from pipeline.fold.sketching import packed_set, quantised, quantised_rows, unpacked_sets
from pipeline.fold.word_hashes import rarities_of, word_hash
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


def nearness_of(sentence: str, trigger: str) -> dict[int, int]:
    sketch = event_sketches([mention("one", sentence, trigger, actor=None, recipient=None)])[0]
    return {
        word: near for word, near in zip(sketch["context"].tolist(), sketch["nearness"].tolist(), strict=True) if word
    }


def test_words_of_a_sentence_are_kept_with_how_near_they_stand_to_the_trigger():
    found = nearness_of("Smugglers and Karvina guards shelled, hours later, a Tuesday bakery", "shelled")
    near, far = found[word_hash("guards")], found[word_hash("Smugglers")]
    assert 255 == near > far > found[word_hash("bakery")] > 0
    assert word_hash("Tuesday") not in found
    assert word_hash("shelled") not in found


def test_a_word_that_stands_twice_in_a_sentence_is_as_near_as_the_nearer_one():
    once = nearness_of("Guards shelled the bakery", "shelled")
    twice = nearness_of("Guards shelled the bakery that stood near the Karvina road beside another bakery", "shelled")
    assert twice[word_hash("bakery")] == once[word_hash("bakery")]


def test_of_a_long_sentence_the_words_nearest_to_the_trigger_are_kept():
    words = [f"{first}{second}stone" for first in "bdfgklmnprst" for second in ("a", "e", "i", "o")]
    found = nearness_of(" ".join(["They shelled", *words]), "shelled")
    assert set(found) == {word_hash(word) for word in words[:24]}


@pytest.mark.parametrize(
    ("word", "like"),
    [("Hill's", "Hill"), ("Hill’s", "Hill"), ("that's", "that"), ("we're", "we")],
)
def test_a_word_counts_up_to_its_apostrophe(word, like):
    assert word_hash(word) == word_hash(like)


@pytest.mark.parametrize("word", ["don't", "2016", "long-term", "well-off"])
def test_what_the_table_of_rarities_cannot_know_is_not_taken_for_rare(word):
    assert rarities_of(np.array([word_hash(word)], np.uint32))[0] < 0.6


@pytest.mark.parametrize("word", ["Orlovice", "al-Orlovice", "2,383"])
def test_names_and_odd_numbers_are_rare(word):
    assert rarities_of(np.array([word_hash(word)], np.uint32))[0] > 0.9
