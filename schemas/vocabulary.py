"""The closed sets of values that columns may hold, and the bound from which a probability is read as a yes."""

from __future__ import annotations

from typing import Final

EVENT_TYPES: Final = (
    "ACCUSE",
    "AGREE",
    "AID",
    "ASSAULT",
    "COERCE",
    "CONCEDE",
    "CONSULT",
    "COOPERATE",
    "MOBILIZE",
    "PROTEST",
    "REJECT",
    "REQUEST",
    "RETREAT",
    "SANCTION",
    "SUPPORT",
    "THREATEN",
    "OTHER",
)
"""The PLOVER categories, and OTHER for events that fit none of them."""

ROLES: Final = ("ACTOR", "RECIPIENT", "PLACE", "TIME", "INSTRUMENT", "THEME")
"""The roles that an argument may play in its event."""

MODALITIES: Final = ("asserted", "negated", "planned", "possible")
"""How real a text presents an event to be."""

QUOTATIONS: Final = ("direct", "indirect", "mixed")
"""Whether a claim is told in the speaker's words, in the reporter's, or in both."""

STANCES: Final = ("affirmed", "denied")
"""Whether the source of a claim says that its content is so, or that it is not."""

PUBLISHED_AT_SOURCES: Final = ("input", "text")
"""Where the date of publication of an article was found."""

MAX_EXCERPT_BYTES: Final = 2048
"""The most that is kept of an input that could not be used."""

HAPPENS_ABOVE: Final = 0.5
"""The ``specificity`` above which an event is taken for a particular happening."""
