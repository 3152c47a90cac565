"""What words tell by themselves: how often each, by its stem, was of each class in the texts that were learnt from.

A network learns few sentences by heart, and then trusts what it makes of a context more than it should. Counts hold of
new sentences as they are: so the log-odds that they give are added, weighed, to its logits, as the opinion of a second
expert (a product of experts: Hinton, "Training products of experts by minimizing contrastive divergence", 2002).
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.config import EVENT_TYPES
from models.stems import stem
from models.tagging import FloatArray
from models.windows import Words

NO_FRAME = ""
"""The class of a word that is a trigger of no frame."""

_FRAME, _EVENT_TYPE = "frame", "event_type"
_COLUMNS = ("head", "stem", "class", "count")
_DOUBT = 0.5
"""How many words of no opinion each stem is counted with."""

Counts = Mapping[str, Mapping[str, int]]
"""How often each stem was of each class."""

Entries = NDArray[np.int32]
"""For each of some words the entry of a lexicon that it has, 0 where it was never counted."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """How often words were triggers of each frame, or of none, and how often triggers were of each event type."""

    frames: Counts = field(default_factory=dict)
    event_types: Counts = field(default_factory=dict)


class LexicalEvidence:
    """What a lexicon tells of the words of documents.

    ``frames`` (1 + stems, 1 + frames) and ``event_types`` (1 + stems, types) hold, for each entry and class, how much
    likelier it is of a word with that stem than of any word, in nats. Entry 0 is of words that were never counted, of
    which it tells nothing.
    """

    def __init__(self, lexicon: Lexicon, frames: Sequence[str]) -> None:
        stems = sorted({*lexicon.frames, *lexicon.event_types})
        self._entry_of = {stem: entry for entry, stem in enumerate(stems, start=1)}
        self.frames = _log_odds(lexicon.frames, stems, (NO_FRAME, *frames))
        self.event_types = _log_odds(lexicon.event_types, stems, EVENT_TYPES)

    def entries(self, text: str, words: Words) -> Entries:
        """The entry of each of a document's words, (n,)."""
        if not self._entry_of:
            return np.zeros(len(words), dtype=np.int32)
        found = (self._entry_of.get(stem(word), 0) for word in words.texts(text))
        return np.fromiter(found, dtype=np.int32, count=len(words))


def counted(labelled: Iterable[tuple[str, str]]) -> Counts:
    """Counts of words with their classes; what no table can hold on a line, such as control characters, is no word."""
    counts: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for word, label in labelled:
        if word.isprintable():
            counts[stem(word)][label] += 1
    return {stem: dict(sorted(counts[stem].items())) for stem in sorted(counts)}


def _log_odds(counts: Counts, stems: Sequence[str], classes: Sequence[str]) -> FloatArray:
    """``log P(class | stem) / P(class)`` by entry and class; nothing of stems that were not counted."""
    column_of = {name: column for column, name in enumerate(classes)}
    table = np.zeros((1 + len(stems), len(classes)))
    for entry, name in enumerate(stems, start=1):
        for label, count in counts.get(name, {}).items():
            table[entry, column_of[label]] = count
    shares = table.sum(axis=0) / max(table.sum(), 1)
    times_expected = np.divide(table, shares, out=np.zeros_like(table), where=shares > 0)
    odds: FloatArray = np.log((times_expected + _DOUBT) / (table.sum(axis=1, keepdims=True) + _DOUBT))
    return odds.astype(np.float32)


def write_lexicon(lexicon: Lexicon, path: Path) -> None:
    """Writes a lexicon as a table, a line for each stem and class, in one order."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, delimiter="\t", lineterminator="\n")
        table.writerow(_COLUMNS)
        for head, counts in ((_FRAME, lexicon.frames), (_EVENT_TYPE, lexicon.event_types)):
            table.writerows(_rows(head, counts))


def _rows(head: str, counts: Counts) -> Iterator[tuple[str, str, str, int]]:
    for name, labels in sorted(counts.items()):
        for label, count in sorted(labels.items()):
            yield head, name, label, count


def read_lexicon(path: Path, frames: Sequence[str]) -> Lexicon:
    """Reads a lexicon for a network of ``frames``; raises ValueError that names the line and what is wrong with it."""
    allowed = {_FRAME: frozenset((NO_FRAME, *frames)), _EVENT_TYPE: frozenset(EVENT_TYPES)}
    found: dict[str, defaultdict[str, dict[str, int]]] = {head: defaultdict(dict) for head in allowed}
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t")
        if tuple(rows.fieldnames or ()) != _COLUMNS:
            raise ValueError(f"the first line must name the columns {', '.join(_COLUMNS)}")
        for row in rows:
            head, name, label = row["head"], row["stem"], row["class"]
            if label not in allowed.get(head, ()):
                raise ValueError(f"line {rows.line_num}: {head!r} has no class {label!r}; made for another config?")
            found[head][name][label] = _count(row["count"], rows.line_num)
    return Lexicon(dict(found[_FRAME]), dict(found[_EVENT_TYPE]))


def _count(text: str | None, line: int) -> int:
    if text is None or not text.isascii() or not text.isdecimal() or len(text) > 9:
        raise ValueError(f"line {line}: the count is {text!r} and no whole number")
    return int(text)
