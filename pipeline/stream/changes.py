"""Sets that grow and shrink by messages, whatever the order in which these come.

A key of the stream keeps the messages that it was sent as changes of counts. Counts add up to the same whatever the
order, so that a record which is taken back before it came leaves nothing behind. What a key tells others is a function
of the set that it holds; when the set has changed, the function is called again and only the difference is told. So
once all messages have come, every key has told what it would have told had it seen its whole set at once: the batch's
answer (the idea of McSherry, Murray, Isaacs and Isard, "Differential dataflow", CIDR 2013).
"""

from __future__ import annotations

import struct
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Any, Final

from pipeline.stream.codec import CodecError, decode, encode
from pipeline.stream.messages import Told

Output = tuple[str, str, Any]
"""A step, a key of it and a record for it."""

Fold = Callable[[str, Sequence[Any]], Iterable[Output]]
"""What a key tells: a function of the key and the set of its records, which come in one fixed order."""

_CHANGE_VERSION: Final = 1
_HEAD: Final = struct.Struct("<Bi16s")
_SLACK: Final = 8


@dataclass(frozen=True, slots=True)
class Change:
    """A record comes to a key (``count`` above 0) or is taken back (below); ``payload`` is empty where taken back."""

    count: int
    digest: bytes
    payload: bytes


@dataclass(frozen=True, slots=True)
class Sent:
    """A change on its way to a key of a step."""

    step: str
    key: str
    change: Change


@dataclass(frozen=True, slots=True)
class Folded:
    """What became of a key: its changes where they should be stored anew (else null), what it has told, what is new."""

    rewritten: tuple[Change, ...] | None
    told: Told
    sent: tuple[Sent, ...]


def digest_of(payload: bytes) -> bytes:
    """The 16 bytes that a record is known by."""
    return blake2b(payload, digest_size=16).digest()


def addition(record: object) -> Change:
    """The change that brings a record."""
    payload = encode(record)
    return Change(1, digest_of(payload), payload)


def encode_change(change: Change) -> bytes:
    """A change as bytes: a version, the count, the digest and the record, compressed."""
    payload = zlib.compress(change.payload, 1) if change.payload else b""
    return _HEAD.pack(_CHANGE_VERSION, change.count, change.digest) + payload


def decode_change(data: bytes) -> Change:
    """The change that ``encode_change`` of this or an older version was given; raises ``CodecError`` for others."""
    if len(data) < _HEAD.size or data[0] != _CHANGE_VERSION:
        raise CodecError("these bytes hold no change that this version reads")
    _, count, digest = _HEAD.unpack_from(data)
    packed = data[_HEAD.size :]
    return Change(count, digest, zlib.decompress(packed) if packed else b"")


def summed(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes with one entry a record, in order of their digests; those that cancel out are gone."""
    counts: defaultdict[bytes, int] = defaultdict(int)
    payloads: dict[bytes, bytes] = {}
    for change in changes:
        counts[change.digest] += change.count
        if change.payload:
            payloads[change.digest] = change.payload
    return tuple(
        Change(counts[digest], digest, payloads.get(digest, b"")) for digest in sorted(counts) if counts[digest]
    )


def records_of(held: Iterable[Change]) -> list[Any]:
    """The records of summed changes that are there."""
    return [decode(change.payload) for change in held if change.count > 0 and change.payload]


def fold_key(key: str, changes: Sequence[Change], told: Told, fold: Fold) -> Folded:
    """Calls the function on what a key holds; gives what it tells now and did not before, and takes back the rest."""
    held = summed(changes)
    now = {
        (step, other, (change := addition(record)).digest.hex()): change
        for step, other, record in fold(key, records_of(held))
    }
    before = set(told.outputs)
    sent = [Sent(name[0], name[1], change) for name, change in now.items() if name not in before]
    sent += [Sent(step, other, Change(-1, bytes.fromhex(digest), b"")) for step, other, digest in before - now.keys()]
    return Folded(
        rewritten=held if len(changes) > 2 * len(held) + _SLACK else None,
        told=replace(told, outputs=tuple(sorted(now))),
        sent=tuple(sorted(sent, key=lambda one: (one.step, one.key, one.change.digest))),
    )
