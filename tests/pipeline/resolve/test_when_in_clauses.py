"""When events took place whose sentences tell days in several clauses."""

from __future__ import annotations

import pytest
from made_extractions import FILLER, Made, days, mention

from pipeline.records import DateRange


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("Guards held a man on Friday, a day after it burned.", "burned", days("2021-02-25")),
        ("They voted on Friday, two months after he annulled it.", "annulled", days("2020-12-01", "2020-12-31")),
        ("He is ill, his agent said on Tuesday, four days after he left.", "left", days("2021-02-26")),
        ("The mill shut on Monday, two days before he resigned.", "resigned", days("2021-03-03")),
        ("They met on Tuesday, a day after the attack.", "attack", days("2021-03-01")),
        ("The mill shut in May, a day after he resigned.", "resigned", None),
        ("The mill shut on Monday, two days after a guard who was held fled.", "fled", None),
    ],
)
def test_how_long_after_a_day_something_was_tells_its_day(text: str, trigger: str, expected: DateRange | None) -> None:
    assert mention(Made(FILLER + text).event(trigger, event_type="OTHER"), trigger).dates == expected


def test_a_verb_before_the_words_for_how_long_does_not_keep_the_day_away() -> None:
    made = Made(FILLER + "He was heard on Friday, guards said, a week after he fell.").event("said").event("fell")
    found = mention(made, "fell")
    assert (found.date_text, found.dates) == ("Friday, guards said, a week after", days("2021-02-16", "2021-02-22"))


def test_what_comes_after_such_a_day_is_of_that_day_only_where_it_goes_on() -> None:
    made = Made(FILLER + "They voted on Friday, a day after the mill burned and sank. ").event("burned").event("sank")
    assert [mention(made, word).dates for word in ("burned", "sank")] == [days("2021-02-25")] * 2
    made = Made(FILLER + "They voted on Friday, a day after the court annulled the victory of Miro.")
    made.event("annulled").event("victory")
    assert mention(made, "victory").dates is None


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("Six weeks after the whole valley imposed sanctions the mill is idle.", "sanctions", None),
        ("Six weeks after the valley imposed sanctions, envoys met on Monday.", "sanctions", None),
        ("A year to the day after a ferry sank there, divers came.", "sank", days("2020-01-01", "2020-12-31")),
        ("Two years almost to the day after a ferry sank, envoys met.", "sank", days("2019-01-01", "2019-12-31")),
        ("A year after a ferry sank there, envoys met on Monday.", "sank", days("2020-01-01", "2020-12-31")),
        ("A year after a ferry sank there, envoys met on Monday.", "met", days("2021-03-01")),
        ("More than a year after a ferry sank there, divers came.", "sank", None),
        ("Two years after the long war a bomb sank it, guards said.", "sank", None),
        ("Two years after the war ferries sank.", "sank", None),
        ("He was held a year after the ferry sank, guards said.", "sank", None),
        ("Two weeks after a ferry sank on Monday, divers came.", "sank", days("2021-03-01")),
    ],
)
def test_what_the_news_comes_long_after_is_not_of_its_day(text: str, trigger: str, expected: DateRange | None) -> None:
    assert mention(Made(text).event(trigger, event_type="OTHER"), trigger).dates == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mir has fined the firm over the collapse of 1 March.", [None, days("2021-03-01")]),
        ("Mir has fined the firm whose collapse shook the town on Tuesday.", [None, days("2021-03-02")]),
        ("The firm that Mir fined fears a collapse before the bells of Easter.", [None, None]),
        (
            "Mir has fined few since the flood of 2019, when a collapse shook it.",
            [None, days("2019-01-01", "2019-12-31")],
        ),
        ("Mir fined the firm on the night of 1 March after its collapse.", [days("2021-03-01"), None]),
        ("Mir fined the firm after Sunday's long-feared collapse on Tuesday.", [None, days("2021-02-28")]),
    ],
)
def test_the_day_of_a_noun_is_not_that_of_the_verb(text: str, expected: list[DateRange | None]) -> None:
    made = Made(FILLER + text).event("fined").event("collapse")
    assert [mention(made, word).dates for word in ("fined", "collapse")] == expected


def test_a_day_in_an_aside_is_not_that_of_the_clause_around_it() -> None:
    made = Made(FILLER + "The guild, whose head was jailed in 2019 for theft, condemned the raid.")
    made.event("jailed").event("condemned", event_type="ACCUSE")
    assert mention(made, "jailed").dates == days("2019-01-01", "2019-12-31")
    assert mention(made, "condemned").dates is None


