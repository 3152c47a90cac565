"""What counts as quoted."""

from __future__ import annotations

import pytest

from models.quotation import quotation_kind
from models.records import Span


@pytest.mark.parametrize(
    ("text", "contents", "kind"),
    [
        ('"We will not leave," she said, "not before spring."', ["We will not leave", "not before spring"], "direct"),
        ('"We will not leave," she said.', ['"We will not leave,"'], "direct"),
        ("He said that the road was closed.", ["that the road was closed"], "indirect"),
        ("He called the plan “a gift to smugglers” and left.", ["the plan “a gift to smugglers” and left"], "mixed"),
        ("``All is calm,'' Falk said.", ["All is calm"], "direct"),
        ('He left. "It is late." "We are tired," she said.', ['"We are tired,"'], "direct"),
        ('"It is late." The tram was full, she said.', ["The tram was full"], "indirect"),
        ('"It is late," she said, and that the tram was full.', ["that the tram was full"], "indirect"),
        ('"Look, the tram is full," she said.', ["the tram is full"], "direct"),
        ('She called it "late"--"very late," he said.', ['"very late,"'], "direct"),
        ('A 6" pipe burst, he said.', ["A 6"], "indirect"),
        ('" All is calm , " Falk said .', ["All is calm ,"], "direct"),
        ("“Go.”\n“Stay,” he said; the tram was full, he added.", ["the tram was full"], "indirect"),
    ],
)
def test_kinds(text: str, contents: list[str], kind: str) -> None:
    spans = [Span(text.index(content), text.index(content) + len(content)) for content in contents]
    assert quotation_kind(text, spans) == kind


def test_a_quotation_that_runs_on_in_the_next_paragraph_is_direct() -> None:
    text = "“The first thing is calm.\n\n“The second is patience.”"
    assert quotation_kind(text, [Span(0, 25), Span(27, len(text))]) == "direct"


def test_no_letters_is_indirect() -> None:
    assert quotation_kind('"…"', [Span(0, 3)]) == "indirect"
