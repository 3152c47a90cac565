"""One record of a file to one article, or the reason why not."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Final

from models.records import Span
from pipeline.read.charset import valid_text
from pipeline.read.errors import Unusable
from pipeline.read.fields import ArticleFields, FieldColumns, article_fields, is_text_column, name_of
from pipeline.read.headline import headline_of
from pipeline.read.items import Fault, Record, excerpt_of_values
from pipeline.read.languages import language_code
from pipeline.read.limits import MAX_HTML_SIZE, MAX_TEXT_CHARS
from pipeline.read.outlets import outlet_of
from pipeline.read.page import Page, read_page
from pipeline.read.sniff import is_html
from pipeline.records import Article, Reject

STAGE: Final = "read"

_SHOWN_COLUMNS: Final = 12
_SHOWN_NAME: Final = 40
_LONGEST_PLACE: Final = 400


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a record; ``unreadable_date`` tells a date that it gave and that made no sense, and where it is.

    ``ambiguous_date`` says that its date may mean another day or hour as well.
    """

    result: Article | Reject
    unreadable_date: str | None = None
    ambiguous_date: bool = False


def outcome_of(record: Record, path: str, columns: FieldColumns) -> Outcome:
    """Make an article of a record in the file at ``path``; whatever is wrong with the record becomes a reject."""
    try:
        fields = article_fields(record, columns)
        article = _article(fields, record, path, columns)
        return Outcome(article, _unreadable_date(fields, article), fields.ambiguous_date)
    except Unusable as error:
        return Outcome(_reject(record, path, name_of(record, columns) or position_in(path, record.number), error))
    except Exception as error:
        # Nothing that one record holds may stop the run, not even a fault of this program.
        unexpected = Unusable("internal_error", f"Reading failed; please report it with the record: {error!r}")
        return Outcome(_reject(record, path, position_in(path, record.number), unexpected))


def reject_of(fault: Fault, path: str) -> Reject:
    """Return the row for a fault of the file at ``path``."""
    return Reject(
        source_id=position_in(path, fault.number),
        source_uri=valid_text(path),
        stage=STAGE,
        error_type=fault.error_type,
        error_message=valid_text(fault.message),
        excerpt=fault.excerpt,
    )


def file_name(path: str) -> str:
    """Return the last part of a path or URL of a file."""
    return valid_text(path.replace("\\", "/").rstrip("/").rpartition("/")[2])


def position_in(path: str, number: int | None) -> str:
    """Return the id of a record that gives none: its file's name and, in a file of several, its number there."""
    return file_name(path) if number is None else f"{file_name(path)}#{number}"


def article_id(
    source_id: str, outlet: str, url: str | None, title: str | None, published_at: datetime | None, text: str
) -> str:
    """Return the id that follows from what an article is: "a" and the first 20 hex digits of a SHA-256."""
    date = published_at.isoformat() if published_at else None
    content = json.dumps([source_id, outlet, url, title, date, text], ensure_ascii=False, separators=(",", ":"))
    return "a" + hashlib.sha256(content.encode()).hexdigest()[:20]


def _article(fields: ArticleFields, record: Record, path: str, columns: FieldColumns) -> Article:
    page = _page_of(fields, record)
    text = page.text if page else fields.text or ""
    _check_text(text, record, columns)
    url = fields.url or (page.url if page else None)
    title = fields.title or (page.title if page else None)
    if title is None and record.number is None and page is None:
        title = headline_of(text)
    dated = fields if fields.published_at or not page else page
    published_at = dated.published_at
    source_id = fields.id or url or position_in(path, record.number)
    outlet = outlet_of(fields.outlet or (page.site if page else None), url, file_name(path))
    identity = article_id(source_id, outlet, url, title, published_at, text)
    return Article(
        article_id=identity,
        source_id=source_id,
        source_uri=valid_text(path),
        outlet=outlet,
        url=url,
        title=title,
        language=language_code(fields.language) if fields.language else None,
        published_at=published_at,
        published_at_source="input" if published_at else None,
        text=text,
        body_spans=(Span(0, len(text)),),
        syndication_id=identity,
        local_day=dated.local_day,
    )


def _unreadable_date(fields: ArticleFields, article: Article) -> str | None:
    if fields.unreadable_date is None:
        return None
    return f"{fields.unreadable_date} of {article.source_id} in {article.source_uri}"[:_LONGEST_PLACE]


def _page_of(fields: ArticleFields, record: Record) -> Page | None:
    """Return the page of a record whose text is given as HTML only, or null."""
    text = fields.text
    if text is None:
        return read_page(fields.html, record.charset, fields.url) if fields.html is not None else None
    return read_page(text, None, fields.url) if is_html(text) and len(text) <= MAX_HTML_SIZE else None


def _check_text(text: str, record: Record, columns: FieldColumns) -> None:
    if not text.strip():
        raise Unusable("empty_text", _without_text(record, columns))
    if len(text) > MAX_TEXT_CHARS:
        raise Unusable(
            "too_large",
            f"The text has {len(text)} characters, more than {MAX_TEXT_CHARS}; split it into its articles.",
        )


def _without_text(record: Record, columns: FieldColumns) -> str:
    if record.number is None:
        return "The file has no text; remove it or fetch it again."
    chosen = [repr(column) for column, field in columns if field in ("text", "html")]
    empty = next((name for name in record.values if is_text_column(name)), None)
    if empty is not None and not chosen:
        return f"The record has no text: its column {empty[:_SHOWN_NAME]!r} is empty."
    looked_at = f" in {' or '.join(chosen)}, which --fields names for it" if chosen else ""
    names = [name[:_SHOWN_NAME] for name in islice(record.values, _SHOWN_COLUMNS)]
    more = ", ..." if len(record.values) > _SHOWN_COLUMNS else ""
    return (
        f"The record has no text{looked_at}; name the column that holds it in --fields if it is called otherwise. Read "
        f"were {', '.join(names) or 'none'}{more}."
    )


def _reject(record: Record, path: str, source_id: str, error: Unusable) -> Reject:
    return Reject(
        source_id=source_id,
        source_uri=valid_text(path),
        stage=STAGE,
        error_type=error.error_type,
        error_message=valid_text(error.message),
        excerpt=excerpt_of_values(record.values),
    )
