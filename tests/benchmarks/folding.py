"""Measures the fold on event mentions of ECB+, and learns its weights.

    python -m tests.benchmarks.folding DEV.jsonl [--found] [--model models/weights] [--weights WEIGHTS.json]
    python -m tests.benchmarks.folding DEV.jsonl --found --learn TRAIN.jsonl [--cross_validate]

Prints one JSON object: CoNLL scores with no topic, document or outlet given away, how many events are counted for each
gold event of several documents (inflation), how many candidates a mention has, which share of the coreferent pairs that
would be linked are candidates, how well articles are grouped by subtopic, and the seconds taken. Mentions are the gold
ones, with the vectors of --model's extractor, or with --found those that the extractor finds and the pipeline resolves.
--learn fits the weights to DEV and, as told in ``fold_learning``, to TRAIN, and prints them as JSON that --weights
reads; with --cross_validate each quarter of DEV's topics is scored with weights learnt without it instead.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import defaultdict
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np

from models.extractor import Extractor
from pipeline.fold.blocks import candidate_pairs
from pipeline.fold.event_blocks import block_keys, event_comparison
from pipeline.fold.event_evidence import EvidenceWeights, log_odds, story_likeness
from pipeline.fold.event_sketch import EVENT_SKETCH, event_sketch
from pipeline.fold.events import fold_events
from pipeline.fold.evidence import weights_by_kind
from pipeline.fold.linkage import average_link
from pipeline.fold.sketching import Table, table_of
from tests.benchmarks.coreference import b_cubed, conll
from tests.benchmarks.ecbplus_mentions import Corpus, read_corpus
from tests.benchmarks.fold_learning import as_unseen, fitted, pairs_of

BIAS_SHIFTS = np.arange(0.0, 2.51, 0.25)
QUARTERS = 4
SAME_STORY = 0.5


def sketched(corpus: Corpus) -> tuple[Table, np.ndarray]:
    """The corpus's sketches as a table, and its candidate pairs of rows, shape (pairs, 2), each once."""
    sketches = [event_sketch(mention) for mention in corpus.mentions]
    table = table_of(sketches, EVENT_SKETCH)
    blocks: defaultdict[str, list[int]] = defaultdict(list)
    for row, sketch in enumerate(sketches):
        for key in block_keys(sketch):
            blocks[key].append(row)
    comparison = event_comparison()
    pairs = [candidate_pairs(table, np.array(block), comparison) for block in blocks.values() if len(block) > 1]
    return table, np.unique(np.concatenate(pairs), axis=0)


def coreferent_pairs(corpus: Corpus) -> np.ndarray:
    """All pairs of rows of one chain, shape (pairs, 2)."""
    rows: defaultdict[str, list[int]] = defaultdict(list)
    for row, chain in enumerate(corpus.chains):
        rows[chain].append(row)
    return np.array([pair for chain in rows.values() for pair in combinations(chain, 2)])


def scores_of(corpus: Corpus, weights: EvidenceWeights) -> dict[str, float]:
    """CoNLL scores of the fold's events against the gold chains, and inflation."""
    article_of = {mention.mention_id: mention.article_id for mention in corpus.mentions}
    gold: defaultdict[str, set[str]] = defaultdict(set)
    for mention, chain in zip(corpus.mentions, corpus.chains, strict=True):
        gold[chain].add(mention.mention_id)
    guessed = [{m.mention.mention_id for m in event.mentions} for event in fold_events(corpus.mentions, weights)]
    event_of = {mention_id: number for number, event in enumerate(guessed) for mention_id in event}
    retold = [chain for chain in gold.values() if len({article_of[mention_id] for mention_id in chain}) > 1]
    counted = sum(len({event_of[mention_id] for mention_id in chain}) for chain in retold)
    return {**conll(list(gold.values()), guessed), "inflation": counted / max(len(retold), 1)}


def grouping(corpus: Corpus, table: Table) -> float:
    """B-cubed F1 of articles grouped by average link over the likeness of their stories, against subtopics."""
    first = np.unique(table["article"], return_index=True)[1]
    one, other = np.triu_indices(len(first), 1)
    likeness = np.full((len(first), len(first)), -np.inf)
    likeness[one, other] = likeness[other, one] = story_likeness(table[first], one, other) - SAME_STORY
    gold: defaultdict[str, set[int]] = defaultdict(set)
    for place, row in enumerate(first.tolist()):
        gold[corpus.subtopics[row]].add(place)
    return b_cubed(list(gold.values()), [set(group) for group in average_link(likeness, [1] * len(first))])


def measure(corpus: Corpus, weights: EvidenceWeights) -> dict[str, float]:
    """All figures of a corpus."""
    started = time.perf_counter()
    figures = scores_of(corpus, weights)
    seconds = time.perf_counter() - started
    table, candidates = sketched(corpus)
    coreferent = coreferent_pairs(corpus)
    linked = coreferent[log_odds(table, coreferent[:, 0], coreferent[:, 1], weights) > 0]
    known = set(map(tuple, candidates.tolist()))
    kept = sum(tuple(pair) in known for pair in linked.tolist())
    return {
        **figures,
        "mentions": len(corpus.mentions),
        "candidates_a_mention": 2 * len(candidates) / len(corpus.mentions),
        "coreferent_pairs_linked": len(linked) / len(coreferent),
        "of_these_candidates": kept / max(len(linked), 1),
        "articles_grouped": grouping(corpus, table),
        "seconds": seconds,
    }


def learn(unseen: Corpus, seen: Corpus | None, start: EvidenceWeights) -> EvidenceWeights:
    """Fitted weights with the bias of the best CoNLL F1 on the corpus that the extractor has not seen."""
    pairs = pairs_of(unseen)
    weights = fitted([pairs, *([as_unseen(seen, pairs)] if seen else [])], start)
    shifted = [replace(weights, bias=round(weights.bias + float(shift), 2)) for shift in BIAS_SHIFTS]
    return max(shifted, key=lambda weights: scores_of(unseen, weights)["conll"])


def cross_validated(corpus: Corpus, seen: Corpus | None, start: EvidenceWeights) -> dict[str, float]:
    """Mean scores of the quarters of the topics, each folded with weights learnt without it."""
    topics = sorted(set(corpus.topics))
    scores = []
    for first in range(QUARTERS):
        test = frozenset(topics[first::QUARTERS])
        weights = learn(corpus.part(frozenset(topics) - test), seen, start)
        scores.append(scores_of(corpus.part(test), weights))
    return {name: sum(score[name] for score in scores) / len(scores) for name in scores[0]}


def main() -> None:
    """Reads the options, learns where asked, and prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--model", type=Path, default=Path("models/weights"))
    parser.add_argument("--found", action="store_true")
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--learn", type=Path)
    parser.add_argument("--cross_validate", action="store_true")
    options = parser.parse_args()
    extractor = Extractor.load(options.model)
    weights = EvidenceWeights(**json.loads(options.weights.read_text())) if options.weights else EvidenceWeights()
    corpus = read_corpus(options.corpus, extractor, options.found)
    seen = read_corpus(options.learn, extractor, options.found) if options.learn else None
    if options.cross_validate:
        figures = cross_validated(corpus, seen, weights)
    else:
        weights = learn(corpus, seen, weights) if seen else weights
        if seen:
            print(json.dumps(weights_by_kind(weights)))
        figures = measure(corpus, weights)
    print(json.dumps({name: round(value, 4) for name, value in figures.items()}))


if __name__ == "__main__":
    main()
