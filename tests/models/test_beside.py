"""Claims that stand beside each other in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from models.beside import told_apart
from tests.models.marked import marked_claim


def contents(*marked: str) -> list[tuple[str, ...]]:
    """The content of each of some claims in one text that is marked for each of them."""
    read = [marked_claim(one) for one in marked]
    text, words, _ = read[0]
    apart = told_apart(text, words, [(claim, claim.content) for _, _, claim in read])
    return [tuple(text[words.span(*run).start : words.span(*run).end] for run in runs) for _, runs in apart]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("(May) <said> [it rang twice, but the clerk said once]",
         "May said it rang twice, but (the clerk) <said> [once]", "it rang twice"),
        ("(May) <said> [it rang twice, adding that it cracked]", "(May) said it rang twice, <adding> [that it cracked]",
         "it rang twice"),
        ('(May) <said> [it "rang twice," adding that it cracked]',
         '(May) said it "rang twice," <adding> [that it cracked]',
         'it "rang twice,"'),
        ("(May) <said> [it rang twice; he denied it rang]", "May said it rang twice; (he) <denied> [it rang]",
         "it rang twice"),
        ("(May) <said> [it rang when he said so]", "May said it rang when (he) <said> [so]", "it rang when he said so"),
        ('(May) <said> ["it rang, and he said so too"]', 'May said "it rang, and (he) <said> [so too]"',
         '"it rang, and he said so too"'),
        ("(May) <said> [it rang, and once he said so, all left]",
         "May said it rang, and once (he) <said> [so], all left",
         "it rang, and once he said so, all left"),
    ],
    ids=["other speaker", "same speaker", "behind a quotation", "semicolon", "no conjunction", "quoted",
         "other clause first"],
)  # fmt: skip
def test_a_content_ends_where_another_speaker_is_heard(one: str, other: str, expected: str) -> None:
    assert contents(one, other)[0] == (expected,)


def test_a_quotation_that_two_cues_want_is_that_of_the_nearer_one() -> None:
    found = contents(
        '["It rang,"] <said> (a clerk). ["It,"] he went on, "cracked."',
        '"It rang," said a clerk. ["It,"] (he) <went on>, ["cracked."]',
    )
    expected: Sequence[tuple[str, ...]] = [('"It rang,"',), ('"It,"', '"cracked."')]
    assert found == expected
