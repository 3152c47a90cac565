"""Which words of a window are triggers."""

from __future__ import annotations

import numpy as np
import pytest

from models.config import EVENT_TYPES, MODALITIES, Decoding
from models.triggers import TriggerTags, names_an_event, trigger_drafts

OTHER, PROTEST = EVENT_TYPES.index("OTHER"), EVENT_TYPES.index("PROTEST")
DECODING = Decoding(trigger_threshold=0.5, event_threshold=0.5, event_type_threshold=0.5, type_alone_threshold=0.7)


def tags(words: int) -> TriggerTags:
    """Words that are nothing."""
    frame, event = np.zeros((words, 3), np.float32), np.zeros((words, 3), np.float32)
    types, modality = np.zeros((words, len(EVENT_TYPES)), np.float32), np.zeros((words, len(MODALITIES)), np.float32)
    for one in (frame, event, types, modality):
        one[:, 0] = 1
    specific = np.full(words, 0.5, np.float32)
    return TriggerTags(frame, event, types, modality, specific, np.ones(words, dtype=bool))


def test_a_frame_an_event_and_a_type_each_make_a_trigger() -> None:
    found = tags(6)
    found.frame[0] = (0.1, 0.2, 0.7)
    found.event[2] = (0.1, 0.9, 0)
    found.event[3] = (0.1, 0, 0.9)
    found.event_type[5, [OTHER, PROTEST]] = (0.2, 0.8)
    drafts = [(d.first, d.last, d.frame, d.event_type) for d in trigger_drafts(found, DECODING)]
    assert drafts == [(0, 0, 1, OTHER), (2, 3, None, OTHER), (5, 5, None, PROTEST)]


def test_words_of_another_window_are_left_to_it() -> None:
    found = tags(3)
    found.frame[:] = (0.1, 0.2, 0.7)
    found.owned[1:] = False
    assert [draft.first for draft in trigger_drafts(found, DECODING)] == [0]


@pytest.mark.parametrize(
    ("probabilities", "modality"),
    [((0.3, 0.6, 0.1, 0.0), "negated"), ((0.1, 0.45, 0.45, 0.0), "asserted"), ((0.6, 0.2, 0.1, 0.1), "asserted")],
)
def test_an_event_is_asserted_unless_another_modality_is_more_likely_than_not(
    probabilities: tuple[float, ...], modality: str
) -> None:
    found = tags(1)
    found.frame[0] = (0.1, 0.2, 0.7)
    found.modality[0] = probabilities
    [draft] = trigger_drafts(found, DECODING)
    assert MODALITIES[draft.modality] == modality


@pytest.mark.parametrize(
    ("trigger", "event_type", "frame", "names"),
    [
        ("it", OTHER, None, False),
        ("On", OTHER, None, False),
        ("has been", OTHER, None, False),
        ("it", OTHER, 4, True),
        ("against", PROTEST, None, True),
        ("strike", OTHER, None, True),
    ],
)
def test_function_words_alone_name_no_event(trigger: str, event_type: int, frame: int | None, names: bool) -> None:
    assert names_an_event(trigger, event_type, frame) is names
