"""Measures the fold on pairs in real news that were read and labelled one by one.

    python -m tests.benchmarks.read_pairs OUTPUT

OUTPUT holds the datasets of a run over PolNeAR's train and dev articles, a year of one election campaign: the kind of
news in which nearly everything is told alike. ``read_pairs.tsv`` names pairs of event mentions by article and by where
the trigger starts, ``read_tellings.tsv`` pairs of tellings by where the content starts. They were drawn at random from
those that an older fold compared, more of those that it was surer of, or, where they are called alike, from all pairs
whose contents a sentence encoder puts near each other, more of the nearer ones; those of two outlets from all pairs of
likely happenings that share a block, more of those that an older fold was surer of or that share a day, a place or rare
words, so that they also show what a fold leaves apart. Those "once folded" are two reports each of every event of two
or three articles of an older fold, and speak for themselves. No weight was learnt from those that are "held out", nor
may one be. They say whether they are one event or one claim, read strictly, one by one, by a language model and not by
people; of 265 that it read twice it called four otherwise. Each speaks for as many as it was drawn from. Prints for
pairs of one sentence, of one article and of two that were published so many days apart how many of those with one
``event_id`` or ``claim_id`` are one (precision), which share of all that are one have it (recall), and how many pairs
it was that the fold joined of those that were drawn from.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.stored_mentions import stored_rows

EVENT_PAIRS = Path(__file__).with_name("read_pairs.tsv")
CLAIM_PAIRS = Path(__file__).with_name("read_tellings.tsv")

HELD_OUT = "two outlets, held out"
"""The relation of pairs from which nothing is learnt."""

Place = tuple[str, int]
"""An article's id and where in its text a trigger or a content starts."""


@dataclass(frozen=True, slots=True)
class ReadPair:
    """A pair of mentions or tellings, how they stand to each other, for how many it speaks, and whether it is one."""

    one: Place
    other: Place
    relation: str
    counts: float
    same: bool


def read_pairs(path: Path = EVENT_PAIRS) -> list[ReadPair]:
    """The labelled pairs of a file."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            ReadPair(
                (row["article"], int(row["start"])),
                (row["other_article"], int(row["other_start"])),
                row["relation"],
                float(row["counts"]),
                row["same"] == "1",
            )
            for row in csv.DictReader(lines, delimiter="\t")
        ]


def events_by_place(output: Path) -> dict[Place, str]:
    """The event of each mention of an output."""
    rows = stored_rows(output / "event_mentions", ["article_id", "trigger_start", "event_id"])
    return {(row["article_id"], row["trigger_start"]): row["event_id"] for row in rows}


def claims_by_place(output: Path) -> dict[Place, str]:
    """The claim of each telling of an output."""
    rows = stored_rows(output / "claim_mentions", ["article_id", "content_spans", "claim_id"])
    return {(row["article_id"], row["content_spans"][0]["start"]): row["claim_id"] for row in rows}


def figures(pairs: Sequence[ReadPair], record_of: Mapping[Place, str]) -> dict[str, dict[str, float]]:
    """Precision and the size of what was joined, by relation, over the pairs of which both mentions are found."""
    found = [pair for pair in pairs if pair.one in record_of and pair.other in record_of]
    result = {}
    for relation in dict.fromkeys(pair.relation for pair in found):
        of_these = [pair for pair in found if pair.relation == relation]
        joined = [pair for pair in of_these if record_of[pair.one] == record_of[pair.other]]
        right = sum(pair.counts for pair in joined if pair.same)
        result[relation] = {
            "read": len(of_these),
            "one": sum(pair.same for pair in of_these),
            "joined": len(joined),
            "right": sum(pair.same for pair in joined),
            "joined_of_all": round(sum(pair.counts for pair in joined)),
            "precision": round(right / max(sum(pair.counts for pair in joined), 1.0), 3),
            "recall": round(right / max(sum(pair.counts for pair in of_these if pair.same), 1.0), 3),
        }
    return result


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("output", type=Path)
    output = parser.parse_args().output
    events = figures(read_pairs(), events_by_place(output))
    claims = figures(read_pairs(CLAIM_PAIRS), claims_by_place(output))
    print(json.dumps({"events": events, "claims": claims}, indent=1))


if __name__ == "__main__":
    main()
