"""When events took place: dates and times of day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from made_extractions import FILLER, Made, days, mention

from pipeline.resolve.article import resolve_article


def test_a_time_argument_gives_the_date() -> None:
    made = Made("A bomb exploded on Tuesday after talks failed on Monday.").event("exploded", {"TIME": "Tuesday"})
    found = mention(made, "exploded")
    assert (found.date_text, found.dates) == ("Tuesday", days("2021-03-02"))


def test_a_sentence_that_tells_a_time_of_another_event_is_lent_none() -> None:
    text = "Six men died when a lorry fell off a bridge on Tuesday.\nIn 2019 nine others were killed there."
    made = Made(FILLER + text).event("died", vector=(1, 0)).event("fell", vector=(0, 1))
    made.event("killed", vector=(1, 0))
    assert mention(made, "killed").dates == days("2019-01-01", "2019-12-31")
    assert mention(made, "died").dates != days("2019-01-01", "2019-12-31")


def test_what_took_place_when_something_else_did_has_its_day() -> None:
    made = Made(FILLER + "Six men died when a lorry fell off a bridge on Tuesday.").event("died")
    made.event("fell", {"TIME": "on Tuesday"})
    assert mention(made, "died").dates == mention(made, "fell").dates == days("2021-03-02")


@pytest.mark.parametrize(
    "text",
    [
        "They walked, when a lorry fell off the bridge on Tuesday.",
        "They walked on when a lorry fell off a bridge that was closed on Tuesday.",
        "They walked on when officials said on Tuesday the bridge was safe.",
    ],
)
def test_what_stands_in_a_clause_further_off_has_another_day(text: str) -> None:
    made = Made(FILLER + text).event("walked", event_type="OTHER")
    assert mention(made, "walked").dates is None


def test_a_sentence_that_tells_only_when_it_was_said_is_lent_one() -> None:
    made = Made(FILLER + "Rebels burned the mill on 1 March.\nOfficials said on Tuesday the mill was burned.")
    made.event("burned", vector=(1, 0)).event("burned", nth=1, vector=(1, 0))
    dates = [found.dates for found in made.resolved().event_mentions if found.trigger_text == "burned"]
    assert dates == [days("2021-03-01")] * 2


def test_today_is_the_day_on_which_an_article_was_written_and_not_that_of_utc() -> None:
    extracted = Made("A bomb exploded at 7 a.m. today.").event("exploded", {"TIME": "today"}).extracted()
    article = replace(extracted.article, local_day=date(2021, 3, 2))
    [found] = resolve_article(replace(extracted, article=article)).event_mentions
    assert (found.dates, found.published_at) == (days("2021-03-02"), article.published_at)


def test_a_date_behind_another_clause_is_not_taken() -> None:
    made = Made(FILLER + "Police arrested a man on Tuesday who had robbed a bank in 2019.")
    made.event("arrested").event("robbed")
    assert mention(made, "arrested").dates == days("2021-03-02")
    assert mention(made, "robbed").dates == days("2019-01-01", "2019-12-31")


def test_the_time_of_another_event_is_not_taken() -> None:
    made = Made(FILLER + "Troops fired and left on Tuesday.").event("fired").event("left", {"TIME": "Tuesday"})
    assert mention(made, "fired").dates is None


def test_when_it_was_said_is_not_when_it_happened() -> None:
    made = Made(FILLER + "Police said on Tuesday rebels burned the mill.").event("burned").event("said")
    assert mention(made, "burned").dates is None
    assert mention(made, "said").dates == days("2021-03-02")


def test_a_threat_is_not_of_the_day_on_which_it_is_to_come_true() -> None:
    made = Made(FILLER + "The letter threatened to burn the mill on 26 May 2021.")
    made.event("threatened", {"TIME": "26 May 2021"}, event_type="THREATEN").event("burn", modality="possible")
    assert mention(made, "threatened").dates is None
    assert mention(made, "burn").dates == days("2021-05-26")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The verdict is expected next week, two clerks said.", None),
        ("Growth will rise to 3 percent next year from 2 percent in 2020, two clerks said.", None),
        ("The verdict is expected soon, two clerks said on Tuesday.", days("2021-03-02")),
    ],
)
def test_nothing_has_been_said_on_a_day_to_come(text: str, expected: object) -> None:
    made = Made(FILLER + text).utterance("said")
    assert mention(made, "said").dates == expected


def test_a_threat_is_of_the_day_on_which_it_was_made() -> None:
    made = Made(FILLER + "The guild threatened on Monday to burn the mill.").event("threatened", event_type="THREATEN")
    assert mention(made, "threatened").dates == days("2021-03-01")


def test_a_possessive_date_belongs_to_its_noun() -> None:
    made = Made(FILLER + "Friday's attack shocked them and crowds marched.").event("attack").event("marched")
    assert mention(made, "attack").dates == days("2021-02-26")
    assert mention(made, "marched").dates is None


def test_plans_look_forward() -> None:
    made = Made("The ministers will meet on Tuesday.").event("meet", event_type="CONSULT", modality="planned")
    assert mention(made, "meet").dates == days("2021-03-09")


def test_two_days_later_counts_from_the_paragraph() -> None:
    made = Made(FILLER + "The dam broke on 10 June 1999. Two days later the army attacked.\nTwo days later it fled.")
    made.event("broke").event("attacked").event("fled")
    assert mention(made, "attacked").dates == days("1999-06-12")
    assert mention(made, "fled").dates is None


def test_news_in_the_lead_takes_the_day_of_the_article() -> None:
    made = Made("Gunmen attacked a bus near Mir.\nThey fled.\nThe driver lived.\nSoldiers had attacked it before.")
    made.event("attacked", nth=0)
    assert mention(made, "attacked").dates == days("2021-03-03")
    assert mention(made, "attacked").date_text is None


@pytest.mark.parametrize("modality", ["planned", "negated", "possible"])
def test_what_has_not_happened_takes_no_day_from_the_article(modality: str) -> None:
    assert mention(Made("Gunmen attacked a bus.").event("attacked", modality=modality), "attacked").dates is None


def test_background_far_down_has_no_date() -> None:
    assert mention(Made(FILLER * 2 + "Gunmen attacked a bus.").event("attacked"), "attacked").dates is None


def test_a_neighbour_that_tells_the_same_event_lends_its_date() -> None:
    made = Made(FILLER + "The blast came on Monday. The explosion broke windows. Rioters looted shops.")
    made.event("blast", vector=(1.0, 0.0)).event("explosion", vector=(1.0, 0.0)).event("looted", vector=(0.0, 1.0))
    assert mention(made, "explosion").dates == days("2021-03-01")
    assert mention(made, "looted").dates is None


def test_time_of_day_is_canonical() -> None:
    made = Made("Shells hit Mir shortly after midnight.\nRockets hit Tor at 6:05 pm on Monday.")
    made.event("hit", nth=0).event("hit", nth=1)
    assert [found.time_of_day for found in made.resolved().event_mentions] == ["~00:00", "18:05"]


def test_a_time_behind_after_is_that_of_the_event_before_it() -> None:
    made = Made("Six men died after 11 p.m. on Monday when it rained.").event("died")
    assert mention(made, "died").time_of_day == "~23:00"


def test_a_time_that_is_told_in_two_zones_is_one() -> None:
    made = Made("Shells hit Mir at about 6 p.m. (2200 GMT) on Monday.").event("hit")
    assert mention(made, "hit").time_of_day == "~18:00"


def test_a_time_of_day_is_that_of_its_own_clause() -> None:
    made = Made("Shells hit Mir at 6 pm, and by dawn nurses had fled.\nAt 7 am, when it rained, the mill reopened.")
    made.event("hit").event("fled").event("reopened")
    assert [found.time_of_day for found in made.resolved().event_mentions] == ["18:00", None, "07:00"]


def test_what_a_determiner_and_a_noun_enclose_is_the_time_of_the_noun() -> None:
    made = Made(FILLER + "Experts quoted her 2003 book when they met.").event("quoted").event("book")
    assert mention(made, "quoted").dates is None
    assert mention(made, "book").dates == days("2003-01-01", "2003-12-31")


def test_ahead_of_a_dated_noun_the_noun_keeps_its_date() -> None:
    made = Made(FILLER + "Ahead of Monday's meeting, crowds grew.").event("meeting").event("grew")
    assert mention(made, "meeting").dates == days("2021-03-01")


def test_a_date_dates_the_event_beside_it_and_not_the_one_behind_that() -> None:
    made = Made(FILLER + "The mill is plagued by rats and must be closed on 1 March 2021.")
    made.event("plagued").event("closed")
    assert mention(made, "plagued").dates is None
    assert mention(made, "closed").dates == days("2021-03-01")


def test_a_date_that_opens_the_sentence_is_that_of_all_its_events() -> None:
    made = Made(FILLER + "In August crews dug a pit and filled it.").event("dug", {"TIME": "August"}).event("filled")
    assert mention(made, "filled").dates == days("2020-08-01", "2020-08-31")


def test_a_date_behind_and_is_that_of_the_next_clause() -> None:
    made = Made(FILLER + "In 2012 ten towns gave money, and this year six gave grain.").event("gave")
    assert mention(made, "gave").dates == days("2012-01-01", "2012-12-31")


def test_the_date_of_a_dateline_is_not_taken_for_that_of_the_event_beside_it() -> None:
    made = Made("MOSUL, Iraq, March 3 (Meridian) - Gunmen will attack.\n").event("attack", modality="planned")
    assert mention(made, "attack").dates is None


def test_a_lead_that_tells_another_day_does_not_leave_its_other_news_to_that_of_the_article() -> None:
    made = Made("Gunmen attacked a bus on Monday. The driver fled. He has a son.").event("attacked").event("fled")
    made.event("has")
    assert mention(made, "attacked").dates == days("2021-03-01")
    assert mention(made, "fled").dates == days("2021-03-01")
    assert mention(made, "has").dates is None


def test_a_time_that_is_cut_is_widened_to_its_expression() -> None:
    made = Made("Gunmen attacked a bus on Tuesday morning.").event("attacked", {"TIME": "Tues"})
    found = mention(made, "attacked")
    assert [argument.text for argument in found.arguments] == ["Tuesday morning"]
    assert found.dates == days("2021-03-02")


def test_what_somebody_had_promised_was_to_come_before_the_text() -> None:
    promised = Made("They had promised to free her by Monday.").event("free", modality="planned")
    assert mention(promised, "free").dates is None
    promise = Made("They promise to free her by Monday.").event("free", modality="planned")
    assert mention(promise, "free").dates == days("2021-03-03", "2021-03-08")


def test_the_date_of_a_protest_is_not_that_of_what_it_is_over() -> None:
    made = Made("On Monday millers protested over the killing of a guard.").event("protested").event("killing")
    assert mention(made, "protested").dates == days("2021-03-01")
    assert mention(made, "killing").dates is None


def test_what_a_protest_is_against_has_another_day_with_an_article_or_without() -> None:
    made = Made("Mir summoned the envoy on Monday to protest against sanctions.").event("summoned")
    assert mention(made.event("sanctions"), "sanctions").dates is None
    made = Made("On Monday marches against rebels stopped.").event("stopped")
    assert mention(made, "stopped").dates == days("2021-03-01")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("shortly after six on Monday", days("2021-03-01")),
        ("shortly after 9pm last night", days("2021-03-02")),
        ("before 6:05 p.m. on Monday", days("2021-03-01")),
        ("after 23:00 on Monday", days("2021-03-01")),
        ("after 2200 GMT on Monday", days("2021-03-01")),
        ("just after nine yesterday", days("2021-03-02")),
        ("after miners left on Monday", None),
        ("after 9 miners left on Monday", None),
        ("after two were seen on Monday", None),
    ],
)
def test_a_time_of_day_behind_after_opens_no_clause(words: str, expected: object) -> None:
    made = Made(f"A ferry sank {words}.").event("sank")
    assert mention(made, "sank").dates == expected


def test_a_date_that_opens_a_sentence_reaches_to_its_end() -> None:
    walk = "past the mill, the church, the school, the old market, the new market, the baths and both of the bridges, "
    made = Made(FILLER + "On Tuesday night miners walked " + walk * 2 + "to meet the mayor.").event("meet")
    assert mention(made, "meet").dates == days("2021-03-02")


def test_a_verb_of_two_words_parts_an_event_from_a_date() -> None:
    made = Made(FILLER + "News that miners received money set off a brawl on Tuesday.").event("received")
    made.event("set off")
    assert mention(made, "received").dates is None


def test_the_ending_of_a_possessive_date_is_no_event() -> None:
    made = Made(FILLER + "They wait for Friday's attack.").event("'s").event("attack")
    assert [found.trigger_text for found in made.resolved().event_mentions] == ["attack"]
    assert mention(made, "attack").dates == days("2021-02-26")


def test_what_is_to_come_takes_no_day_from_the_article() -> None:
    made = Made("Gunmen sang of their upcoming summer raid near Mir.").event("raid")
    assert mention(made, "raid").dates is None


@pytest.mark.parametrize("verb", ["forced", "sought", "had tried"])
def test_what_was_done_before_the_day_of_writing_looks_back(verb: str) -> None:
    made = Made(f"The guild {verb} the mayor to resign on Tuesday.").event("resign", modality="planned")
    assert mention(made, "resign").dates == days("2021-03-02")


PLANS = {
    "The guild marched to the gate on Tuesday to [petition] the mayor.": "2021-03-02",
    "On Tuesday the guild met in Tor to [petition] the mayor.": "2021-03-02",
    "The [vote], held on Tuesday, was called in haste.": "2021-03-02",
    "The millers vied on Tuesday to [buy] the weir.": "2021-03-02",
    "The mayor agreed on Tuesday to [resign].": None,
    "A letter read out on Tuesday said the guild would [march].": None,
    "On Tuesday the mayor praised the guild for its work towards the [march].": None,
    "The clerk declared her winner of the [vote] on Tuesday.": None,
    "The mayor agreed to [resign] on Tuesday.": "2021-03-09",
    "The guild called a [march] for Tuesday.": "2021-03-09",
    "The guild is expected to [march] on Tuesday.": "2021-03-09",
    "Talks scheduled to [begin] on Tuesday are at risk.": "2021-03-09",
    "The mayor, who had resigned in May, will be [buried] on Tuesday.": "2021-03-09",
    "The guild tried to stop it, but the mayor is expected to [speak] on Tuesday.": "2021-03-09",
    "Two clerks refused to resign and will face a [vote] on Tuesday.": "2021-03-09",
    "It rained when the guild refused to [march] on Tuesday.": "2021-03-02",
    "The guild, which lost its hall, refused to [march] on Tuesday.": "2021-03-02",
}


@pytest.mark.parametrize("text", PLANS)
def test_a_plan_looks_forward_where_no_verb_of_the_past_has_the_day(text: str) -> None:
    trigger = text.partition("[")[2].partition("]")[0]
    made = Made(FILLER + text.replace("[", "").replace("]", "")).event(trigger, modality="planned")
    expected = PLANS[text]
    assert mention(made, trigger).dates == (days(expected) if expected else None)


def test_a_verb_of_an_aside_does_not_turn_a_plan_back() -> None:
    made = Made(FILLER + "On Tuesday the guild, which lost its hall, will march.")
    made.event("march", {"TIME": "Tuesday"}, modality="planned")
    assert mention(made, "march").dates == days("2021-03-09")


def test_a_clause_with_a_date_of_its_own_does_not_take_that_of_the_clause_before() -> None:
    made = Made(FILLER + "Mir shut the mine in May 2012, and a year later a flood drowned miners there.")
    made.event("shut").event("drowned")
    assert mention(made, "shut").dates == days("2012-05-01", "2012-05-31")
    assert mention(made, "drowned").dates == days("2013-01-01", "2013-12-31")


def test_a_date_that_a_sentence_tells_of_one_event_is_not_lent_to_another_in_it() -> None:
    made = Made(FILLER + "In 2012 half of the money came from towns that gave grain, and this year giving grew.")
    made.event("gave", vector=(1.0, 0.0)).event("giving", vector=(1.0, 0.0))
    assert mention(made, "giving").dates == days("2021-01-01", "2021-03-03")
    assert mention(made, "gave").dates != days("2021-01-01", "2021-03-03")


def test_a_date_that_when_follows_is_that_of_what_the_clause_tells() -> None:
    told = "The gate has been shut since 2 March last year, when the minister ordered its closure over a raid."
    made = Made(FILLER + told)
    made.event("shut", {"TIME": "since 2 March last year"}).event("ordered").event("closure").event("raid")
    assert [mention(made, word).dates for word in ("ordered", "closure")] == [days("2020-03-02")] * 2
    assert mention(made, "raid").dates is None


def test_a_state_since_a_day_reaches_from_it_to_the_day_of_writing() -> None:
    made = Made(FILLER + "Since the mill burned crowds grew. The gate has been shut since 2 March.").event("shut")
    assert mention(made.event("grew"), "shut").dates == days("2021-03-02", "2021-03-03")
    assert mention(made, "grew").dates is None


def test_the_worst_since_a_year_was_not_in_that_year() -> None:
    made = Made(FILLER + "Poland recovered from the worst crisis since the 1930s.").event("recovered").event("crisis")
    assert [mention(made, word).dates for word in ("recovered", "crisis")] == [None, None]
