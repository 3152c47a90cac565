from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.fold.claim_sketch import CLAIM_SKETCH
from pipeline.fold.event_sketch import EVENT_SKETCH
from pipeline.stream.changes import Change, addition, decode_change, digest_of, encode_change, records_of, summed
from pipeline.stream.codec import KINDS, CodecError, decode, encode
from pipeline.stream.messages import Heard
from pipeline.stream.schedule import Life, decode_life
from tests.pipeline.stream.made_reports import report
from tests.pipeline.stream.made_state import made_state

VERSION_1 = Path(__file__).parents[2] / "data" / "stream" / "state_version_1.json"


def test_records_of_every_kind_come_back_as_they_were():
    assert {type(record) for record in made_state()} == set(KINDS.values())
    for record in made_state():
        assert decode(encode(record)) == record
        assert encode(decode(encode(record))) == encode(record)


def test_state_that_version_1_wrote_is_read():
    stored = json.loads(VERSION_1.read_text())
    assert [decode(bytes.fromhex(data)) for data in stored["records"]] == made_state()
    change = decode_change(bytes.fromhex(stored["change"]))
    # Fields that came later are not in its bytes, by which it is taken back; the record has their defaults.
    assert (change.count, change.digest) == (1, digest_of(change.payload))
    assert decode(change.payload) == report(5, 0)
    assert decode_life(bytes.fromhex(stored["life"])) == Life(1_700_000_000.25, is_over=True)


def test_sketches_are_of_the_size_that_running_streams_hold():
    assert (EVENT_SKETCH.itemsize, CLAIM_SKETCH.itemsize) == (837, 871)


@pytest.mark.parametrize("data", [b"", b"\x00[]", b"\x02[]", b"\x01", b"\x01{}", b'\x01["heard",{}]', b'\x01["x",{}]'])
def test_bytes_that_no_version_wrote_are_refused(data):
    with pytest.raises(CodecError):
        decode(data)


@given(st.text(st.characters(codec=None)), st.integers(-3, 3).filter(bool))
def test_changes_keep_any_text(text, count):
    payload = encode(Heard(text))
    change = Change(count, digest_of(payload), payload)
    assert decode_change(encode_change(change)) == change
    assert decode(change.payload) == Heard(text)


@given(st.lists(st.sampled_from("abc"), max_size=6), st.randoms())
def test_what_is_taken_back_is_gone_whatever_the_order(words, mixed):
    additions = [addition(Heard(word)) for word in ("stays", *words)]
    removals = [Change(-1, change.digest, b"") for change in additions[1:]]
    changes = [*additions, *removals]
    mixed.shuffle(changes)
    assert records_of(summed(changes)) == [Heard("stays")]
