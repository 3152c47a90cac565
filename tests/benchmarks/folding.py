"""Measures the fold on event mentions of ECB+, and learns its weights.

    python -m tests.benchmarks.folding DEV.jsonl [--found] [--model MODEL] [--weights WEIGHTS.json]
    python -m tests.benchmarks.folding DEV.jsonl --found --learn TRAIN.jsonl --news OUTPUT [--cross_validate]

Prints one JSON object: CoNLL scores with no topic, document or outlet given away, how many events are counted for each
gold event of several documents (inflation), how many candidates a mention has, which share of the coreferent pairs that
would be linked are candidates and which are compared at all, as candidates or in one component, how well articles are
grouped by subtopic (by their stories and the events that both tell), and the seconds taken. Mentions are the gold ones:
--model's extractor is told which words they are and reads what they say, and resolving goes on from there (of those few
that it takes for no event the fold knows the words and entities of the sentence). With --found they are those alone
that the extractor finds by itself.
--learn fits the weights to DEV and, as told in ``fold_learning``, to TRAIN and to OUTPUT, the datasets of a run over
PolNeAR's train and dev articles, and prints them as JSON for --weights; with --cross_validate each quarter of DEV's
topics is scored with weights learnt without it instead.
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
from pipeline.fold.event_blocks import event_comparison
from pipeline.fold.event_evidence import EvidenceWeights, log_odds, story_likeness
from pipeline.fold.events import comparable, component_of_each, fold_events
from pipeline.fold.evidence import weights_by_kind
from pipeline.fold.linkage import average_link
from pipeline.fold.sketching import Table
from tests.benchmarks.coreference import b_cubed, conll
from tests.benchmarks.ecbplus_mentions import Corpus, read_corpus
from tests.benchmarks.fold_learning import (
    Pairs,
    as_unseen,
    candidates,
    fitted,
    labelled_pairs,
    pairs_of,
)

BIAS_SHIFTS = np.arange(0.0, 3.01, 0.25)
AS_GOOD = 0.002
QUARTERS = 4
SHARED_EVENTS, SAME_STORY = 1.25, 0.8
"""What the share of events that two articles both tell counts beside the likeness of their stories, and the sum from
which on they are one group."""


def coreferent_pairs(corpus: Corpus) -> np.ndarray:
    """All pairs of rows of one chain, shape (pairs, 2)."""
    rows: defaultdict[str, list[int]] = defaultdict(list)
    for row, chain in enumerate(corpus.chains):
        rows[chain].append(row)
    return np.array([pair for chain in rows.values() for pair in combinations(chain, 2)])


def events_of(corpus: Corpus, weights: EvidenceWeights) -> list[set[str]]:
    """The ids of the mentions of each event that the fold makes."""
    return [{m.mention.mention_id for m in event.mentions} for event in fold_events(corpus.mentions, weights)]


def scores_of(corpus: Corpus, events: list[set[str]]) -> dict[str, float]:
    """CoNLL scores of the fold's events against the gold chains, and inflation."""
    article_of = {mention.mention_id: mention.article_id for mention in corpus.mentions}
    gold: defaultdict[str, set[str]] = defaultdict(set)
    for mention, chain in zip(corpus.mentions, corpus.chains, strict=True):
        gold[chain].add(mention.mention_id)
    event_of = {mention_id: number for number, event in enumerate(events) for mention_id in event}
    retold = [chain for chain in gold.values() if len({article_of[mention_id] for mention_id in chain}) > 1]
    counted = sum(len({event_of[mention_id] for mention_id in chain}) for chain in retold)
    return {**conll(list(gold.values()), events), "inflation": counted / max(len(retold), 1)}


def grouping(corpus: Corpus, table: Table, events: list[set[str]]) -> float:
    """B-cubed F1 of articles grouped by average link over their stories and the events that both tell, by subtopics."""
    first = np.unique(table["article"], return_index=True)[1]
    one, other = np.triu_indices(len(first), 1)
    likeness = np.full((len(first), len(first)), -np.inf)
    shared = SHARED_EVENTS * shared_events(corpus, first, events)[one, other]
    likeness[one, other] = likeness[other, one] = story_likeness(table[first], one, other) + shared - SAME_STORY
    gold: defaultdict[str, set[int]] = defaultdict(set)
    for place, row in enumerate(first.tolist()):
        gold[corpus.subtopics[row]].add(place)
    return b_cubed(list(gold.values()), [set(group) for group in average_link(likeness, [1] * len(first))])


