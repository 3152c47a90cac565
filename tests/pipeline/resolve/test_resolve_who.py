"""Who acts and who speaks: chains of names, countries and sectors."""

from __future__ import annotations

import pytest
from made_extractions import FILLER, Made, mention

from pipeline.records import Actor


@pytest.mark.parametrize(
    ("source", "nth", "expected"),
    [
        ("Deputy Foreign Minister Burak Demirel", 0, ("Burak Demirel", "TUR", "GOV")),
        ("Demirel", 1, ("Burak Demirel", "TUR", "GOV")),
        ("the deputy foreign minister", 0, ("Burak Demirel", "TUR", "GOV")),
    ],
)
def test_a_speaker_takes_the_fullest_name_of_the_chain(source: str, nth: int, expected: tuple[str, str, str]) -> None:
    text = (
        "Turkish Deputy Foreign Minister Burak Demirel spoke. Then Demirel said it rained. "
        "Later the deputy foreign minister said it snowed."
    )
    speaker = Made(text).claim(source, "said", "it rained", source_nth=nth).resolved().claim_mentions[0].speaker
    assert (speaker.name, speaker.country, speaker.sector) == expected


def test_a_name_that_two_people_bear_stays_as_it_stands() -> None:
    text = "Anna Miro and Josef Miro met. Later Miro said it rained."
    claim = Made(text).claim("Miro", "said", "it rained", source_nth=2).resolved().claim_mentions[0]
    assert claim.speaker.name == "Miro"


def test_an_apposition_tells_country_and_sector() -> None:
    text = "Burak Demirel, Turkey's deputy foreign minister, said it rained."
    speaker = Made(text).claim("Burak Demirel", "said", "it rained").resolved().claim_mentions[0].speaker
    assert (speaker.name, speaker.country, speaker.sector) == ("Burak Demirel", "TUR", "GOV")


