"""Who an argument or a speaker is: the fullest name of its chain, the country and the PLOVER sector.

Of who is named, country and sector are what the mentions of the chain tell ("Burak Akcapar, Turkey's deputy foreign
minister"), else what the words of the phrase tell; of who is not, what these tell. Last, for officials and their like,
the country comes from those around.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from models.records import Attribution, Span
from pipeline.records import Actor
from pipeline.resolve.coordination import without_conjunction
from pipeline.resolve.country_around import CountryAround
from pipeline.resolve.descriptions import Descriptions
from pipeline.resolve.lexicon import Entry, is_sector_noun
from pipeline.resolve.locating import named_city_country
from pipeline.resolve.namesakes import HONORIFICS
from pipeline.resolve.offices import Offices, titled_from
from pipeline.resolve.people import Name, is_organisation, known_entry, opens_sentence
from pipeline.resolve.phrases import Reading, is_international
from pipeline.resolve.readings import Readings
from pipeline.resolve.story import Story
from pipeline.resolve.words import ARTICLES, titles, word_list

NOBODY = Actor(None, None, None)
_PREPOSITIONS = word_list("prepositions")
_FROM_AROUND = word_list("country_from_around")
_PRONOUNS = word_list("pronouns")
_OWNERS = word_list("possessive_pronouns")
_PERSONS = word_list("person_nouns")
_DESCRIBING = _PERSONS | word_list("unnamed_persons") | {"one"}
_RELATIVES = word_list("relative_pronouns")
_SURNAMES = word_list("office_surnames")
_INSTITUTIONS = word_list("institution_words")
_PLURAL_ARTICLES = word_list("plural_articles")
_BESIDE_NAMES = word_list("beside_names")
# What a tokenizer parts from the name behind it.
_CUT_TITLES = titles("cut")
_LONGEST_PHRASE = 40
_ADJECTIVE_REACH = 3


@dataclass(frozen=True)
class ActorResolver:
    """Resolves the actors and speakers of one story; ``told`` are the tellings of its article."""

    story: Story
    told: Sequence[Attribution] = ()

    @cached_property
    def _around(self) -> CountryAround:
        return CountryAround(self.story, self.told)

    @cached_property
    def _readings(self) -> Readings:
        return Readings(self.story)

    @cached_property
    def _descriptions(self) -> Descriptions:
        return Descriptions(self.story, self._readings)

    @cached_property
    def _offices(self) -> Offices:
        return Offices(self.story)

    def actor(self, span: Span) -> Actor:
        """Who a span names; name, country and sector are null each where the text does not tell it."""
        first, last = self.story.word_range(span)
        if first >= last:
            return NOBODY
        first = without_conjunction(self.story, first, last)
        last = self._with_titled(min(last, first + _LONGEST_PHRASE))
        if all(word.folded in _PRONOUNS and word.text != "US" for word in self.story.words[first:last]):
            return NOBODY
        name = self._head_name(first, last) or self._apposed_name(first, last)
        reading = self._readings.of(first, last)
        if name is not None:
            return self._named(name, first, last)
        if linked := self._nominal(first, last) or self._surname(first, last):
            return self._named(linked, linked.first, linked.last)
        office = self._offices.called_back(first, last)
        if office is not None:
            return self._unnamed(self._readings.of(*office), *office, self._span(*office))
        return self._unnamed(reading, first, last, span)

    def _span(self, first: int, last: int) -> Span:
        return Span(self.story.words[first].start, self.story.words[last - 1].end)

    def _with_titled(self, last: int) -> int:
        """The end of a phrase widened to the name that its last word, "Mr" or the like, is cut from."""
        words, names = self.story.words, self.story.chains.names
        if words[last - 1].folded not in _CUT_TITLES or last >= len(words):
            return last
        at = bisect_left(names, words[last].start, key=_name_start)
        return names[at].last if at < len(names) and names[at].first == last else last

    def is_person(self, actor: Actor) -> bool:
        """Whether an actor bears a full name of this story that is no institution's."""
        return actor.name in self._full_names

    @cached_property
    def _full_names(self) -> frozenset[str]:
        return frozenset(
            name.text
            for name in self.story.chains.names
            if (len(name.folded) > 1 or self._has_honorific(name))
            and not self._descriptions.is_institution(name)
            and not is_organisation(name)
            if not self._is_place(name)
            if name.folded[-1] not in _INSTITUTIONS and name.folded[0] not in _PLURAL_ARTICLES
        )

    def _has_honorific(self, name: Name) -> bool:
        return name.first > 0 and self.story.words[name.first - 1].folded in HONORIFICS

    def _is_place(self, name: Name) -> bool:
        """Whether a name is that of a town, or stands in the dateline."""
        return self.story.in_dateline(name.start) or named_city_country(name, self.story) is not None

    # ---------------------------------------------------------------- names

    def _head_name(self, first: int, last: int) -> Name | None:
        """The name that heads a phrase: not one behind a preposition or after a possessive noun of somebody else.

        A phrase that ends with the first word of a name ("Prime Minister Ines" of "Ines May") is headed by the whole.
        """
        names = self.story.chains.names
        for name in names[bisect_left(names, self.story.words[first].start, key=_name_start) :]:
            before = self.story.words[first : name.first]
            is_outside = name.first >= last or name.last > last > name.first + 1
            if is_outside or any(word.folded in _PREPOSITIONS for word in before):
                return None
            begins_earlier = any(hit.first < name.first < hit.last for hit in self.story.hits_between(first, last))
            if not begins_earlier and not self._is_modifier(name, last):
                return name
        return None

    def _apposed_name(self, first: int, last: int) -> Name | None:
        """The person's name that ends a phrase behind a comma: "a spokeswoman for the ministry, Amna Miro"."""
        words, names = self.story.words, self.story.chains.names
        head = self._preposition(first, last)
        if head == last or not any(self._describes(at) for at in range(first, head)):
            return None
        for name in names[bisect_left(names, words[head].start, key=_name_start) :]:
            if name.last >= last:
                first_title = titled_from(self.story, name.first)
                gap = self.story.text[words[first_title - 1].end : words[first_title].start]
                is_end = name.last == last and gap == ", "
                return name if is_end and self._is_full_name(name) else None
        return None

    def _describes(self, at: int) -> bool:
        """Whether a word tells what a person is."""
        word = self.story.words[at].folded
        return word in titles() or word in _DESCRIBING or is_sector_noun(self.story.words, at)

    def _is_full_name(self, name: Name) -> bool:
        return name.text in self._full_names

    def _is_modifier(self, name: Name, last: int) -> bool:
        """Whether the name only describes a noun behind it: "Trump's supporters", "the Azadliq coalition"."""
        words = self.story.words
        if name.last >= last:
            return False
        if words[name.last - 1].is_possessive:
            return True
        follows, gap = words[name.last], self.story.text[words[name.last - 1].end : words[name.last].start]
        return (
            gap == " "
            and (is_sector_noun(self.story.words, name.last) or not follows.is_capital)
            and follows.folded not in _BESIDE_NAMES
        )

    def _named(self, name: Name, first: int, last: int) -> Actor:
        """The chain's fullest name; what stands before and behind this mention adds what the chain does not tell."""
        chains = self.story.chains
        full = chains.fullest(name)
        is_town = name.first == first and chains.stands_alone(name) and known_entry(name) is None
        if is_town and (country := named_city_country(name, self.story)):
            return Actor(name.text, country, None)
        around = self._readings.of(self._own_first(first, name), name.first), self._readings.of(name.last, last)
        country, sector = self._descriptions.facts_of(full)
        country = country or around[0].country or around[1].country
        sector = sector or around[0].sector
        is_of_none = sector in ("IGO", "NGO") or any(is_international(reading.entry) for reading in around)
        if country is None and sector in _FROM_AROUND and not is_of_none and not self._is_owned(first, last):
            country = self._around.of_named(sector)
        return Actor(full.text, None if is_of_none else country, sector)

    def _own_first(self, first: int, name: Name) -> int:
        """Where the words before a name begin that are its own, not of "the hospital and Mrs Miro"."""
        words = self.story.words
        at = name.first - 1 if words[name.first - 1].folded in _CUT_TITLES else name.first
        return name.first if first < at and words[at - 1].folded == "and" else first

    def _nominal(self, first: int, last: int) -> Name | None:
        """The one chain that bears the title which a phrase like "the deputy minister" repeats; null where not sure."""
        words = [word.folded for word in self.story.words[first:last]]
        is_common = len(words) == 2 and words[0] == "the" and not self.story.words[last - 1].is_capital
        if is_common and (organisation := self._readings.organisations.get(words[1])):
            return organisation
        if words[0] != "the" or not 2 <= len(words) <= 4 or not all(word in titles() for word in words[1:]):
            return None
        bearers = {}
        for name in self.story.chains.names:
            if name.first < first and len(name.folded) > 1 and self._descriptions.bears(name, words[1:]):
                bearers[self.story.chains.fullest(name).folded] = name
        return next(iter(bearers.values())) if len(bearers) == 1 else None

    def _surname(self, first: int, last: int) -> Name | None:
        """The person whom a surname calls back that is an office elsewhere: "King" of "Anna King"."""
        word = self.story.words[first]
        if last - first > 1 or not word.is_capital or word.folded not in _SURNAMES:
            return None
        return self.story.chains.of_family(word.folded)

    # ---------------------------------------------------------------- phrases without a name

    def _unnamed(self, reading: Reading, first: int, last: int, span: Span) -> Actor:
        entry = reading.entry
        if reading.is_bare and entry is not None:
            if entry.kind in ("demonym", "people"):
                return self._people(entry, first, last)
            return Actor(entry.name, entry.country, entry.sector or "GOV")
        country = reading.country
        is_placed = country is not None or is_international(entry) or self._is_owned(first, last)
        if reading.sector in _FROM_AROUND and not is_placed:
            country = self._around.of_unnamed(span, reading.sector)
        country = None if self._names_several(first, last) else country
        is_thing = reading.sector is None and country is None and self._is_somebodys(first, last)
        return Actor(None if is_thing else self._institution(first, last), country, reading.sector)

    def _is_somebodys(self, first: int, last: int) -> bool:
        """Whether all names of a phrase are those of owners: "Miro's speech" does not bear her name."""
        proper = (at for at in range(first, self._preposition(first, last)) if self._is_proper(at))
        return all(self.story.words[at].is_possessive for at in proper)

    def _names_several(self, first: int, last: int) -> bool:
        """Whether a phrase is of two countries, one beside the other: "the ministers of Kenya and Tanzania"."""
        hits = [hit for hit in self.story.hits_between(first, last) if hit.entry.country]
        pairs = ((one, two) for one, two in pairwise(hits) if one.entry.country != two.entry.country)
        return any(self.story.words[one.last].folded == "and" and two.first == one.last + 1 for one, two in pairs)

    def _is_owned(self, first: int, last: int) -> bool:
        """Whether a phrase tells of whom it is by a pronoun: "his men" are of his country, wherever he is named."""
        return any(word.folded in _OWNERS for word in self.story.words[first : self._preposition(first, last) + 2])

    def _people(self, entry: Entry, first: int, last: int) -> Actor:
        """ "Turkish" before its noun takes the noun's sector; "the Turks" are the state, "Turks" some of its people."""
        if entry.kind == "demonym":
            sector = self._readings.of(first, min(last + _ADJECTIVE_REACH, len(self.story.words))).sector
            return Actor(None, entry.country, sector)
        is_state = self.story.words[first].folded == "the" and last - first == 2
        return Actor(entry.name if is_state else None, entry.country, "GOV" if is_state else "CVL")

    def _institution(self, first: int, last: int) -> str | None:
        """The words of a phrase with a proper noun in its head, from that on: "Turkey's Foreign Ministry"."""
        words = self.story.words
        while first < last and words[first].folded in ARTICLES:
            first += 1
        head = [at for at in range(first, last) if self._is_proper(at)]
        lowest = self._preposition(first, last)
        if not head or head[0] >= lowest or words[lowest - 1].folded in _PERSONS:
            return None
        end = next((at for at in range(head[0] + 1, last) if self._ends_name(at)), last)
        return self.story.text[words[first].start : words[end - 1].end]

    def _ends_name(self, at: int) -> bool:
        """Whether a word begins what is no part of a name: "who fled", "on a road", ", the charity", "(UTC)"."""
        before, word = self.story.words[at - 1], self.story.words[at]
        gap = self.story.text[before.end : word.start]
        if "(" in gap or (word.folded in ARTICLES and gap == ", "):
            return True
        is_preposition = word.folded in _PREPOSITIONS and word.folded != "of" and not before.is_capital
        return word.folded in _RELATIVES or is_preposition

    def _preposition(self, first: int, last: int) -> int:
        """The first preposition among some words, their end where there is none."""
        return next((at for at in range(first, last) if self.story.words[at].folded in _PREPOSITIONS), last)

    def _is_proper(self, at: int) -> bool:
        """Whether a word is capitalised for itself and not only because it opens a sentence."""
        word = self.story.words[at]
        opens = opens_sentence(self.story.text, word.start)
        return word.is_capital and (not opens or at in self.story.hit_at)


def _name_start(name: Name) -> int:
    return name.start
