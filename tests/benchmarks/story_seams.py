"""Measures how pages of several stories are cut: ten pages, each of five articles one after another.

    python -m tests.benchmarks.story_seams ARTICLES.jsonl

ARTICLES has ``text`` and ``published_at``; articles with a dateline of their own are left out. The pages are made in
three forms: with a line for the date above each article, with a dateline, and with nothing but the articles. Prints
for each form the share of seams that are found, of found seams that are none, and of characters whose story has a
wrong day, which is what leaks.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from models.extractor import Extractor
from models.records import Document, Span
from pipeline.extract.articles import model_folder
from pipeline.resolve.dateline import split_stories
from pipeline.resolve.story_dateline import find_dateline

_PAGES, _ARTICLES = 10, 5
_PLACES = ("KARVINA", "MOSUL", "SAN LORENZO", "PIRAEUS", "WARRI")


@dataclass(frozen=True)
class Page:
    """A text and, for each of its articles, where it begins and its day."""

    text: str
    starts: tuple[int, ...]
    days: tuple[date, ...]


def main() -> None:
    """Reads the arguments and prints a line for each form."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.articles.read_text(encoding="utf-8").splitlines()]
    texts = ((datetime.fromisoformat(row["published_at"]).date(), row["text"].strip()) for row in rows)
    articles = [(day, text) for day, text in texts if find_dateline(text, 0, len(text)) is None]
    extractor = Extractor.load(model_folder(None))
    for form, opening in FORMS.items():
        pages = make_pages(articles, opening)
        print(f"{form:10} " + " ".join(f"{name} {share:.3f}" for name, share in measure(pages, extractor).items()))


def _dated(day: date, number: int) -> str:
    return f"{day:%d %B %Y}\n"


def _with_dateline(day: date, number: int) -> str:
    return f"{_PLACES[number]}, {day:%B} {day.day} (Meridian) - "


def _bare(day: date, number: int) -> str:
    return ""


FORMS: dict[str, Callable[[date, int], str]] = {"dated": _dated, "dateline": _with_dateline, "bare": _bare}


def make_pages(articles: Sequence[tuple[date, str]], opening: Callable[[date, int], str]) -> list[Page]:
    """Ten pages of articles of different days, the same ones at every run."""
    chance = random.Random(1)
    pages = []
    for _ in range(_PAGES):
        by_day = dict(chance.sample(list(articles), len(articles)))
        pages.append(_page([(day, by_day[day]) for day in list(by_day)[:_ARTICLES]], opening))
    return pages


def _page(stories: Sequence[tuple[date, str]], opening: Callable[[date, int], str]) -> Page:
    text, starts = "", []
    for number, (day, body) in enumerate(stories):
        starts.append(len(text))
        text += f"{opening(day, number)}{body}\n\n"
    return Page(text, tuple(starts), tuple(day for day, _ in stories))


def measure(pages: Sequence[Page], extractor: Extractor) -> dict[str, float]:
    """Recall of seams, share of surplus ones, and share of characters with a wrong day."""
    wanted = found = hits = wrong = total = 0
    for page in pages:
        [read] = extractor.extract([Document(page.text, (Span(0, len(page.text)),))])
        stories = split_stories(page.text, read.sentences, max(page.days), read.sentence_vectors)
        seams = {story.span.start for story in stories} - {0}
        wanted, found = wanted + len(page.starts) - 1, found + len(seams)
        hits += len(seams & set(page.starts))
        for start, end, day in zip(page.starts, (*page.starts[1:], len(page.text)), page.days, strict=True):
            for story in stories:
                shared = max(0, min(end, story.span.end) - max(start, story.span.start))
                total, wrong = total + shared, wrong + shared * (story.day != day)
    return {"found": hits / wanted, "surplus": 1 - hits / found if found else 0.0, "leaked": wrong / total}


if __name__ == "__main__":
    main()
