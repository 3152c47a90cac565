"""What of an event mention is compared, as one fixed row of numbers."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from models.records import Vector
from pipeline.fold.senses import base_of, only_says, senses_of
from pipeline.fold.sketching import Hashes, hash_of, hashes_of, projected, quantised
from pipeline.fold.words import content_stems, names_in, trigger_stems, words_of
from pipeline.records import EventMention, ResolvedArgument
from pipeline.resolve.article_words import WORDS_SIZE, rarity
from pipeline.resolve.names import canonical_name

TOPIC_SIZE = 128
"""Numbers of an article's meaning that a sketch keeps: fixed random sums of its own ones, which keep cosines to 0.1."""

EVENT_SKETCH = np.dtype(
    [
        ("meaning", "i1", (128,)),  # Event.vector
        ("topic", "i1", (TOPIC_SIZE,)),  # the meaning in EventMention.article_vector, projected
        ("story", "i1", (WORDS_SIZE,)),  # the words in EventMention.article_vector
        ("article", "u8"),
        ("sentence", "u8"),  # the sentence's place: article and offset
        ("wording", "u8"),  # the sentence's text and the trigger's place in it; 0 for a short sentence
        ("trigger", "u4", (4,)),  # stems of its words' base forms
        ("rarity", "f4"),  # of the rarest of its words, 0 to 1
        ("senses", "u4", (6,)),  # groups of words that its words stand in
        ("frame", "u8"),
        ("event_type", "u8"),
        ("modality", "u8"),  # 0 also for what is possible: others may assert or deny just that
        ("utterance", "u1"),  # 1 for an act of saying of which the trigger tells no more
        ("actors", "u4", (4,)),
        ("recipients", "u4", (4,)),
        ("participants", "u4", (8,)),  # actors, recipients, themes and instruments
        ("actor_countries", "u4", (4,)),
        ("names", "u4", (8,)),  # capitalised words of the sentence
        ("words", "u4", (16,)),  # content words of the sentence
        ("place", "u8"),  # a place finer than its country
        ("place_country", "u8"),
        ("latitude", "f4"),
        ("longitude", "f4"),
        ("date_start", "i4"),  # proleptic Gregorian ordinal of the day, 0 where not known, as are the next two
        ("date_end", "i4"),
        ("published", "i4"),
    ]
)
"""The layout of an event mention's sketch; hashes and days are 0 and coordinates NaN where nothing is known."""

_UNTYPED, _DOUBTED = "OTHER", "possible"
_TELLING_WORDS = 6
_SHORT_WORD = 2  # the table of rarities has no words so short, which are common ones
_RAREST = 6.0
_NUMBER_BYTES = 2  # of a number in a packed vector
_WHO_OR_WHAT = ("ACTOR", "RECIPIENT", "THEME", "INSTRUMENT")


@lru_cache(maxsize=64)
def _article(article_vector: Vector) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.int8]]:
    """Meaning and words of an article; a vector of too few numbers for both is all meaning."""
    words = _NUMBER_BYTES * WORDS_SIZE
    at = len(article_vector) - words if len(article_vector) > words else len(article_vector)
    topic = quantised(projected(article_vector[:at], TOPIC_SIZE), TOPIC_SIZE)
    return topic, quantised(article_vector[at:], WORDS_SIZE)


class _Sentence(NamedTuple):
    """What of a sentence is compared: its names and content words as hashes, and how many words it has."""

    names: Hashes
    words: Hashes
    length: int


@lru_cache(maxsize=256)
def _sentence(text: str) -> _Sentence:
    """Cached, since a sentence often holds several mentions, which come one after the other."""
    words = words_of(text)
    return _Sentence(hashes_of(names_in(words), 8), hashes_of(content_stems(words), 16), len(words))


def event_sketch(mention: EventMention) -> bytes:
    """The sketch of one mention, in the layout ``EVENT_SKETCH``."""
    row = np.zeros((), EVENT_SKETCH)
    event, sentence = mention.event, _sentence(mention.sentence_text)
    row["meaning"] = quantised(event.vector, 128)
    row["topic"], row["story"] = _article(mention.article_vector)
    row["article"] = hash_of(mention.article_id)
    row["sentence"] = hash_of(f"{mention.article_id} {event.sentence.start}")
    if sentence.length >= _TELLING_WORDS:
        row["wording"] = hash_of(f"{event.trigger.start - event.sentence.start} {mention.sentence_text}")
    row["trigger"] = hashes_of(map(base_of, trigger_stems(mention.trigger_text)), 4)
    row["rarity"] = _trigger_rarity(mention.trigger_text)
    row["senses"] = hashes_of(senses_of(mention.trigger_text), 6)
    row["frame"] = hash_of(event.frame or "")
    row["event_type"] = hash_of("" if event.event_type == _UNTYPED else event.event_type)
    row["modality"] = hash_of("" if event.modality == _DOUBTED else event.modality)
    row["utterance"] = event.is_utterance and only_says(mention.trigger_text)
    row["actors"] = hashes_of(_names(mention, ("ACTOR",)), 4)
    row["recipients"] = hashes_of(_names(mention, ("RECIPIENT",)), 4)
    row["participants"] = hashes_of(_names(mention, _WHO_OR_WHAT), 8)
    row["actor_countries"] = hashes_of((a.actor.country or "" for a in mention.arguments if a.role == "ACTOR"), 4)
    row["names"], row["words"] = sentence.names, sentence.words
    _set_place(row, mention)
    if mention.dates is not None:
        row["date_start"], row["date_end"] = mention.dates.start.toordinal(), mention.dates.end.toordinal()
    row["published"] = day_of(mention.published_at)
    return row.tobytes()


def _trigger_rarity(trigger: str) -> float:
    rarities = (rarity(stem) for stem in trigger_stems(trigger) if len(stem) > _SHORT_WORD)
    return min(max(rarities, default=0.0) / _RAREST, 1.0)


def argument_name(argument: ResolvedArgument) -> str:
    """The name under which an argument is compared; its text where it has no name; empty for a mere pronoun."""
    return _comparable_name(argument.actor.name or argument.text)


@lru_cache(maxsize=16_384)
def _comparable_name(name: str) -> str:
    return canonical_name(name) if content_stems(words_of(name)) else ""


def day_of(moment: datetime | date | None) -> int:
    """The ordinal of a day, 0 where there is none."""
    return 0 if moment is None else moment.toordinal()


def _names(mention: EventMention, roles: tuple[str, ...]) -> set[str]:
    return {argument_name(argument) for argument in mention.arguments if argument.role in roles}


def _set_place(row: np.ndarray, mention: EventMention) -> None:
    row["latitude"] = row["longitude"] = np.nan
    place = mention.place
    if place is None:
        return
    row["place"] = hash_of(str(place.geonames_id or canonical_name(place.name or "")))
    row["place_country"] = hash_of(place.country or "")
    if place.latitude is not None and place.longitude is not None:
        row["latitude"], row["longitude"] = place.latitude, place.longitude
