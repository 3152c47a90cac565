"""Says in plain markup what an extractor of articles would take for furniture though it is text of the story."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from lxml.etree import Comment, strip_tags

from pipeline.read.elements import (
    BLOCKS,
    HEADINGS,
    Element,
    asks_consent,
    become,
    empty,
    holds_block,
    paragraph,
    short_text,
)

_LINES: Final = ("p", "li", "td", "th", "dd", "dt", "blockquote", "figcaption", "caption", "summary", *HEADINGS)
_SHORTEST_SENTENCE: Final = 20
_SENTENCE_END: Final = re.compile(r"""[.!?…]["'”’»)\]]{0,2}\s*$""")
_LONGEST_SUBHEADING: Final = 100
_WORD: Final = re.compile(r"[^\W_]+")
_FEWEST_WORDS: Final = 4
_MOST_PULLED: Final = 50
_WRAPPERS: Final = frozenset({"figure", "div", "section", "span", "aside", "center"})
_MOST_WRAPPERS: Final = 6
_LONGEST_POST: Final = 4000
_LONGEST_BESIDE_POST: Final = 60
_CELLS: Final = ("table", "tbody", "thead", "tfoot", "tr", "td", "th")
_LONGEST_CELL: Final = 400
# On a page with a short story a request to accept cookies is the longest text.
_LONGEST_CONSENT: Final = 4000


def plain_markup(root: Element) -> None:
    """Rewrite a page in place, in time linear in its size."""
    strip_tags(root, Comment)
    for box in list(root.iter("div", "section", "aside", "dialog")):
        if asks_consent(box) and short_text(box, _LONGEST_CONSENT) is not None:
            empty(box)
    for time in list(root.iter("time")):
        if _is_in_sentence(time):
            become(time, "span")
    quotes = list(root.iter("blockquote"))
    for quote in _pulled([quote for quote in quotes if not _is_post(quote)], root):
        empty(quote)
    for quote in filter(_is_post, quotes):
        _unwrap(quote)
    for table in list(root.iter("table")):
        if _is_layout(table):
            for part in _own_parts(table):
                become(part, "div")
    for box in list(root.iter("div", "section", "article", "main")):
        _wrap_paragraphs(box)
    for box in list(root.iter("div")):
        if _is_line_between_paragraphs(box):
            box.tag = "p"


# ---------------------------------------------------------------- times, quotations and posts


def _is_in_sentence(time: Element) -> bool:
    """Whether a time stands in a line of text; others tell when the page was published, which its metadata do."""
    if next(time.iterancestors(*_LINES), None) is not None:
        return True
    beside = (time.getparent().text or "", time.tail or "")
    return max(len(text.strip()) for text in beside) >= _SHORTEST_SENTENCE


def _pulled(quotes: Sequence[Element], root: Element) -> Iterator[Element]:
    """Quotations pulled from a story: all their words stand in paragraphs beside them, which name the speaker."""
    if not quotes:
        return
    beside = (p.text_content() for p in root.iter("p") if next(p.iterancestors("blockquote"), None) is None)
    story = _plain(" ".join(beside))
    for quote in quotes[:_MOST_PULLED]:
        pieces = [_plain(piece) for piece in _spoken(quote) if _WORD.search(piece)]
        if sum(piece.count(" ") - 1 for piece in pieces) >= _FEWEST_WORDS and all(piece in story for piece in pieces):
            yield quote


def _plain(text: str) -> str:
    """The words of a text, each with a space on either side."""
    return f" {' '.join(_WORD.findall(text.lower()))} "


def _spoken(quote: Element) -> Iterator[str]:
    """The texts of a quotation but for the name of its speaker."""
    named = {inner for name in quote.iter("cite", "footer") for inner in name.iter()}
    yield from (node.text or "" for node in quote.iter() if node not in named)
    yield from (node.tail or "" for node in quote.iterdescendants() if node.getparent() not in named)


def _is_post(quote: Element) -> bool:
    """Whether a quotation is a post of another site: it leads there, which one pulled from the story does not."""
    if (quote.get("cite") or "").startswith("http"):
        return True
    return any((link.get("href") or "").startswith(("http", "//")) for link in quote.iter("a"))


def _unwrap(quote: Element) -> None:
    """Make plain boxes of what wraps a post: by their names and tags these would be advertisements or pictures."""
    post = short_text(quote, _LONGEST_POST)
    element = quote.getparent()
    for _ in range(_MOST_WRAPPERS):
        if post is None or not _wraps(element) or short_text(element, len(post) + _LONGEST_BESIDE_POST) is None:
            return
        become(element, "div")
        element = element.getparent()


def _wraps(element: Element) -> bool:
    return element is not None and (element.tag in _WRAPPERS or str(element.tag).startswith("amp-"))


# ---------------------------------------------------------------- tables


def _is_layout(table: Element) -> bool:
    """Whether a table has a cell that is a page and no value: with a title, a table or as long as a story."""
    if table.find(".//h1") is not None or table.find(".//table") is not None:
        return True
    return any(short_text(cell, _LONGEST_CELL) is None for cell in table.iter("td"))


def _own_parts(table: Element) -> list[Element]:
    """A table with its rows and cells; those of tables within it are looked at by themselves."""
    return [part for part in table.iter(*_CELLS) if part is table or next(part.iterancestors("table"), None) is table]


# ---------------------------------------------------------------- paragraphs


def _wrap_paragraphs(box: Element) -> None:
    """Make paragraphs of the sentences that stand in a box without any, beside its paragraphs or instead of them."""
    for before, run in list(_runs(box)):
        text = (before.tail if before is not None else box.text) or ""
        linked = sum(len(link.text_content()) for node in run for link in node.iter("a"))
        whole = text + "".join(node.text_content() + (node.tail or "") for node in run)
        if len(whole.strip()) < _SHORTEST_SENTENCE or linked * 2 > len(whole) or not _SENTENCE_END.search(whole):
            continue
        wrapper = paragraph(text)
        if before is None:
            box.text = None
            box.insert(0, wrapper)
        else:
            before.tail = None
            before.addnext(wrapper)
        wrapper.extend(run)


def _is_line_between_paragraphs(box: Element) -> bool:
    """Whether a box is a subheading: a line between two boxes of its name that are a paragraph each."""
    if not short_text(box, _LONGEST_SUBHEADING) or _is_apart(box):
        return False
    beside = (box.getprevious(), box.getnext())
    return all(one is not None and one.get("class") == box.get("class") and _is_paragraph(one) for one in beside)


def _is_paragraph(box: Element) -> bool:
    return len(box) == 1 and box[0].tag == "p" and not (box.text or "").strip()


def _runs(box: Element) -> Iterator[tuple[Element | None, list[Element]]]:
    """The lines of a box between its blocks: the block before each, whose tail opens it, and its inline elements."""
    before: Element | None = None
    run: list[Element] = []
    for node in box:
        if node.tag in BLOCKS or not isinstance(node.tag, str) or _is_apart(node):
            yield before, run
            before, run = node, []
        else:
            run.append(node)
    yield before, run


def _is_apart(node: Element) -> bool:
    return node.tag in ("script", "style", "nav", "aside", "main", "form", "hr", "noscript") or holds_block(node)
