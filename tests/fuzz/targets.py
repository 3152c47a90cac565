"""What is fuzzed: functions from any bytes to nothing, which raise where a promise of the code does not hold."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache, partial
from typing import Final

from models.extractor import Extractor
from models.records import Document, Extraction, Span
from pipeline.clean.article import clean_article
from pipeline.fold.claims import comparable_telling
from pipeline.fold.copies import copy_keys
from pipeline.fold.events import comparable
from pipeline.read.article import outcome_of, reject_of
from pipeline.read.dates import FIRST_YEAR, LAST_YEAR, read_date
from pipeline.read.items import Fault, Item, Skipped
from pipeline.read.tasks import InputFile, plan_tasks, read_task
from pipeline.records import Article, ExtractedArticle, Reject, ResolvedArticle
from pipeline.resolve.article import resolve_article
from tests.models.tiny import tiny_extractor

Target = Callable[[bytes], None]

_ENDINGS: Final = ("jsonl", "json", "csv", "tsv", "txt", "html", "warc", "parquet", "gz", "zst", "jsonl.gz", "any")
_DAY: Final = date(2031, 3, 4)


def text_of(data: bytes) -> str:
    """Return any bytes as text, of which the bytes of valid text are that text."""
    return data.decode("utf-8", "replace").replace("\0", " ")


def fuzz_reader(ending: str, data: bytes) -> None:
    """Every file ends in records, each an article or a reject that can be stored, and in faults; split or not."""
    name = f"file.{ending}"
    found = _items(name, data, split_bytes=len(data) + 1)
    for item in found:
        _check_item(item, name)
    if not any(isinstance(item, Fault) for item in found):
        assert len(_items(name, data, split_bytes=7)) == len(found)


def fuzz_page(data: bytes) -> None:
    """Every HTML page is an article or a reject."""
    fuzz_reader("html", b"<html><body>" + data)


def fuzz_date(data: bytes) -> None:
    """Every string is a date within bounds, in UTC, or none; its own zone moves it by a day at most."""
    found = read_date(text_of(data))
    moment, day = found.moment, found.local_day
    assert day is None or (moment is not None and abs((day - moment.date()).days) == 1)
    assert moment is None or (FIRST_YEAR <= moment.year <= LAST_YEAR and moment.utcoffset() is not None)


def fuzz_clean(data: bytes) -> None:
    """The body of any text is a list of spans in order, within it."""
    article = _article(text_of(data))
    cleaned = clean_article(article, "auto", None)
    assert isinstance(cleaned, Article)
    ends = [0, *(end for span in cleaned.body_spans for end in (span.start, span.end)), len(article.text)]
    assert ends == sorted(ends)


def fuzz_extract(data: bytes) -> None:
    """What is found in any text are spans of it, in order."""
    document = _document(text_of(data))
    [found] = _extractor().extract([document])
    assert list(found.sentences) == sorted(found.sentences, key=lambda sentence: sentence.start)
    for span in _spans(found):
        assert 0 <= span.start < span.end <= len(document.text)


def fuzz_resolve(data: bytes) -> None:
    """Any text, with mentions nearly everywhere, has comparable dates, places and actors and can be folded."""
    text = text_of(data)
    [extraction] = _extractor().extract([_document(text)])
    resolved = resolve_article(ExtractedArticle(_article(text), extraction))
    assert isinstance(resolved, ResolvedArticle)
    for mention in resolved.event_mentions:
        assert mention.dates is None or mention.dates.start <= mention.dates.end
        comparable(mention)
    for telling in resolved.claim_mentions:
        comparable_telling(telling)


def fuzz_copies(data: bytes) -> None:
    """Any text has keys by which its copies are found."""
    keys, _ = copy_keys(_article(text_of(data)))
    assert list(keys) == list(copy_keys(_article(text_of(data)))[0])


TARGETS: Final[Mapping[str, Target]] = {
    **{f"read_{ending.replace('.', '_')}": partial(fuzz_reader, ending) for ending in _ENDINGS},
    "page": fuzz_page,
    "date": fuzz_date,
    "clean": fuzz_clean,
    "extract": fuzz_extract,
    "resolve": fuzz_resolve,
    "copies": fuzz_copies,
}
"""Every target by its name."""


def _items(name: str, data: bytes, split_bytes: int) -> list[Item]:
    tasks = plan_tasks(InputFile(name, len(data)), lambda _: io.BytesIO(data), split_bytes)
    return [item for task in tasks for item in read_task(task, lambda _: io.BytesIO(data), ())]


def _check_item(item: Item, name: str) -> None:
    if isinstance(item, Skipped):
        return
    result = reject_of(item, name) if isinstance(item, Fault) else outcome_of(item, name, ()).result
    if isinstance(result, Reject):
        assert result.error_type not in {"internal_error", "damaged_file"}, result.error_message
        (result.source_id + result.error_message).encode()
    else:
        assert result.text.strip()
        "".join([result.source_id, result.outlet, result.title or "", result.url or "", result.text]).encode()


@cache
def _extractor() -> Extractor:
    return tiny_extractor()


def _document(text: str) -> Document:
    return Document(text, (Span(0, len(text)),))


def _article(text: str) -> Article:
    return Article(
        article_id="a0",
        source_id="fuzzed",
        source_uri="fuzzed.txt",
        outlet="The Lowmere Courier",
        url=None,
        title=text[:80] or None,
        language=None,
        published_at=None,
        published_at_source=None,
        text=text,
        body_spans=(Span(0, len(text)),),
        syndication_id="a0",
    )


def _spans(extraction: Extraction) -> list[Span]:
    events = [span for event in extraction.events for span in (event.trigger, *(a.span for a in event.arguments))]
    told = [span for one in extraction.attributions for span in (*one.source, *one.cue, *one.contents)]
    return [*events, *told, *(entity.span for entity in extraction.entities)]