@pytest.mark.parametrize(
    ("text", "actor", "expected"),
    [
        ("Ankara signed it.", "Ankara", ("Turkey", "TUR", "GOV")),
        ("The Turks signed it.", "The Turks", ("Turkey", "TUR", "GOV")),
        (
            "Turkey's Foreign Ministry signed it.",
            "Turkey's Foreign Ministry",
            ("Turkey's Foreign Ministry", "TUR", "GOV"),
        ),
        ("Turkish police signed it.", "Turkish police", ("Turkish police", "TUR", "COP")),
        ("Turkish police on a bridge signed it.", "Turkish police on a bridge", ("Turkish police", "TUR", "COP")),
        ("Open Granary, the charity, signed it.", "Granary, the charity", ("Granary", None, "NGO")),
        ("The White House signed it.", "The White House", ("White House", "USA", "GOV")),
        ("Laos signed it.", "Laos", ("Laos", "LAO", "GOV")),
        ("Brussels signed it.", "Brussels", ("Brussels", None, "IGO")),
        (
            "The World Health Organisation signed it in Chad.",
            "The World Health Organisation",
            ("World Health Organisation", None, "IGO"),
        ),
        ("The Union of Miners (KGU) signed it.", "The Union of Miners (KGU", ("Union of Miners", None, "LAB")),
        ("Syrian-backed militias signed it.", "Syrian-backed militias", ("Syrian-backed militias", None, "REB")),
        ("The UN signed it in Iraq.", "The UN", ("UN", None, "IGO")),
        ("UN envoy Josef Miro signed it in Iraq.", "UN envoy Josef Miro", ("Josef Miro", None, "IGO")),
        ("Students in Warsaw signed it.", "Students in Warsaw", (None, "POL", "EDU")),
        ("Two men signed it.", "Two men", (None, None, "CVL")),
        (
            "Former French president Luc Morel signed it.",
            "Former French president Luc Morel",
            ("Luc Morel", "FRA", "ELI"),
        ),
        ("Members of the Polish parliament signed it.", "Members of the Polish parliament", (None, "POL", "LEG")),
        ("They told us they signed it.", "us", (None, None, None)),
    ],
)
def test_actors_have_country_and_sector(
    text: str, actor: str, expected: tuple[str | None, str | None, str | None]
) -> None:
    found = mention(Made(text).event("signed", {"ACTOR": actor}, event_type="AGREE"), "signed").arguments[0].actor
    assert (found.name, found.country, found.sector) == expected


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        ("Ines Falk, who said it rained, left.", "who", "Ines Falk"),
        ("Ines Falk of Graz, who said it rained, left.", "who", "Ines Falk"),
        ("The workers who said it rained left.", "who", None),
        ("Ines Falk met Peter Karr. She said it rained.", "She", "Ines Falk"),
        ("Mr Borek Karr met Mrs Talia Venn. He said it rained.", "He", "Borek Karr"),
        ("Retired Lt. Gen. Ines Falk said it rained.", "Retired Lt. Gen. Ines Falk", "Ines Falk"),
        ("Saruni ole Kipas said it rained.", "Saruni ole Kipas", "Saruni ole Kipas"),
        ("The New York businessman said it rained.", "The New York businessman", None),
        (
            "A spokeswoman for the ministry, Ines Falk, said it rained.",
            "A spokeswoman for the ministry, Ines Falk,",
            "Ines Falk",
        ),
        (
            "The head of the old clinic, Dr Ines Falk, said it rained.",
            "The head of the old clinic, Dr Ines Falk,",
            "Ines Falk",
        ),
        ("One of the sailors, Tam Venn, said it rained.", "One of the sailors, Tam Venn,", "Tam Venn"),
        ("An eyewitness, Tam Venn, said it rained.", "An eyewitness, Tam Venn,", "Tam Venn"),
        ("The mayor of the old town, Ines Falk said it rained.", "The mayor of the old town, Ines Falk", "Ines Falk"),
        ("People of the valley, Ines Falk among them, said it rained.", "People of the valley", None),
        ("The mayor of Ulm, Germany said it rained.", "The mayor of Ulm, Germany", None),
        ("Ines Falk met a spokesman of the guild, Tam Venn. He said it rained.", "He", "Tam Venn"),
        ("Ore Falk, its chairwoman, met Tam Venn, a spokesman for it. She said it rained.", "She", "Ore Falk"),
        ("The chairman of the guild greeted Ore Falk. She said it rained.", "She", "Ore Falk"),
        ("I said it rained.", "I", None),
        ("Agents of Karvin9 said it rained.", "Karvin9", "Karvin9"),
        ("Dresden Mayor Ines Falk met Peter Karr. She said it rained.", "She", "Ines Falk"),
        ("Civil Defence Minister Ines Falk said it rained.", "Civil Defence Minister Ines Falk", "Ines Falk"),
        ("Orlo Police Chief Ines Falk said it rained.", "Orlo Police Chief Ines Falk", "Ines Falk"),
        ("Karvin Mayor Reform Party said it rained.", "Karvin Mayor Reform Party", "Karvin Mayor Reform Party"),
        ("Stephen King Falk said it rained.", "Stephen King Falk", "Stephen King Falk"),
        ("Rain fell on Mrs Falk. Later she said it rained.", "she", "Falk"),
        ("State House said it rained.", "State House", "State House"),
        ("The guild's spokesman, Tam Venn, left. The spokesman said it rained.", "The spokesman", "Tam Venn"),
        ("The chairman of the guild, Tam Venn, left. Later the chairman said it rained.", "the chairman", "Tam Venn"),
        ("All met the chairman, Tam Venn and Ines Falk. The chairman said it rained.", "The chairman", None),
    ],
)
def test_a_speaker_is_one_person_or_nobody(text: str, source: str, name: str | None) -> None:
    claim = Made(text).claim(source, "said", "it rained").resolved().claim_mentions[0]
    assert claim.speaker.name == name


