"""Elements of a page, read and changed in place; to look into one takes bounded time, however much it holds."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any, Final

from lxml import html

Element = Any
"""An lxml element, for which there are no type stubs."""

HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCKS: Final = (
    *("p", "div", "section", "article", "header", "footer", "ul", "ol", "dl", "li", "table", "blockquote", "figure"),
    *HEADINGS,
)

# Not the bare words: a story on cookies may be tagged with them.
_CONSENT: Final = re.compile(
    r"(?:cookies?|consent|gdpr)[-_]{0,2}"
    r"(?:banner|bar|box|consent|dialog|layer|manager|message|modal|notice|overlay|popup|prompt|ui|wall)\b",
    re.IGNORECASE,
)
_MOST_NODES: Final = 200


def short_text(element: Element, most: int) -> str | None:
    """The text of an element in one line, null where it has more characters, or very many elements."""
    if next(islice(element.iter(), _MOST_NODES, None), None) is not None:
        return None
    text = " ".join(element.text_content().split())
    return text if len(text) <= most else None


def names_of(element: Element) -> str:
    """The class and the id of an element."""
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def asks_consent(element: Element) -> bool:
    """Whether an element is named as one that asks to accept cookies, and has no title of a page."""
    return _CONSENT.search(names_of(element)) is not None and next(element.iter("h1"), None) is None


def holds_block(element: Element) -> bool:
    """Whether an element holds more than a line of text."""
    return next(element.iterdescendants(*BLOCKS), None) is not None


def paragraph(text: str) -> Element:
    """A new paragraph."""
    found = html.Element("p")
    found.text = text
    return found


def become(element: Element, tag: str) -> None:
    """Give an element a plain tag; its name and other attributes go."""
    element.tag = tag
    element.attrib.clear()


def empty(element: Element) -> None:
    """Take the content of an element, which keeps its place and what follows it."""
    tail = element.tail
    element.clear()
    element.tag, element.tail = "span", tail
