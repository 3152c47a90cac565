"""Pairs in lines: each anchor's words stand once, in order and apart, and are labelled as they are alone."""

from __future__ import annotations

import numpy as np
import torch
from hypothesis import given
from hypothesis import strategies as st

from models.batches import pad_windows
from models.corpora import whole
from models.encoded import Encoded, PairVectors
from models.lines import lines
from models.network import ExtractorNetwork
from models.windows import cut_windows, split_words
from tests.models.tiny import tiny_extractor, tiny_tokenizer

lengths = st.lists(st.integers(1, 600), max_size=60)


@given(lengths, st.integers(0, 3))
def test_every_word_of_every_anchor_stands_in_a_line_once_and_in_order(found: list[int], gap: int) -> None:
    seen: dict[int, list[int]] = {}
    for line in lines(np.arange(len(found)), np.array(found, dtype=np.int64), gap):
        for anchor, index in zip(line.anchor[line.mask].tolist(), line.index[line.mask].tolist(), strict=True):
            seen.setdefault(int(line.members[anchor]), []).append(index)
    assert seen == {anchor: list(range(length)) for anchor, length in enumerate(found)}


@given(lengths.filter(bool), st.integers(1, 3))
def test_gaps_part_the_anchors_and_end_the_line(found: list[int], gap: int) -> None:
    for line in lines(np.arange(len(found)), np.array(found, dtype=np.int64), gap):
        words = np.flatnonzero(line.mask)
        parted = np.diff(words)[np.diff(line.anchor[words]) != 0]
        assert (parted == gap + 1).all()
        assert len(line.mask) - words[-1] > gap


@given(lengths)
def test_lines_have_few_lengths(found: list[int]) -> None:
    for line in lines(np.arange(len(found)), np.array(found, dtype=np.int64), 2):
        assert len(line.mask) % 512 == 0
        assert len(line.mask) <= 4_096


def test_spread_gives_each_anchor_the_values_of_its_words() -> None:
    [line] = lines(np.array([7, 3]), np.array([2, 1]), 1)
    assert line.members.tolist() == [3, 7]
    values = np.arange(len(line.mask), dtype=np.float32)
    assert line.spread(values).tolist() == [[0, 0], [2, 3]]


@torch.inference_mode()
def test_pairs_in_a_line_get_the_vectors_that_they_get_in_lines_of_their_own() -> None:
    network: ExtractorNetwork = tiny_extractor()._network
    words = split_words(whole("The ministry said on Tuesday that it would. Police agreed."), tiny_tokenizer())
    windows = cut_windows(words, 40, 8)
    batch = pad_windows([(words, window) for window in windows], 2, 3, 0, 40, 64)
    encoded = Encoded(windows, batch, network.encode(batch))
    anchors = encoded.anchors([(0, 2, 2), (0, 0, 1), (len(windows) - 1, 1, 1)])
    alone = network.attribute(encoded.words, batch, anchors)
    sizes = np.array([windows[row].end - windows[row].start for row in (0, 0, len(windows) - 1)])
    pairs = PairVectors(network.attribution_pairs, encoded, anchors, np.zeros_like(sizes))
    for line in lines(np.arange(3), sizes, network.attribution_pairs.reach):
        logits = line.spread(network.attribution_part(pairs.of(line, np.zeros_like(sizes))).numpy())
        for member, size, own in zip(line.members, line.lengths, logits, strict=True):
            assert np.allclose(own[:size], alone[member, :size].numpy(), atol=1e-5)
