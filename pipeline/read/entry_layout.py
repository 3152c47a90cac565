"""Lays out a page of several entries as one article in which each entry has its headline, its day and its time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from pipeline.read.dates import ReadDate, read_date
from pipeline.read.elements import BLOCKS, HEADINGS, Element, become, empty, holds_block, paragraph, short_text
from pipeline.read.entries import TIME_TAGS, Entries, headline_of_link, is_time

_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_MACHINE_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_CLOCK: Final = re.compile(r"T(\d\d:\d\d)")
# What may stand beside a time that is no part of a sentence: "Posted on ... by Ada Lowe".
_LONGEST_BESIDE: Final = 60
_LONGEST_LINK: Final = 40


@dataclass(slots=True)
class _Days:
    """The days of the times so far: the last one, and the latest moment."""

    last: date | None = None
    newest: ReadDate | None = None
    stamped: set[Element] = field(default_factory=set)


def lay_out(root: Element, entries: Entries) -> ReadDate | None:
    """Make one article of the entries; return the latest moment that their times give in machine-readable form.

    A headline is no link any more, and a time is a paragraph of its own, below the headline or before it. Where times
    do not tell their day to the reader, as "18:40" or "2 hours ago", a line tells it: for each teaser, and in a report,
    which may run over midnight, wherever it changes.
    """
    days = _Days()
    for entry in entries.elements:
        _stamp(entry, days, always=entries.are_teasers)
        _unlink_headlines(entry)
        _lay_out_entry(entry)
    _make_article(root, entries)
    return days.newest


# ---------------------------------------------------------------- headlines


def _unlink_headlines(entry: Element) -> None:
    """Links in headlines and around them, and links to the same page that only say to read more, are none any more."""
    targets: set[str] = set()
    links = list(entry.iter("a"))
    for link in links:
        if headline_of_link(link) is not None:
            targets.add(link.get("href") or "")
            become(link, "div" if holds_block(link) else "span")
    for link in links:
        if link.get("href") in targets and short_text(link, _LONGEST_LINK) is not None:
            empty(link)


# ---------------------------------------------------------------- times


def _stamp(entry: Element, days: _Days, *, always: bool) -> None:
    """Make paragraphs of the times that stand by themselves; of several in one place, as of changes, of the first."""
    headline = None
    for element in list(entry.iter("time", *TIME_TAGS, *HEADINGS)):
        if element.tag in HEADINGS:
            headline = element
        elif is_time(element) and (place := _place(element, entry)) is not None:
            beside = place.getparent() if headline is None else headline
            if beside not in days.stamped:
                days.stamped.add(beside)
                stamps = [paragraph(line) for line in _lines(element, days, always=always)]
                for stamp in stamps if headline is None else reversed(stamps):
                    place.addprevious(stamp) if headline is None else headline.addnext(stamp)
            empty(element)


def _place(time: Element, entry: Element) -> Element | None:
    """The outermost element of an entry that holds little but a time; null where that stands in a sentence."""
    place = time
    while place is not entry:
        parent = place.getparent()
        if parent is entry or _holds_more(parent, time):
            return place if _is_own_line(place, parent) else None
        place = parent
    return None


def _holds_more(element: Element, time: Element) -> bool:
    """Whether an element holds a headline or a sentence beside a time."""
    most = len(time.text_content()) + _LONGEST_BESIDE
    return short_text(element, most) is None or next(element.iterdescendants(*HEADINGS), None) is not None


def _is_own_line(place: Element, parent: Element) -> bool:
    """Whether no sentence runs through an element: its parent is no paragraph, and no words follow in it."""
    return place.tag in BLOCKS or (parent.tag not in ("p", *HEADINGS) and len((place.tail or "").strip()) <= 3)


def _lines(time: Element, days: _Days, *, always: bool) -> Iterator[str]:
    shown = " ".join(time.text_content().split())
    machine = time.get("datetime") or ""
    read = read_date(machine) if _MACHINE_DAY.match(machine) else ReadDate(None)
    day = read.local_day or (read.moment.date() if read.moment else None)
    if read.moment and (days.newest is None or days.newest.moment is None or read.moment > days.newest.moment):
        days.newest = read
    if day and not _YEAR.search(shown) and (always or day != days.last):
        yield day.isoformat()
    days.last = day or days.last
    clock = _CLOCK.search(machine)
    if not always or not day or _YEAR.search(shown):
        yield from (line for line in [shown or (clock[1] if clock else "")] if line)


# ---------------------------------------------------------------- the frame


def _lay_out_entry(entry: Element) -> None:
    """Names of a teaser are taken away, by which extractors leave it out; lines in bare boxes become paragraphs."""
    for element in entry.iter("div", "p", "section", "span", "ul", "li"):
        if "teaser" in (element.get("class") or "").lower() or "teaser" in (element.get("id") or "").lower():
            become(element, element.tag)
        if element.tag == "div" and (element.text or "").strip() and not holds_block(element):
            element.tag = "p"
    become(entry, "div")


def _make_article(root: Element, entries: Entries) -> None:
    """The smallest element with all entries and the title above them is the article."""
    parent = entries.elements[0].getparent()
    titled = {around for title in root.iter("h1") for around in title.iterancestors()}
    frame = next((around for around in (parent, *parent.iterancestors()) if around in titled), None)
    if frame is None or frame.tag in ("body", "html"):
        frame = next(parent.iterancestors("main"), parent)
    if frame.tag in ("body", "html"):
        frame = parent = _wrapped(entries.elements)
    while parent is not frame:
        become(parent, "div")
        parent = parent.getparent()
    become(frame, "article")
    frame.set("itemprop", "articleBody")


def _wrapped(elements: Iterable[Element]) -> Element:
    first, *others = elements
    wrapper = paragraph("")
    wrapper.tag = "div"
    first.addprevious(wrapper)
    for element in (first, *others):
        wrapper.append(element)
    return wrapper
