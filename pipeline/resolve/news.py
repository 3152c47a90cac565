"""What a story reports as its news: particular happenings that its lead asserts."""

from __future__ import annotations

from models.records import Event
from pipeline.resolve.story import Story
from schemas.vocabulary import HAPPENS_ABOVE


def is_news(event: Event, story: Story) -> bool:
    """Whether an event is a happening that the lead of its story tells."""
    return event.trigger.start < story.lead_end and is_asserted_happening(event)


def is_asserted_happening(event: Event) -> bool:
    """Whether an event is told as a particular happening, and is no act of saying and no more."""
    return event.modality == "asserted" and event.specificity > HAPPENS_ABOVE and not event.is_utterance
