"""Measures the folding of claims on labelled pairs of tellings of the bundled samples.

    python -m tests.benchmarks.claim_pairs OUTPUT

Reads the output of a run over ``pipeline/samples``; tests/data/README.md tells how pairs are labelled. Prints F1 for
same (both tellings have one ``claim_id``) and for contradicting (their claims name each other in ``disputed_by``) over
the pairs of which both tellings were found, and how many those are.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pyarrow.dataset as ds

from tests.pipeline.samples_key import KEY_PATH, load_key
from tests.pipeline.samples_measure import Found, find_telling, match_articles, read_output

PAIRS_PATH = KEY_PATH.with_name("claim_pairs.json")


def relations(folder: Path) -> list[tuple[str, set[str]]]:
    """The label of each pair of found tellings and what the output says of it."""
    disputed_by = {
        row["claim_id"]: set(row["disputed_by"])
        for row in ds.dataset(sorted(map(str, (folder / "claims").rglob("*.parquet")))).to_table().to_pylist()
    }
    said = []
    for one, other, label in _found_pairs(folder):
        left, right = one.ids("claim_id"), other.ids("claim_id")
        same = {"same"} if left & right else set()
        opposed = any(disputed_by[claim] & right for claim in left)
        said.append((label, same | ({"contradicting"} if opposed else set())))
    return said


def labelled_rows(folder: Path) -> Iterator[tuple[str, str, str]]:
    """The ids of the two tellings of each labelled pair that are found, and its label."""
    for one, other, label in _found_pairs(folder):
        yield min(one.ids("claim_mention_id")), min(other.ids("claim_mention_id")), label


def _found_pairs(folder: Path) -> Iterator[tuple[Found, Found, str]]:
    output, key = read_output(folder), load_key(KEY_PATH)
    articles = match_articles(key, output.articles)
    tellings = {claim.id: claim.tellings for claim in key.claims}
    for one, number, other, counter, label in json.loads(PAIRS_PATH.read_text(encoding="utf-8")):
        left, right = (
            find_telling(tellings[name][at], articles, output) for name, at in ((one, number), (other, counter))
        )
        if left.ids("claim_id") and right.ids("claim_id"):
            yield left, right, label


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("output", type=Path)
    said = relations(parser.parse_args().output)
    figures: dict[str, object] = {"pairs_found": dict(Counter(label for label, _ in said))}
    for relation in ("same", "contradicting"):
        right = sum(label == relation and relation in answer for label, answer in said)
        told = sum(relation in answer for _, answer in said)
        wanted = sum(label == relation for label, _ in said)
        figures[relation] = {
            "precision": round(right / max(told, 1), 3),
            "recall": round(right / max(wanted, 1), 3),
            "f1": round(2 * right / max(told + wanted, 1), 3),
        }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
