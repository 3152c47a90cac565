"""Measures countries and sectors of actors against sentences whose source and target have PLOVER codes.

    python -m tests.benchmarks.actor_codes GOLD.jsonl [--errors]

A row of GOLD has ``text`` and lists ``source`` and ``target`` of actors with ``actorText``, ``code`` (ISO alpha-3, or
IGO or NGO for what has no country) and, for some, ``sector``. Prints one JSON object.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from models.records import Span
from pipeline.records import Actor
from pipeline.resolve.actors import ActorResolver
from pipeline.resolve.story import Story

# Codes of the gold file that are slips of its annotators.
_SLIPS = {"JAP": "JPN", "ITL": "ITA", "VTN": "VNM"}
_WITHOUT_COUNTRY = frozenset({"IGO", "NGO", "IMG"})
_UNCODED = "***"


def main() -> None:
    """Reads the arguments and prints the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--errors", action="store_true", help="print every actor that is coded otherwise")
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.gold.read_text(encoding="utf-8").splitlines()]
    print(json.dumps(score(rows, options.errors), indent=1))


def score(rows: list[dict[str, Any]], show_errors: bool) -> dict[str, str]:
    """Share of right countries for sources and targets, and of right sectors for both."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for row in rows:
        for side in ("source", "target"):
            for gold in row[side]:
                found = code_actor(row["text"], gold["actorText"])
                if found is None:
                    total["not found in the text"] += 1
                    continue
                for measure, ok in compare(gold, found, side):
                    total[measure] += 1
                    right[measure] += ok
                    if show_errors and not ok:
                        print(measure, "|", gold, "|", found, "|", row["text"])
    return {key: f"{right[key] / count:.3f} ({right[key]}/{count})" for key, count in sorted(total.items())}


def code_actor(text: str, actor_text: str) -> Actor | None:
    """The actor that stands first in the text under these words; null where they do not."""
    start = text.find(actor_text.strip())
    if start < 0:
        return None
    story = Story(text, Span(0, len(text)), None, len(text))
    return ActorResolver(story).actor(Span(start, start + len(actor_text.strip())))


def compare(gold: dict[str, Any], found: Actor, side: str) -> list[tuple[str, bool]]:
    """Each measure that applies to an actor, and whether it is met."""
    code = _SLIPS.get(gold["code"], gold["code"])
    if code in _WITHOUT_COUNTRY:
        measures = [
            (f"{side} country", found.country is None),
            ("organisation", found.sector in ("IGO", "NGO", "MIL", "REB")),
        ]
    else:
        measures = [(f"{side} country", found.country == code)]
    sector = gold.get("sector")
    if sector and sector != _UNCODED:
        measures.append(("sector", found.sector == sector[:3]))
    return measures


if __name__ == "__main__":
    main()
