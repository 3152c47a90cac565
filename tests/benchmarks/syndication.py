"""Measures how surely copies of articles are found: recall and precision on edited copies of real articles.

    python -m tests.benchmarks.syndication POLNEAR_TRAIN.jsonl

Each article is copied as outlets copy an agency's text: another headline, a byline, a cut tail, British spellings,
other quotation marks, contractions, sentences left out, or several of these; every tenth is cut to 40 %. Copies and
originals stand in one pool, where all that were not made of one another are to stay apart: unrelated articles and the
many that tell of the same topic in the same days. Prints one JSON object: recall over the copied pairs, by edit and in
all; precision over all pairs that were given one ``syndication_id``, in which originals that share half of their runs
of six words count as copies, as the corpus has some itself; and the seconds taken.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
from collections import defaultdict
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

from models.records import Span
from pipeline.fold.copies import find_copies
from pipeline.records import Article

SEED = 5
SPELLINGS = (
    ("ization", "isation"),
    ("izing", "ising"),
    ("ized", "ised"),
    ("color", "colour"),
    ("labor", "labour"),
    ("favor", "favour"),
    ("center", "centre"),
    ("defense", "defence"),
    ("percent", "per cent"),
    ("program ", "programme "),
    ("President ", "Pres. "),
    ("United States", "U.S."),
)
CONTRACTIONS = ((" do not ", " don't "), (" is not ", " isn't "), (" will not ", " won't "), (" it is ", " it's "))


def new_headline(text: str, dice: random.Random) -> str:
    """Another headline before the text, in place of its first line where that is short."""
    first, _, rest = text.partition("\n")
    words = dice.sample(re.findall(r"\w{5,}", text[:2_000]) or ["news"], 5)
    return " ".join(words).capitalize() + "\n" + (rest if len(first) < 100 and rest else text)


def byline(text: str, dice: random.Random) -> str:
    """A byline before and a credit after the text."""
    name = dice.choice(["Ada Merrin", "Joss Tallow", "Petra Vane"])
    return f"By {name}, Staff Writer\nUpdated 4:15 p.m.\n{text}\nAdditional reporting by {name}. All rights reserved."


def cut_tail(text: str, dice: random.Random) -> str:
    """The first half to nine tenths of the text."""
    return text[: int(len(text) * dice.uniform(0.5, 0.9))]


def cut_deep(text: str, dice: random.Random) -> str:
    """The first two fifths of the text under another headline."""
    return new_headline(text[: int(len(text) * 0.4)], dice)


def respelt(text: str, dice: random.Random) -> str:
    """British spellings, contractions and straight or curly quotation marks."""
    for one, other in SPELLINGS + CONTRACTIONS:
        text = text.replace(one, other)
    return text.translate(str.maketrans("“”‘’", "\"\"''" if dice.random() < 0.5 else "„“‚‘"))


def dropped(text: str, dice: random.Random) -> str:
    """A sixth of the sentences left out."""
    return " ".join(s for s in re.split(r"(?<=[.!?])\s+", text) if dice.random() > 1 / 6)


def all_of_it(text: str, dice: random.Random) -> str:
    """A headline, a byline, other spellings, sentences left out and a cut tail."""
    return byline(new_headline(cut_tail(dropped(respelt(text, dice), dice), dice), dice), dice)


EDITS: tuple[Callable[[str, random.Random], str], ...] = (
    new_headline, byline, cut_tail, respelt, dropped, all_of_it, new_headline, cut_tail, all_of_it, cut_deep,
)  # fmt: skip


def article(article_id: str, text: str) -> Article:
    """An article of a text."""
    whole = (Span(0, len(text)),)
    return Article(article_id, article_id, "", article_id, None, None, "en", None, None, text, whole, article_id)


def six_word_runs(text: str) -> set[tuple[str, ...]]:
    """The distinct runs of six words."""
    words = re.findall(r"\w+", text.casefold())
    return set(zip(*(words[shift:] for shift in range(6)), strict=False))


def are_one_text(one: str, other: str) -> bool:
    """Whether half of the shorter text's runs of words stand in the other."""
    left, right = six_word_runs(one), six_word_runs(other)
    return len(left & right) >= 0.5 * min(len(left), len(right), 10**9)


def main() -> None:
    """Makes the copies, finds them, and prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    texts = [json.loads(line)["text"] for line in parser.parse_args().corpus.read_text(encoding="utf-8").splitlines()]
    dice = random.Random(SEED)
    edits = {f"c{number:05}": EDITS[number % len(EDITS)] for number in range(len(texts))}
    text_of = {f"o{number:05}": text for number, text in enumerate(texts)}
    text_of |= {name: edit(text_of["o" + name[1:]], dice) for name, edit in edits.items()}
    started = time.perf_counter()
    found = find_copies(article(name, text) for name, text in text_of.items()).articles
    seconds = time.perf_counter() - started
    group_of = {one.article_id: one.syndication_id for one in found}
    hits: defaultdict[str, list[bool]] = defaultdict(list)
    for name, edit in edits.items():
        hits[edit.__name__].append(group_of[name] == group_of["o" + name[1:]])
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for name, group in group_of.items():
        groups[group].append(name)
    pairs = [pair for group in groups.values() for pair in combinations(group, 2)]
    right = [
        one[1:] == other[1:] or are_one_text(text_of["o" + one[1:]], text_of["o" + other[1:]]) for one, other in pairs
    ]
    every = [hit for column in hits.values() for hit in column]
    figures = {
        "copies": len(every),
        "recall": round(sum(every) / len(every), 4),
        "precision": round(sum(right) / max(len(right), 1), 4),
        "recall_by_edit": {name: round(sum(column) / len(column), 4) for name, column in sorted(hits.items())},
        "seconds": round(seconds, 1),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
