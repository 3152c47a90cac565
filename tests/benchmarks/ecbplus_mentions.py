"""Event mentions of ECB+ as the fold compares them: the gold ones, or those that the pipeline finds and resolves."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from models.extractor import Extractor
from models.records import Event, Span, Vector
from pipeline.records import Actor, EventMention, Place, ResolvedArgument
from tests.benchmarks.found_mentions import article_id_of, found_at_gold, found_mentions


@dataclass(frozen=True)
class Corpus:
    """Mentions, each with the names of its coreference chain, topic and subtopic, in ascending order of their ids."""

    mentions: list[EventMention]
    chains: list[str]
    topics: list[str]
    subtopics: list[str]

    def part(self, topics: frozenset[str]) -> Corpus:
        """The mentions of some topics."""
        kept = [row for row, topic in enumerate(self.topics) if topic in topics]
        names = ([column[row] for row in kept] for column in (self.chains, self.topics, self.subtopics))
        return Corpus([self.mentions[row] for row in kept], *names)


def read_corpus(path: Path, extractor: Extractor, found: bool) -> Corpus:
    """Reads an ECB+ file as mentions that know no more than an article's reader does."""
    pairs = list(found_mentions(path, extractor) if found else _gold_pairs(path, extractor))
    pairs.sort(key=lambda pair: pair[0].mention_id)
    mentions, chains, topics = (list(column) for column in zip(*pairs, strict=True))
    subtopic_of = _subtopics(path)
    return Corpus(mentions, chains, topics, [subtopic_of[mention.article_id] for mention in mentions])


def _subtopics(path: Path) -> dict[str, str]:
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return {article_id_of(row["doc_id"]): row["subtopic"] for row in rows}


def _gold_pairs(path: Path, extractor: Extractor) -> Iterator[tuple[EventMention, str, str]]:
    known = found_at_gold(path, extractor)
    for row in (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()):
        article, meeting = known[row["doc_id"]]
        kinds = [mention["kind"] for mention in row["mentions"]]
        found = [mention for mention, kind in zip(meeting, kinds, strict=True) if kind == "event"]
        yield from ((*pair, row["topic"]) for pair in gold_mentions(row, article, found))


def gold_mentions(
    row: dict[str, Any], article_vector: Vector, found: list[EventMention | None]
) -> Iterator[tuple[EventMention, str]]:
    """The event mentions of a document, each as the pipeline resolved the one that it found there.

    Where it found none, entity mentions of the sentence stand for arguments, by place and kind, and there is no vector.
    """
    article_id = article_id_of(row["doc_id"])
    where, texts = {}, {}
    position = 0
    for number in sorted(row["sentences"], key=int):
        tokens = row["sentences"][number]
        texts[int(number)] = (position, " ".join(tokens))
        for index, token in enumerate(tokens):
            where[int(number), index] = Span(position, position + len(token))
            position += len(token) + 1
    events = [mention for mention in row["mentions"] if mention["kind"] == "event"]
    for index, gold in enumerate(events):
        mention_id, met = f"{article_id}-{index:04d}", found[index]
        if met is not None:
            yield replace(met, mention_id=mention_id), gold["chain"]
            continue
        start, text = texts[gold["sentence"]]
        spans = [where[gold["sentence"], token] for token in gold["tokens"] if (gold["sentence"], token) in where]
        trigger = Span(spans[0].start, spans[-1].end) if spans else Span(start, start)
        arguments, place = entity_arguments(row, gold["sentence"], trigger, where)
        sentence = Span(start, start + len(text))
        event = Event(trigger, sentence, "OTHER", None, (), "asserted", 0.9, b"")
        yield (
            EventMention(
                mention_id=mention_id,
                article_id=article_id,
                outlet=f"outlet-{article_id}",
                published_at=None,
                syndication_id=article_id,
                event=event,
                trigger_text=gold["text"],
                sentence_text=text,
                arguments=arguments,
                date_text=None,
                dates=None,
                time_of_day=None,
                place_text=place,
                place=Place(place, None, None, None, None) if place else None,
                article_vector=article_vector,
            ),
            gold["chain"],
        )


def entity_arguments(
    row: dict[str, Any], sentence: int, trigger: Span, where: dict[tuple[int, int], Span]
) -> tuple[tuple[ResolvedArgument, ...], str | None]:
    """The nearest people before and after a trigger, the nearest thing, and the nearest place."""
    nearest: dict[str, tuple[int, str, Span]] = {}
    for entity in row["mentions"]:
        if entity["kind"] != "entity" or entity["sentence"] != sentence or (sentence, entity["tokens"][0]) not in where:
            continue
        span = where[sentence, entity["tokens"][0]]
        before = span.start < trigger.start
        kinds = {"HUM": "ACTOR" if before else "RECIPIENT", "NON": "THEME", "LOC": "PLACE"}
        role = kinds.get(entity["type"])
        found = (abs(span.start - trigger.start), entity["text"], span)
        if role and (role not in nearest or found < nearest[role]):
            nearest[role] = found
    place = nearest.pop("PLACE", None)
    arguments = tuple(
        ResolvedArgument(role, None, Span(span.start, span.start + len(text)), text, Actor(text, None, None))
        for role, (_, text, span) in sorted(nearest.items())
    )
    return arguments, place[1] if place else None
