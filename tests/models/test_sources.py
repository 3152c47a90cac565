"""The source of a claim in one piece: what is filled, who of several speaks, and what is left off."""

from __future__ import annotations

import pytest

from models.sources import one_source
from tests.models.marked import marked_claim


@pytest.mark.parametrize(
    ("marked", "source"),
    [
        ("(An eyewitness), (Ines May), <said> [it rang]", "An eyewitness, Ines May"),
        ("(A tape) attributed to (the gang) which (was played) on (Monday) <said> [it rang]",
         "A tape attributed to the gang which was played on Monday"),
        ("(The warrant), which (the Mail) has (seen), <says> [it rang]", "The warrant, which the Mail has seen"),
        ("(The mayor) left early, but (a clerk) <said> [it rang]", "a clerk"),
        ("(The) mayor was out, so (a clerk) <said> [it rang]", "a clerk"),
        ("(May) swept the long stairs, and (she) <said> [it rang]", "she"),
        ("By (Ines) May <asked> [why it rang]", "Ines May"),
        ("(The mayor, who is due on) Friday, <said> [it rang]", "The mayor, who is due on Friday"),
        ("(The mayor, who) slept till nine and then rose, <said> [it rang]", "The mayor"),
        ("(The man who) said he spoke for (the gang) that robbed (the mill), <told> us [it rang]", "The man"),
        ("(A clerk) laughed out very loud; (a monitor) of the lakes, (who) had sat (next) to him, <said> [it rang]",
         "a monitor"),
        ("Ines May, (who) <said> [it rang]", "who"),
        ("[It rang,] <said> (Ines May,)", "Ines May,"),
        ("(May), (,) when asked, <said> [it rang]", "May"),
    ],
    ids=["apposition", "small words", "no name by itself", "nearest", "article", "pronoun", "cut name",
         "cut before a day", "relative pronoun", "clause that describes", "clause far behind its noun",
         "relative pronoun alone", "comma", "mark"],
)  # fmt: skip
def test_a_source_reads_as_the_text_has_it(marked: str, source: str) -> None:
    text, words, claim = marked_claim(marked)
    taken = frozenset(range(claim.cue[0], claim.cue[1] + 1))
    spans = [words.span(*run) for run in one_source(text, words, claim.source, claim.cue, taken)]
    assert [text[span.start : span.end] for span in spans] == [source]


def test_no_source_stays_none() -> None:
    text, words, claim = marked_claim("It was <denied> [that it rang]")
    assert one_source(text, words, claim.source, claim.cue, frozenset()) == ()
