"""Triggers that were read and judged one by one: what kind of event, how real, and whether a particular happening.

``readings.tsv`` holds places and judgements, no text. The sentences were drawn at random from the corpora, with the
triggers that the extractor finds in them, and read whole, with what stands before them, by a language model and not by
people: so their other words are no event of a type other than OTHER.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.config import EVENT_TYPES, MODALITIES
from models.records import Span

READINGS_FILE = Path(__file__).with_name("readings.tsv")
HAPPENING, NO_EVENT = "happening", "none"
KINDS = (HAPPENING, "generic", "state", "utterance", NO_EVENT)
_COLUMNS = ("document", "start", "end", "kind", "modality", "event_type")


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


Readings = Mapping[str, Sequence[Reading]]
"""What was read of documents, by their ids."""


def read_readings(path: Path = READINGS_FILE) -> Readings:
    """The readings of a table; raises ValueError that names the line and what it may hold."""
    found: defaultdict[str, list[Reading]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t")
        if tuple(rows.fieldnames or ()) != _COLUMNS:
            raise ValueError(f"{path}: the first line must name the columns {', '.join(_COLUMNS)}")
        for row in rows:
            try:
                found[row["document"]].append(_reading(row))
            except (TypeError, ValueError) as error:
                raise ValueError(f"{path}, line {rows.line_num}: {error}") from error
    return {document: tuple(readings) for document, readings in found.items()}


def _reading(row: Mapping[str, str]) -> Reading:
    _check("kind", row["kind"], KINDS)
    _check("modality", row["modality"], ("",) if row["kind"] == NO_EVENT else MODALITIES)
    _check("event_type", row["event_type"], EVENT_TYPES)
    return Reading(Span(int(row["start"]), int(row["end"])), row["kind"], row["modality"], row["event_type"])


def _check(column: str, value: str, allowed: Sequence[str]) -> None:
    if value not in allowed:
        raise ValueError(f"{column} is {value!r}; allowed: {', '.join(map(repr, allowed))}")
