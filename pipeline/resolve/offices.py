"""Ministers, ministries and their like that a text calls back by one word: "the minister", "the ministry"."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

from pipeline.resolve.story import Story
from pipeline.resolve.words import ARTICLES, titles, word_list

_CALLED_BACK = word_list("called_back")
_NOT_NOW = frozenset({"former", "ex", "late"})
_LINKS = frozenset({"of", "the", "and", "for"})
_REACH = 5
_FRONT_REACH = 9
_CLOSERS = ",.;:)"
_OWNERS = word_list("possessive_pronouns")
_PREPOSITIONS = word_list("prepositions")


def apposed_title(story: Story, first: int, last: int) -> list[str]:
    """The title that opens an apposition: "interior minister" of ", the interior minister of Peru,"."""
    words = story.words
    first += first < last and words[first].folded in ARTICLES
    end = first
    while end < last and words[end].folded in titles() and not words[end].is_possessive:
        end += 1
    is_whole = end == last or words[end].folded in ("of", "for", "in")
    return [word.folded for word in words[first:end]] if is_whole else []


def title_in_front(story: Story, first: int, last: int) -> list[str]:
    """The title that a name is apposed to: "interior minister" of "the interior minister of Peru, Ines Falk,"."""
    words, text = story.words, story.text
    is_apposed = first > 0 and text[words[first - 1].end : words[first].start] == ", " and words[first].is_capital
    if not is_apposed or text[words[last - 1].end : words[last - 1].end + 1] not in _CLOSERS:
        return []
    at = first - 1
    while at > 0 and first - at <= _FRONT_REACH and not _opens_phrase(story, at):
        at -= 1
    title = list(takewhile(lambda word: word not in _PREPOSITIONS, (word.folded for word in words[at + 1 : first])))
    return title if title and title[-1] in titles() else []


def _opens_phrase(story: Story, at: int) -> bool:
    """Whether a word determines the noun behind it, and no noun within the phrase: not the "the" of "of the guild"."""
    words = story.words
    determines = words[at].folded in ARTICLES or words[at].is_possessive or words[at].folded in _OWNERS
    return determines and not (words[at - 1].folded in _PREPOSITIONS and at > 0)


def is_same_office(title: list[str], office: list[str]) -> bool:
    """Whether a title ends in an office, and both or none of them is one of former days."""
    is_former = not _NOT_NOW.isdisjoint(title)
    return title[-len(office) :] == office and is_former == (not _NOT_NOW.isdisjoint(office))


@dataclass(frozen=True)
class Offices:
    """The institutions of a story that one word calls back."""

    story: Story

    def called_back(self, first: int, last: int) -> tuple[int, int] | None:
        """The words that name the only institution before a phrase like "the ministry"; null where not sure."""
        words = self.story.words
        noun = words[last - 1]
        is_short = last - first == 2 and words[first].folded == "the" and not noun.is_capital
        if not is_short or noun.folded not in _CALLED_BACK or noun.is_possessive:
            return None
        found: dict[frozenset[str], tuple[int, int]] = {}
        for at in range(first):
            if words[at].folded != noun.folded:
                continue
            named = self._named(at)
            if named is not None:
                found.setdefault(self._core(*named), named)
            elif words[at - 1].folded not in ("the", "its") or words[at].is_capital:
                return None
        return next(iter(found.values())) if len(found) == 1 else None

    def _core(self, first: int, last: int) -> frozenset[str]:
        """What an institution is, whosever: the same for "Peru's Health Ministry" and "the Ministry of Health"."""
        words = (self.story.words[at] for at in range(first, last) if at not in self.story.hit_at)
        return frozenset(word.folded for word in words) - _LINKS

    def _named(self, at: int) -> tuple[int, int] | None:
        """The first word and the end of the name that a noun is the head of: "Ministry of Health", "Peru's court"."""
        words = self.story.words
        first, last = self._first(at), at + 1
        end = last
        while words[at].is_capital and end < len(words) and end - at <= _REACH and self._is_joined(end):
            is_link = words[end].folded in _LINKS and (end > last or words[end].folded == "of")
            if not words[end].is_capital and not is_link:
                break
            end += 1
            last = end if words[end - 1].is_capital else last
        return (first, last) if last - first > 1 else None

    def _first(self, at: int) -> int:
        """Where the capitalised words before a noun begin; in lower case those behind its country's name."""
        words, first = self.story.words, at
        for before in range(at - 1, max(-1, at - _REACH), -1):
            if not self._is_joined(before + 1) or words[before].folded in ARTICLES:
                break
            if before in self.story.hit_at or (words[at].is_capital and words[before].is_capital):
                first = before
            elif words[before].is_capital or words[at].is_capital or words[before].folded in word_list("prepositions"):
                break
        return first

    def _is_joined(self, at: int) -> bool:
        """Whether nothing but a space stands between a word and the one before it."""
        words = self.story.words
        gap = self.story.text[words[at - 1].end : words[at].start]
        return gap == " " or (words[at - 1].is_possessive and gap.strip("'’s") == " ")


def titled_from(story: Story, first: int) -> int:
    """The first of the titles in capitals right before a name that begins at a word: "Dr", "Brigadier"."""
    words, at = story.words, first
    while at > 0 and words[at - 1].is_capital and words[at - 1].folded in titles():
        if story.text[words[at - 1].end : words[at].start] not in (" ", ". "):
            break
        at -= 1
    return at
