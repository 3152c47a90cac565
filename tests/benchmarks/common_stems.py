"""Makes the table of common stems by which ``pipeline.resolve.article_words`` weighs words.

    python -m tests.benchmarks.common_stems POLNEAR_TRAIN.jsonl ECBPLUS_TRAIN.jsonl > TABLE.tsv

A line is a stem and its rarity, the logarithm of the number of articles for each that holds it. Stems in fewer than
one of 300 articles are left out: they are all as rare as the rarest here.
"""

from __future__ import annotations

import json
import math
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import snowballstemmer

LEAST_SHARE = 1 / 300


def texts(path: Path) -> Iterator[str]:
    """The texts of a corpus in either of its forms."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield row.get("text") or " ".join(token for tokens in row["sentences"].values() for token in tokens)


def main() -> None:
    """Counts stems by article and prints the table."""
    stemmer = snowballstemmer.stemmer("english")
    counts: Counter[str] = Counter()
    articles = 0
    for path in map(Path, sys.argv[1:]):
        for text in texts(path):
            words = {word.casefold() for word in re.findall(r"[^\W\d_]{3,}", text[:4_000])}
            counts.update(set(stemmer.stemWords(sorted(words))))
            articles += 1
    print("# stem\trarity: ln(articles / articles with it), from two annotated corpora of news")
    for stem, count in sorted(counts.items()):
        if count >= LEAST_SHARE * articles and stem.isascii():
            print(f"{stem}\t{math.log(articles / count):.2f}")


if __name__ == "__main__":
    main()
