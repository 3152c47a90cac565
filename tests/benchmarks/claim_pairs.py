"""Measures the folding of claims on labelled pairs of tellings of the bundled samples and of ECB+ dev.

    python -m tests.benchmarks.claim_pairs OUTPUT [--ecbplus OUTPUT_OF_ECBPLUS_DEV]

Reads the output of a run over ``pipeline/samples``, and of one over what score.py prepares of ECB+ dev;
tests/data/README.md tells how pairs are labelled. Prints F1 for same (both tellings have one ``claim_id``) and for
contradicting (their claims name each other in ``disputed_by``) over the pairs of which both tellings were found, and
how many those are: for each set and for all pairs.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.benchmarks.stored_mentions import stored_rows
from tests.pipeline.samples_key import KEY_PATH, load_key
from tests.pipeline.samples_measure import Found, find_telling, match_articles, read_output

PAIRS_PATH = KEY_PATH.with_name("claim_pairs.json")
ECBPLUS_PAIRS_PATH = KEY_PATH.with_name("ecbplus_claim_pairs.tsv")
_NEAR = 30


Relations = list[tuple[str, set[str]]]
"""The label of each pair of found tellings and what an output says of it."""


def sample_relations(folder: Path) -> Relations:
    """The labelled pairs of the samples."""
    disputed_by = _disputed_by(folder)
    return [
        (label, _relation(one.ids("claim_id"), other.ids("claim_id"), disputed_by))
        for one, other, label in _found_pairs(folder)
    ]


def ecbplus_relations(folder: Path) -> Relations:
    """The labelled pairs of ECB+ dev."""
    disputed_by, claims = _disputed_by(folder), _claims_by_article(folder)
    with ECBPLUS_PAIRS_PATH.open(encoding="utf-8", newline="") as lines:
        found = [
            (
                _claims_at(claims, row["article"], int(row["start"])),
                _claims_at(claims, row["other_article"], int(row["other_start"])),
                row["label"],
            )
            for row in csv.DictReader(lines, delimiter="\t")
        ]
    return [(label, _relation(one, other, disputed_by)) for one, other, label in found if one and other]


def _relation(one: set[str], other: set[str], disputed_by: Mapping[str, set[str]]) -> set[str]:
    same = {"same"} if one & other else set()
    return same | ({"contradicting"} if any(disputed_by[claim] & other for claim in one) else set())


def _disputed_by(folder: Path) -> dict[str, set[str]]:
    rows = stored_rows(folder / "claims", ["claim_id", "disputed_by"])
    return {row["claim_id"]: set(row["disputed_by"]) for row in rows}


def _claims_by_article(folder: Path) -> dict[str, list[tuple[int, str]]]:
    claims = defaultdict(list)
    for row in stored_rows(folder / "claim_mentions", ["article_id", "content_spans", "claim_id"]):
        claims[row["article_id"]].append((row["content_spans"][0]["start"], row["claim_id"]))
    return claims


def _claims_at(claims: Mapping[str, list[tuple[int, str]]], article: str, start: int) -> set[str]:
    """The claim whose content begins there, or near enough to be the same content found a few words off."""
    distance, claim = min(((abs(at - start), claim) for at, claim in claims.get(article, ())), default=(_NEAR + 1, ""))
    return {claim} if distance <= _NEAR else set()


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


def figures(said: Relations) -> dict[str, object]:
    """How many pairs of each label were found, and precision, recall and F1 of what is said of them."""
    found: dict[str, object] = {"pairs_found": dict(Counter(label for label, _ in said))}
    for relation in ("same", "contradicting"):
        right = sum(label == relation and relation in answer for label, answer in said)
        told = sum(relation in answer for _, answer in said)
        wanted = sum(label == relation for label, _ in said)
        found[relation] = {
            "precision": round(right / max(told, 1), 3),
            "recall": round(right / max(wanted, 1), 3),
            "f1": round(2 * right / max(told + wanted, 1), 3),
        }
    return found


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("output", type=Path)
    parser.add_argument("--ecbplus", type=Path)
    options = parser.parse_args()
    said = {"samples": sample_relations(options.output)}
    if options.ecbplus:
        said["ecbplus"] = ecbplus_relations(options.ecbplus)
        said["all"] = said["samples"] + said["ecbplus"]
    for name, relations in said.items():
        print(json.dumps({name: figures(relations)}))


if __name__ == "__main__":
    main()
