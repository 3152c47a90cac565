"""Hypothesis strategies for the records that are written, with whatever values their types allow."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import strategies as st

from models.records import Attribution, Event, Span
from pipeline.records import (
    Actor,
    Article,
    AssignedClaimMention,
    AssignedEventMention,
    ClaimMention,
    DateRange,
    Disagreement,
    EventMention,
    FoldedActor,
    FoldedClaim,
    FoldedEvent,
    Place,
    Reject,
    ResolvedArgument,
    Superseded,
)

TEXT = st.text(max_size=12)
WORD = st.none() | TEXT
MOMENT = st.none() | st.datetimes(datetime(1970, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))
DAY = st.dates(date(1, 1, 1), date(9999, 12, 31))
SHARE = st.floats(0, 1)
COUNT = st.integers(0, 2**31 - 1)

SPAN = st.builds(Span, COUNT, COUNT)
SPANS = st.lists(SPAN, max_size=3).map(tuple)
WORDS = st.lists(TEXT, max_size=3).map(tuple)
ACTOR = st.builds(Actor, WORD, WORD, WORD)
DATES = st.none() | st.builds(DateRange, DAY, DAY)
DEGREES = st.none() | st.floats(-180, 180)
PLACE = st.none() | st.builds(Place, WORD, WORD, DEGREES, DEGREES, st.none() | st.integers(0, 2**40))
ARGUMENTS = st.lists(st.builds(ResolvedArgument, TEXT, WORD, SPAN, TEXT, ACTOR), max_size=2).map(tuple)
VECTOR = st.binary(max_size=4)

_EVENT = st.builds(Event, SPAN, SPAN, TEXT, WORD, st.just(()), TEXT, SHARE, VECTOR)
_ATTRIBUTION = st.builds(Attribution, SPANS, SPANS, SPANS, SPAN, TEXT, SHARE, VECTOR)
_EVENT_MENTION = st.builds(
    EventMention, TEXT, TEXT, TEXT, MOMENT, TEXT, _EVENT, TEXT, TEXT, ARGUMENTS, WORD, DATES, WORD, WORD, PLACE, VECTOR
)
_CLAIM_MENTION = st.builds(ClaimMention, TEXT, TEXT, TEXT, MOMENT, TEXT, _ATTRIBUTION, WORD, WORD, TEXT, ACTOR, WORDS)
_FOLDED_ACTORS = st.lists(st.builds(FoldedActor, TEXT, WORD, WORD, COUNT), max_size=2).map(tuple)
_DISAGREEMENTS = st.lists(st.builds(Disagreement, TEXT, TEXT, COUNT, WORDS), max_size=2).map(tuple)

RECORDS = {
    "articles": st.builds(Article, TEXT, TEXT, TEXT, TEXT, WORD, WORD, WORD, MOMENT, WORD, TEXT, SPANS, TEXT, VECTOR),
    "event_mentions": st.builds(AssignedEventMention, _EVENT_MENTION, TEXT),
    "events": st.builds(
        FoldedEvent, TEXT, TEXT, WORD, TEXT, TEXT, _FOLDED_ACTORS, _FOLDED_ACTORS, PLACE, DATES, TEXT, WORDS,
        COUNT, COUNT, COUNT, MOMENT, MOMENT, _DISAGREEMENTS, SHARE,
    ),
    "claim_mentions": st.builds(AssignedClaimMention, _CLAIM_MENTION, TEXT, WORDS, WORD, st.booleans()),
    "claims": st.builds(
        FoldedClaim, TEXT, ACTOR, TEXT, TEXT, WORDS, COUNT, COUNT, COUNT, MOMENT, MOMENT, WORDS, WORDS, WORD,
        st.booleans(),
    ),
    "rejects": st.builds(Reject, TEXT, TEXT, TEXT, TEXT, TEXT, st.binary(max_size=20)),
    "superseded": st.builds(Superseded, TEXT, TEXT, TEXT, COUNT),
}  # fmt: skip
"""A strategy for the records of each dataset."""