def test_us_in_capitals_is_a_country() -> None:
    made = Made("Rebels asked the US for grain.").event("asked", {"RECIPIENT": "US"}, event_type="REQUEST")
    assert mention(made, "asked").arguments[0].actor.country == "USA"


def test_a_surname_of_two_people_is_the_speaker_before_who_bears_it() -> None:
    text = "Anna Miro and Josef Miro met. Josef Miro said it rained. Miro said on it snowed."
    made = Made(text).claim("Josef Miro", "said", "it rained", source_nth=1)
    made.claim("Miro", "said on", "it snowed", source_nth=3)
    assert [claim.speaker.name for claim in made.resolved().claim_mentions] == ["Josef Miro", "Josef Miro"]


def test_a_source_that_cuts_a_name_bears_the_whole_name() -> None:
    text = "Prime Minister Ines May said it rained."
    claim = Made(text).claim("Prime Minister Ines", "said", "it rained").resolved().claim_mentions[0]
    assert claim.speaker.name == "Ines May"


def test_a_newspaper_is_not_the_country_in_its_name() -> None:
    text = "Donors gave more, a USA TODAY analysis of their papers shows."
    claim = Made(text).claim("a USA TODAY analysis of their papers", "shows", "Donors gave more").resolved()
    assert claim.claim_mentions[0].speaker.name != "USA"


@pytest.mark.parametrize("opener", ["Maybe", "Should", "Wherever"])
def test_a_word_that_opens_a_sentence_is_no_part_of_a_name(opener: str) -> None:
    text = f"{opener} Anna Miro wins, all is well. Miro said it rained."
    claim = Made(text).claim("Miro", "said", "it rained", source_nth=1).resolved().claim_mentions[0]
    assert claim.speaker.name == "Anna Miro"


def test_whom_the_lexicon_knows_has_no_country_of_the_words_around() -> None:
    text = "In Mexico, Donald Trump said it rained. The Mexican Donald Trump mask sold. Mexican Donald Trump fans came."
    claim = Made(text).claim("Donald Trump", "said", "it rained").resolved().claim_mentions[0]
    assert claim.speaker.country == "USA"


def test_a_source_that_ends_in_a_title_goes_on_to_the_name() -> None:
    text = "Anna Miro won. Then friends came, and Ms. Miro said it rained."
    claim = Made(text).claim("Ms", "said", "it rained").resolved().claim_mentions[0]
    assert claim.speaker.name == "Anna Miro"


@pytest.mark.parametrize(
    ("told", "country"),
    [
        ("The tour left Ohio. Anna Miro, an engineer in San Jose, Calif., spoke.", "USA"),
        ("The tour left Costa Rica. Anna Miro, an engineer in San Jose, spoke.", "CRI"),
        ("The tour left Ohio. Georgia governor Anna Miro spoke.", "USA"),
        ("The tour left Tbilisi. Georgia premier Anna Miro spoke.", "GEO"),
    ],
)
def test_a_name_that_two_places_bear_is_that_of_the_country_around(told: str, country: str) -> None:
    speaker = Made(told + " Miro said it rained.").claim("Miro", "said", "it rained", source_nth=1).resolved()
    assert speaker.claim_mentions[0].speaker.country == country


def test_a_country_among_countries_is_no_state() -> None:
    made = Made("Ohio firms paid.\nOhio guards met. Rebels shelled Georgia and Ukraine in May.")
    assert (
        made.event("shelled", {"RECIPIENT": "Georgia"}).resolved().event_mentions[0].arguments[0].actor.country == "GEO"
    )


