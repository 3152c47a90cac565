"""Which value of a record is the id, the outlet, the text and so on, whatever its columns are called."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Final, TypeVar

from pipeline.read.charset import decode, valid_text
from pipeline.read.dates import ReadDate, read_date
from pipeline.read.errors import InputError, Unusable
from pipeline.read.items import Record, shown
from pipeline.read.limits import MAX_FIELD_CHARS, MAX_HTML_SIZE

# Our fields and the names that others give them, without case, spaces and punctuation; the first found wins.
_ALIASES: Final[Mapping[str, tuple[str, ...]]] = {
    "id": ("id", "articleid", "docid", "documentid", "uid", "uuid", "guid", "sourceid"),
    "url": (
        "url", "link", "uri", "articleurl", "sourceurl", "weburl", "pageurl", "canonicalurl", "permalink", "href",
        "targeturi",
    ),
    "outlet": (
        "outlet", "outletname", "source", "sourcename", "publisher", "publishername", "publication", "newspaper",
        "medium", "media", "medianame", "site", "sitename", "provider", "domain", "sourcedomain", "hostname", "host",
    ),
    "title": ("title", "headline", "articletitle", "heading", "head"),
    "published_at": (
        "publishedat", "published", "publishedon", "publisheddate", "publishedtime", "datepublished", "publishdate",
        "publishtime", "datepublish", "publicationdate", "publicationtime", "pubdate", "pubtime", "articledate",
        "date", "datetime", "timestamp", "time", "createdat", "created",
    ),
    "language": ("language", "lang", "languagecode", "langcode", "inlanguage", "locale"),
    "text": (
        "text", "body", "content", "article", "maintext", "articletext", "articlebody", "articlecontent", "fulltext",
        "bodytext", "plaintext", "cleantext", "rawtext", "contenttext", "story",
    ),
    "html": ("html", "rawhtml", "pagehtml", "contenthtml", "bodyhtml", "htmlcontent", "articlehtml"),
}  # fmt: skip

FIELDS: Final = tuple(_ALIASES)

# What holds the value where a column is an object, such as source: {id: ..., name: ...}.
_INNER_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "id": ("$oid", "value"),
    "url": ("href", "value"),
    "outlet": ("name", "title", "domain", "url", "id"),
    "title": ("text", "value"),
    "published_at": ("$date", "$numberLong", "value"),
    "language": ("code", "value", "name"),
    "text": ("text", "plain", "value"),
    "html": ("html", "value"),
}

# Objects that hold the record itself, as in exports of search engines.
_SHOWN_DATE: Final = 40
_WRAPPERS: Final = ("_source", "article", "document", "doc", "record")

_Value = TypeVar("_Value", bound=str | bytes)


@dataclass(frozen=True, slots=True)
class ArticleFields:
    """The values of one record under our names; an absent one is null.

    ``unreadable_date`` is the start of a date that the record gave and of which no sense could be made, and
    ``ambiguous_date`` says that the date may mean another day or hour as well; ``local_day`` is the date's day in its
    own zone, null where that of UTC is the same.
    """

    id: str | None
    url: str | None
    outlet: str | None
    title: str | None
    published_at: datetime | None
    unreadable_date: str | None
    language: str | None
    text: str | None
    html: str | bytes | None
    ambiguous_date: bool = False
    local_day: date | None = None


FieldColumns = tuple[tuple[str, str], ...]


def field_columns(columns: Mapping[str, str] | Iterable[tuple[str, str]]) -> FieldColumns:
    """Check the user's (column, field of ours) pairs and return them. Raises InputError at an unknown field."""
    pairs = tuple(columns.items() if isinstance(columns, Mapping) else columns)
    for column, field in pairs:
        if field not in _ALIASES:
            raise InputError(f"Unknown field {field!r} for the column {column!r}; the fields are {', '.join(FIELDS)}.")
        if not column:
            raise InputError(f"The name of the column for the field {field!r} is empty.")
    return pairs


def is_text_column(name: str) -> bool:
    """Tell whether a column of this name holds the text of an article."""
    return _plain(name) in _ALIASES["text"] or _plain(name) in _ALIASES["html"]


def is_known_column(name: str, columns: FieldColumns) -> bool:
    """Tell whether a column of this name can hold any field, by alias, by wrapper or by the user's choice."""
    chosen = any(column == name or column.startswith(name + ".") for column, _ in columns)
    return chosen or name in _WRAPPERS or any(_plain(name) in aliases for aliases in _ALIASES.values())


def article_fields(record: Record, columns: FieldColumns) -> ArticleFields:
    """Find our fields in a record. A column that the user named for a field is the only one looked at for it.

    Raises Unusable where a field has values, but of no usable type, or is too long.
    """
    finder = _Finder(record, columns)
    url = finder.label("url")
    published, unreadable = finder.published(url)
    return ArticleFields(
        id=finder.label("id"),
        url=url,
        outlet=finder.label("outlet"),
        title=finder.label("title"),
        published_at=published.moment,
        unreadable_date=unreadable,
        language=finder.label("language"),
        text=finder.text(),
        html=finder.html(),
        ambiguous_date=published.is_ambiguous,
        local_day=published.local_day,
    )


