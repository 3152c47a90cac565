"""What of an event mention is compared, as one fixed row of numbers."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from models.records import Vector
from pipeline.fold.light_verbs import telling_words
from pipeline.fold.senses import base_of, only_says, senses_of
from pipeline.fold.sketching import (
    Table,
    hash_of,
    packed_set,
    projected,
    quantised,
    quantised_rows,
    rare_hash_of,
    short_hash_of,
    unpacked_sets,
)
from pipeline.fold.word_hashes import word_hash
from pipeline.fold.words import (
    LONGEST_TEXT,
    carries_meaning,
    content_stem,
    name_word,
    names_day,
    placed_words,
    trigger_stems,
    words_of,
)
from pipeline.records import EventMention, ResolvedArgument
from pipeline.resolve.article_words import RAREST, WORDS_SIZE, rarity
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
        ("senses", "u4", (6,)),  # groups of words that its words may stand in
        ("plain_senses", "u4", (6,)),  # those of them that its words stand in whenever they are used
        ("frame", "u8"),
        ("event_type", "u8"),
        ("modality", "u8"),  # 0 also for what is possible: others may assert or deny just that
        ("specific", "f4"),  # how likely it is a particular happening, 0 to 1
        ("utterance", "u1"),  # 1 for an act of saying of which the trigger tells no more
        ("actors", "u4", (4,)),
        ("recipients", "u4", (4,)),
        ("participants", "u4", (8,)),  # actors, recipients, themes and instruments
        ("actor_countries", "u4", (4,)),
        ("names", "u4", (8,)),  # capitalised words of the sentence
        ("words", "u4", (16,)),  # content words of the sentence
        ("context", "u4", (24,)),  # content words of the sentence beside the trigger, as ``word_hash`` gives them
        ("nearness", "u1", (24,)),  # of each of them to the trigger, from 255 for the next word down
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
_NUMBER_BYTES = 2  # of a number in a packed vector
_BEYOND = LONGEST_TEXT  # more words than a sentence has that is looked at
_FARTHEST = 15
_NEARNESS = (0, *(round(255 * math.exp(-((step - 1) // 2) / 4)) for step in range(1, _FARTHEST + 1)))
_SIZES = {name: field[0].shape[0] for name, field in (EVENT_SKETCH.fields or {}).items() if field[0].base == np.uint32}
_WHO_OR_WHAT = frozenset({"ACTOR", "RECIPIENT", "THEME", "INSTRUMENT"})


@lru_cache(maxsize=64)
def _article(article_vector: Vector) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.int8]]:
    """Meaning and words of an article; a vector of too few numbers for both is all meaning."""
    words = _NUMBER_BYTES * WORDS_SIZE
    at = len(article_vector) - words if len(article_vector) > words else len(article_vector)
    topic = quantised(projected(article_vector[:at], TOPIC_SIZE), TOPIC_SIZE)
    return topic, quantised(article_vector[at:], WORDS_SIZE)


class _Sentence(NamedTuple):
    """What of a sentence is compared: its names and content words, and whether it is long enough to tell.

    ``starts`` is where each of its words starts, ``content`` the place among them of each content word with its hash.
    """

    names: bytes
    words: bytes
    starts: Sequence[int]
    content: Sequence[tuple[int, int]]
    is_telling: bool


@lru_cache(maxsize=256)
def _sentence(text: str) -> _Sentence:
    """Cached, since a sentence often holds several mentions, which come one after the other."""
    placed = placed_words(text)
    words = [word for _, word in placed]
    return _Sentence(
        _set_of("names", map(_name_hash, words[1:])),
        _set_of("words", map(content_hash, words)),
        [start for start, _ in placed],
        [(place, found) for place, word in enumerate(words) if (found := word_hash(word)) and not names_day(word)],
        len(words) >= _TELLING_WORDS,
    )


def _context(sentence: _Sentence, start: int, end: int) -> tuple[bytes, bytes]:
    """The content words nearest to a trigger at these offsets as a set, and the nearness of each of them."""
    first = max(bisect_right(sentence.starts, start) - 1, 0)
    last = max(bisect_left(sentence.starts, end) - 1, first)
    steps: dict[int, int] = {}
    for place, found in sentence.content:
        step = max(first - place, place - last)
        if 0 < step < steps.get(found, _BEYOND):
            steps[found] = step
    nearest = sorted(sorted(steps, key=steps.__getitem__)[: _SIZES["context"]])
    return _set_of("context", nearest), bytes(_NEARNESS[min(steps[word], _FARTHEST)] for word in nearest)


@lru_cache(maxsize=65_536)
def _name_hash(word: str) -> int:
    return short_hash_of(name_word(word))


@lru_cache(maxsize=65_536)
def content_hash(word: str) -> int:
    """The 32-bit hash of the stem of a word that carries meaning; 0 for any other."""
    return short_hash_of(content_stem(word))


class _Trigger(NamedTuple):
    """What of a trigger is compared."""

    words: bytes
    senses: bytes
    plain_senses: bytes
    rarity: float
    only_says: bool


@lru_cache(maxsize=16_384)
def _trigger(text: str) -> _Trigger:
    stems, senses = trigger_stems(text), senses_of(text)
    rarities = (rarity(stem) for stem in stems if len(stem) > _SHORT_WORD)
    return _Trigger(
        _set_of("trigger", map(short_hash_of, map(base_of, stems))),
        _set_of("senses", map(short_hash_of, senses.possible)),
        _set_of("plain_senses", map(short_hash_of, senses.plain)),
        min(max(rarities, default=0.0) / RAREST, 1.0),
        only_says(text),
    )


class _Participants(NamedTuple):
    """Who takes part in an event, as sets."""

    actors: bytes
    recipients: bytes
    participants: bytes
    actor_countries: bytes


def _participants(arguments: Sequence[ResolvedArgument]) -> _Participants:
    named = [(a.role, _participant_hash(a.actor.name or a.text)) for a in arguments if a.role in _WHO_OR_WHAT]
    if not named:
        return _NOBODY
    countries = [short_hash_of(a.actor.country) for a in arguments if a.role == "ACTOR" and a.actor.country]
    return _Participants(
        _few_of("actors", [name for role, name in named if role == "ACTOR"]),
        _few_of("recipients", [name for role, name in named if role == "RECIPIENT"]),
        _few_of("participants", [name for _, name in named]),
        _few_of("actor_countries", countries),
    )


@lru_cache(maxsize=65_536)
def _participant_hash(name: str) -> int:
    return short_hash_of(comparable_name(name))


def _set_of(column: str, hashes: Iterable[int]) -> bytes:
    return packed_set(hashes, _SIZES[column])


def _few_of(column: str, hashes: Sequence[int]) -> bytes:
    """What ``_set_of`` gives where most sets are empty."""
    return _set_of(column, hashes) if hashes else _NONE[column]


_NONE = {column: _set_of(column, ()) for column in _SIZES}
_NOBODY = _Participants(*(_NONE[column] for column in _Participants._fields))


def event_sketch(mention: EventMention) -> bytes:
    """The sketch of one mention, in the layout ``EVENT_SKETCH``."""
    return event_sketches([mention]).tobytes()


def event_sketches(mentions: Sequence[EventMention]) -> Table:
    """The sketches of mentions as a table; those of one article at once are made several times faster."""
    table = np.zeros(len(mentions), EVENT_SKETCH)
    if mentions:
        table["meaning"] = quantised_rows([mention.event.vector for mention in mentions], 128)
        _fill_article(table, mentions)
        _fill_wording(table, mentions)
        _fill_types(table, mentions)
        _fill_sets(table, [_participants(mention.arguments) for mention in mentions])
        _fill_place(table, mentions)
        _fill_days(table, mentions)
    return table


def _fill_article(table: Table, mentions: Sequence[EventMention]) -> None:
    vectors = dict.fromkeys(mention.article_vector for mention in mentions)
    place = {vector: number for number, vector in enumerate(vectors)}
    rows = [place[mention.article_vector] for mention in mentions]
    for column, values in zip(("topic", "story"), zip(*map(_article, vectors), strict=True), strict=True):
        table[column] = np.stack(values)[rows]
    _fill(table, "article", (hash_of(mention.article_id) for mention in mentions))


def _fill_wording(table: Table, mentions: Sequence[EventMention]) -> None:
    sentences = [_sentence(mention.sentence_text) for mention in mentions]
    triggers = [_trigger(_telling_words(mention)) for mention in mentions]
    said = zip(mentions, sentences, strict=True)
    _fill(table, "sentence", (rare_hash_of(f"{m.article_id} {m.event.sentence.start}") for m in mentions))
    _fill(table, "wording", (_wording(mention) if sentence.is_telling else 0 for mention, sentence in said))
    _fill_set(table, "trigger", [trigger.words for trigger in triggers])
    _fill(table, "rarity", (trigger.rarity for trigger in triggers))
    _fill_set(table, "senses", [trigger.senses for trigger in triggers])
    _fill_set(table, "plain_senses", [trigger.plain_senses for trigger in triggers])
    utters = zip(mentions, triggers, strict=True)
    _fill(table, "utterance", (mention.event.is_utterance and trigger.only_says for mention, trigger in utters))
    _fill_set(table, "names", [sentence.names for sentence in sentences])
    _fill_set(table, "words", [sentence.words for sentence in sentences])
    _fill_context(table, mentions, sentences)


def _fill_context(table: Table, mentions: Sequence[EventMention], sentences: Sequence[_Sentence]) -> None:
    told = [_context(own, *_trigger_within(mention)) for mention, own in zip(mentions, sentences, strict=True)]
    _fill_set(table, "context", [words for words, _ in told])
    size = _SIZES["context"]
    table["nearness"] = np.frombuffer(b"".join(near.ljust(size, b"\0") for _, near in told), np.uint8).reshape(-1, size)


def _trigger_within(mention: EventMention) -> tuple[int, int]:
    """Where in its sentence a trigger starts and ends."""
    start = mention.event.sentence.start
    return mention.event.trigger.start - start, mention.event.trigger.end - start


def _telling_words(mention: EventMention) -> str:
    return telling_words(mention.trigger_text, mention.sentence_text[_trigger_within(mention)[1] :])


def _wording(mention: EventMention) -> int:
    return rare_hash_of(f"{mention.event.trigger.start - mention.event.sentence.start} {mention.sentence_text}")


def _fill_types(table: Table, mentions: Sequence[EventMention]) -> None:
    events = [mention.event for mention in mentions]
    _fill(table, "frame", (hash_of(event.frame or "") for event in events))
    _fill(table, "specific", (event.specificity for event in events))
    _fill(table, "event_type", (hash_of("" if e.event_type == _UNTYPED else e.event_type) for e in events))
    _fill(table, "modality", (hash_of("" if event.modality == _DOUBTED else event.modality) for event in events))


def _fill_sets(table: Table, participants: Sequence[_Participants]) -> None:
    for column, sets in zip(_Participants._fields, zip(*participants, strict=True), strict=True):
        _fill_set(table, column, sets)


def _fill_place(table: Table, mentions: Sequence[EventMention]) -> None:
    table["latitude"] = table["longitude"] = np.nan
    for row, place in enumerate(mention.place for mention in mentions):
        if place is None:
            continue
        table["place"][row] = hash_of(str(place.geonames_id or canonical_name(place.name or "")))
        table["place_country"][row] = hash_of(place.country or "")
        if place.latitude is not None and place.longitude is not None:
            table["latitude"][row], table["longitude"][row] = place.latitude, place.longitude


def _fill_days(table: Table, mentions: Sequence[EventMention]) -> None:
    ranges = [mention.dates for mention in mentions]
    _fill(table, "date_start", (0 if dates is None else dates.start.toordinal() for dates in ranges))
    _fill(table, "date_end", (0 if dates is None else dates.end.toordinal() for dates in ranges))
    _fill(table, "published", (day_of(mention.published_at) for mention in mentions))


def _fill(table: Table, column: str, values: Iterable[float]) -> None:
    table[column] = np.fromiter(values, EVENT_SKETCH[column], len(table))


def _fill_set(table: Table, column: str, sets: Sequence[bytes]) -> None:
    table[column] = unpacked_sets(sets, _SIZES[column])


def argument_name(argument: ResolvedArgument) -> str:
    """The name under which an argument is compared; its text where it has no name; empty for a mere pronoun."""
    return comparable_name(argument.actor.name or argument.text)


@lru_cache(maxsize=16_384)
def comparable_name(name: str) -> str:
    """The canonical form of a name or a phrase; empty for one of function words alone."""
    return canonical_name(name) if any(map(carries_meaning, words_of(name))) else ""


def day_of(moment: datetime | date | None) -> int:
    """The ordinal of a day, 0 where there is none."""
    return 0 if moment is None else moment.toordinal()
