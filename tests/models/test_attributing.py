"""From tags and labels around cues to claims."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from models.attributing import CONTENT, CUE, SOURCE, ClaimDraft, Cue, CuedWindow, WindowTags, claim_drafts
from models.config import Decoding
from models.tagging import TaggedSpan, runs

DECODING = Decoding(
    cue_threshold=0.5, waking_share=0.5, joining_share=0.1, tag_weight=0.0, source_price=0.0, content_price=0.0
)
WORDS = 12
SURE, UNSURE = (Cue(TaggedSpan(2, 2, 0, share), 2, 2) for share in (0.9, 0.2))


def tags(**tagged: range) -> WindowTags:
    """Twelve words; named parts are tagged in the given ones."""
    parts = np.zeros((WORDS, 3, 3), dtype=np.float32)
    parts[:, :, 0] = 1
    for name, part in (("source", SOURCE), ("cue", CUE), ("content", CONTENT)):
        for word in tagged.get(name, range(0)):
            parts[word, part] = (0.05, 0, 0.95)
    return WindowTags(parts, np.ones(WORDS, dtype=bool))


def around(source: range, content: range, share: float = 0.9) -> np.ndarray:
    """Logits of one cue whose parts are these words with this probability."""
    logits = np.full((1, WORDS, 3), np.log((1 - share) / 2), dtype=np.float32)
    logits[0, :, 0] = np.log(share)
    for words, label in ((source, 1), (content, 2)):
        for word in words:
            logits[0, word] = np.log((1 - share) / 2)
            logits[0, word, label] = np.log(share)
    return logits


def drafts_of(
    found: WindowTags, cues: list[Cue], logits: np.ndarray, decoding: Decoding = DECODING
) -> list[ClaimDraft]:
    [drafts] = claim_drafts([CuedWindow(found, cues, logits)], decoding)
    return drafts


def shown(drafts: list[ClaimDraft]) -> list[tuple[list[tuple[int, int]], list[tuple[int, int]]]]:
    return [(runs(draft.source), runs(draft.content)) for draft in drafts]


def test_a_sure_cue_makes_a_claim_and_its_probability_is_of_both() -> None:
    [draft] = drafts_of(tags(content=range(3, 6)), [SURE], around(range(2), range(3, 6)))
    assert shown([draft]) == [([(0, 1)], [(3, 5)])]
    assert abs(draft.probability - 0.9 * 0.9) < 1e-6


def test_an_unsure_cue_makes_one_only_for_content_that_is_left_over() -> None:
    logits = around(range(2), range(3, 6))
    assert drafts_of(tags(), [UNSURE], logits) == []
    assert shown(drafts_of(tags(content=range(3, 6)), [UNSURE], logits)) == [([(0, 1)], [(3, 5)])]


def test_content_left_over_joins_the_claim_that_wants_it() -> None:
    logits = around(range(2), range(3, 6), share=0.6)
    drafts = drafts_of(tags(content=range(3, 9)), [SURE], logits)
    assert shown(drafts) == [([(0, 1)], [(3, 8)])]


def test_words_that_another_window_owns_are_left_to_it() -> None:
    found = tags(content=range(3, 6))
    found.owned[:] = False
    assert drafts_of(found, [UNSURE], around(range(2), range(3, 6))) == []


def test_a_single_word_left_over_is_no_part_of_a_claim() -> None:
    logits = around(range(2), range(3, 6), share=0.6)
    assert shown(drafts_of(tags(content=range(8, 10)), [SURE], logits)) == [([(0, 1)], [(3, 5), (8, 9)])]
    assert shown(drafts_of(tags(content=range(8, 9)), [SURE], logits)) == [([(0, 1)], [(3, 5)])]


def test_a_price_on_runs_mends_content_that_a_doubtful_word_cuts() -> None:
    logits = around(range(2), range(3, 10))
    logits[0, 5] = np.log([0.6, 0.0001, 0.3999])
    cut = shown(drafts_of(tags(), [SURE], logits))
    whole = shown(drafts_of(tags(), [SURE], logits, replace(DECODING, content_price=5.0)))
    assert cut == [([(0, 1)], [(3, 4), (6, 9)])]
    assert whole == [([(0, 1)], [(3, 9)])]


def test_a_cue_is_the_run_around_its_likeliest_word() -> None:
    probabilities = np.array([[1 - p, p, 0] for p in (0.15, 0.2, 0.8, 0.4, 0.2)], dtype=np.float32)
    cue = Cue.of(TaggedSpan(0, 4, 0, 0.15), probabilities)
    assert (cue.first, cue.last) == (2, 3)


def test_a_doubtful_cue_keeps_its_likeliest_words() -> None:
    probabilities = np.array([[1 - p, p, 0] for p in (0.12, 0.2, 0.19)], dtype=np.float32)
    cue = Cue.of(TaggedSpan(0, 2, 0, 0.12), probabilities)
    assert (cue.first, cue.last) == (1, 2)
