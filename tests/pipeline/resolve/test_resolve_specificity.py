"""What is told in two words is one happening, and a word of another's name is none."""

from __future__ import annotations

import pytest

from models.records import Event, Span
from pipeline.resolve.specificity import with_specificity
from schemas.vocabulary import HAPPENS_ABOVE


def _kept(text: str, *triggers: str, modalities: tuple[str, ...] = ()) -> list[str]:
    """Those of the triggers of one sentence that are still particular happenings."""
    spans = [Span(text.index(trigger), text.index(trigger) + len(trigger)) for trigger in triggers]
    told = modalities or ("asserted",) * len(spans)
    events = [
        Event(span, Span(0, len(text)), "OTHER", None, (), modality, 0.9, b"", specificity=0.97)
        for span, modality in zip(spans, told, strict=True)
    ]
    settled = zip(triggers, with_specificity(events, text), strict=True)
    return [trigger for trigger, event in settled if event.specificity > HAPPENS_ABOVE]


@pytest.mark.parametrize(
    ("text", "triggers", "kept"),
    [
        ("The millers of Karvina went on strike in May.", ["went", "strike"], ["strike"]),
        ("They had to let her go by Easter.", ["let", "go"], ["go"]),
        ("Karvina imposed sweeping new sanctions on the mill.", ["imposed", "sanctions"], ["sanctions"]),
        ("The march ended at the mill.", ["march", "ended"], ["march"]),
        ("Hearings will begin in Karvina.", ["Hearings", "begin"], ["Hearings"]),
        ("They began to count the sacks.", ["began", "count"], ["count"]),
        ("Karvina suffered its worst mill fire in May.", ["suffered", "fire"], ["fire"]),
        ("The raid left five people dead.", ["raid", "left", "dead"], ["raid", "dead"]),
        ("The miller was found guilty of theft.", ["found", "guilty"], ["found"]),
    ],
)
def test_a_verb_that_says_little_is_a_second_record_of_one_act(text: str, triggers: list[str], kept: list[str]) -> None:
    assert _kept(text, *triggers) == kept


@pytest.mark.parametrize(
    ("text", "triggers"),
    [
        ("The miller went home, and the strike was over.", ["went", "strike"]),
        ("They left the dead at the mill.", ["left"]),
        ("The fire led to losses at the mill.", ["led", "losses"]),
        ("The guards were held for throwing stones.", ["held", "throwing"]),
        ("They agreed to stop drinking.", ["stop", "drinking"]),
        ("The millers talked and the storm began.", ["talked", "began"]),
        ("A cart carrying flour reached the mill.", ["carrying", "reached"]),
    ],
)
def test_two_acts_are_two_happenings(text: str, triggers: list[str]) -> None:
    assert _kept(text, *triggers) == triggers


def test_a_planned_act_and_one_that_did_not_happen_are_two() -> None:
    text = "A planned rally did not happen."
    assert _kept(text, "rally", "happen", modalities=("planned", "negated")) == ["rally", "happen"]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("She was on her way to a survey camp near the mill.", "survey"),
        ("They are on the sanctions list.", "sanctions"),
        ("He fled the accident scene in a cart.", "accident"),
        ("The guards came up on the road.", "on"),
    ],
)
def test_a_word_that_names_no_happening_of_its_own_is_no_happening(text: str, trigger: str) -> None:
    assert _kept(text, trigger) == []


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The survey cost a year.", "survey"),
        ("The attack killed six.", "attack"),
        ("The attack comes a day before the vote.", "attack"),
        ("They never got over the attack itself.", "attack"),
        ("They were in a debate again.", "debate"),
        ("The mill that burned down was old.", "burned"),
        ("They survey land near the mill.", "survey"),
    ],
)
def test_the_noun_of_a_happening_stays_one(text: str, trigger: str) -> None:
    assert _kept(text, trigger) == [trigger]


def test_the_noun_behind_may_be_the_happening() -> None:
    assert _kept("They held a protest march in Karvina.", "protest", "march") == ["protest", "march"]