@pytest.mark.parametrize(
    ("told", "country"),
    [
        ("Chad shut its gate. Sudan wept, and in Sudan and all along the Sudanese side of Chad trade fell.", None),
        ("ABECHE, Chad — Chad shut its gate. Sudan wept. In Sudan trade fell. Sudan wrote notes.", "TCD"),
        ("Chad shut its gate. Nothing moved in Chad. Sudan wept.", "TCD"),
        ("Notes from Mali. Chad shut its gate. Chad sent men. Chad dug. Chad paid.", "TCD"),
    ],
)
def test_an_officials_country_is_the_one_that_the_story_is_clearly_about(told: str, country: str | None) -> None:
    claim = Made(f"{told}\nInterior Minister Ines Falk said it rained.").claim("Ines Falk", "said", "it rained")
    assert claim.resolved().claim_mentions[0].speaker.country == country


def test_an_office_that_is_somebodys_has_no_country_of_its_own() -> None:
    text = "Chad shut its gate. Chad wept. Hungary and its foreign minister, Ines Falk, said it rained."
    claim = Made(text).claim("its foreign minister, Ines Falk", "said", "it rained").resolved()
    assert claim.claim_mentions[0].speaker.country is None


def test_a_ministry_has_its_country_from_where_it_is_named() -> None:
    text = "The Foreign Ministry in Minsk spoke. Later the ministry said in Finland that it rained."
    claim = Made(text).claim("the ministry", "said in Finland", "that it rained").resolved()
    assert claim.claim_mentions[0].speaker.country == "BLR"


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("The ministry summoned the Ugandan envoy.", None),
        ("The ministry warned Uganda.", None),
        ("The ministry met on the Ugandan border.", None),
        ("The ministry met in the Ugandan capital.", "UGA"),
        ("In Uganda the ministry met.", "UGA"),
    ],
)
def test_whom_something_is_done_to_lends_no_country(text: str, country: str | None) -> None:
    made = Made(text)
    made.event(text.split("ministry ")[1].split()[0].rstrip("."), {"ACTOR": made.span("he ministry", 0)})
    [actor] = [one.actor for one in made.resolved().event_mentions[0].arguments]
    assert actor.country == country


def test_who_speaks_lends_no_country_to_whom_he_speaks_of() -> None:
    text = "Ottawa said guards had left."
    made = Made(text).event("left", {"ACTOR": "guards"}).claim("Ottawa", "said", "guards had left")
    assert mention(made, "left").arguments[0].actor.country is None


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The captain left. His men signed it in London.", "His men"),
        ("None of our guards signed it in London.", "None of our guards"),
        ("Ines Falk, who heads the office in Chad, signed it.", "Ines Falk, who heads the office in Chad"),
        ("Ines Falk, head of operations in Chad, signed it.", "Ines Falk, head of operations in Chad"),
        ("Chad burned. Chad wept. Sudan wept. A gang signed it.", "A gang"),
    ],
)
def test_what_stands_around_does_not_tell_every_country(text: str, actor: str) -> None:
    found = mention(Made(text).event("signed", {"ACTOR": actor}, event_type="AGREE"), "signed").arguments[0].actor
    assert found.country is None


@pytest.mark.parametrize(
    ("text", "actor", "named"),
    [
        ("Kenya and Tanzania signed it.", "Kenya and Tanzania", [("Kenya", "KEN"), ("Tanzania", "TZA")]),
        ("Lakes of Kenya and Tanzania signed it.", "and Tanzania", [("Tanzania", "TZA")]),
        (
            "The ministers Ines Falk and Tam Venn signed it.",
            "The ministers Ines Falk and Tam Venn",
            [("Ines Falk", None), ("Tam Venn", None)],
        ),
        (
            "The ministers of Kenya and Tanzania signed it.",
            "The ministers of Kenya and Tanzania",
            [(None, None)],
        ),
        ("Bosnia and Herzegovina signed it.", "Bosnia and Herzegovina", [("Bosnia and Herzegovina", "BIH")]),
    ],
)
def test_two_who_are_named_side_by_side_are_two(
    text: str, actor: str, named: list[tuple[str | None, str | None]]
) -> None:
    found = mention(Made(text).event("signed", {"ACTOR": actor}, event_type="AGREE"), "signed").arguments
    assert [(one.actor.name, one.actor.country) for one in found] == named


