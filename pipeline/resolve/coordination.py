"""Phrases that name two: "Kenya and Tanzania", "the ministers Ines Falk and Tam Venn"."""

from __future__ import annotations

from bisect import bisect_left

from models.records import Span
from pipeline.resolve.story import Story
from pipeline.resolve.words import word_list

_PREPOSITIONS = word_list("prepositions")
_AND = frozenset({"and", "or", "but", "both", "neither"})


def without_conjunction(story: Story, first: int, last: int) -> int:
    """The first word of a phrase behind the conjunction with which it was cut off: "Tanzania" of "and Tanzania"."""
    while first + 1 < last and story.words[first].folded in _AND:
        first += 1
    return first


def parted(story: Story, span: Span) -> tuple[Span, ...]:
    """The spans of the two whom a phrase names side by side; the span itself where it does not."""
    words = story.words
    first, last = story.word_range(span)
    for at in range(first + 1, last - 1):
        is_two = words[at].folded == "and" and _end_of_named(story, at + 1) == last
        if is_two and any(_end_of_named(story, left) == at for left in range(first, at)):
            is_plain = not any(word.folded in _PREPOSITIONS for word in words[first:at])
            return _halves(story, span, at) if is_plain and not words[at - 1].is_possessive else (span,)
    return (span,)


def _halves(story: Story, span: Span, at: int) -> tuple[Span, Span]:
    return Span(span.start, story.words[at - 1].end), Span(story.words[at + 1].start, span.end)


def _end_of_named(story: Story, at: int) -> int | None:
    """The index after the country, organisation or full name that begins at a word, null where none does."""
    hit = story.hit_at.get(at)
    if hit is not None:
        return hit.last if hit.entry.kind != "demonym" else None
    names = story.chains.names
    found = bisect_left(names, story.words[at].start, key=lambda name: name.start)
    is_there = found < len(names) and names[found].first == at and len(names[found].folded) > 1
    return names[found].last if is_there else None
