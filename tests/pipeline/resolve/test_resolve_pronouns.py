"""Whom a pronoun stands for: the speaker before, the only person named, or nobody for certain."""

from __future__ import annotations

import pytest
from made_extractions import FILLER, Made, mention


def test_he_is_the_speaker_before_where_nobody_else_is_named() -> None:
    text = "Burak Demirel said it rained. He added it snowed."
    claims = Made(text).claim("Burak Demirel", "said", "it rained").claim("He", "added", "it snowed").resolved()
    assert [claim.speaker.name for claim in claims.claim_mentions] == ["Burak Demirel", "Burak Demirel"]


def test_he_is_nobody_where_another_is_named_between() -> None:
    text = "Burak Demirel said it rained. Josef Miro left. He added it snowed."
    claims = Made(text).claim("Burak Demirel", "said", "it rained").claim("He", "added", "it snowed").resolved()
    assert claims.claim_mentions[1].speaker.name is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Adam Kharif drives a truck. It rained. “I have water,” he said.", "Adam Kharif"),
        ("Ines Falk, 41, was freed on Friday.\n\n“I counted the days,” she said.", "Ines Falk"),
        ("Ines Falk met Talia Venn.\n\n“I counted the days,” she said.", None),
        ("Ines Falk was freed.\n\nIt rained.\n\nIt snowed.\n\n“I counted the days,” she said.", None),
    ],
)
def test_a_pronoun_is_the_only_person_named_just_before(text: str, name: str | None) -> None:
    pronoun = "he" if "he said" in text and "she said" not in text else "she"
    nth = text.count(pronoun, 0, text.index(f"{pronoun} said"))
    claim = Made(text).claim(pronoun, "said", text[text.index("“") : text.index("”")], source_nth=nth).resolved()
    assert claim.claim_mentions[0].speaker.name == name


def test_who_goes_on_with_the_clause_before() -> None:
    made = Made("It was asked by Borek Karr, who left in May and who said it rained.")
    claim = made.claim("who", "said", "it rained", source_nth=1).resolved().claim_mentions[0]
    assert claim.speaker.name == "Borek Karr"


def test_an_actor_that_is_a_pronoun_takes_the_person_of_its_sentence() -> None:
    made = Made("Ines Falk sang as she marched.").event("marched", {"ACTOR": "she"}, event_type="PROTEST")
    assert mention(made, "marched").arguments[0].actor.name == "Ines Falk"


def test_he_is_nobody_who_is_named_with_an_article() -> None:
    made = Made(FILLER + "Anders Varga scored and won the Golden Boot. He missed a year.").event(
        "missed", {"ACTOR": "He"}
    )
    assert [one.actor.name for one in mention(made, "missed").arguments] == ["Anders Varga"]


def test_whom_a_quotation_names_is_not_he_who_speaks_on() -> None:
    text = (
        "Josef Miro said it rained. “Ines Falk and the mayor Ada Stone know it, and so does everyone in the town "
        "of Karvina who went out,” the speech went on.\n\nHe added it snowed."
    )
    made = Made(text).claim("Josef Miro", "said", "it rained").claim("He", "added", "it snowed")
    assert [claim.speaker.name for claim in made.resolved().claim_mentions] == ["Josef Miro", "Josef Miro"]


@pytest.mark.parametrize(
    ("said", "pronoun", "name"),
    [
        ("Josef Miro told Ledger it rained.", "He", "Josef Miro"),
        ("Josef Miro said it rained. Anna Falk left.", "He", "Josef Miro"),
        ("Josef Miro said it rained. Borek Falk left.", "He", None),
    ],
)
def test_who_is_told_or_cannot_be_meant_takes_nothing_from_the_speaker_before(
    said: str, pronoun: str, name: str | None
) -> None:
    text = f"{said} It was long. It was late. It was cold. {pronoun} added it snowed."
    cue = "told" if "told" in said else "said"
    made = Made(text).claim("Josef Miro", cue, "it rained").claim(pronoun, "added", "it snowed")
    assert [claim.speaker.name for claim in made.resolved().claim_mentions] == ["Josef Miro", name]


@pytest.mark.parametrize(
    ("between", "pronoun", "name"),
    [
        ("A van driver stopped.", "He", None),
        ("The nurse of a village school came by.", "He", None),
        ("A young widow came by.", "He", "Josef Miro"),
        ("The engineer came by.", "He", "Josef Miro"),
        ("A driver's coat was lost.", "He", "Josef Miro"),
        ("A van driver stopped. Josef Miro came by.", "He", "Josef Miro"),
        ("A van driver stopped. It was late. It was cold.", "He", None),
    ],
)
def test_somebody_without_a_name_stands_between_a_pronoun_and_who_was_named_before(
    between: str, pronoun: str, name: str | None
) -> None:
    text = f"Josef Miro said it rained. {between} {pronoun} added it snowed."
    made = Made(text).claim("Josef Miro", "said", "it rained").claim(pronoun, "added", "it snowed")
    assert [claim.speaker.name for claim in made.resolved().claim_mentions] == ["Josef Miro", name]


def test_a_pronoun_is_not_laid_past_somebody_without_a_name_to_one_who_said_nothing() -> None:
    text = "Josef Miro left at noon. A van driver called. “It snowed,” he said."
    claim = Made(text).claim("he", "said", "It snowed").resolved().claim_mentions[0]
    assert claim.speaker.name is None


def test_who_goes_on_after_a_speaker_without_a_name_is_not_the_one_named_before() -> None:
    text = "Josef Miro said it rained. “It snowed,” reported a van driver. “It is cold,” he added."
    made = Made(text).claim("Josef Miro", "said", "it rained").claim("a van driver", "reported", "It snowed")
    resolved = made.claim("he", "added", "It is cold").resolved()
    assert [claim.speaker.name for claim in resolved.claim_mentions] == ["Josef Miro", None, None]
