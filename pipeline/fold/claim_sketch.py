"""What of a telling is compared, as one fixed row of numbers."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable
from itertools import pairwise

import numpy as np

from pipeline.fold.event_sketch import day_of
from pipeline.fold.load import OVER, WITHIN, load_of
from pipeline.fold.sketching import hash_of, packed_set, quantised, rare_hash_of, short_hash_of
from pipeline.fold.speakers import is_told_apart
from pipeline.fold.stance import stance_of
from pipeline.fold.word_hashes import word_hash
from pipeline.fold.words import (
    Quantity,
    content_stems,
    large_numbers,
    names_in,
    percentages,
    quantities,
    tally,
    words_of,
)
from pipeline.records import Actor, ClaimMention
from pipeline.resolve.lexicon import names_office
from pipeline.resolve.names import canonical_name

CLAIM_SKETCH = np.dtype(
    [
        ("meaning", "i1", (384,)),  # Attribution.vector
        ("article", "u8"),
        ("wording", "u8"),  # the content's text; 0 for a short content
        ("words", "u4", (24,)),  # content words, as ``word_hash`` gives them
        ("plain_words", "u4", (24,)),  # those of them that are no names
        ("substance", "u1"),  # how many these are, without those of "to comment" and its like
        ("word_pairs", "u4", (24,)),  # words that follow each other
        ("names", "u4", (8,)),  # capitalised words
        ("figures", "u4", (6,)),  # what is counted, with its number; shares of a hundred too
        ("counted", "u4", (6,)),  # what is counted
        ("numbers", "u4", (6,)),  # two digits and more, whatever they count, no years
        ("tally", "u8"),  # the only number
        ("tallied", "u8"),  # what it counts
        ("denial", "u1"),  # a stance
        ("speaker", "u8"),
        ("speaker_words", "u4", (4,)),
        ("speaker_country", "u8"),
        ("speaker_sector", "u8"),
        ("speaker_office", "u1"),  # 1 for a country, an organisation or an institution
        ("published", "i4"),  # proleptic Gregorian ordinal of the day
        ("events", "u4", (4,)),  # that the content tells of, where these are known already
    ]
)
"""The layout of a telling's sketch; hashes and days are 0 where nothing is known."""

_TELLING_WORDS = 4
_MOST_COUNTED = 255
_TALLY_WORDS = 10
"""A longer content is about more than its number."""

_LARGE = 1_000
_PERCENT = "percent"
_DIGIT = re.compile(r"\d")
_NUMBER = r"(?:\d[\d,.]*\d|\d)"
_FORMER = re.compile(
    rf"(?:(?<=\bup)|(?<=\bdown)),?\s+from\s+(?:\w+\s+)?{_NUMBER}"
    rf"|(?<=\bto\s)({_NUMBER}(?:\s+\w+)?),?\s+from\s+(?:\w+\s+)?{_NUMBER}"
    r"(?=\W*\Z|[,.;]\s|\s+(?:an?|the|on|in|at|by|last|earlier|previously|before|when|after)\b)"
    r"|\b((?:ris(?:es?|en|ing)|rose|climb\w*|gr(?:ows?|own|ew)|jump\w*|increas\w+|f(?:alls?|allen|ell)|dropp?\w*)\s+)"
    rf"from\s+{_NUMBER}(?=\s+(?:\w+\s+)?to\s+{_NUMBER})",
    re.IGNORECASE,
)
"""What a number was before: "rose to 17 from 14" counts 17."""
_OF_ALL = re.compile(rf"({_NUMBER}\s+)of\s+(?:(?:the|its|their|all)\s+)?(?:[\w-]+['’]s?\s+)?{_NUMBER}\s+(?=[^\W\d])")
"""What a number is a part of: "3,400 of the port's 3,900 workers" counts 3,400."""
_ASKED_DAILY = content_stems(
    "comment comments request requests respond immediately call calls message messages email emails inquiry inquiries "
    "return returned question questions".split()
)
"""What all are asked for and few give: to share that is no sign of one statement."""

LOAD = short_hash_of("load")
_LOAD_FIGURES = {load: short_hash_of(f"load {load}") for load in (OVER, WITHIN)}
OVERLOAD = _LOAD_FIGURES[OVER]
"""Hashes in ``counted`` where a content holds what was taken in against what is allowed, in ``figures`` where more."""

_FORMATS = {"u8": "Q", "u1": "B", "i4": "i"}


def _format_of(field: np.dtype[np.void]) -> str:
    return f"{field.itemsize}s" if field.shape else _FORMATS[field.str[1:]]


