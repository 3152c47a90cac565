"""Widens what an extractor takes for the body of an article, so that it holds all parts of the article.

A box that is named as the body often leaves out the standfirst above it, or is one of several that advertisements part.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trafilatura.xpaths import BODY_XPATH

from pipeline.read.elements import Element, become
from pipeline.read.entries import measure_prose


def widen_frame(root: Element) -> None:
    """Make an article of what stands from the title of a page to the end of the last box that is named as its body.

    Nothing is changed where a page has several titles, or where more may be the article than those boxes.
    """
    body = next((found[0] for expression in BODY_XPATH if (found := expression(root))), None)
    titles = list(root.iter("h1"))
    if body is None or len(titles) != 1:
        return
    titled = set(titles[0].iterancestors())
    frame = next((above for above in (body, *body.iterancestors()) if above in titled), root)
    if frame is body or frame.tag in ("body", "html"):
        return
    parts = _parts(frame, body)
    behind = list(_behind(parts[-1], frame))
    if not _is_article(frame, parts, behind):
        return
    for element in behind:
        element.getparent().remove(element)
    become(frame, "article")
    frame.set("itemprop", "articleBody")


def _parts(frame: Element, body: Element) -> Sequence[Element]:
    """The boxes of one name with the body, in order, but for those within others."""
    name = body.get("class")
    if name is None:
        return [body]
    named = [one for one in frame.iter(body.tag) if one.get("class") == name]
    inner = {one for one in named if any(above.get("class") == name for above in one.iterancestors(body.tag))}
    return [one for one in named if one not in inner] or [body]


def _behind(part: Element, frame: Element) -> Iterator[Element]:
    """All that follows a part in its frame: tags, notes on authors, other stories."""
    while part is not frame:
        yield from part.itersiblings()
        part = part.getparent()


def _is_article(frame: Element, parts: Sequence[Element], behind: Sequence[Element]) -> bool:
    """Whether the parts have most prose of the frame, and far more than what follows them."""
    prose = measure_prose(frame)
    inside, following = (sum(prose[element] for element in elements) for elements in (parts, behind))
    return following * 2 <= inside and prose[frame] <= inside * 2 + following
