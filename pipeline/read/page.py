"""An HTML page as an article: trafilatura for body and title, htmldate (which it calls) where no metadata date it."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from html import unescape
from typing import Final

import trafilatura
from trafilatura.settings import use_config

from pipeline.read.charset import declared_charset, decode, valid_text
from pipeline.read.dates import FIRST_YEAR, LAST_YEAR, ReadDate, read_date
from pipeline.read.elements import Element
from pipeline.read.entries import find_entries
from pipeline.read.entry_layout import lay_out
from pipeline.read.errors import Unusable
from pipeline.read.frame import widen_frame
from pipeline.read.markup import plain_markup
from pipeline.read.page_date import told_date

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

# Of a text shorter than this the library takes the whole page instead, in one paragraph; its default is longer than
# many reports of an agency.
_CONFIG: Final = use_config()
_CONFIG["DEFAULT"]["MIN_EXTRACTED_SIZE"] = "100"

# A live report goes on for days; a later date in it is of what is to come.
_LONGEST_ADDED_TO: Final = timedelta(days=31)

_HEAD_CHARS: Final = 200_000
_META: Final = re.compile(r"<meta\s[^>]{1,600}>", re.IGNORECASE)
_ATTRIBUTE: Final = re.compile(r"""([\w:-]{1,40})\s{0,8}=\s{0,8}(["'])(.*?)\2""", re.DOTALL)
_LONGEST_NAME: Final = 100
_FEWEST_WORDS: Final = 4


@dataclass(frozen=True, slots=True)
class Page:
    """What an HTML page says of its article; ``url`` is its canonical one, ``site`` how its site calls itself."""

    text: str
    title: str | None
    url: str | None
    published_at: datetime | None
    local_day: date | None
    site: str | None


def read_page(html: str | bytes, charset: str | None, url: str | None) -> Page:
    """Extract the article of a page. ``charset`` is what the server declared, which outranks the page's own word.

    Raises Unusable where there is no article in it.
    """
    source = valid_text(html if isinstance(html, str) else decode(html, charset or declared_charset(html)))
    found = _extract(source, url)
    if found is None:
        raise Unusable("empty_text", "No article was found in the HTML page; give its text in a text field.")
    text, metadata, published = found
    return Page(
        text=valid_text(text),
        title=_stripped(metadata.title),
        url=_stripped(metadata.url),
        published_at=published.moment,
        local_day=published.local_day,
        site=_site_name(source),
    )


def _extract(source: str, url: str | None) -> tuple[str, trafilatura.settings.Document, ReadDate] | None:
    """The text, the metadata and the date of a page, null where there is no article in it."""
    try:
        root = trafilatura.load_html(source)
        if root is None:
            return None
        entries = find_entries(root)
        newest = lay_out(root, entries) if entries else None
        metadata = trafilatura.extract_metadata(root, url, _DATE_OPTIONS)
        metadata.title = _headline(root, metadata.title)
        # The library asks the address first, which holds no time of day.
        told = told_date(root, metadata.url, metadata.title) or read_date(metadata.date)
        plain_markup(root)
        if entries is None:
            widen_frame(root)
        document = trafilatura.bare_extraction(root, url=url or metadata.url, include_comments=False, config=_CONFIG)
    except Exception as error:
        # A library that parses hostile pages may fail in any way; one page must not stop the run.
        raise Unusable(
            "unreadable_html", f"The HTML page cannot be parsed ({error}); give its text instead."
        ) from error
    if document is None or isinstance(document, dict) or not document.text:
        return None
    return document.text, metadata, _published(told, newest)


def _headline(root: Element, title: str | None) -> str | None:
    """The heading that the title of the window holds with the name of the site, of which the library may take that."""
    window = " ".join((root.findtext(".//head/title") or "").split())
    headings = (" ".join(heading.text_content().split()) for heading in root.iter("h1", "h2"))
    held = [heading for heading in headings if heading in window and len(heading.split()) >= _FEWEST_WORDS]
    longest = max(held, key=len, default=None)
    is_other_part = title is None or (title in window and longest is not None and longest not in title)
    return longest if is_other_part else title


def _published(told: ReadDate, newest: ReadDate | None) -> ReadDate:
    """When a page was published: as it tells, or with the newest of its entries, where it was added to since."""
    if newest is None or newest.moment is None:
        return told
    if told.moment is None:
        return newest
    return newest if timedelta(0) < newest.moment - told.moment <= _LONGEST_ADDED_TO else told


def _site_name(source: str) -> str | None:
    """Return ``og:site_name``. What the library calls the name of a site is as often a part of the title."""
    for tag in _META.findall(source[:_HEAD_CHARS]):
        values = {name.lower(): value for name, _, value in _ATTRIBUTE.findall(tag)}
        if (values.get("property") or values.get("name") or "").lower() == "og:site_name":
            name = " ".join(unescape(values.get("content", "")).split())
            return name if 0 < len(name) <= _LONGEST_NAME else None
    return None


def _stripped(value: str | None) -> str | None:
    return valid_text(value).strip() or None if value else None