_FIELDS = {name: field[0] for name, field in (CLAIM_SKETCH.fields or {}).items()}
# Written with it, a row takes a fraction of the time that its fields take one by one in numpy.
_ROW = struct.Struct("<" + "".join(map(_format_of, _FIELDS.values())))
_EVENTS_AT = _ROW.size - _FIELDS["events"].itemsize


def claim_sketch(telling: ClaimMention) -> bytes:
    """The sketch of one telling, in the layout ``CLAIM_SKETCH``."""
    values = _values_of(telling)
    return _ROW.pack(*(values[name] for name in _FIELDS))


def with_events(sketch: bytes, event_ids: Iterable[str]) -> bytes:
    """The sketch of a telling whose content tells of these events."""
    return sketch[:_EVENTS_AT] + _set_of("events", map(short_hash_of, event_ids))


def _values_of(telling: ClaimMention) -> dict[str, int | bytes]:
    words = words_of(telling.content_text)
    stance = stance_of(telling.content_text, telling.cue_text or "", telling.source_text or "")
    return {
        "meaning": quantised(telling.attribution.vector, *_FIELDS["meaning"].shape).tobytes(),
        "article": hash_of(telling.article_id),
        **_wording(words),
        **_numbers(telling.content_text, words, load_of(telling.content_text, stance)),
        "denial": stance,
        **_speaker(telling.speaker),
        "published": day_of(telling.published_at),
        "events": bytes(_FIELDS["events"].itemsize),
    }


def _wording(words: list[str]) -> dict[str, int | bytes]:
    """How a content is worded."""
    plain = [word for word in words if not word[0].isupper()]
    folded = [word.casefold() for word in words]
    pairs = (rare_hash_of(f"{one} {next_one}") >> 32 for one, next_one in pairwise(folded))
    return {
        "wording": rare_hash_of(" ".join(folded)) if len(words) >= _TELLING_WORDS else 0,
        "words": _set_of("words", map(word_hash, words)),
        "plain_words": _set_of("plain_words", map(word_hash, plain)),
        "substance": min(len(content_stems(plain) - _ASKED_DAILY), _MOST_COUNTED),
        "word_pairs": _set_of("word_pairs", pairs),
        "names": _set_of("names", map(short_hash_of, names_in(words))),
    }


def _numbers(content: str, words: list[str], load: str) -> dict[str, int | bytes]:
    """What a content counts, ``words`` being its words; a ``load`` is a figure too, by what was allowed."""
    # Few contents have a digit, and to find that out is many times faster than to look for what is said of one.
    has_digit = _DIGIT.search(content) is not None
    text = _FORMER.sub(lambda found: found[1] or found[2] or "", content) if has_digit else content
    shares = (Quantity(_PERCENT, share) for share in percentages(text))
    counts = (*quantities(_OF_ALL.sub(r"\1", text) if has_digit else text), *shares)
    figures = (
        short_hash_of(f"{count.noun} {value}")
        for count in counts
        for number in (count.value, count.most)
        for value in _spoken_as(number, count.noun)
    )
    loads = {LOAD: _LOAD_FIGURES[load]} if load else {}
    only = tally(text) if len(words) <= _TALLY_WORDS else None
    return {
        "figures": _set_of("figures", (*figures, *loads.values())),
        "counted": _set_of("counted", (*(short_hash_of(count.noun) for count in counts), *loads)),
        "numbers": _set_of("numbers", map(short_hash_of, large_numbers(text))),
        "tally": hash_of(only.value) if only else 0,
        "tallied": hash_of(only.noun) if only else 0,
    }


def _speaker(speaker: Actor) -> dict[str, int | bytes]:
    name = canonical_name(speaker.name or "")
    return {
        "speaker": hash_of(name),
        "speaker_words": _set_of("speaker_words", map(short_hash_of, name.split() if is_told_apart(speaker) else ())),
        "speaker_country": hash_of(speaker.country or ""),
        "speaker_sector": hash_of(speaker.sector or ""),
        "speaker_office": names_office(speaker.name or ""),
    }


def _set_of(field: str, hashes: Iterable[int]) -> bytes:
    return packed_set(hashes, *_FIELDS[field].shape)


def _spoken_as(value: str, noun: str) -> set[str]:
    """A number, and what it is rounded to where it is a large one or a share: few tell those to the last."""
    if not value:
        return set()
    if noun == _PERCENT:
        return {value, f"{float(value):.0f}"}
    return {value, f"{float(value):.2g}"} if float(value) >= _LARGE else {value}