def test_speakers_of_two_countries_are_of_none() -> None:
    claim = Made("Kenya and Tanzania said it rained.").claim("Kenya and Tanzania", "said", "it rained").resolved()
    assert claim.claim_mentions[0].speaker.country is None


@pytest.mark.parametrize(
    "text",
    [
        "Prices rose in San Diego. A dealer wept. He said it rained.",
        "MONTE ORO, Chad — A dealer wept. He said it rained.",
    ],
)
def test_a_town_is_nobody_who_speaks(text: str) -> None:
    assert Made(text).claim("He", "said", "it rained").resolved().claim_mentions[0].speaker.name is None


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        ("The Karvin Miners' Federation said it rained.", "The Karvin Miners' Federation", "Karvin Miners' Federation"),
        ("His party, the People's Dawn, said it rained.", "His party, the People's Dawn,", "People's Dawn"),
        ("The Democrats' Ines Falk said it rained.", "The Democrats' Ines Falk", "Ines Falk"),
        ("The radio's Ines Falk said it rained.", "The radio's Ines Falk", "Ines Falk"),
        ("KARVIN, Chad — Thousands of miners said it rained.", "Thousands of miners", None),
    ],
)
def test_a_name_is_neither_cut_nor_lengthened(text: str, source: str, name: str | None) -> None:
    claim = Made(text).claim(source, "said", "it rained").resolved().claim_mentions[0]
    assert claim.speaker.name == name


@pytest.mark.parametrize(
    ("text", "source", "sector"),
    [
        ("Police Commissioner Ines Falk said it rained.", "Police Commissioner Ines Falk", "COP"),
        ("Ines Falk, president of the Karvin Miners' Federation, said it rained.", "Ines Falk", "LAB"),
        (
            "The Karvin Miners' Federation met. Ines Falk, the federation's president, said it rained.",
            "Ines Falk",
            "LAB",
        ),
        ("Ines Falk, the bureau's president, said it rained.", "Ines Falk", None),
        ("Ines Falk, the country's president, said it rained.", "Ines Falk", "GOV"),
        ("Polish President Ines Falk said it rained.", "Polish President Ines Falk", "GOV"),
        ("A negotiator for the family said it rained.", "A negotiator for the family", "CVL"),
        ("The hospital and Mrs Falk said it rained.", "The hospital and Mrs Falk", None),
    ],
)
def test_an_office_is_of_the_sector_that_it_serves(text: str, source: str, sector: str | None) -> None:
    claim = Made(text).claim(source, "said", "it rained").resolved().claim_mentions[0]
    assert claim.speaker.sector == sector


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("The Dry Wells Front met.", "Dry Wells Front"),
        ("The Dry Wells Front met the Old Men Front.", None),
        ("Nobody met.", None),
    ],
)
def test_the_front_is_the_only_one_that_is_named(told: str, name: str | None) -> None:
    claim = Made(f"{told} Later the front said it rained.").claim("the front", "said", "it rained").resolved()
    assert claim.claim_mentions[0].speaker.name == name


@pytest.mark.parametrize(
    ("text", "trigger", "actor", "role"),
    [
        ("Six men were killed.", "killed", "Six men", "RECIPIENT"),
        ("Two men have been badly injured.", "injured", "Two men", "RECIPIENT"),
        ("Two men will be tried.", "tried", "Two men", "RECIPIENT"),
        ("Two men are still held.", "held", "Two men", "RECIPIENT"),
        ("Two men were led out.", "led out", "Two men", "RECIPIENT"),
        ("Two men were opposed to it.", "opposed", "Two men", "ACTOR"),
        ("Two men are paying.", "paying", "Two men", "ACTOR"),
        ("Six men who were there killed dogs.", "killed", "Six men", "ACTOR"),
        ("The town called for sanctions on two men.", "sanctions", "two men", "RECIPIENT"),
        ("There were sanctions by two men.", "sanctions", "two men", "ACTOR"),
    ],
)
def test_to_whom_something_is_done_is_no_actor(text: str, trigger: str, actor: str, role: str) -> None:
    found = mention(Made(text).event(trigger, {"ACTOR": actor}), trigger)
    assert [argument.role for argument in found.arguments] == [role]


