"""Records as bytes that a later version of the program still reads: what a stream keeps in state and sends.

A byte that names the version, then JSON of the record's kind and its fields by name. No class is pickled: kinds have
fixed names here, so that classes may move and grow. A field that an older version did not write has its default.
"""

from __future__ import annotations

import base64
import json
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, Final

from pipeline.fold.claims import ComparableTelling
from pipeline.fold.copies import TextSketch
from pipeline.fold.events import ComparableMention
from pipeline.records import (
    Article,
    AssignedClaimMention,
    AssignedEventMention,
    ExtractedArticle,
    FoldedClaim,
    FoldedEvent,
    Reject,
    ResolvedArticle,
)
from pipeline.stream.messages import (
    AboutEvent,
    Disputed,
    EventOf,
    Heard,
    HeldBy,
    KeptArticle,
    RevisedRow,
    Seen,
    SketchOf,
    TellingOf,
    Told,
    VectorOf,
    Written,
)

VERSION: Final = 1

KINDS: Final[Mapping[str, type]] = {
    "about_event": AboutEvent,
    "article": Article,
    "assigned_claim_mention": AssignedClaimMention,
    "assigned_event_mention": AssignedEventMention,
    "claim": FoldedClaim,
    "disputed": Disputed,
    "event": FoldedEvent,
    "event_of": EventOf,
    "extracted_article": ExtractedArticle,
    "heard": Heard,
    "held_by": HeldBy,
    "kept_article": KeptArticle,
    "mention": ComparableMention,
    "reject": Reject,
    "resolved_article": ResolvedArticle,
    "revised_row": RevisedRow,
    "seen": Seen,
    "sketch_of": SketchOf,
    "telling": ComparableTelling,
    "telling_of": TellingOf,
    "text_sketch": TextSketch,
    "told": Told,
    "vector_of": VectorOf,
    "written": Written,
}
"""The kinds of records and the names that bytes know them by; a name is never given to another kind."""

_NAME_OF: Final = {kind: name for name, kind in KINDS.items()}

_Convert = Callable[[Any], Any]


_PLAIN: Final[dict[Any, _Convert]] = {
    bytes: lambda data: base64.b64encode(data).decode(),
    datetime: lambda moment: moment.astimezone(UTC).isoformat(),
    date: date.isoformat,
}
_VALUES: Final[dict[Any, _Convert]] = {
    bytes: base64.b64decode,
    datetime: datetime.fromisoformat,
    date: date.fromisoformat,
    float: float,
}


class CodecError(ValueError):
    """Bytes that no version up to this one has written."""


def encode(record: object) -> bytes:
    """Return the record as bytes, the same for equal records."""
    kind: Any = type(record)
    plain = [_NAME_OF[kind], _to_plain(kind)(record)]
    return bytes([VERSION]) + json.dumps(plain, separators=(",", ":"), allow_nan=True).encode()


def decode(data: bytes) -> Any:
    """Return the record that ``encode`` of this or an older version was given.

    Raises ``CodecError`` for anything else.
    """
    if not data or data[0] != VERSION:
        raise CodecError(f"state of version {data[0] if data else None} is not read by this one, which reads {VERSION}")
    try:
        name, plain = json.loads(data[1:])
        return _from_plain(KINDS[name])(plain)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise CodecError(f"these bytes hold no record: {error!r}") from error


@cache
def _to_plain(hint: Any) -> _Convert:
    """How a value of a type becomes what JSON can hold."""
    item, optional = _parts(hint)
    if optional:
        convert = _to_plain(item)
        return lambda value: None if value is None else convert(value)
    if typing.get_origin(item) is tuple:
        each = _to_plain(typing.get_args(item)[0])
        return lambda values: [each(value) for value in values]
    if is_dataclass(item):
        converters = [(name, _to_plain(kind)) for name, kind in _hints(item).items()]
        return lambda record: {name: convert(getattr(record, name)) for name, convert in converters}
    return _PLAIN.get(item, _same)


@cache
def _from_plain(hint: Any) -> _Convert:
    """How ``_to_plain`` of the same type is undone."""
    item, optional = _parts(hint)
    if optional:
        convert = _from_plain(item)
        return lambda value: None if value is None else convert(value)
    if typing.get_origin(item) is tuple:
        each = _from_plain(typing.get_args(item)[0])
        return lambda values: tuple([each(value) for value in values])
    if is_dataclass(item):
        return _record_from_plain(item)
    return _VALUES.get(item, _same)


def _record_from_plain(kind: Any) -> _Convert:
    converters = [(name, _from_plain(hint)) for name, hint in _hints(kind).items()]
    with_default = {field.name for field in fields(kind) if field.default is not MISSING}

    def convert(plain: dict[str, Any]) -> Any:
        known = [(name, convert) for name, convert in converters if name in plain or name not in with_default]
        return kind(**{name: convert(plain[name]) for name, convert in known})

    return convert


def _parts(hint: Any) -> tuple[Any, bool]:
    """A type without None, and whether None is allowed."""
    if typing.get_origin(hint) not in (types.UnionType, typing.Union):
        return hint, False
    [item] = [part for part in typing.get_args(hint) if part is not types.NoneType]
    return item, True


def _hints(kind: Any) -> dict[str, Any]:
    hints = typing.get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


def _same(value: Any) -> Any:
    return value