@pytest.mark.parametrize(
    ("text", "trigger", "modality"),
    [
        ("Easter passed on Sunday.", "passed", "asserted"),
        ("Two years passed before anybody asked.", "passed", "asserted"),
        ("Christmas came and went.", "went", "asserted"),
        ("He laughed, and then the line was gone.", "gone", "asserted"),
        ("It was the pots that went first, she said.", "went", "asserted"),
        ("No cow should have to show a passport.", "show", "negated"),
        ("Workers must not strike, the court ruled.", "strike", "negated"),
        ("The ministry should resign, they said.", "resign", "planned"),
        ("Kidnappings of foreigners are rare in Karvina.", "Kidnappings", "asserted"),
        ("Strikes there have been common.", "Strikes", "asserted"),
        ("Our soil would not become a corridor.", "become", "negated"),
        ("Our soil won't become a corridor.", "become", "negated"),
    ],
)
def test_what_is_plainly_no_happening_is_none(text: str, trigger: str, modality: str) -> None:
    assert _kept(text, trigger, modalities=(modality,)) == []


@pytest.mark.parametrize(
    ("text", "trigger", "modality"),
    [
        ("The senate on Tuesday passed a bill.", "passed", "asserted"),
        ("The truck that passed first was on fire.", "fire", "asserted"),
        ("Six men have gone to Karvina.", "gone", "asserted"),
        ("The pots went to Karvina.", "went", "asserted"),
        ("Thieves must have opened the gate.", "opened", "asserted"),
        ("The accord must still be ratified by Karvina.", "ratified", "planned"),
        ("The minister would not sign the accord.", "sign", "negated"),
        ("The night came the news broke.", "broke", "asserted"),
        ("The raids were announced by a common enemy.", "raids", "asserted"),
        ("The strike was rare luck for the millers.", "strike", "asserted"),
    ],
)
def test_what_may_have_happened_stays_a_happening(text: str, trigger: str, modality: str) -> None:
    assert _kept(text, trigger, modalities=(modality,)) == [trigger]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("A miller who asked not to be named saw it.", "asked"),
        ("A miller who asked not to be named saw it.", "named"),
        ("The company did not reply to requests for comment.", "reply"),
        ("The company did not reply to requests for comment.", "requests"),
        ("It did not immediately respond to an emailed request for comment.", "respond"),
        ("They spoke to the Herald on condition of anonymity.", "spoke"),
        ("Miro could not be reached for comment.", "reached"),
        ("The guild declined to comment on the fire.", "declined"),
    ],
)
def test_how_a_report_was_made_is_no_happening(text: str, trigger: str) -> None:
    assert _kept(text, trigger) == []


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The guild did not respond to calls for a strike.", "respond"),
        ("The town could not be reached by road.", "reached"),
        ("Miro asked the guild not to march.", "asked"),
        ("Miro refused to be searched.", "refused"),
        ("They spoke of the fire on condition that it ended.", "spoke"),
    ],
)
def test_what_is_done_in_such_words_stays_a_happening(text: str, trigger: str) -> None:
    assert _kept(text, trigger) == [trigger]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Her party, the People's Furrow, now holds 31 seats.", "Furrow"),
        ("The party Furrow and Seed condemned the raid.", "Furrow"),
        ("He scored again and won the Golden Boot.", "Boot"),
        ("Their coach, Iker Soldevila, resigned.", "Soldevila"),
        ("A Military Committee for Refoundation has met there.", "Refoundation"),
        ('They play sisters in the series "Harbor Strike", whose season ends.', "Strike"),
        ("He beat Henry Chisale of the Democratic Accord Party.", "Accord"),
        ("The People's Accord asked for it.", "Accord"),
        ("The Commission on Presidential Debates announced it.", "Debates"),
    ],
)
def test_a_word_of_a_name_is_no_happening(text: str, trigger: str) -> None:
    assert _kept(text, trigger) == []


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The mill was burned in the Iraq War long ago.", "War"),
        ("They signed the Paris Accord in May.", "Accord"),
        ("The Karvina Massacre shocked the town.", "Massacre"),
        ("Soldiers Attack Presidential Residence In Karvina.", "Attack"),
        ("Soldiers Torch Old Mill in Karvina.", "Torch"),
        ("Torched mills stand in Karvina.", "Torched"),
        ("In Karvina, Burned carts stood about.", "Burned"),
    ],
)
def test_a_name_of_a_happening_and_a_word_with_a_capital_stay_happenings(text: str, trigger: str) -> None:
    assert _kept(text, trigger) == [trigger]
