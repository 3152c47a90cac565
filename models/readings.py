"""Triggers that were read and judged one by one: what kind of event, how real, and whether a particular happening.

``readings.tsv`` holds places and judgements, no text. The sentences were drawn at random from the corpora, with the
triggers that the extractor finds in them, and read whole, with what stands before them, by a language model and not by
people: so their other words are no event of a type other than OTHER.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from models.records import Span

READINGS_FILE = Path(__file__).with_name("readings.tsv")
HAPPENING = "happening"


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a trigger.

    ``kind`` is happening (a particular one), generic, state, utterance or none; ``modality`` is empty where no event
    is named.
    """

    trigger: Span
    kind: str
    modality: str
    event_type: str


def read_readings(path: Path = READINGS_FILE) -> Mapping[str, tuple[Reading, ...]]:
    """The readings by the id of their document."""
    found: defaultdict[str, list[Reading]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            span = Span(int(row["start"]), int(row["end"]))
            found[row["document"]].append(Reading(span, row["kind"], row["modality"], row["event_type"]))
    return {document: tuple(readings) for document, readings in found.items()}
