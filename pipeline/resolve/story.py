"""One story of a text, with its own date, words, names and countries.

A tag page or digest runs several stories one after another. Each is read by itself, so that dates, places and names of
one never leak into another. Offsets count into the one text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from operator import attrgetter

from models.records import Span
from pipeline.records import DateRange
from pipeline.resolve.all_capitals import with_names_in_capitals
from pipeline.resolve.countries_behind import countries_behind
from pipeline.resolve.date_grammar import DateExpression, find_dates
from pipeline.resolve.dates import Anchor, counts_from_story, names_year, resolve_date
from pipeline.resolve.gazetteer import Surroundings, choose_city, shares_name, states
from pipeline.resolve.lexicon import Entry, Hit, find_hits
from pipeline.resolve.namesakes import without_namesakes
from pipeline.resolve.people import Chains, find_names
from pipeline.resolve.story_dateline import Dateline, find_dateline
from pipeline.resolve.times import TimeOfDay, find_times
from pipeline.resolve.words import Word, is_verb, words_between

_CLOCK_TIME = (
    r"(?:midnight|noon|midday|dawn|dusk|sunrise|sunset|dark|\d{1,2}[:.]\d\d|\d{1,2}(?:[:.]\d\d)?\s?[aApP]\.?[mM]"
    r"|\d{4}(?=\s(?:GMT|UTC|local|hours))"
    r"|(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    r"(?=\W*$|[.,;)]|\s(?:o['’]clock|on|in|at|last|yesterday|today|this|that|local|[A-Z][a-z]{2,5}day)\b))\b"
)
# A clause that begins between a trigger and a date or place tells of something else; "after six" begins none.
_NEW_CLAUSE = re.compile(
    r"[;\n]|\b(?:since|when|while|who|whom|whose|which|that|but|because|although|though|where|following|having)\b"
    rf"|\b(?:after|before)\b(?!\s{_CLOCK_TIME})"
)

_HEAD = 1000
# How much oftener than all others together a country is named where another one is named first.
_MARGIN = 3

# What may stand between a noun and its verb, or two verbs of one clause.
JOINED = re.compile(r"\W*(?:(?:and|or|to|will|would|has|have|had|was|were|is|are|been|be|not|also)\b\W*)*")


# "blames the group for the attack", "protest over the killing of ...": why something else happened.
_GROUND = re.compile(r"\b(?:for|over|behind|about|against)\s(?:the|an?|its|their|his|her)\s(?:[^\W\d_]+\s){0,2}$")
_BARE_GROUND = re.compile(r"\b(?:about|against)\s(?:[a-z]+\s)?$")
_GROUND_REACH = 60
_IN_ASIDE = re.compile(r",\s(?:[^\W\d_]+\sof\s)?(?:who|whose|whom|which|where)\s[^,;:.!?()\n]*$")
_ASIDE_REACH = 160
_CLAUSE_CLOSED = re.compile(r"[^.!?]*?,")


def is_ground(text: str, trigger: Span) -> bool:
    """Whether an event is named as what another one is about: then the time and place of the other are not its own."""
    reach = max(0, trigger.start - _GROUND_REACH)
    if _GROUND.search(text, reach, trigger.start):
        return True
    return _BARE_GROUND.search(text, reach, trigger.start) is not None and not is_verb(text, trigger)


def ends_aside(text: str, start: int, expression: Span, end: int) -> bool:
    """Whether an expression stands in a clause that a comma closes before an offset: "Miro, who won in 2021, left".

    ``start`` is where the sentence begins.
    """
    if "," not in text[expression.end : end]:
        return False
    return _is_in_aside(text, start, expression)


def _is_in_aside(text: str, start: int, expression: Span) -> bool:
    return _IN_ASIDE.search(text, max(start, expression.start - _ASIDE_REACH), expression.start) is not None


def opens_clause(between: str) -> bool:
    """Whether a new clause begins in the text between two expressions."""
    return _NEW_CLAUSE.search(between) is not None


@dataclass(frozen=True)
class Story:
    """A part of a text that tells one story.

    ``day`` is what its relative dates count from, null where unknown. ``lead_end`` is the offset at which its heading
    and its first sentences end.
    """

    text: str
    span: Span
    day: date | None
    lead_end: int

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words in order; in a line all in capitals only what may be a name counts as capitalised."""
        return with_names_in_capitals(self.text, self._written, self._found)

    @cached_property
    def _written(self) -> tuple[Word, ...]:
        return words_between(self.text, self.span.start, self.span.end)

    @cached_property
    def _found(self) -> tuple[Hit, ...]:
        return find_hits(self._written)

    @cached_property
    def hits(self) -> tuple[Hit, ...]:
        """Countries, peoples, capitals, regions and organisations that the words name."""
        settled = (self._settled(hit) if self._may_be_elsewhere(hit) else hit for hit in self._named)
        return tuple(hit for hit in settled if hit is not None)

    @cached_property
    def _named(self) -> tuple[Hit, ...]:
        """The same where a name that two places bear stands for the better known of them."""
        return without_namesakes(self.text, self.words, self._found)

    @cached_property
    def _word_starts(self) -> list[int]:
        return [word.start for word in self.words]

    @cached_property
    def _hit_firsts(self) -> list[int]:
        return [hit.first for hit in self.hits]

    def word_range(self, span: Span) -> tuple[int, int]:
        """The indices of the first word that begins within a span and after the last one."""
        return bisect_left(self._word_starts, span.start), bisect_left(self._word_starts, span.end)

    def hits_between(self, first: int, last: int) -> tuple[Hit, ...]:
        """The hits that begin at the words from first up to, not including, last."""
        return self.hits[bisect_left(self._hit_firsts, first) : bisect_left(self._hit_firsts, last)]

    @cached_property
    def hit_at(self) -> Mapping[int, Hit]:
        """The hits by the words at which they begin."""
        return {hit.first: hit for hit in self.hits}

    @cached_property
    def countries_behind(self) -> Mapping[int, str]:
        """The countries that are told right behind names, by the offsets at which the names end."""
        return countries_behind(self.text, self.words, self.hits)

    @cached_property
    def chains(self) -> Chains:
        """The names of people and organisations."""
        names = find_names(self.text, self.words, self.hits)
        return Chains(tuple(name for name in names if not self.is_in_date(name.start, name.end)))

    def is_in_date(self, start: int, end: int) -> bool:
        """Whether what stands between two offsets is a part of a date: the "May" of "in May"."""
        at = bisect_right(self.dates, start, key=_start_of_date) - 1
        return at >= 0 and end <= self.dates[at].span.end

    @cached_property
    def dates(self) -> tuple[DateExpression, ...]:
        """The date expressions in order."""
        return find_dates(self.text, self.span.start, self.span.end)

    @cached_property
    def times(self) -> tuple[TimeOfDay, ...]:
        """The times of day in order."""
        return find_times(self.text, self.span.start, self.span.end)

    @cached_property
    def dateline(self) -> Dateline | None:
        """The dateline of the story, null where it has none."""
        return find_dateline(self.text, self.span.start, min(self.lead_end, self.span.start + _HEAD))

    def in_dateline(self, offset: int) -> bool:
        """Whether an offset lies in the dateline."""
        return self.dateline is not None and self.dateline.span.start <= offset < self.dateline.span.end

    @cached_property
    def countries(self) -> Mapping[str, float]:
        """How often each country is named, as a share of the most named one."""
        certain = [hit for hit in self._named if not self._may_be_elsewhere(hit)]
        counts = Counter(hit.entry.country for hit in certain if hit.entry.country)
        most = max(counts.values(), default=1)
        return {country: count / most for country, count in counts.items() if country}

    def _may_be_elsewhere(self, hit: Hit) -> bool:
        """Whether a capital shares its name with a large city of another country, or a country with a state."""
        if hit.entry.kind == "capital":
            return shares_name(self._folded(hit), hit.entry.country or "")
        return hit.entry.kind == "country" and self._folded(hit) in states()

    def _settled(self, hit: Hit) -> Hit | None:
        """The hit as what stands around tells it: Georgia or the state, San José or none of the lexicon's."""
        name, country = self._folded(hit), hit.entry.country or ""
        if hit.entry.kind == "capital":
            return hit if choose_city(name, Surroundings(self.countries))[1] == country else None
        if self._is_among_countries(hit) or self.countries.get(country, 0.0) >= self.countries.get("USA", 0.0):
            return hit
        return replace(hit, entry=Entry("region", hit.entry.name, "USA", None))

    def _is_among_countries(self, hit: Hit) -> bool:
        """Whether a country is named right before or behind, a word between at most: "Georgia and Ukraine"."""
        at = bisect_left(self._named, hit.first, key=attrgetter("first"))
        beside = (*self._named[max(0, at - 1) : at], *self._named[at + 1 : at + 2])
        near = (one for one in beside if max(one.first - hit.last, hit.first - one.last) <= 1)
        return any(one.entry.kind == "country" for one in near)

    def _folded(self, hit: Hit) -> str:
        return " ".join(word.folded for word in self.words[hit.first : hit.last])

    @cached_property
    def main_country(self) -> str | None:
        """The country that the story is about, or null: named twice at least, and before all others the most.

        A story that begins in the country of its dateline is about that one, wherever else it leads.
        """
        named = [hit.entry.country for hit in self.hits if hit.entry.country]
        if not named:
            return None
        counts, first = Counter(named), named[0]
        most, count = counts.most_common(1)[0]
        others = max((counts[other] for other in counts if other != first), default=0)
        if counts[first] > others and 2 * counts[first] >= len(named):
            return first if counts[first] > 1 else None
        if self._begins_at_home and counts[first] > 1 and others <= counts[first] + 1:
            return first
        return most if count - (len(named) - count) >= _MARGIN else None

    @cached_property
    def _begins_at_home(self) -> bool:
        """Whether the first country that the story names behind its dateline is that of the dateline."""
        if self.dateline is None:
            return False
        located = {hit.entry.country for hit in self.hits if self.in_dateline(hit.start)} - {None}
        end = self.dateline.span.end
        behind = (hit.entry.country for hit in self.hits if hit.entry.country and hit.start >= end)
        return len(located) == 1 and next(behind, None) in located

    @cached_property
    def ranges_before(self) -> Mapping[int, DateRange | None]:
        """For each date expression, by its offset, the range that its paragraph named last before it.

        Only days, months and years that the text counts as the story's time: what the paragraph tells with its year, or
        counts on from that.
        """
        named: dict[int, DateRange | None] = {}
        story: DateRange | None = None
        outer: DateRange | None = None
        previous_end = self.span.start
        for expression in self.dates:
            between = self.text[previous_end : expression.span.start]
            if "\n" in between:
                story = outer = None
            elif _CLAUSE_CLOSED.match(between):
                story = outer
            named[expression.span.start] = story
            before, story = story, self._next_range(expression, story)
            outer = before if _is_in_aside(self.text, self.span.start, expression.span) else story
            previous_end = expression.span.end
        return named

    def _next_range(self, expression: DateExpression, story: DateRange | None) -> DateRange | None:
        resolved = resolve_date(expression, Anchor(self.day, story))
        if resolved is None or expression.bound or expression.pattern == "year_of_noun":
            return story
        keeps = names_year(expression) or counts_from_story(expression) or resolved.start == resolved.end
        return resolved if keeps else story


def _start_of_date(expression: DateExpression) -> int:
    return expression.span.start
