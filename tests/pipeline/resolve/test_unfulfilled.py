"""Events that did not come about, by what is said of them."""

from __future__ import annotations

import pytest
from made_extractions import Made, mention

NOT_SO = [
    ("Police foiled a plot to blow up a mosque in Mir.", "blow up"),
    ("Officers prevented the crowd from storming the hall.", "storming"),
    ("The council stopped short of expelling him.", "expelling"),
    ("The union has yet to approve the deal.", "approve"),
    ("The company denied that pumping had been cut.", "cut"),
    ("The minister denied having taken money.", "taken"),
    ("Earlier reports that rebels had attacked the ship were false.", "attacked"),
    ("The president cancelled a visit to Mir and flew home.", "visit"),
    ("The guild called off its spring march.", "march"),
]
SO = [
    ("Guards thwarted an armed attack on the depot.", "attack"),
    ("Police foiled a plot and arrested two men.", "arrested"),
    ("The captain has not denied that the doors had been locked.", "locked"),
    ("The captain denied that his men shelled the town.", "shelled"),
    ("The front denied that it was behind the attack.", "attack"),
    ("They doubled their efforts to prevent agents from crossing.", "crossing"),
    ("The captain denied that, and later resigned.", "resigned"),
    ("Reports that rebels had attacked the ship were confirmed.", "attacked"),
    ("He prevented nothing when the mill burned.", "burned"),
    ("The guild did not cancel its march.", "march"),
    ("The guild called off its strike.", "strike"),
    ("The guild cancelled the fair after a march there.", "march"),
    ("The army denied the report after it shelled the town.", "shelled"),
]


@pytest.mark.parametrize(("text", "trigger"), NOT_SO)
def test_what_did_not_come_about_is_negated(text: str, trigger: str) -> None:
    assert mention(Made(text).event(trigger), trigger).event.modality == "negated"


@pytest.mark.parametrize(("text", "trigger"), SO)
def test_what_came_about_stays_asserted(text: str, trigger: str) -> None:
    assert mention(Made(text).event(trigger), trigger).event.modality == "asserted"


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The guild denied that it had refused to speak.", "refused"),
        ("The guild denied that the millers had turned down the offer.", "turned down"),
        ("The guild denies that it ignored cracks in the wall.", "ignored"),
        ("The guild denied ignoring cracks in the wall.", "ignoring"),
        ("The guild denied that the old millers ever left.", "left"),
        ("The guild denied yesterday that it had written the letter.", "written"),
        ("The guild again denied on Monday that it had written the letter.", "written"),
    ],
)
def test_an_act_that_is_denied_is_negated(text: str, trigger: str) -> None:
    assert mention(Made(text).event(trigger, event_type="REJECT"), trigger).event.modality == "negated"
    assert mention(Made(text).event(trigger, event_type="ASSAULT"), trigger).event.modality == "asserted"


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The guild has not denied that it had refused to speak.", "refused"),
        ("The guild denied that it had written and refused to speak.", "refused"),
        ("The guild denied that, and refused to speak.", "refused"),
        ("The guild denied that millers who refused to pay had a vote.", "refused"),
        ("The guild denied that it wanted to leave.", "leave"),
        ("The guild denied that the refused payment was late.", "refused"),
        ("The guild denied that the strike was late.", "strike"),
        ("The guild denied the report when it refused to speak.", "refused"),
        ("The guild denied the meeting.", "meeting"),
    ],
)
def test_what_is_not_the_act_that_is_denied_stays(text: str, trigger: str) -> None:
    assert mention(Made(text).event(trigger, event_type="REJECT"), trigger).event.modality == "asserted"
