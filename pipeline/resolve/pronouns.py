"""Who a pronoun stands for: a person named just before, and nobody where there could be two.

A link that is not sure is left out: a claim without a speaker is better than one laid into the wrong mouth.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from models.records import Span
from pipeline.records import Actor
from pipeline.resolve.actors import NOBODY, ActorResolver
from pipeline.resolve.people import Name
from pipeline.resolve.story import Story
from pipeline.resolve.unnamed import introduced
from pipeline.resolve.words import titles, word_list

_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_TELLS = frozenset({"told", "tells", "telling"})
_RELATIVES = frozenset({"who", "whom", "whose"})
_MEN, _WOMEN = word_list("mens_names"), word_list("womens_names")
_MENS_TITLES, _WOMENS_TITLES = titles("man"), titles("woman")
# How far back the person that a pronoun stands for may be, in characters and in sentences that name nobody.
_REACH = 600
_SENTENCES_BACK = 2
_WHO_AND = re.compile(r".*\b(who)\b[^.?!]*,? (?:and|but) ", re.DOTALL)
_BESIDE = re.compile(r"(?: of [^\W\d_]{1,30})? ?,? ")
_DESCRIBED = (
    r"(?:a|an|the|its|their)\s(?:[\w'’-]+\s){0,3}?"
    r"(?:assembly|business|chair|congress|council|police|spokes|states)?(?P<gender>(?:wo)?man)\b"
)
_DESCRIBED_BEFORE = re.compile(_DESCRIBED + r"(?:[^,.;:!?\n\"“”]{0,60},)?\s$", re.IGNORECASE)
_DESCRIBED_BEHIND = re.compile(r",\s" + _DESCRIBED, re.IGNORECASE)
_DESCRIPTION = 100
_THE_OFFICE = re.compile(
    r"The (?:(?:prime|foreign|interior|defence|defense|deputy|vice) )?(\w+)(?= [a-z])", re.IGNORECASE
)


@dataclass(frozen=True)
class Antecedents:
    """Resolves actors and speakers of a story, its pronouns among them."""

    story: Story
    resolver: ActorResolver
    sentences: Sequence[Span]

    @cached_property
    def _actors(self) -> dict[tuple[int, int], Actor]:
        return {}

    def actor(self, span: Span) -> Actor:
        """Who a span names or stands for; nobody where that is not sure. Each span is resolved once."""
        place = span.start, span.end
        if place not in self._actors:
            self._actors[place] = self._resolve(span)
        return self._actors[place]

    def _resolve(self, span: Span) -> Actor:
        word = self.story.text[span.start : span.end].lower()
        if word in _RELATIVES:
            return self._named_before(span)
        if word in _HE or word in _SHE:
            return self._person_before(span)
        return self.resolver.actor(span)

    def is_personal(self, span: Span) -> bool:
        """Whether a span is "he" or "she" in one of their forms and nothing else."""
        return self.story.text[span.start : span.end].lower() in _HE | _SHE

    def fits(self, pronoun: str, actor: Actor) -> bool:
        """Whether a person may be meant by a pronoun, as far as first names and titles tell."""
        return self._may_mean(pronoun, actor.name or "")

    def _may_mean(self, pronoun: str, name: str) -> bool:
        gender = self._genders.get(name)
        return gender is None or (pronoun.lower() in _HE) == (gender == "man")

    def named_before(self, pronoun: Span, start: int) -> list[Name]:
        """The names between an offset and a pronoun that it may mean; to whom something was told says nothing there."""
        chains, word = self.story.chains, self.story.text[pronoun.start : pronoun.end]
        between = chains.between(start, pronoun.start)
        return [name for name in between if not self._is_told(name) and self._may_mean(word, chains.fullest(name).text)]

    def _is_told(self, name: Name) -> bool:
        return name.first > 0 and self.story.words[name.first - 1].folded in _TELLS

    @cached_property
    def _genders(self) -> dict[str, str]:
        genders: dict[str, str] = {}
        for name in self.story.chains.names:
            gender = self._gender(name)
            if gender:
                genders.setdefault(self.story.chains.fullest(name).text, gender)
        return genders

    def _gender(self, name: Name) -> str | None:
        before = self.story.words[name.first - 1].folded if name.first else ""
        if before in _MENS_TITLES or before in _WOMENS_TITLES:
            return "man" if before in _MENS_TITLES else "woman"
        first = name.folded[0] if len(name.folded) > 1 else ""
        return "man" if first in _MEN else "woman" if first in _WOMEN else self._described_gender(name)

    def _described_gender(self, name: Name) -> str | None:
        """ "a spokeswoman for the ministry, Amna Miro" and "Amna Miro, its spokeswoman"."""
        text = self.story.text
        described = _DESCRIBED_BEHIND.match(text, name.end) or _DESCRIBED_BEFORE.search(
            text[max(self.story.span.start, name.start - _DESCRIPTION) : name.start]
        )
        return described["gender"].lower() if described else None

    def _named_before(self, span: Span) -> Actor:
        """ "Ines Falk, who": the person whose name ends right before."""
        names = self.story.chains.names
        last = bisect_left(names, span.start, key=_start)
        for name in reversed(names[max(0, last - 2) : last]):
            if not _BESIDE.fullmatch(self.story.text, name.end, span.start):
                break
            actor = self._bearer(name)
            if self._is_person(name, actor):
                return actor
        return self._relative_before(span)

    def _relative_before(self, span: Span) -> Actor:
        """ "Ines Falk, who sang and who": the person of the clause that is gone on with."""
        sentence = self._sentence_at(span.start)
        start = max(self.sentences[sentence].start if sentence >= 0 else span.start, span.start - _REACH)
        before = _WHO_AND.fullmatch(self.story.text, start, span.start)
        return self.actor(Span(*before.span(1))) if before else NOBODY

    def _person_before(self, span: Span) -> Actor:
        """The one person whom the nearest sentence with a person names; of several the one that opens it."""
        pronoun = self.story.text[span.start : span.end]
        low = max(self.story.span.start, span.start - _REACH)
        sentence = self._sentence_at(span.start)
        if sentence < 0 or self.is_spoken(span.start):
            return NOBODY
        people = self._people(Span(max(low, self.sentences[sentence].start), span.start))
        for back in range(1, _SENTENCES_BACK + 1):
            if people or sentence < back:
                break
            other = self.sentences[sentence - back]
            if other.end <= low:
                break
            people = self._people(Span(max(low, other.start), other.end))
        fitting = {actor.name: actor for _, actor in people if self.fits(pronoun, actor)}
        return next(iter(fitting.values())) if len(fitting) == 1 else NOBODY

    def follows_unnamed(self, pronoun: Span, start: int) -> bool:
        """Whether the text speaks last of somebody without a name whom a pronoun may mean: "A driver stopped. He said".

        Only whole sentences after an offset are looked at.
        """
        last = self._sentence_at(pronoun.start)
        low = max(start, self.story.span.start, pronoun.start - _REACH)
        for at in range(last, -1, -1):
            sentence = Span(self.sentences[at].start, min(self.sentences[at].end, pronoun.start))
            if sentence.start < low or self._names_person(sentence, pronoun):
                break
            gender = (
                None if self.is_spoken(sentence.start) else introduced(self.story.text, sentence.start, sentence.end)
            )
            if gender is not None and self._is_of(pronoun, gender):
                return True
        return False

    def office_before(self, pronoun: Span, start: int) -> Span | None:
        """The holder of an office that opens the sentence before a pronoun: "The governor denied it. He said"."""
        low, last = max(start, self.story.span.start, pronoun.start - _REACH), self._sentence_at(pronoun.start)
        for sentence in reversed(self.sentences[max(0, last - 1) : last + 1]):
            if sentence.start < low or self._names_person(
                Span(sentence.start, min(sentence.end, pronoun.start)), pronoun
            ):
                return None
            if office := self._opening_office(sentence):
                return office
        return None

    def _opening_office(self, sentence: Span) -> Span | None:
        """ "The governor", "The prime minister": an office and no more before the verb of a sentence."""
        found = _THE_OFFICE.match(self.story.text, sentence.start, sentence.end)
        if found is None or found[1].lower() not in titles():
            return None
        return Span(*found.span())

    def _names_person(self, part: Span, pronoun: Span) -> bool:
        word = self.story.text[pronoun.start : pronoun.end]
        return any(not self.is_spoken(name.start) and self.fits(word, actor) for name, actor in self._people_in(part))

    def _is_of(self, pronoun: Span, gender: str) -> bool:
        """Whether a pronoun may mean a man, a woman or a person of either kind."""
        return gender == "person" or (self.story.text[pronoun.start : pronoun.end].lower() in _HE) == (gender == "man")

    def _sentence_at(self, offset: int) -> int:
        return bisect_right(self.sentences, offset, key=lambda sentence: sentence.start) - 1

    def is_spoken(self, offset: int) -> bool:
        """Whether an offset lies in a quotation: there "he" is whom the speaker speaks of."""
        start = max(self.story.text.rfind("\n", 0, offset) + 1, offset - _REACH)
        before = self.story.text[start:offset]
        return before.count("“") > before.count("”") or before.count('"') % 2 == 1

    def _people(self, part: Span) -> list[tuple[Name, Actor]]:
        return list(self._people_in(part))

    def _people_in(self, part: Span) -> Iterator[tuple[Name, Actor]]:
        for name in self.story.chains.between(part.start, part.end):
            actor = self._bearer(name)
            if self._is_person(name, actor):
                yield name, actor

    @cached_property
    def _bearers(self) -> dict[int, Actor]:
        return {}

    def _bearer(self, name: Name) -> Actor:
        """Who bears a name; each is resolved once."""
        if name.start not in self._bearers:
            self._bearers[name.start] = self.resolver.actor(Span(name.start, name.end))
        return self._bearers[name.start]

    def _is_person(self, name: Name, actor: Actor) -> bool:
        words = self.story.words
        # "The Golden Boot" is a prize.
        has_article = name.first > 0 and words[name.first - 1].folded == "the"
        return self.resolver.is_person(actor) and not (words[name.last - 1].is_possessive or has_article)


def _start(name: Name) -> int:
    return name.start
