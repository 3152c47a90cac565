"""An HTML page as an article: trafilatura for body and title, htmldate (which it calls) for the date."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

import trafilatura

from pipeline.read.charset import declared_charset, decode, valid_text
from pipeline.read.dates import FIRST_YEAR, LAST_YEAR, read_date
from pipeline.read.errors import Unusable

# The library reports pages without an article as errors; here they become rejects, which say more.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

# Only dates in the page's metadata, markup and URL: a date in the running text is for later stages to weigh. The last
# day is fixed, since the library's own is today, which would make a page's date depend on when it is read.
_DATE_OPTIONS: Final = {
    "extensive_search": False,
    "original_date": True,
    "outputformat": "%Y-%m-%dT%H:%M:%S%z",
    "min_date": f"{FIRST_YEAR}-01-01",
    "max_date": f"{LAST_YEAR}-12-31",
}


@dataclass(frozen=True, slots=True)
class Page:
    """What an HTML page says of its article; ``url`` is its canonical one."""

    text: str
    title: str | None
    url: str | None
    published_at: datetime | None
    local_day: date | None


def read_page(html: str | bytes, charset: str | None, url: str | None) -> Page:
    """Extract the article of a page. ``charset`` is what the server declared, which outranks the page's own word.

    Raises Unusable where there is no article in it.
    """
    source = valid_text(html if isinstance(html, str) else decode(html, charset or declared_charset(html)))
    document = _extract(source, url)
    if document is None or not document.text:
        raise Unusable("empty_text", "No article was found in the HTML page; give its text in a text field.")
    published = read_date(document.date)
    return Page(
        text=valid_text(document.text),
        title=_stripped(document.title),
        url=_stripped(document.url),
        published_at=published.moment,
        local_day=published.local_day,
    )


def _extract(source: str, url: str | None) -> trafilatura.settings.Document | None:
    try:
        document = trafilatura.bare_extraction(
            source, url=url, with_metadata=True, include_comments=False, date_extraction_params=_DATE_OPTIONS
        )
    except Exception as error:
        # A library that parses hostile pages may fail in any way; one page must not stop the run.
        raise Unusable(
            "unreadable_html", f"The HTML page cannot be parsed ({error}); give its text instead."
        ) from error
    return None if isinstance(document, dict) else document


def _stripped(value: str | None) -> str | None:
    return valid_text(value).strip() or None if value else None
