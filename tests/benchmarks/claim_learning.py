"""Learns the weights of the claim evidence from pairs of tellings that were read and labelled.

    python -m tests.benchmarks.claim_learning OUTPUT_OF_POLNEAR output/samples

The first output is of a run over PolNeAR's train and dev articles, whose pairs ``read_tellings.tsv`` names; the second
is of one over the bundled samples, whose pairs ``tests/data/claim_pairs.json`` labels. Prints the weights by logistic
regression and, for each of the two, how many pairs these join rightly. What contradicts by itself keeps its weight: too
few pairs hold it. The weights that are shipped were searched for around such a fit, which had pairs of ECB+ train too.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np

from pipeline.fold.claim_evidence import DEFAULT_CLAIM_WEIGHTS, ClaimWeights, claim_evidence, claim_log_odds
from pipeline.fold.claim_sketch import CLAIM_SKETCH, claim_sketch, with_events
from pipeline.fold.evidence import is_contradiction, weights_by_kind
from pipeline.fold.recurrence import tellings_among_all
from pipeline.fold.sketching import Rows, Table, table_of
from pipeline.records import ClaimMention
from tests.benchmarks.claim_pairs import labelled_rows
from tests.benchmarks.fold_learning import Pairs, regression
from tests.benchmarks.read_pairs import CLAIM_PAIRS, read_pairs
from tests.benchmarks.stored_mentions import stored_tellings

HELD = (
    *("other_speaker", "other_figures", "other_denial", "other_names", "other_substance"),
    *("same_wording", "content_known"),
)
AGAINST = ("same_article",)
"""Speaks against a pair though it is no contradiction."""
PULL = 0.3
SAMPLES_COUNT = 1.5
"""How much a pair of the samples counts; one of the news counts as the root of how many it stands for."""
_MOST_STOOD_FOR = 400


@dataclass(frozen=True)
class Labelled:
    """Sketches of tellings, and pairs of their rows: whether each is one claim, and how much that counts."""

    table: Table
    one: Rows
    other: Rows
    same: np.ndarray
    counts: np.ndarray

    @classmethod
    def of(cls, tellings: list[tuple[ClaimMention, list[str]]], pairs: list[tuple[int, int, bool, float]]) -> Labelled:
        """Sketches tellings with the events that they tell of; a pair is two rows, whether it is one, and its count."""
        sketches = [with_events(claim_sketch(telling), event_ids) for telling, event_ids in tellings]
        table = tellings_among_all(table_of(sketches, CLAIM_SKETCH))
        return cls(table, *(np.array(column) for column in zip(*pairs, strict=True)))

    def evidence(self) -> Pairs:
        """What is known of the pairs."""
        return Pairs(claim_evidence(self.table, self.one, self.other), self.same, self.counts)

    def joined(self, weights: ClaimWeights) -> dict[str, int]:
        """How many pairs are joined, how many of these rightly, and how many should be."""
        joined = claim_log_odds(self.table, self.one, self.other, weights) > 0
        return {"joined": int(joined.sum()), "right": int((joined & self.same).sum()), "same": int(self.same.sum())}


def news_pairs(output: Path) -> Labelled:
    """The pairs of tellings in the news that were read."""
    tellings = stored_tellings(output)
    row_of = {(told.article_id, told.attribution.contents[0].start): row for row, (told, _) in enumerate(tellings)}
    pairs = [
        (row_of[pair.one], row_of[pair.other], pair.same, 0.7 + min(pair.counts, _MOST_STOOD_FOR) ** 0.5 / 20)
        for pair in read_pairs(CLAIM_PAIRS)
        if pair.one in row_of and pair.other in row_of
    ]
    return Labelled.of(tellings, pairs)


def sample_pairs(output: Path) -> Labelled:
    """The labelled pairs of tellings of the samples."""
    tellings = stored_tellings(output)
    row_of = {told.claim_mention_id: row for row, (told, _) in enumerate(tellings)}
    labelled = labelled_rows(output)
    return Labelled.of(
        tellings, [(row_of[one], row_of[other], label == "same", SAMPLES_COUNT) for one, other, label in labelled]
    )


def learnt(parts: list[Pairs], start: ClaimWeights = DEFAULT_CLAIM_WEIGHTS) -> ClaimWeights:
    """Weights by logistic regression with a pull to 0; those of ``HELD`` stay."""
    kinds = [kind for kind in parts[0].found if kind not in HELD]
    held = weights_by_kind(start)
    offset = np.concatenate([sum(held[kind] * part.found[kind] for kind in HELD) for part in parts])
    bounds = [(None, None), *map(_bounds, kinds)]
    weights = regression(parts, kinds, offset, np.zeros(1 + len(kinds)), bounds, PULL)
    return replace(start, **dict(zip(["bias", *kinds], weights.round(2).tolist(), strict=True)))


def _bounds(kind: str) -> tuple[float | None, float | None]:
    return (None, 0.0) if is_contradiction(kind) or kind in AGAINST else (0.0, None)


def main() -> None:
    """Prints the weights and what they join."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("news", type=Path)
    parser.add_argument("samples", type=Path)
    options = parser.parse_args()
    sources = {"news": news_pairs(options.news), "samples": sample_pairs(options.samples)}
    weights = learnt([labelled.evidence() for labelled in sources.values()])
    print(json.dumps(asdict(weights)))
    print(json.dumps({name: labelled.joined(weights) for name, labelled in sources.items()}))


if __name__ == "__main__":
    main()
