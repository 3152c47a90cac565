from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from pipeline.fold.claims import about_events, comparable_telling
from pipeline.fold.events import comparable
from pipeline.fold.packing import packed, packed_members, packed_record, unpacked, unpacked_members, unpacked_record
from tests.pipeline.fold.made_mentions import mention, telling


@pytest.mark.parametrize(
    "record",
    [
        comparable(mention("a")),
        comparable(mention("b", day=None, place=None, published=None, actor=None, recipient=None)),
        comparable(replace(mention("c"), published_at=datetime(2031, 5, 3, 9, tzinfo=timezone(timedelta(hours=2))))),
        about_events(comparable_telling(telling("t", "the bridge will open on Friday")), ("e1", "e2")),
    ],
    ids=["mention", "bare mention", "mention of another time zone", "telling"],
)
def test_what_is_packed_is_unpacked(record):
    assert unpacked_record(packed_record(record)) == record
    assert unpacked(packed(record.sketch)) == record.sketch


def test_members_of_blocks_are_packed_together_in_their_order():
    members = [("trigger 1f 3", ("m2", b"\x00\xff")), ("trigger 1f 3", ("m1", b"")), ("named é", ("m2", b"\x00\xff"))]
    assert unpacked_members(packed_members(members)) == members
    assert unpacked_members(packed_members([])) == []
