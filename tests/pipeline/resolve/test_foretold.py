"""Events that words beside their triggers tell to come."""

from __future__ import annotations

import pytest
from made_extractions import FILLER, Made, days, mention

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
        "They asked who is to [blame].",
        "They [set] bail for the man.",
        "The court expected them to [come].",
    ],
)
def test_a_condition_a_habit_and_what_is_over_are_no_plans(text: str) -> None:
    sentence, trigger = _read(text)
    assert mention(Made(FILLER + sentence).event(trigger), trigger).event.modality == "asserted"
