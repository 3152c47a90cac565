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