def test_what_is_told_besides_of_an_office_is_no_part_of_its_name() -> None:
    text = "Kenya's president, who is due in Karvin on Friday, said it rained."
    claim = Made(text).claim("Kenya's president, who is due in Karvin on Friday", "said", "it rained").resolved()
    assert claim.claim_mentions[0].speaker.name == "Kenya's president"


@pytest.mark.parametrize("words", ["Miro's performance on this debate", "Miro's tax"])
def test_what_somebody_has_does_not_bear_his_name(words: str) -> None:
    made = Made(f"Voters criticised {words} on Tuesday.").event("criticised", {"RECIPIENT": words})
    assert mention(made, "criticised").arguments[0].actor == Actor(None, None, None)


def test_who_is_somebodys_keeps_the_words_that_tell_him() -> None:
    made = Made("Voters criticised Miro's lawyer on Tuesday.").event("criticised", {"RECIPIENT": "Miro's lawyer"})
    assert mention(made, "criticised").arguments[0].actor.sector == "JUD"


@pytest.mark.parametrize("words", ["Mr. King", "King"])
def test_a_surname_that_is_an_office_elsewhere_is_a_person(words: str) -> None:
    made = Made(f"The singer Gayle King came. Later {words} sang.").event("sang", {"ACTOR": words}, nth=0)
    assert mention(made, "sang").arguments[0].actor == Actor("Gayle King", None, None)


def test_a_king_rules() -> None:
    made = Made("Voters met King Osric on Tuesday.").event("met", {"RECIPIENT": "King Osric"})
    assert mention(made, "met").arguments[0].actor == Actor("Osric", None, "GOV")


@pytest.mark.parametrize("words", ["Firefighters", "The fire brigade", "Fire crews"])
def test_a_fire_brigade_is_no_army(words: str) -> None:
    made = Made(f"{words} rescued a child.").event("rescued", {"ACTOR": words})
    assert mention(made, "rescued").arguments[0].actor.sector == "GOV"


def test_two_who_speak_together_have_no_name_in_common() -> None:
    made = Made(FILLER + "Nairobi and Dodoma said that it would rain.").claim(
        "Nairobi and Dodoma", "said", "that it would rain"
    )
    assert made.resolved().claim_mentions[0].speaker == Actor(None, None, "GOV")


def test_a_word_that_compares_is_no_part_of_a_name() -> None:
    made = Made("Unlike Patriot, it paid. It owes Patriot much.")
    made.event("owes", {"RECIPIENT": made.span("Patriot", 1)})
    assert mention(made, "owes").arguments[0].actor.name == "Patriot"


@pytest.mark.parametrize(
    ("words", "name", "country", "sector"),
    [
        ("The State Attorney's Office", "State Attorney's Office", None, "JUD"),
        ("The Prosecutor General's Office", "Prosecutor General's Office", None, "JUD"),
        ("Ukraine's Prime Minister's Office", "Prime Minister's Office", "UKR", "GOV"),
        ("The French Foreign Minister's Office", "Foreign Minister's Office", "FRA", "GOV"),
    ],
)
def test_an_office_bears_the_title_of_whose_it_is(words: str, name: str, country: str | None, sector: str) -> None:
    made = Made(f"{FILLER}{words} appealed.").event("appealed", {"ACTOR": words})
    [argument] = mention(made, "appealed").arguments
    assert (argument.actor.name, argument.actor.country, argument.actor.sector) == (name, country, sector)
