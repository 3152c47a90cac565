"""Measures the removal of boilerplate: ``python -m tests.benchmarks.cleaning`` prints precision and recall.

Characters are counted without whitespace. Precision is the share of the kept characters that are article, recall the
share of the article's characters that are kept. The pages lie in two files: ``tuned_on`` was looked at while the rules
were written; ``held_out`` was written before the rules and its errors were not used to set them.

A page is a line ``=== name`` and its lines, each with a label before a bar: ``S`` for story, ``B`` for boilerplate. A
``+`` after the label joins the line to the one above with a space instead of a line break. A blank line is one.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from models.records import Span
from pipeline.clean.body import find_body

PAGES = Path(__file__).parent / "cleaning_pages"
SETS = ("tuned_on", "held_out")


@dataclass(frozen=True)
class Page:
    """A labelled page; ``pieces`` are the spans of its labelled lines, each with whether it is story."""

    name: str
    text: str
    pieces: tuple[tuple[Span, bool], ...]


@dataclass(frozen=True)
class Score:
    """Counts of characters that are not whitespace."""

    kept_story: int
    kept: int
    story: int
    boilerplate: int

    @property
    def precision(self) -> float:
        return self.kept_story / self.kept if self.kept else 1.0

    @property
    def recall(self) -> float:
        return self.kept_story / self.story if self.story else 1.0

    @property
    def removed(self) -> float:
        """The share of the boilerplate that was removed."""
        return 1 - (self.kept - self.kept_story) / self.boilerplate if self.boilerplate else 1.0


def read_pages(name: str) -> list[Page]:
    """Reads the pages of one set."""
    content = (PAGES / f"{name}.txt").read_text(encoding="utf-8")
    return [_parse(part) for part in content.split("=== ")[1:]]


def _parse(part: str) -> Page:
    name, *lines = part.strip("\n").split("\n")
    text, pieces = "", []
    for line in lines:
        label, _, content = line.partition("|")
        if text:
            text += " " if label.endswith("+") else "\n"
        pieces.append((Span(len(text), len(text) + len(content)), label.startswith("S")))
        text += content
    return Page(name.strip(), text, tuple(pieces))


def score(page: Page, body: tuple[Span, ...]) -> Score:
    """Compares the spans kept with the labels."""
    kept = bytearray(len(page.text))
    for span in body:
        kept[span.start : span.end] = b"\1" * (span.end - span.start)
    counts = Counter(
        (is_story, bool(kept[position]))
        for span, is_story in page.pieces
        for position in range(span.start, span.end)
        if not page.text[position].isspace()
    )
    kept_story, kept_boilerplate = counts[True, True], counts[False, True]
    return Score(
        kept_story=kept_story,
        kept=kept_story + kept_boilerplate,
        story=kept_story + counts[True, False],
        boilerplate=kept_boilerplate + counts[False, False],
    )


def total(scores: list[Score]) -> Score:
    """Adds up the counts."""
    return Score(
        sum(score.kept_story for score in scores),
        sum(score.kept for score in scores),
        sum(score.story for score in scores),
        sum(score.boilerplate for score in scores),
    )


def measure(name: str) -> Score:
    """Cleans all pages of a set, without their titles, and returns the counts over all of them."""
    return total([score(page, find_body(page.text)) for page in read_pages(name)])


def errors(page: Page) -> Iterator[str]:
    """Yields the lines of a page that were kept or dropped against their label."""
    body = find_body(page.text)
    for span, story in page.pieces:
        inside = any(part.start < span.end and span.start < part.end for part in body)
        if span.end > span.start and inside != story:
            yield f"{page.name}: {'lost' if story else 'kept'}: {page.text[span.start : span.end]}"


def main() -> None:
    """Prints a line for each set, and on request what went wrong."""
    parser = argparse.ArgumentParser(description="Measure the removal of boilerplate on labelled pages.")
    parser.add_argument("--errors", choices=SETS, help="also list the lines of this set that were judged wrong")
    arguments = parser.parse_args()
    print(f"{'pages':<10}{'count':>6}{'precision':>11}{'recall':>9}{'boilerplate removed':>21}")
    for name in SETS:
        result = measure(name)
        count = len(read_pages(name))
        print(f"{name:<10}{count:>6}{result.precision:>11.4f}{result.recall:>9.4f}{result.removed:>21.4f}")
    if arguments.errors:
        print("\n".join(line for page in read_pages(arguments.errors) for line in errors(page)))


if __name__ == "__main__":
    main()
