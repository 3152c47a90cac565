"""Events that words beside their triggers tell to come."""

from __future__ import annotations

import pytest
from made_extractions import FILLER, Made, days, mention

from pipeline.records import DateRange

TO_COME = [
    "The truce is to be [signed] on Saturday.",
    "Both sides are due to [sign] it on Saturday.",
    "The guild will then [march] on Saturday.",
    "The guild said it would [march] on Saturday.",
    "The mayor announced that the gate would be [closed] on Saturday.",
    "[Talks] are to resume on Saturday.",
    "The [vote] in Mir is due on Saturday.",
    "A [hearing] is set for Saturday.",
    "A hearing is [set] for Saturday.",
    "The envoy is [expected] in Mir on Saturday.",
]


def _read(text: str) -> tuple[str, str]:
    return text.replace("[", "").replace("]", ""), text.partition("[")[2].partition("]")[0]


@pytest.mark.parametrize("text", TO_COME)
def test_what_is_to_come_is_planned_and_lies_ahead(text: str) -> None:
    sentence, trigger = _read(text)
    found = mention(Made(FILLER + sentence).event(trigger, event_type="OTHER"), trigger)
    assert (found.event.modality, found.dates) == ("planned", days("2021-03-06"))


@pytest.mark.parametrize(
    "text",
    [
        "The mill would have [closed] in May.",
        "The guild said it would have [marched] in May.",
        "The guild said it would [march] if it rained.",
        "The miller said he would often [walk] there.",
        "As a boy he would [walk] there.",
        "The [raid] in Mir is to be examined.",
        "The tale is [set] in Mir.",
        "The challenge is to [keep] the gate.",
        "Prices are unlikely to [fall] in May.",
        "They asked who is to [blame].",
        "They [set] bail for the man.",
        "The court expected them to [come].",
    ],
)
def test_a_condition_a_habit_and_what_is_over_are_no_plans(text: str) -> None:
    sentence, trigger = _read(text)
    assert mention(Made(FILLER + sentence).event(trigger), trigger).event.modality == "asserted"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The strike [begins] on Saturday, the guild said.", days("2021-03-06")),
        ("The [strike] in Mir begins on Saturday.", days("2021-03-06")),
        ("Talks [resume] with the guild in Tor on Saturday.", days("2021-03-06")),
        ("Parliament [votes] on Saturday.", days("2021-03-06")),
        ("She [goes] on trial in July.", days("2021-07-01", "2021-07-31")),
        ("The law [takes effect] on 6 March.", days("2021-03-06")),
        ("The strike [begins] on Saturday last week.", days("2021-02-27")),
        ("Mayor [reopens] the mill on Saturday.", days("2021-02-27")),
        ("A woman [votes] at a school on Saturday.", days("2021-02-27")),
        ("Strike [begins] on Saturday\nIt rained.", days("2021-02-27")),
        ("The strike [began] on Saturday.", days("2021-02-27")),
    ],
)
def test_the_present_with_a_day_looks_ahead_but_in_a_headline_or_a_caption(text: str, expected: DateRange) -> None:
    sentence, trigger = _read(text)
    found = mention(Made(FILLER + sentence).event(trigger, event_type="OTHER"), trigger)
    assert (found.event.modality, found.dates) == ("asserted", expected)


def test_the_day_of_what_somebody_said_would_be_is_not_that_of_saying_so() -> None:
    made = Made(FILLER + "The guild said it would ban rice in early May.").utterance("said")
    assert mention(made, "said").dates is None
    made = Made(FILLER + "The guild said on Monday it would ban rice.").utterance("said")
    assert mention(made, "said").dates == days("2021-03-01")
