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
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np

from pipeline.fold.claim_evidence import DEFAULT_CLAIM_WEIGHTS, ClaimWeights, claim_evidence, claim_log_odds
from pipeline.fold.claim_sketch import CLAIM_SKETCH, claim_sketch, with_events
from pipeline.fold.evidence import is_contradiction, weights_by_kind
from pipeline.fold.recurrence import tellings_among_all
from pipeline.fold.sketching import Table, table_of
from tests.benchmarks.claim_pairs import labelled_rows
from tests.benchmarks.fold_learning import Pairs, regression
from tests.benchmarks.read_pairs import CLAIM_PAIRS, read_pairs
from tests.benchmarks.stored_mentions import stored_tellings

HELD = (
    *("other_speaker", "other_figures", "other_denial", "other_names", "other_substance"),
    *("same_wording", "content_known"),
)
PULL = 0.3
SAMPLES_COUNT = 1.5
"""How much a pair of the samples counts; one of the news counts as the root of how many it stands for."""
_MOST_STOOD_FOR = 400

RowPairs = list[tuple[int, int, bool, float]]
"""Two rows of a table, whether they are one claim, and how much that counts."""


def news_pairs(output: Path) -> tuple[Table, RowPairs]:
    """The sketches of all tellings of the news, and the pairs that were read."""
    tellings = stored_tellings(output)
    row_of = {
        (told.article_id, told.attribution.contents[0].start): row for row, (told, _) in enumerate(tellings)
    }  # fmt: skip
    pairs = [
        (row_of[pair.one], row_of[pair.other], pair.same, 0.7 + min(pair.counts, _MOST_STOOD_FOR) ** 0.5 / 20)
        for pair in read_pairs(CLAIM_PAIRS)
        if pair.one in row_of and pair.other in row_of
    ]
    return _table(tellings), pairs


def sample_pairs(output: Path) -> tuple[Table, RowPairs]:
    """The sketches of all tellings of the samples, and the pairs that are labelled."""
    tellings = stored_tellings(output)
    row_of = {told.claim_mention_id: row for row, (told, _) in enumerate(tellings)}
    pairs = [
        (row_of[one], row_of[other], label == "same", SAMPLES_COUNT) for one, other, label in labelled_rows(output)
    ]
    return _table(tellings), pairs


def _table(tellings: list) -> Table:
    sketches = [with_events(claim_sketch(telling), event_ids) for telling, event_ids in tellings]
    return tellings_among_all(table_of(sketches, CLAIM_SKETCH))


def evidence_of(table: Table, pairs: RowPairs) -> Pairs:
    """The evidence on pairs of rows."""
    one, other, same, counts = (np.array(column) for column in zip(*pairs, strict=True))
    return Pairs(claim_evidence(table, one, other), same, counts)


def learnt(parts: list[Pairs], start: ClaimWeights = DEFAULT_CLAIM_WEIGHTS) -> ClaimWeights:
    """Weights by logistic regression with a pull to 0; those of ``HELD`` stay."""
    kinds = [kind for kind in parts[0].found if kind not in HELD]
    held = weights_by_kind(start)
    offset = np.concatenate([sum(held[kind] * part.found[kind] for kind in HELD) for part in parts])
    bounds = [(None, None), *((None, 0.0) if is_contradiction(kind) or kind == "same_article" else (0.0, None)
                              for kind in kinds)]  # fmt: skip
    weights = regression(parts, kinds, offset, np.zeros(1 + len(kinds)), bounds, PULL)
    return replace(start, **dict(zip(["bias", *kinds], weights.round(2).tolist(), strict=True)))


def main() -> None:
    """Prints the weights and what they join."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("news", type=Path)
    parser.add_argument("samples", type=Path)
    options = parser.parse_args()
    sources = {"news": news_pairs(options.news), "samples": sample_pairs(options.samples)}
    weights = learnt([evidence_of(*source) for source in sources.values()])
    print(json.dumps(asdict(weights)))
    for name, (table, pairs) in sources.items():
        one, other, same, _ = (np.array(column) for column in zip(*pairs, strict=True))
        joined = claim_log_odds(table, one, other, weights) > 0
        print(
            json.dumps(
                {name: {"joined": int(joined.sum()), "right": int((joined & same).sum()), "same": int(same.sum())}}
            )
        )


if __name__ == "__main__":
    main()
