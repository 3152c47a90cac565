"""Who speaks, where several tell a claim."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.fold.participants import fullest_actor
from pipeline.records import Actor
from pipeline.resolve.lexicon import names_office
from pipeline.resolve.names import is_bare_title

_PRESS = "JRN"


def is_told_apart(speaker: Actor) -> bool:
    """Whether somebody of another name is another speaker.

    "President" fits whoever holds the office, and the press carries what others say.
    """
    name = speaker.name or ""
    return bool(name) and not (is_bare_title(name) or (speaker.sector == _PRESS and names_office(name)))


def speaker_of(votes: Iterable[tuple[Actor, float]]) -> Actor:
    """Who said it, by vote: of those that name one who did, if any does."""
    known = list(votes)
    return fullest_actor([(speaker, weight) for speaker, weight in known if is_told_apart(speaker)] or known)