def name_of(record: Record, columns: FieldColumns) -> str | None:
    """Return the id or URL of a record of which anything else may be wrong; null where it gives none."""
    finder = _Finder(record, columns)
    for field in ("id", "url"):
        with suppress(Unusable):
            name = finder.label(field)
            if name is not None:
                return name
    return None


class _Finder:
    """Looks up one record."""

    def __init__(self, record: Record, columns: FieldColumns) -> None:
        self._record = record
        self._columns = columns
        self._levels = [_by_plain_name(values) for values in _levels(record.values)]

    def label(self, field: str) -> str | None:
        """Return a short field as stripped text."""
        found = self._first(field, _as_label)
        if found is not None and len(found) > MAX_FIELD_CHARS:
            raise Unusable("too_large", f"The field {field} is longer than {MAX_FIELD_CHARS} characters; shorten it.")
        return found

    def text(self) -> str | None:
        return self._first("text", self._as_text)

    def html(self) -> str | bytes | None:
        found = self._first("html", _as_html)
        if found is not None and len(found) > MAX_HTML_SIZE:
            raise Unusable("too_large", f"The HTML page is larger than {MAX_HTML_SIZE} bytes; give its text instead.")
        return found

    def published(self, url: str | None) -> tuple[ReadDate, str | None]:
        """Return the first date that makes sense, or where there are only others the start of the first of these."""
        values = [value for _, value in self._values("published_at")]
        dates = (read_date(_as_date_input(value), url) for value in values)
        found = next((date for date in dates if date.moment is not None), ReadDate(None))
        return found, _start_of(values[0]) if values and found.moment is None else None

    def _first(self, field: str, convert: Callable[[object], _Value | None]) -> _Value | None:
        wrong: tuple[str, object] | None = None
        for column, value in self._values(field):
            converted = convert(value)
            if converted is not None:
                return converted
            wrong = wrong or (column, value)
        if wrong is not None:
            column, value = wrong
            raise Unusable(
                "wrong_type",
                f"The column {column!r} (our {field}) holds a value of type {type(value).__name__}; it must be text.",
            )
        return None

    def _values(self, field: str) -> Iterator[tuple[str, object]]:
        """Yield the (column, value) candidates for a field that are not missing, best first."""
        for column, value in self._candidates(field):
            inner = _unwrapped(value, _INNER_KEYS[field])
            if not _is_missing(inner):
                yield column, inner

    def _candidates(self, field: str) -> Iterator[tuple[str, object]]:
        chosen = [column for column, name in self._columns if name == field]
        if chosen:
            yield from ((column, _at_path(self._record.values, column)) for column in chosen)
            return
        for level in self._levels:
            yield from (level[alias] for alias in _ALIASES[field] if alias in level)

    def _as_text(self, value: object) -> str | None:
        if isinstance(value, bytes):
            value = decode(value, self._record.charset)
        return valid_text(value) if isinstance(value, str) else None


def _levels(values: Mapping[str, object]) -> list[Mapping[str, object]]:
    inner = (values.get(name) for name in _WRAPPERS)
    return [values, *(value for value in inner if isinstance(value, dict))]


def _by_plain_name(values: Mapping[str, object]) -> dict[str, tuple[str, object]]:
    """Return plain name -> (column, value); of two columns of one plain name the first with a value counts."""
    found: dict[str, tuple[str, object]] = {}
    for column, value in values.items():
        name = _plain(column)
        # An object under the name of a wrapper is searched as a level of its own.
        wrapper = column in _WRAPPERS and isinstance(value, dict)
        if name not in found and not wrapper and not _is_missing(value):
            found[name] = (column, value)
    return found


@lru_cache(maxsize=4096)
def _plain(column: str) -> str:
    return "".join(character for character in column.casefold() if character.isalnum())


def _at_path(values: Mapping[str, object], path: str) -> object:
    """Return the value at a column name, or at a path of names joined by dots."""
    if path in values:
        return values[path]
    first, dot, rest = path.partition(".")
    inner = values.get(first)
    return _at_path(inner, rest) if dot and isinstance(inner, dict) else None


def _unwrapped(value: object, inner_keys: tuple[str, ...]) -> object:
    """Return what an object holds under one of the keys, objects within objects included."""
    while isinstance(value, dict):
        inner = next((value[key] for key in inner_keys if not _is_missing(value.get(key))), None)
        if inner is None:
            return value or None
        value = inner
    return value


def _is_missing(value: object) -> bool:
    """Tell a value that stands for none: null, NaN, blank text."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return True
    return isinstance(value, str | bytes) and not value.strip()


def _as_label(value: object) -> str | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return format(value, "d") if value.bit_length() <= 256 else None
    if isinstance(value, float):
        return format(value, ".0f") if value.is_integer() else repr(value)
    if isinstance(value, bytes):
        value = decode(value)
    return valid_text(value).strip() if isinstance(value, str) else None


def _as_html(value: object) -> str | bytes | None:
    return value if isinstance(value, str | bytes) else None


def _start_of(value: object) -> str:
    return valid_text(repr(shown(decode(value) if isinstance(value, bytes) else value)[:_SHOWN_DATE]))


def _as_date_input(value: object) -> object:
    return decode(value) if isinstance(value, bytes) and len(value) <= MAX_FIELD_CHARS else value
