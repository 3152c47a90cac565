"""What may be a name in a line that is written all in capitals."""

from __future__ import annotations

import pytest
from made_extractions import Made, mention

from models.records import Span
from pipeline.resolve.story import Story


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("TRAMS ROLL AGAIN IN ORLOVA AFTER PAY DEAL\nAll went home.", ["ORLOVA"]),
        ("POLICE ARRESTED TAMVENN AND TOOK HIM AWAY", ["TAMVENN"]),
        ("POLICE HELD SIX OVER GRANT FRAUD\nThey met Peter Grant there.", ["GRANT", "Peter Grant"]),
        ("Tam Venn left NATO.", ["Tam Venn", "NATO"]),
    ],
)
def test_only_what_may_be_a_name_is_one(text: str, names: list[str]) -> None:
    assert [name.text for name in Story(text, Span(0, len(text)), None, 0).chains.names] == names


def test_a_cue_in_capitals_is_no_part_of_the_speaker() -> None:
    made = Made("THE BRIDGE IN ORLOVA WILL STAY SHUT, KARVENKO SAID.")
    made.claim("KARVENKO", "SAID", "THE BRIDGE IN ORLOVA WILL STAY SHUT")
    assert made.resolved().claim_mentions[0].speaker.name == "KARVENKO"


def test_a_headline_in_capitals_makes_no_sentence_an_actor() -> None:
    made = Made("HACKERS KNOCK OUT HOSPITALS IN GDANSK\nDoctors wrote by hand.")
    made.event("KNOCK OUT", {"ACTOR": "HACKERS", "RECIPIENT": "HOSPITALS"})
    assert [one.actor.name for one in mention(made, "KNOCK OUT").arguments] == [None, None]


def test_a_month_is_no_name() -> None:
    made = Made("The prison shut in May and Ines May left.").event("shut", {"PLACE": "May"})
    assert mention(made, "shut").place_text is None
    text = "Ines May, who had left in May, spoke."
    assert [name.text for name in Story(text, Span(0, len(text)), None, 0).chains.names] == ["Ines May"]
