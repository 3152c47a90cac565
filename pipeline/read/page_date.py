"""When an HTML page says its article was published: with the time and the zone that an address does not hold.

Metadata for machines come first, then the time beside the title. Times of changes and of other articles are left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from itertools import islice
from typing import Final

from pipeline.read.dates import ReadDate, read_date
from pipeline.read.elements import HEADINGS, Element, names_of, short_text
from pipeline.read.entries import NO_STORY_NAME, NO_STORY_TAGS

_PUBLISHED_META: Final = (
    "article:published_time", "og:article:published_time", "og:published_time", "article:published",
    "article:published_date",
)  # fmt: skip
_DATE_META: Final = (
    "datepublished", "parsely-pub-date", "publish-date", "publish_date", "publishdate", "published_time", "pubdate",
    "publication_date", "dcterms.issued", "dc.date.issued", "sailthru.date", "dcterms.date", "dc.date", "date",
)  # fmt: skip
_Thing = dict[str, object]
_LD_JSON: Final = "application/ld+json"
_LARGEST_LD_JSON: Final = 500_000
_LD_ARTICLE: Final = re.compile(r"(?:\w*Article|\w*Posting|Report|WebPage)")
_LD_ADDRESSES: Final = ("url", "@id", "mainEntityOfPage")
_SHORTEST_HEADLINE: Final = 15
# A time further up than this from the title, or in a longer box, is as likely that of another story or of a comment.
_MOST_LEVELS: Final = 5
_LONGEST_BOX: Final = 300
_LONGEST_LABEL: Final = 40
# A longer link is the headline of another story, and not the name of an author.
_LONGEST_NAME: Final = 30
_CHANGED: Final = re.compile(r"updat|modif|edited|correct|changed", re.IGNORECASE)


def told_date(root: Element, url: str | None, title: str | None) -> ReadDate | None:
    """What a page tells of its publication, null where only its address or its text may tell it.

    Of what tells the day of the first, the first that tells a time of day as well.
    """
    moments = [read for value in _told(root, url, title) if (read := read_date(value, url)).moment is not None]
    same_day = (one for one in moments if _day(one) == _day(moments[0]) and _tells_time(one))
    return next(same_day, moments[0] if moments else None)


def _told(root: Element, url: str | None, title: str | None) -> Iterator[str]:
    metas = _metas(root)
    yield from (metas[name] for name in _PUBLISHED_META if name in metas)
    yield from _of_article(_ld_articles(root), url, title)
    yield from (metas[name] for name in _DATE_META if name in metas)
    yield from _beside_title(root)


def _day(read: ReadDate) -> date | None:
    return read.local_day or (read.moment.date() if read.moment else None)


def _tells_time(read: ReadDate) -> bool:
    return read.moment is not None and (read.moment.hour, read.moment.minute) != (0, 0)


def _metas(root: Element) -> dict[str, str]:
    """The contents of the page's own meta elements by name; those of items in it may tell of other articles."""
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or "").lower()
        found.setdefault(name, meta.get("content") or "")
    return found


# ---------------------------------------------------------------- JSON-LD


def _ld_articles(root: Element) -> Iterator[_Thing]:
    """The articles that JSON-LD tells of as the page's own: not those of lists in it."""
    for script in root.iter("script"):
        text = script.text or ""
        if script.get("type") == _LD_JSON and "datePublished" in text and len(text) <= _LARGEST_LD_JSON:
            with suppress(ValueError, RecursionError):
                yield from filter(_is_article, _ld_objects(json.loads(text, strict=False)))


def _ld_objects(value: object) -> Iterator[_Thing]:
    for top in _things(value):
        yield top
        yield from _things(top.get("@graph"))
        yield from _things(top.get("mainEntity"))


def _things(value: object) -> list[_Thing]:
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, dict)]


def _is_article(thing: _Thing) -> bool:
    kinds = thing.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(name, str) and _LD_ARTICLE.fullmatch(name) for name in names)


def _of_article(articles: Iterable[_Thing], url: str | None, title: str | None) -> Iterator[str]:
    """The dates of the articles of this address or title; of those of others only where all have one date."""
    dated = [(thing, day) for thing in articles if isinstance(day := thing.get("datePublished"), str)]
    own = [day for thing, day in dated if _is_at(thing, url) or _is_headed(thing, title)]
    days = {day for _, day in dated}
    yield from own or (days if len(days) == 1 else ())


def _is_at(thing: _Thing, url: str | None) -> bool:
    values = [thing.get(name) for name in _LD_ADDRESSES]
    return url is not None and url in [value.get("@id") if isinstance(value, dict) else value for value in values]


def _is_headed(thing: _Thing, title: str | None) -> bool:
    headline = thing.get("headline")
    if not isinstance(headline, str) or not title:
        return False
    shorter, longer = sorted((headline.strip(), title), key=len)
    return len(shorter) >= _SHORTEST_HEADLINE and shorter in longer


# ---------------------------------------------------------------- the time beside the title


def _beside_title(root: Element) -> Iterator[str]:
    """The time that stands nearest to the only title of a page, in a short box of its own."""
    titles = list(root.iter("h1"))
    if len(titles) == 1:
        around = {box: level for level, box in enumerate(islice(titles[0].iterancestors(), _MOST_LEVELS))}
        levels = {time: level for time in root.iter("time") if (level := _level(time, around)) is not None}
        yield from (time.get("datetime") or "" for time in sorted(levels, key=levels.__getitem__)[:1])


def _level(element: Element, around: dict[Element, int]) -> int | None:
    """How many boxes around the title do not hold a time; null where it tells of something else, or to no machine."""
    if not element.get("datetime") or _tells_change(element):
        return None
    for box in islice(element.iterancestors(), _MOST_LEVELS):
        if box in around:
            return None if box.tag in ("body", "html") else around[box]
        if _is_of_other(box):
            return None
    return None


def _is_of_other(box: Element) -> bool:
    """Whether a box is no line of the title's: long, named as what stands beside stories, or headed as a teaser is."""
    if box.tag in NO_STORY_TAGS or NO_STORY_NAME.search(names_of(box)) or short_text(box, _LONGEST_BOX) is None:
        return True
    is_headed = next(box.iterdescendants(*HEADINGS), None) is not None
    return is_headed or any(len(link.text_content().strip()) > _LONGEST_NAME for link in box.iterdescendants("a"))


def _tells_change(element: Element) -> bool:
    """Whether a time is named as that of a change, or stands behind a word such as "Updated"."""
    before = element.getprevious()
    label = (element.getparent().text if before is None else before.tail) or ""
    if before is not None and not label.strip():
        label = short_text(before, _LONGEST_LABEL) or ""
    told = f"{names_of(element)} {element.get('itemprop') or ''} {label[-_LONGEST_LABEL:]} {element.text or ''}"
    return _CHANGED.search(told) is not None
