"""What is learnt in which order: each round passes over every corpus, in batches of one corpus each."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from models.corpora import ByCorpus
from models.training.targets import Labelled, concatenate, cut
from models.windows import Window, cut_windows

_SENTENCE_BATCH_TOKENS = 1_400
_STORY_BATCH_TOKENS = 2_400
_TOPIC_BATCH_TOKENS = 2_400
_ALONE = 0.6
_MOST_PACKED = 6


@dataclass(frozen=True, slots=True)
class Passes:
    """How often each corpus is seen in one round; small corpora more often.

    ``unlabelled`` is the share that is seen of the documents that only a teacher reads, ``news_tokens`` the size of a
    batch of news.
    """

    news: int = 1
    sentences: int = 4
    topics: int = 2
    stories: int = 1
    unlabelled: float = 0.3
    news_tokens: int = 3_200


Batch = list[Labelled]


def plan_round(
    corpora: ByCorpus[Labelled], passes: Passes, window_tokens: int, seed: int, unlabelled: Sequence[Labelled] = ()
) -> list[Batch]:
    """All batches of one round in a random order that depends on the seed alone."""
    random_order = random.Random(seed)  # noqa: S311
    batches: list[Batch] = []
    for _ in range(passes.news):
        batches += _batched(
            _random_windows(corpora.news, window_tokens, random_order), passes.news_tokens, random_order
        )
    for _ in range(passes.sentences):
        batches += _batched(_packed(corpora.sentences, random_order), _SENTENCE_BATCH_TOKENS, random_order)
    for _ in range(passes.topics):
        batches += _topic_batches(corpora.topics, window_tokens, random_order)
    for _ in range(passes.stories):
        batches += _batched(list(corpora.stories), _STORY_BATCH_TOKENS, random_order)
    chosen = random_order.sample(unlabelled, round(passes.unlabelled * len(unlabelled)))
    windows = [cut(document, window) for document in chosen for window in cut_windows(document.words, window_tokens, 0)]
    batches += _batched(windows, passes.news_tokens, random_order)
    random_order.shuffle(batches)
    return batches


def _tokens(labelled: Labelled) -> int:
    return len(labelled.words.token_ids)


def _random_windows(documents: Sequence[Labelled], window_tokens: int, order: random.Random) -> list[Labelled]:
    """Windows without overlap whose first cut lies at random, so that each round cuts elsewhere."""
    windows = []
    for document in documents:
        words = document.words
        first = order.randrange(1, max(2, min(len(words), window_tokens)))
        head = cut_windows(cut(document, Window(0, first, 0, first)).words, window_tokens, 0) if len(words) else []
        windows += [cut(document, window) for window in head]
        if first < len(words):
            tail = cut(document, Window(first, len(words), first, len(words)))
            windows += [cut(tail, window) for window in cut_windows(tail.words, window_tokens, 0)]
    return windows


def _packed(sentences: Sequence[Labelled], order: random.Random) -> list[Labelled]:
    """Sentences alone, as often, or in runs of neighbours, as they stand in articles."""
    packed, position = [], 0
    start = order.randrange(len(sentences)) if sentences else 0
    turned = [*sentences[start:], *sentences[:start]]
    while position < len(turned):
        size = 1 if order.random() < _ALONE else order.randint(2, _MOST_PACKED)
        packed.append(concatenate(turned[position : position + size]))
        position += size
    return packed


def _topic_batches(documents: Sequence[Labelled], window_tokens: int, order: random.Random) -> list[Batch]:
    by_topic: dict[str, list[Labelled]] = defaultdict(list)
    for document in documents:
        by_topic[document.topic or ""].append(document)
    batches = []
    for topic in sorted(by_topic):
        windows = [cut(d, w) for d in by_topic[topic] for w in cut_windows(d.words, window_tokens, 0)]
        batches += _batched(windows, _TOPIC_BATCH_TOKENS, order, by_length=False)
    return batches


def _batched(windows: Sequence[Labelled], tokens: int, order: random.Random, *, by_length: bool = True) -> list[Batch]:
    """Batches of about equal padded size; windows of like length go together, with some noise in the order."""
    windows = [window for window in windows if len(window.words)]
    order.shuffle(windows)
    if by_length:
        windows.sort(key=lambda window: _tokens(window) * order.uniform(0.9, 1.1))
    batches: list[Batch] = []
    widest = 0
    for window in windows:
        widest = max(widest, _tokens(window)) if batches and batches[-1] else _tokens(window)
        if not batches or widest * (len(batches[-1]) + 1) > tokens:
            batches.append([])
            widest = _tokens(window)
        batches[-1].append(window)
    return batches
