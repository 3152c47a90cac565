"""Scores the chains of people and organisations within a document against the entity chains of ECB+.

    python -m tests.benchmarks.entity_chains DEV.jsonl [--errors]

Every annotated mention of a participant is resolved on its own; mentions that come to one name are one chain. Prints
B-cubed and CoNLL, and how many pairs that were linked are pairs of the annotation, for all mentions and for those that
are no more than a pronoun.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from itertools import combinations
from pathlib import Path

from models.corpora import LabelledDocument, read_ecbplus
from models.records import Span
from pipeline.resolve.actors import ActorResolver
from pipeline.resolve.pronouns import Antecedents
from pipeline.resolve.story import Story
from tests.benchmarks.coreference import conll

Mention = tuple[str, int]
Chain = set[Hashable]


def main() -> None:
    """Reads the arguments and prints the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--errors", action="store_true", help="print every pair that was linked and is none")
    options = parser.parse_args()
    gold: dict[str, Chain] = defaultdict(set)
    found: dict[str, Chain] = defaultdict(set)
    names: dict[Mention, str] = {}
    words: dict[Hashable, str] = {}
    for document in read_ecbplus(options.corpus):
        for mention, text, chain, name in resolved_mentions(document):
            gold[f"{document.document_id} {chain}"].add(mention)
            found[f"{document.document_id} {name or mention}"].add(mention)
            words[mention] = text
            if name:
                names[mention] = name
    scores = conll(list(gold.values()), list(found.values()))
    print(f"{len(words)} mentions, B-cubed {scores['b3']:.3f}, CoNLL {scores['conll']:.3f}")
    for measure, pronouns in (("links", False), ("links of pronouns", True)):
        print(_links(measure, list(gold.values()), list(found.values()), words, pronouns, options.errors))


def resolved_mentions(document: LabelledDocument) -> Iterator[tuple[Mention, str, str, str | None]]:
    """Each participant that is annotated: its id, its words, its chain and the name that it is resolved to."""
    text = document.document.text
    sentences = _lines(text)
    story = Story(text, Span(0, len(text)), None, len(text))
    resolver = ActorResolver(story)
    antecedents = Antecedents(story, resolver, sentences)
    for number, mention in enumerate(document.mentions or ()):
        if mention.kind.startswith("HUM"):
            words = text[mention.span.start : mention.span.end]
            yield (document.document_id, number), words, mention.chain, antecedents.actor(mention.span).name


def _lines(text: str) -> tuple[Span, ...]:
    """The sentences of a document of ECB+: a line each."""
    spans, start = [], 0
    for line in text.split("\n"):
        spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    return tuple(spans)


def _links(
    measure: str,
    gold: Sequence[Chain],
    found: Sequence[Chain],
    words: dict[Hashable, str],
    pronouns: bool,
    show_errors: bool,
) -> str:
    owner = {mention: number for number, chain in enumerate(gold) for mention in chain}
    right = total = 0
    for chain in found:
        for one, other in combinations(sorted(chain, key=str), 2):
            if pronouns and not {words[one].lower(), words[other].lower()} & PRONOUNS:
                continue
            total += 1
            right += owner[one] == owner[other]
            if show_errors and not pronouns and owner[one] != owner[other]:
                print(one, words[one], "|", other, words[other])
    return f"{measure}: {right} of {total} right ({right / max(total, 1):.3f})"


PRONOUNS = frozenset({"he", "she", "him", "her", "his", "who", "whom", "whose"})

if __name__ == "__main__":
    main()
