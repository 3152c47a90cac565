"""Finds the entries of a page that is no single story: of a live report, a timeline, a digest, the page of a topic.

Extractors of articles take the one part of a page that looks like an article, here its first entry. Entries are known
by what they share: they are siblings with like names, each with a headline or a time and with prose, and together they
hold most prose of the page. Takes time linear in the page.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pipeline.read.elements import HEADINGS, Element, asks_consent, names_of, short_text

_ENTRY_TAGS: Final = ("article", "section", "div", "li", "a")
_FEWEST: Final = 3
_FEWEST_ARTICLES: Final = 2
# Text between two tags that is shorter is a label as often as prose.
_SHORTEST_PROSE: Final = 40
_LARGEST_SHARE: Final = 2 / 3
_LEAST_SHARE: Final = 1 / 2
_LEAST_SHARE_OF_DATED: Final = 1 / 4
# A page with more prose beside teasers tells a story of its own; what has times and no headlines may be comments on it.
_SHORTEST_STORY: Final = 300
NO_STORY_TAGS: Final = frozenset({"nav", "aside", "footer", "form", "script", "style", "noscript", "template"})
NO_STORY_NAME: Final = re.compile(r"comment(?!ary)|disqus|discussion|newsletter", re.IGNORECASE)
_WHOLE_PAGE: Final = frozenset({"html", "body", "main", "article"})
_TIME_NAME: Final = re.compile(r"(?:^|[\s_-])(?:date|time|datetime|timestamp)(?:$|[\s_-])", re.IGNORECASE)
TIME_TAGS: Final = ("span", "p", "div", "small", "em")
_LONGEST_TIME: Final = 40


@dataclass(frozen=True, slots=True)
class Entries:
    """The entries of a page, in order and of one parent; ``are_teasers`` where their headlines lead to other pages."""

    elements: tuple[Element, ...]
    are_teasers: bool


def find_entries(root: Element) -> Entries | None:
    """The entries of a page, null where it has none or tells a story beside them."""
    headings = list(root.iter(*HEADINGS))
    times = [element for element in root.iter("time", *TIME_TAGS) if is_time(element)]
    if len(headings) + len(times) < _FEWEST_ARTICLES:
        return None
    prose = measure_prose(root)
    titled = _around(element for element in headings if element.tag == "h1")
    groups = [group for group in _groups(root, prose, headings, times) if _is_even(group, prose, titled)]
    found = max(groups, key=lambda group: _total(group, prose), default=None)
    if found is None or _total(found, prose) < _least_share(found) * prose[root]:
        return None
    if _has_story_beside(root, found, prose):
        return None
    return Entries(tuple(found), _are_teasers(found))


def is_time(element: Element) -> bool:
    """Whether an element is a time, or is named like one and is as short as one."""
    if element.tag == "time":
        return True
    name = element.get("class")
    text = short_text(element, _LONGEST_TIME) if name and _TIME_NAME.search(name) else None
    return text is not None and any(sign.isdigit() for sign in text) and element.find(".//time") is None


def _groups(
    root: Element, prose: dict[Element, int], headings: Iterable[Element], times: Iterable[Element]
) -> list[list[Element]]:
    """The siblings with prose, a headline or a time, and one name."""
    timed = _around(times)
    marked = timed | _around(headings)
    groups: dict[tuple[Element, str, str], list[Element]] = defaultdict(list)
    for element in root.iter(*_ENTRY_TAGS):
        if element not in marked or not prose[element]:
            continue
        name = _name(element)
        if name or element.tag != "div" or element in timed:
            groups[element.getparent(), element.tag, name].append(element)
    return [
        group
        for (_, tag, _), group in groups.items()
        if len(group) >= (_FEWEST_ARTICLES if tag == "article" else _FEWEST)
    ]


def _name(element: Element) -> str:
    """What elements of one kind share of their names; articles and items of a list need no name."""
    if element.tag in ("article", "li"):
        return ""
    first = (element.get("class") or "").split(maxsplit=1)[:1]
    return re.sub(r"\d+", "", first[0]) if first else ""


def _is_even(group: list[Element], prose: dict[Element, int], titled: set[Element]) -> bool:
    """Whether no member is the main part of the page: the only one with a title, or much longer than the others.

    Several that have titles are whole articles, one page after the other, where these are no links.
    """
    with_title = sum(element in titled for element in group)
    if with_title and (with_title < len(group) or not _are_teasers(group)):
        return False
    return max(prose[element] for element in group) <= _LARGEST_SHARE * _total(group, prose)


def _least_share(group: list[Element]) -> float:
    """The share of the prose of the page that entries need: those with headline and time each can be nothing else."""
    marked = (next(entry.iter(*tags), None) is not None for entry in group for tags in (HEADINGS, ("time",)))
    return _LEAST_SHARE_OF_DATED if all(marked) else _LEAST_SHARE


def _has_story_beside(root: Element, group: list[Element], prose: dict[Element, int]) -> bool:
    """Whether a page tells a story of its own beside a group, of which its members are no parts."""
    is_headed = any(next(entry.iterdescendants(*HEADINGS), None) is not None for entry in group)
    if _are_teasers(group) or not is_headed:
        return prose[root] - _total(group, prose) > _SHORTEST_STORY
    members, around = set(group), {group[0].getparent(), *group[0].getparent().iterancestors()}
    others = (one for one in root.iter("article") if one not in around and prose[one] > _SHORTEST_STORY)
    return any(members.isdisjoint((one, *one.iterancestors())) for one in others)


def _total(group: Iterable[Element], prose: dict[Element, int]) -> int:
    return sum(prose[element] for element in group)


def _are_teasers(group: Iterable[Element]) -> bool:
    headings = sum(1 for entry in group for _ in entry.iter(*HEADINGS))
    links = (link for entry in group for link in entry.iter("a") if "#" not in (link.get("href") or "#"))
    linked = {headline_of_link(link) for link in links} - {None}
    return len(linked) * 2 > headings


def headline_of_link(link: Element) -> Element | None:
    """The headline around a link or within it, null where there is none."""
    around = next(link.iterancestors(*HEADINGS), None)
    return next(link.iterdescendants(*HEADINGS), None) if around is None else around


def _around(elements: Iterable[Element]) -> set[Element]:
    """All ancestors of some elements; each is looked at once."""
    found: set[Element] = set()
    for element in elements:
        parent = element.getparent()
        while parent is not None and parent not in found:
            found.add(parent)
            parent = parent.getparent()
    return found


def measure_prose(root: Element) -> dict[Element, int]:
    """How many characters of prose each element holds; what is no part of a story has none."""
    nodes = list(root.iter())
    empty: set[Element] = set()
    for node in nodes:
        if node.getparent() in empty or _holds_no_story(node):
            empty.add(node)
    prose = dict.fromkeys(nodes, 0)
    for node in reversed(nodes):
        if node not in empty:
            prose[node] += _length(node.text)
        parent = node.getparent()
        if parent in prose and parent not in empty:
            prose[parent] += prose[node] + _length(node.tail)
    return prose


def _holds_no_story(node: Element) -> bool:
    if not isinstance(node.tag, str) or node.tag in NO_STORY_TAGS:
        return True
    if node.tag == "a":
        return next(node.iterdescendants("p", *HEADINGS), None) is None
    if node.tag in _WHOLE_PAGE:
        return False
    return NO_STORY_NAME.search(names_of(node)) is not None or asks_consent(node)


def _length(text: str | None) -> int:
    stripped = text.strip() if text else ""
    return len(stripped) if len(stripped) >= _SHORTEST_PROSE else 0
