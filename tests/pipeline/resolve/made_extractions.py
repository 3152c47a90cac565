"""Builds articles with extractions by hand: spans are told by their words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import numpy as np

from models.records import Argument, Attribution, Entity, Event, Extraction, Span
from models.vectors import pack_vector
from pipeline.records import Article, DateRange, EventMention, ExtractedArticle, ResolvedArticle
from pipeline.resolve.article import resolve_article
from pipeline.resolve.story import Story


class Made:
    """A text that grows its extraction step by step; ``nth`` picks one of several equal strings."""

    def __init__(
        self, text: str, published: str | None = "2021-03-03", sentences: Sequence[Span] | None = None
    ) -> None:
        self.text = text
        self.published = datetime.fromisoformat(published).replace(tzinfo=UTC) if published else None
        self.sentences = tuple(sentences) if sentences is not None else split_sentences(text)
        self.events: list[Event] = []
        self.attributions: list[Attribution] = []
        self.entities: list[Entity] = []

    def span(self, words: str, nth: int = 0) -> Span:
        """The nth place at which the words stand."""
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(words, start + 1)
        return Span(start, start + len(words))

    def sentence_of(self, span: Span) -> Span:
        """The sentence in which a span begins."""
        return next(sentence for sentence in self.sentences if sentence.start <= span.start < sentence.end)

    def event(
        self,
        trigger: str,
        arguments: Mapping[str, str | Span] | None = None,
        *,
        event_type: str = "ASSAULT",
        modality: str = "asserted",
        nth: int = 0,
        vector: tuple[float, ...] = (),
    ) -> Made:
        """Adds an event; ``arguments`` are words or spans by role."""
        span = self.span(trigger, nth)
        made = tuple(
            Argument(role, None, self.span(told) if isinstance(told, str) else told)
            for role, told in (arguments or {}).items()
        )
        self.events.append(Event(span, self.sentence_of(span), event_type, None, made, modality, 0.9, packed(*vector)))
        return self

    def utterance(self, trigger: str) -> Made:
        """Adds an act of saying that is no more than that."""
        made = self.event(trigger, event_type="OTHER")
        made.events.append(replace(made.events.pop(), is_utterance=True))
        return made

    def claim(self, source: str | None, cue: str | None, *contents: str, source_nth: int = 0) -> Made:
        """Adds an attribution."""
        sources = (self.span(source, source_nth),) if source else ()
        cues = (self.span(cue),) if cue else ()
        spans = tuple(self.span(content) for content in contents)
        sentence = self.sentence_of((cues or spans)[0])
        self.attributions.append(Attribution(sources, cues, spans, sentence, "indirect", 0.9, b""))
        return self

    def entity(self, kind: str, words: str, nth: int = 0) -> Made:
        """Adds an entity."""
        self.entities.append(Entity(kind, self.span(words, nth)))
        return self

    def extracted(self) -> ExtractedArticle:
        """The article with all that was added, in order of offsets."""
        source = "input" if self.published else None
        whole = (Span(0, len(self.text)),)
        article = Article(
            "a1",
            "s1",
            "made.jsonl",
            "The Post of Mir",
            None,
            None,
            "en",
            self.published,
            source,
            self.text,
            whole,
            "a1",
        )
        events = tuple(sorted(self.events, key=lambda event: event.trigger.start))
        entities = tuple(sorted(self.entities, key=lambda entity: entity.span.start))
        return ExtractedArticle(article, Extraction(events, tuple(self.attributions), entities, self.sentences, b""))

    def resolved(self) -> ResolvedArticle:
        """The article as the stage resolves it."""
        return resolve_article(self.extracted())


FILLER = "The town has known many quiet years. Its market opens in all weathers. Nobody complains.\n"
"""A paragraph that is long enough to be the lead."""


def mention(made: Made, trigger: str) -> EventMention:
    """The mention with this trigger."""
    return next(found for found in made.resolved().event_mentions if found.trigger_text == trigger)


def days(start: str, end: str | None = None) -> DateRange:
    """A range from ISO dates; one day where no end is given."""
    return DateRange(date.fromisoformat(start), date.fromisoformat(end or start))


def packed(*values: float) -> bytes:
    """A vector as records hold it."""
    return pack_vector(np.array(values, dtype=np.float32))


def split_sentences(text: str) -> tuple[Span, ...]:
    """Sentences end at a full stop before a space, and at line ends."""
    return tuple(
        Span(*match.span()) for match in re.finditer(r"[^\s](?:[^\n.]|\.(?! [A-Z“\"])|(?<=\b[A-Z])\.)*\.?", text)
    )


def story_of(text: str) -> Story:
    """The text as one story of no date."""
    return Story(text, Span(0, len(text)), None, len(text))
