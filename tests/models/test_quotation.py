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