def shared_events(corpus: Corpus, first: np.ndarray, events: list[set[str]]) -> np.ndarray:
    """The share of the events of the article that tells fewer that the other tells too, shape (articles, articles).

    ``first`` holds a row of each article.
    """
    place_of = {corpus.mentions[row].article_id: place for place, row in enumerate(first.tolist())}
    place_of_mention = {mention.mention_id: place_of[mention.article_id] for mention in corpus.mentions}
    tells = np.zeros((len(first), len(events)))
    for number, event in enumerate(events):
        tells[[place_of_mention[mention_id] for mention_id in event], number] = 1
    told = tells.sum(axis=1)
    return np.asarray(tells @ tells.T / np.minimum(told[:, None], told[None, :]))


def components(corpus: Corpus, weights: EvidenceWeights) -> np.ndarray:
    """A name for the component of each mention, shape (mentions,)."""
    compared = {mention.mention_id: comparable(mention) for mention in corpus.mentions}
    label_of = component_of_each(compared, event_comparison(weights))
    return np.array([label_of[mention.mention_id] for mention in corpus.mentions])


def measure(corpus: Corpus, weights: EvidenceWeights) -> dict[str, float]:
    """All figures of a corpus."""
    started = time.perf_counter()
    events = events_of(corpus, weights)
    seconds = time.perf_counter() - started
    table, compared = candidates(corpus.mentions)
    coreferent = coreferent_pairs(corpus)
    linked = coreferent[log_odds(table, coreferent[:, 0], coreferent[:, 1], weights) > 0]
    known = set(map(tuple, compared.tolist()))
    is_candidate = np.array([tuple(pair) in known for pair in linked.tolist()])
    component = components(corpus, weights)
    is_compared = is_candidate | (component[linked[:, 0]] == component[linked[:, 1]])
    return {
        **scores_of(corpus, events),
        "mentions": len(corpus.mentions),
        "candidates_a_mention": 2 * len(compared) / len(corpus.mentions),
        "coreferent_pairs_linked": len(linked) / len(coreferent),
        "of_these_candidates": float(is_candidate.mean()),
        "of_these_compared": float(is_compared.mean()),
        "articles_grouped": grouping(corpus, table, events),
        "seconds": seconds,
    }


def learn(unseen: Corpus, others: list[Pairs], start: EvidenceWeights) -> EvidenceWeights:
    """Fitted weights with the highest bias that is about as good as the best on the corpus new to the extractor.

    The higher the bias, the fewer events are counted more than once.
    """
    weights = fitted([pairs_of(unseen), *others], start)
    shifted = [replace(weights, bias=round(weights.bias + float(shift), 2)) for shift in BIAS_SHIFTS]
    scores = [scores_of(unseen, events_of(unseen, weights))["conll"] for weights in shifted]
    return [one for one, score in zip(shifted, scores, strict=True) if score >= max(scores) - AS_GOOD][-1]


def cross_validated(corpus: Corpus, seen: Corpus, news: Pairs, start: EvidenceWeights) -> dict[str, float]:
    """Mean scores of the quarters of the topics, each folded with weights learnt without it."""
    topics = sorted(set(corpus.topics))
    scores = []
    for first in range(QUARTERS):
        test = frozenset(topics[first::QUARTERS])
        rest = corpus.part(frozenset(topics) - test)
        weights = learn(rest, [as_unseen(seen, pairs_of(rest)), news], start)
        held_out = corpus.part(test)
        scores.append(scores_of(held_out, events_of(held_out, weights)))
    return {name: sum(score[name] for score in scores) / len(scores) for name in scores[0]}


def main() -> None:
    """Reads the options, learns where asked, and prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--model", type=Path, default=Path("models/weights"))
    parser.add_argument("--found", action="store_true")
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--learn", type=Path)
    parser.add_argument("--news", type=Path)
    parser.add_argument("--cross_validate", action="store_true")
    options = parser.parse_args()
    if options.learn and not options.news:
        parser.error("--learn needs --news too")
    extractor = Extractor.load(options.model)
    weights = EvidenceWeights(**json.loads(options.weights.read_text())) if options.weights else EvidenceWeights()
    corpus = read_corpus(options.corpus, extractor, options.found)
    if options.learn is None:
        figures = measure(corpus, weights)
    else:
        seen, news = read_corpus(options.learn, extractor, options.found), labelled_pairs(options.news)
        if options.cross_validate:
            figures = cross_validated(corpus, seen, news, weights)
        else:
            weights = learn(corpus, [as_unseen(seen, pairs_of(corpus)), news], weights)
            print(json.dumps(weights_by_kind(weights)))
            figures = measure(corpus, weights)
    print(json.dumps({name: round(value, 4) for name, value in figures.items()}))


if __name__ == "__main__":
    main()