def test_a_month_behind_an_aside_does_not_count_from_the_year_in_it() -> None:
    made = Made(FILLER + "Quill, who won a prize in 2019 for it, entered the clinic in September.").event("entered")
    assert mention(made, "entered").dates == days("2020-09-01", "2020-09-30")


def test_a_month_behind_a_sentence_that_ends_in_a_clause_counts_from_its_year() -> None:
    made = Made(FILLER + "He fled to Mir, which fell in 2019. In September he died.").event("died")
    assert mention(made, "died").dates == days("2019-09-01", "2019-09-30")


def test_what_somebody_had_done_before_has_its_own_day() -> None:
    made = Made(FILLER + "He was tried there, having fled to Mir in 2019.").event("tried").event("fled")
    assert mention(made, "fled").dates == days("2019-01-01", "2019-12-31")
    assert mention(made, "tried").dates is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Guards held the head of a firm that ran the mill on Friday.", days("2021-02-26")),
        ("Guards held a man who burned the mill on Friday.", None),
        ("Guards held a man because it rained on Friday.", None),
    ],
)
def test_what_is_no_happening_takes_no_day_from_the_verb_of_the_lead(text: str, expected: DateRange | None) -> None:
    made = Made(text).event("held")
    made = made.event("burned") if "burned" in text else made
    assert mention(made, "held").dates == expected


@pytest.mark.parametrize(
    "text",
    [
        "Soldiers seized the mill and stormed the hall on Tuesday, before others fled.",
        "Soldiers seized the mill and others stormed the hall early on Tuesday.",
    ],
)
def test_the_day_of_the_lead_is_that_of_both_acts_that_it_joins(text: str) -> None:
    made = Made(text).event("seized").event("stormed", {"TIME": "Tuesday"})
    assert mention(made, "seized").dates == days("2021-03-02")


@pytest.mark.parametrize(
    "text",
    [
        "Soldiers seized the mill, and others stormed the hall on Tuesday.",
        "Soldiers seized the mill and the guild said on Tuesday that others stormed the hall.",
        "Soldiers seized the mill that rebels built and others stormed on Tuesday.",
    ],
)
def test_acts_that_the_lead_parts_have_each_its_day(text: str) -> None:
    made = Made(text).event("seized").event("stormed", {"TIME": "Tuesday"})
    assert mention(made, "seized").dates != days("2021-03-02")


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("14:12 GMT - Guards took the mill. Flights are off.", "took", days("2021-03-03")),
        ("14:12 GMT - Guards met. Miro cancels a flight.", "cancels", days("2021-03-03")),
        ("14:12 GMT - Guards met. They hold the mill, which they took.", "took", None),
        ("14:12 GMT - Guards had taken the mill before.", "taken", None),
        ("Guards took the mill at 14:12 GMT.", "took", None),
        ("14:12 GMT - Guards met.\nBackground: guards took the mill.", "took", None),
        ("14:12 GMT\nGuards took the mill.", "took", days("2021-03-03")),
        ("[14.12]\nMill falls\n\nGuards took the mill.", "took", days("2021-03-03")),
        ("14:12\nGuards met.\nThey took the mill.", "took", None),
        ("14:12\nMill falls\nTown waits\nGuards took the mill.", "took", None),
        ("The vote ended 14:12\nGuards took the mill.", "took", None),
    ],
)
def test_an_entry_of_a_live_report_tells_of_its_day(text: str, trigger: str, expected: DateRange | None) -> None:
    made = Made(f"18:05 GMT - It rains. Nobody is out. Shops are shut.\n{FILLER}{text}").event(trigger)
    assert mention(made, trigger).dates == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Miro could make her debut on Saturday.", days("2021-03-06")),
        ("Her season was due to begin with a debut on Saturday.", days("2021-03-06")),
        ("She may have made her debut on Saturday.", days("2021-02-27")),
        ("He could sing, but the debut on Saturday was hers.", days("2021-02-27")),
    ],
)
def test_what_may_come_lies_ahead_and_what_may_have_been_behind(text: str, expected: DateRange) -> None:
    made = Made(FILLER + text).event("debut", {"TIME": "Saturday"}, event_type="OTHER", modality="possible")
    assert mention(made, "debut").dates == expected
