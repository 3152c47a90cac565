"""Titles of events, which are to read like headlines."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.records import Span
from pipeline.fold.event_title import LONGEST_TITLE, title
from pipeline.records import Actor, EventMention
from tests.pipeline.fold.made_mentions import mention


def told(sentence: str, trigger: str, *, actor: str | None = None, recipient: str | None = None) -> EventMention:
    return mention("m", sentence, trigger, actor=actor, recipient=recipient)


LONG = (
    "The mayor of Karvina, who had come by train, opened the old mill on Sunday in a ceremony for bridges that were "
    "paid for in spring and never built"
)


@pytest.mark.parametrize(
    ("sentence", "trigger", "expected"),
    [
        ("KARVINA, May 3 (Meridian) - Border guards shelled the mill.", "shelled", "Border guards shelled the mill"),
        ("3 (Meridian) - Border guards shelled the mill.", "shelled", "Border guards shelled the mill"),
        ("KARVINA — They had waited since the prayer.", "prayer", "They had waited since the prayer"),
        ("Its owner, Anna Miro of the old town, told a court in May that he had kept the belt greased all winter.",
         "kept", "He had kept the belt greased all winter"),
        (LONG, "built", "… for bridges that were paid for in spring and never built"),
        ("The mill by the lake in Karvina thanked the mayor and the council for the flour of last year and for \"all\"",
         "thanked", "The mill by the lake in Karvina thanked the mayor and the council for the flour …"),
        ('"The U.N. has passed five measures in Karvina this year and will pass more," said Mr. Miro, who was there.',
         "passed", "The U.N. has passed five measures in Karvina this year and will pass more"),
        ("Border guards shelled the old mill yesterday.", "shelled", "Border guards shelled the old mill"),
        ("Border guards shelled the mill, yesterday morning.", "shelled", "Border guards shelled the mill"),
        ("The crossing was reopened the day before yesterday.", "reopened", "The crossing was reopened"),
        ("The rain fell yesterday.", "fell", "The rain fell yesterday"),
        ("Not a crane moved until this evening.", "moved", "Not a crane moved until this evening"),
        ("The mayor of Karvina had asked for an answer to all his letters to the mill before Feb. 1 and won by a vote",
         "won", "… answer to all his letters to the mill before Feb. 1 and won by a vote"),
        ("In its long account of that night in May the garrison of the town says that Gen. Miro closed the gate.",
         "closed", "Gen. Miro closed the gate"),
        ("In its long account of that night in May the garrison of the town says that Adm. Miro closed the gate.",
         "closed", "Adm. Miro closed the gate"),
        ("The mill burned from 3:40 a.m. on Monday and fell on the old road to the lake behind the town, it said.",
         "fell", "The mill burned from 3:40 a.m. on Monday and fell on the old road to the lake behind …"),
        ("Guards of the town held the head of the company that ran the mill on Friday, a day after it burned to ash.",
         "burned", "… company that ran the mill on Friday, a day after it burned to ash"),
        ("Nine shots fell from 3:40 in the morning.", "fell", "Nine shots fell from 3:40 in the morning"),
        ("18:40 Border guards shelled the mill.", "shelled", "Border guards shelled the mill"),
        ("6.40pm: border guards shelled the mill.", "shelled", "Border guards shelled the mill"),
        ("[18:40 GMT] KARVINA (Meridian) — Guards shelled the mill.", "shelled", "Guards shelled the mill"),
        ("18:40 Shelling of the mill goes on.", "Shelling", "Shelling of the mill goes on"),
    ],
)  # fmt: skip
def test_a_title_begins_where_a_clause_begins(sentence: str, trigger: str, expected: str) -> None:
    assert title([told(sentence, trigger)]) == expected


@pytest.mark.parametrize(
    ("sentence", "trigger", "actor", "begins"),
    [
        ("The mayor of the old town skirted the question of whether the guards had fought for it.", "fought",
         "the guards", "The mayor"),
        ("The council of the old town found no evidence that the guards shelled the mill in May.", "shelled",
         "the guards", "The council"),
        ("The council of the town would not say when, or if, the guards will leave the mill.", "leave",
         "the guards", "The council"),
        ("The guards of the old mill left the town in May because of the rain that fell.", "fell", None, "The guards"),
    ],
)  # fmt: skip
def test_a_title_does_not_assert_what_its_sentence_leaves_open(
    sentence: str, trigger: str, actor: str | None, begins: str
) -> None:
    assert title([told(sentence, trigger, actor=actor)]).removeprefix("… ").startswith((begins, "of", "found", "would"))


def test_a_pronoun_that_opens_a_title_gives_way_to_its_name() -> None:
    made = told("He was freed on Friday in Karvina.", "freed", recipient="He")
    (he,) = made.arguments
    known = replace(made, arguments=(replace(he, actor=Actor("Josef Miro", None, None)),))
    assert title([known]) == "Josef Miro was freed on Friday in Karvina"


def test_a_negated_event_is_told_as_negated() -> None:
    mayor = "says the mayor of Karvina, who met us at noon"
    refused = told(f"The town will not open the gate to anyone at all this year, {mayor}.", "open")
    negated = replace(refused, event=replace(refused.event, modality="negated"))
    assert title([negated]) == "The town will not open the gate to anyone at all this year"


def test_a_report_that_says_who_did_what_goes_before_a_cut() -> None:
    cut = told(LONG, "built")
    plain = told("Border guards shelled the mill", "shelled", actor="Border guards", recipient="the mill")
    assert title([cut, plain]) == "Border guards shelled the mill"


SENTENCES = st.text(alphabet=st.sampled_from('aB. ,-—("…’\nthat who'), min_size=1, max_size=300)


@given(SENTENCES, st.data())
def test_any_sentence_gives_a_short_title(sentence: str, data: st.DataObject) -> None:
    ends = st.integers(0, len(sentence))
    start, end = sorted((data.draw(ends), data.draw(ends)))
    made = mention("m", sentence, sentence[start:end] or "?", actor=None, recipient=None) if start < end else None
    if made is not None:
        trigger = Span(100 + start, 100 + end)
        assert len(title([replace(made, event=replace(made.event, trigger=trigger))])) <= LONGEST_TITLE


def test_what_somebody_denies_is_no_title_where_another_report_tells_it():
    denied = told("Captain Delgai has repeatedly denied that his fighters shelled the crossing.", "shelled",
                  actor="Captain Delgai", recipient="the crossing")  # fmt: skip
    plain = told("Mortar fire struck the crossing on Wednesday.", "struck", actor=None, recipient=None)
    assert title([denied, plain]) == "Mortar fire struck the crossing on Wednesday"
    assert title([denied]) == "Captain Delgai has repeatedly denied that his fighters shelled the crossing"


def test_a_report_of_something_else_that_came_after_is_no_title_where_another_tells_it():
    after = told("Anna Miro closed her mill after the deadly shelling in Karvina.", "shelling")
    itself = told("The shelling in Karvina went on for hours.", "shelling")
    assert title([after, itself]) == "The shelling in Karvina went on for hours"
    assert title([after]) == "Deadly shelling in Karvina"


@pytest.mark.parametrize(
    ("sentence", "trigger", "expected"),
    [
        ("Anna Miro closed her mill after a theft of flour.", "theft", "Theft of flour"),
        ("Anna Miro sold her mill after Petr's arrest in Karvina.", "arrest", "Petr's arrest in Karvina"),
        ("Anna Miro closed her mill after thefts of flour.", "thefts", "Thefts of flour"),
        ("Anna Miro closed her mill after the theft.", "theft", "Anna Miro closed her mill after the theft"),
        ("After the Pearl sank in May the mill was shut.", "sank", "After the Pearl sank in May the mill was shut"),
        ("Anna Miro closed her mill until the end of May.", "end", "Anna Miro closed her mill until the end of May"),
    ],
)
def test_what_only_preceded_is_titled_by_its_noun(sentence: str, trigger: str, expected: str) -> None:
    assert title([told(sentence, trigger)]) == expected


@pytest.mark.parametrize(
    ("sentence", "trigger", "expected"),
    [
        ('The mill was "more ruin than house".', "ruin", 'The mill was "more ruin than house"'),
        ("The mill was “more ruin than house”.", "ruin", "The mill was “more ruin than house”"),
        ("“Of the old mills, six turned,” he says.", "turned", "“Of the old mills, six turned,” he says"),
        ("“The mill is shut.”", "shut", "The mill is shut"),
        ("The mayor said it was a “ruin” and shut it.", "shut", "The mayor said it was a “ruin” and shut it"),
        ("(The mill was shut in spring, when the mayor of the town came, saw the roof and heard of the fire and rats.)",
         "shut", "The mill was shut in spring"),
        ("Guards shelled the mill at 3:40 p.m.", "shelled", "Guards shelled the mill at 3:40 p.m."),
        ("And the mill stayed shut all summer.", "stayed", "The mill stayed shut all summer"),
        ("Fire at the Karvina mill: live updates", "Fire", "Fire at the Karvina mill"),
        ("Strike at the mill – as it happened", "Strike", "Strike at the mill"),
        ("The band played live", "played", "The band played live"),
        ("The mayor of Karvina opened the mill half-live", "opened", "The mayor of Karvina opened the mill half-live"),
        ("Then the guards shelled the mill.", "shelled", "The guards shelled the mill"),
        ("So far guards have shelled two mills.", "shelled", "So far guards have shelled two mills"),
        ("The mill closed as the strike went on, and all of its carts stood with their shafts up from dawn to dusk.",
         "strike", "The mill closed as the strike went on"),
        ("The mayor asked guards to leave the keys as they were; on Sunday all of them were gone from the mill.",
         "leave", "The mayor asked guards to leave the keys as they were"),
        ("The Karvina Pearl, a ferry of the lake that had 94 people aboard, sank off Karvina in the central lakes.",
         "sank", "The Karvina Pearl, a ferry of the lake that had 94 people aboard, sank off Karvina …"),
    ],
)  # fmt: skip
def test_a_title_is_whole_at_both_ends(sentence: str, trigger: str, expected: str) -> None:
    assert title([told(sentence, trigger)]) == expected


@pytest.mark.parametrize(
    ("sentence", "trigger", "expected"),
    [
        ("On Sunday the council of the town demanded that every sack of the old mill by the lake be counted again.",
         "counted", "… that every sack of the old mill by the lake be counted again"),
        ("On Sunday the council of the town said that every sack of the mill by the lake would be counted again.",
         "counted", "Every sack of the mill by the lake would be counted again"),
        ("The mill of the town shook for an hour on that stormy night in May, and burned for three nights.",
         "burned", "The mill of the town shook for an hour on that stormy night in May, and burned …"),
        ("The mayor said the mill had stood within its banks, and warned of a flood by the lake.", "flood",
         "The mayor said the mill had stood within its banks, and warned of a flood by the lake"),
        ("He said that a wind had crossed the lake at that time, but that the wind alone does not break a mill.",
         "break", "The wind alone does not break a mill"),
    ],
)  # fmt: skip
def test_a_clause_needs_a_subject_of_its_own(sentence: str, trigger: str, expected: str) -> None:
    assert title([told(sentence, trigger)]) == expected


@pytest.mark.parametrize(
    ("sentence", "trigger", "actor", "expected"),
    [
        ("The mayor of the old town of Karvina by the lake and of all its mills, Anna Miro, was freed on Sunday.",
         "freed", "Anna Miro", "Anna Miro was freed on Sunday"),
        ("Anna Miro, the mayor, was freed on Sunday.", "freed", "Anna Miro",
         "Anna Miro, the mayor, was freed on Sunday"),
        ("After nine months of talks by the lake of Karvina all sides agreed that August to withdraw their heavy guns.",
         "withdraw", None, "… lake of Karvina all sides agreed that August to withdraw their heavy guns"),
        ("After nine months of talks by the lake of Karvina the whole town heard that May would withdraw her guns.",
         "withdraw", None, "May would withdraw her guns"),
        ("The guards of the mill met in Karvina on Saturday under “a roof that the whole town had paid for”.",
         "met", None, "The guards of the mill met in Karvina on Saturday"),
        ("Since guards crippled the mill, nobody in the whole town of Karvina by the lake has had fresh bread at all.",
         "crippled", "guards", "Guards crippled the mill"),
        ("Before dawn guards crippled the mill, and nobody in the whole town of Karvina has had fresh bread at all.",
         "crippled", "guards", "Before dawn guards crippled the mill"),
    ],
)  # fmt: skip
def test_a_title_has_no_rest_of_the_words_around_it(sentence: str, trigger: str, actor: str, expected: str) -> None:
    assert title([told(sentence, trigger, actor=actor)]) == expected


def test_a_title_does_not_assert_what_reports_told_that_were_false():
    told_of = "The council of the town said on Sunday that reports that Anna Miro had offered to go were {}."
    refuted, confirmed = (told(told_of.format(word), "offered") for word in ("false", "true"))
    assert not title([refuted]).startswith("Anna Miro")
    assert title([confirmed]).startswith("Anna Miro had offered")


@pytest.mark.parametrize(
    ("beside", "trigger"),
    [
        ("Welcome to our coverage of the dam break in Karvina.", "break"),
        ("Anna Miro appeals against bribery verdict in Karvina.", "verdict"),
    ],
)
def test_what_a_noun_belongs_to_is_no_title_where_another_report_tells_it(beside: str, trigger: str):
    itself = f"A {trigger} shook Karvina by the lake."
    assert title([told(beside, trigger), told(itself, trigger)]) == itself.rstrip(".")


@pytest.mark.parametrize("verb", ["resigns", "resigned", "quit"])
def test_the_verb_behind_a_subject_with_of_is_told_of_itself(verb: str):
    of_guild, plain = (told(f"The head {of}{verb} in Karvina.", verb) for of in ("of the guild ", ""))
    assert title([of_guild, plain]) == f"The head of the guild {verb} in Karvina"


@pytest.mark.parametrize(
    ("sentence", "pronoun", "expected"),
    [
        ("The old lawyer Josef Miro, who left the court of the town of Karvina at noon, said that his client was calm.",
         "who", "Josef Miro left the court of the town of Karvina at noon"),
        ("All in the town of Karvina singled out the mill of Josef Miro, whose cart left the bridge in ruins in May.",
         "whose", "Josef Miro's cart left the bridge in ruins in May"),
    ],
)  # fmt: skip
def test_a_relative_pronoun_gives_way_to_its_name(sentence: str, pronoun: str, expected: str) -> None:
    made = told(sentence, "left", actor=pronoun)
    (who,) = made.arguments
    assert title([replace(made, arguments=(replace(who, actor=Actor("Josef Miro", None, None)),))]) == expected


AFTER_ITS_SUBJECT = (
    "An Austrian geologist held for three weeks in the forests of northern Karvina was freed on Tuesday and walked "
    "barefoot into an army post"
)


@pytest.mark.parametrize(
    ("sentence", "trigger", "actor", "expected"),
    [
        (AFTER_ITS_SUBJECT, "walked", "An Austrian geologist",
         "An Austrian geologist … walked barefoot into an army post"),
        (AFTER_ITS_SUBJECT.replace("was freed", "who was freed"), "walked", "An Austrian geologist",
         "… of northern Karvina who was freed on Tuesday and walked barefoot into an army post"),
        ("Growers on the eastern side of the lake have asked a court to stop it; the judges in Karvina will hear them.",
         "hear", "Growers on the eastern side",
         "… asked a court to stop it; the judges in Karvina will hear them"),
        ("In the night on Monday the police of Karvina asked all about the loss of bridges that were paid for twice.",
         "paid", "bridges", "Bridges were paid for twice"),
        ("In the night on Monday the police of Karvina asked all who were there of everything that was paid for twice.",
         "paid", "everything", "… asked all who were there of everything that was paid for twice"),
    ],
)  # fmt: skip
def test_a_verb_far_behind_its_subject_is_titled_by_both(
    sentence: str, trigger: str, actor: str, expected: str
) -> None:
    assert title([told(sentence, trigger, actor=actor)]) == expected
