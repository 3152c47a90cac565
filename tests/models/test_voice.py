"""Who is told or accused of something is not who says it."""

from __future__ import annotations

import pytest

from models.records import Span
from models.voice import sources_by_voice


def _kept(text: str, source: str, cue: str) -> bool:
    spans = [Span(text.index(part), text.index(part) + len(part)) for part in (source, cue)]
    return bool(sources_by_voice(text, spans[:1], spans[1]))


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("Ines Falk was told on Friday that the bridge would close.", "Ines Falk", "was told"),
        ("He is accused of taking money from the port.", "He", "accused of"),
        ("Falk has been widely criticized for it.", "Falk", "has been widely criticized for"),
        ("The harbour master’s been asked to stay away.", "The harbour master", "asked"),
        ("Captain Orr was asked by the Ledger whether he slept.", "Captain Orr", "was asked by"),
    ],
)
def test_the_subject_of_a_passive_is_no_source(text: str, source: str, cue: str) -> None:
    assert not _kept(text, source, cue)


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("Ines Falk told the council that the bridge would close.", "Ines Falk", "told"),
        ("Falk is quoted as saying that it was late.", "Falk", "is quoted as saying"),
        ("Orr was accused of theft by Ines Falk.", "Ines Falk", "was accused of"),
        ("Falk, who was told of the fire at noon, said that nobody was hurt.", "Falk", "said"),
        ("The union asked whether it was safe.", "The union", "asked"),
    ],
)
def test_who_says_it_stays_the_source(text: str, source: str, cue: str) -> None:
    assert _kept(text, source, cue)
