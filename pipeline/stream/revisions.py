"""Revisions of rows: a row is written when it differs from what was written last, with the next higher number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pipeline.fold.claims import with_disputes
from pipeline.records import (
    Article,
    AssignedClaimMention,
    AssignedEventMention,
    FoldedClaim,
    FoldedEvent,
    Reject,
)
from pipeline.stream.codec import encode
from pipeline.stream.messages import Disputed, HeldBy, RevisedRow, VectorOf, Written

_ROW_KINDS = (Article, Reject, AssignedEventMention, FoldedEvent, AssignedClaimMention, FoldedClaim)


def revise(dataset: str, written: Written | None, records: Sequence[Any]) -> RevisedRow | None:
    """The next revision of a row that was ``written`` last, given the records at its key; null where nothing changed.

    Without a record of its own an event or claim is superseded by the one that holds the mention it was named after; a
    row that nothing stands for any more is withdrawn.
    """
    content = _content(records)
    if content is not None:
        record, superseded_by, withdrawn = encode(content), None, False
    elif written is None:
        return None
    else:
        holders = sorted(record.id for record in records if isinstance(record, HeldBy))
        superseded_by = holders[0] if holders else None
        record, withdrawn = written.record, superseded_by is None
    if written == Written(written.revision if written else 0, record, superseded_by, withdrawn):
        return None
    return RevisedRow(dataset, written.revision + 1 if written else 0, record, superseded_by, withdrawn)


def written_of(row: RevisedRow) -> Written:
    """What is kept of a row that is written."""
    return Written(row.revision, row.record, row.superseded_by, row.withdrawn)


def _content(records: Sequence[Any]) -> Any:
    """The record of the row; of two, where one has not been taken back yet, the first."""
    found = next((record for record in records if isinstance(record, _ROW_KINDS)), None)
    vector = next((record.vector for record in records if isinstance(record, VectorOf)), b"")
    if isinstance(found, AssignedEventMention):
        return replace(found, mention=replace(found.mention, event=replace(found.mention.event, vector=vector)))
    if isinstance(found, AssignedClaimMention):
        told = replace(found.mention.attribution, vector=vector)
        return replace(found, mention=replace(found.mention, attribution=told))
    if isinstance(found, FoldedClaim):
        return with_disputes(found, (record.by for record in records if isinstance(record, Disputed)))
    return found
