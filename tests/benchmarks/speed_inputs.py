"""The articles that the speed benchmark runs over: those of any input, repeated with changed ids."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.batches import pad_windows
from models.config import ExtractorConfig
from models.network import WindowBatch
from models.records import Document
from models.weights import load_model_config, load_tokenizer
from models.windows import Window, Words, cut_windows, split_words
from pipeline.clean.article import clean_article
from pipeline.extract.articles import model_folder
from pipeline.read.article import outcome_of
from pipeline.read.inputs import check_inputs, open_input
from pipeline.read.items import Record
from pipeline.read.tasks import plan_tasks, read_task
from pipeline.records import Article

_LANGUAGES = frozenset({"en"})
_IDEAL_TOKENS = 4_096


@dataclass(frozen=True, slots=True)
class Workload:
    """Articles as the extractor gets them, and the tokens in what of them is read."""

    articles: tuple[Article, ...]
    tokens: int


def read_workload(pattern: str, most: int | None) -> Workload:
    """Read and clean the first ``most`` articles that a pattern names, leaving out what the pipeline rejects."""
    articles = tuple(_cleaned(_articles(pattern)))[:most]
    tokenizer = load_tokenizer(model_folder(None))
    return Workload(articles, sum(len(split_words(_document(article), tokenizer).token_ids) for article in articles))


def write_input(articles: Sequence[Article], times: int, path: Path) -> None:
    """Write the articles ``times`` times as JSON Lines; repeats have ids of their own."""
    with path.open("w", encoding="utf-8") as file:
        for turn in range(times):
            for number, article in enumerate(articles):
                file.write(json.dumps(_values(article, f"{number}-{turn}"), ensure_ascii=False) + "\n")


def ideal_batches(articles: Iterable[Article], model: Path) -> list[WindowBatch]:
    """Return the very windows that the extractor reads, sorted by length and padded to the longest of each batch."""
    config, tokenizer = load_model_config(model), load_tokenizer(model)
    windows: list[tuple[Words, Window]] = []
    for article in articles:
        words = split_words(_document(article), tokenizer)
        windows.extend((words, window) for window in cut_windows(words, config.window_tokens, config.overlap_tokens))
    windows.sort(key=_token_count)
    return [_batch(some, config) for some in _cut(windows)]


def _articles(pattern: str) -> Iterator[Article]:
    for file in check_inputs([pattern]):
        for task in plan_tasks(file, open_input):
            for item in read_task(task, open_input, ()):
                result = outcome_of(item, task.path, ()).result if isinstance(item, Record) else None
                if isinstance(result, Article):
                    yield result


def _cleaned(articles: Iterable[Article]) -> Iterator[Article]:
    for article in articles:
        cleaned = clean_article(article, "off", _LANGUAGES)
        if isinstance(cleaned, Article):
            yield cleaned


def _document(article: Article) -> Document:
    return Document(article.text, article.body_spans)


def _values(article: Article, name: str) -> dict[str, object]:
    published = article.published_at.isoformat() if article.published_at else None
    return {
        "id": name,
        "outlet": article.outlet,
        "title": article.title,
        "published_at": published,
        "text": article.text,
    }


def _token_count(window: tuple[Words, Window]) -> int:
    words, bounds = window
    return int(words.first_token[bounds.end] - words.first_token[bounds.start])


def _cut(windows: Sequence[tuple[Words, Window]]) -> Iterator[list[tuple[Words, Window]]]:
    """Cut sorted windows into batches of so many tokens."""
    batch: list[tuple[Words, Window]] = []
    for window in windows:
        if batch and _token_count(window) * (len(batch) + 1) > _IDEAL_TOKENS:
            yield batch
            batch = []
        batch.append(window)
    if batch:
        yield batch


def _batch(windows: list[tuple[Words, Window]], config: ExtractorConfig) -> WindowBatch:
    # The numbers of special tokens change nothing of the cost; the extractor's own are used by the extractor alone.
    return pad_windows(windows, 0, 0, 0, config.window_tokens)
