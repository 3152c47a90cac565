"""Scores of extractions against annotations: precision, recall and F1 from counts, calibration from confidences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np

from models.corpora import LabelledDocument
from models.records import Extraction, Span

_MATCHES = 0.5
_BINS = 10

Pairs = Sequence[tuple[LabelledDocument, Extraction]]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many were right, said and wanted; sums with ``+``."""

    right: int = 0
    said: int = 0
    wanted: int = 0

    def __add__(self, other: Counts) -> Counts:
        """Adds counts of two parts of a corpus."""
        return Counts(self.right + other.right, self.said + other.said, self.wanted + other.wanted)

    @property
    def precision(self) -> float:
        """Share of what was said that is right; 0 where nothing was said."""
        return self.right / self.said if self.said else 0.0

    @property
    def recall(self) -> float:
        """Share of what was wanted that was said; 0 where nothing was wanted."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / (self.said + self.wanted) if self.right else 0.0


def compare(wanted: AbstractSet[object], said: AbstractSet[object]) -> Counts:
    """Counts of what was said against what was wanted."""
    return Counts(len(wanted & said), len(said), len(wanted))


def _characters(spans: Iterable[Span]) -> frozenset[int]:
    return frozenset(position for span in spans for position in range(span.start, span.end))


def _overlap(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / len(one | other) if one or other else 1.0


@dataclass(frozen=True, slots=True)
class AttributionScores:
    """Counts over characters of each part, over claims by content, and over claims whose source fits as well.

    ``sure`` pairs each claim's confidence with whether its content was right.
    """

    source: Counts
    cue: Counts
    content: Counts
    claims: Counts
    claims_with_source: Counts
    sure: tuple[tuple[float, bool], ...]


def score_attributions(pairs: Pairs) -> AttributionScores:
    """Scores documents annotated with attributions; claims match one to one where contents overlap by half."""
    parts = {"source": Counts(), "cue": Counts(), "content": Counts()}
    claims = with_source = Counts()
    sure: list[tuple[float, bool]] = []
    for labelled, extraction in pairs:
        gold = [a for a in labelled.attributions or () if a.content]
        gold_parts = [tuple(map(_characters, (a.source, a.cue, a.content))) for a in gold]
        said_parts = [tuple(map(_characters, (a.source, a.cue, a.contents))) for a in extraction.attributions]
        for index, name in enumerate(parts):
            wanted = frozenset().union(*(one[index] for one in gold_parts))
            said = frozenset().union(*(one[index] for one in said_parts))
            parts[name] += compare(set(wanted), set(said))
        matches = _match([one[2] for one in said_parts], [one[2] for one in gold_parts])
        fitting = sum(_overlap(said_parts[i][0], gold_parts[j][0]) >= _MATCHES for i, j in matches.items())
        claims += Counts(len(matches), len(said_parts), len(gold_parts))
        with_source += Counts(fitting, len(said_parts), len(gold_parts))
        sure += [(a.confidence, index in matches) for index, a in enumerate(extraction.attributions)]
    return AttributionScores(parts["source"], parts["cue"], parts["content"], claims, with_source, tuple(sure))


def _match(said: Sequence[frozenset[int]], wanted: Sequence[frozenset[int]]) -> dict[int, int]:
    """One-to-one matches of sets that overlap by half or more, the closest first."""
    candidates = sorted(
        ((_overlap(one, other), i, j) for i, one in enumerate(said) for j, other in enumerate(wanted) if one & other),
        key=lambda entry: (-entry[0], entry[1], entry[2]),
    )
    found: dict[int, int] = {}
    for overlap, i, j in candidates:
        if overlap >= _MATCHES and i not in found and j not in found.values():
            found[i] = j
    return found


@dataclass(frozen=True, slots=True)
class FrameScores:
    """Counts of triggers, of triggers with their frame and of arguments with frame and role; all spans exact."""

    triggers: Counts
    framed: Counts
    arguments: Counts
    sure: tuple[tuple[float, bool], ...]


def score_frames(pairs: Pairs) -> FrameScores:
    """Scores documents annotated with frames; mentions without a frame do not count."""
    triggers = framed = arguments = Counts()
    sure: list[tuple[float, bool]] = []
    for labelled, extraction in pairs:
        gold = labelled.frames or ()
        said = [event for event in extraction.events if event.frame]
        wanted_spans = {frame.trigger for frame in gold}
        triggers += compare(set(wanted_spans), {event.trigger for event in said})
        framed += compare({(f.trigger, f.frame) for f in gold}, {(e.trigger, e.frame) for e in said})
        arguments += compare(
            {(f.frame, a.role, a.span) for f in gold for a in f.arguments},
            {(e.frame, a.frame_role, a.span) for e in said for a in e.arguments if a.frame_role},
        )
        sure += [(event.confidence, event.trigger in wanted_spans) for event in said]
    return FrameScores(triggers, framed, arguments, tuple(sure))


@dataclass(frozen=True, slots=True)
class MentionScores:
    """Counts of event mentions whose words overlap an annotated one, one to one."""

    events: Counts
    sure: tuple[tuple[float, bool], ...]


def score_mentions(pairs: Pairs) -> MentionScores:
    """Scores documents annotated with event mentions."""
    events = Counts()
    sure: list[tuple[float, bool]] = []
    for labelled, extraction in pairs:
        gold = [_characters([m.span]) for m in labelled.mentions or () if m.kind == "ACT"]
        said = [_characters([event.trigger]) for event in extraction.events]
        ranked = sorted(
            ((-_overlap(one, other), i, j) for i, one in enumerate(said) for j, other in enumerate(gold) if one & other)
        )
        found: dict[int, int] = {}
        for _, i, j in ranked:
            if i not in found and j not in found.values():
                found[i] = j
        events += Counts(len(found), len(said), len(gold))
        sure += [(event.confidence, index in found) for index, event in enumerate(extraction.events)]
    return MentionScores(events, tuple(sure))


@dataclass(frozen=True, slots=True)
class TypeScores:
    """Counts of sentences whose type is among the types of their mentions, and the mean recall of the types."""

    types: Counts
    macro_recall: float


def score_types(pairs: Pairs) -> TypeScores:
    """Scores sentences labelled with one event type each; every distinct type said counts as a guess."""
    counts = Counts()
    by_type: dict[str, list[bool]] = defaultdict(list)
    for labelled, extraction in pairs:
        said = {event.event_type for event in extraction.events} - {"OTHER"}
        hit = labelled.event_type in said
        counts += Counts(int(hit), len(said), 1)
        by_type[labelled.event_type or ""].append(hit)
    recalls = [sum(hits) / len(hits) for hits in by_type.values()]
    return TypeScores(counts, sum(recalls) / len(recalls) if recalls else 0.0)


def calibration_error(sure: Sequence[tuple[float, bool]]) -> float:
    """Expected calibration error over ten equal bins of confidence (Naeini et al., AAAI 2015)."""
    if not sure:
        return 0.0
    confidence = np.array([value for value, _ in sure])
    right = np.array([correct for _, correct in sure], dtype=float)
    bins = np.minimum((confidence * _BINS).astype(int), _BINS - 1)
    gaps = [
        abs(confidence[bins == number].mean() - right[bins == number].mean()) * (bins == number).mean()
        for number in np.unique(bins)
    ]
    return float(sum(gaps))
