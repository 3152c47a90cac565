"""What was asked for may never come; that it was asked for did."""

from __future__ import annotations

import pytest
from made_extractions import Made, mention


@pytest.mark.parametrize(
    ("text", "trigger", "modality"),
    [
        ("Police called for calm.", "called", "asserted"),
        ("Traders asked again for water and tents.", "asked", "asserted"),
        ("The mayor appealed to all traders for calm.", "appealed", "asserted"),
        ("The mayor had called for help.", "called for", "asserted"),
        ("The mayor will be asked for help.", "asked", "planned"),
        ("They would open the gate if police asked for it.", "asked", "planned"),
        ("The mayor asked the traders.", "asked", "planned"),
    ],
)
def test_who_asks_for_something_has_asked(text: str, trigger: str, modality: str) -> None:
    assert mention(Made(text).event(trigger, modality="planned"), trigger).event.modality == modality
