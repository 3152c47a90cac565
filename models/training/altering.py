"""News with other words in it, for a teacher to read: of articles that it learnt from it says little but the labels."""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from models.corpora import LabelledDocument, whole

_WORD = re.compile(r"[A-Za-z]{2,}")
_ENDINGS = ("ing", "ed", "ly", "s")
_COMMON = 0.5
_ALTERED = 0.2


def altered_news(news: Sequence[LabelledDocument], seed: int) -> list[LabelledDocument]:
    """Each article without its annotation, a fifth of its words for others of their kind; depends on the seed alone."""
    order, vocabulary = random.Random(seed), Vocabulary.of(one.document.text for one in news)  # noqa: S311
    return [
        LabelledDocument(f"{one.document_id}-altered", whole(vocabulary.altered(one.document.text, order)))
        for one in news
    ]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of texts by their kind, as often as they occur; ``kept`` are those that hold sentences together."""

    by_kind: dict[tuple[bool, str], list[str]]
    kept: frozenset[str]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Vocabulary:
        """Counts the words of texts."""
        words = [word for text in texts for word in _WORD.findall(text)]
        kept = _commonest(word.lower() for word in words)
        by_kind: dict[tuple[bool, str], list[str]] = defaultdict(list)
        for word in words:
            if word.lower() not in kept:
                by_kind[_kind(word)].append(word)
        return cls(dict(by_kind), kept)

    def altered(self, text: str, order: random.Random) -> str:
        """The text with some of its words replaced."""

        def replacement(found: re.Match[str]) -> str:
            word = found[0]
            if word.lower() in self.kept or order.random() >= _ALTERED:
                return word
            return order.choice(self.by_kind.get(_kind(word), [word]))

        return _WORD.sub(replacement, text)


def _commonest(words: Iterable[str]) -> frozenset[str]:
    """The few words that make up half of all that is said."""
    ranked = Counter(words).most_common()
    before = list(accumulate((count for _, count in ranked), initial=0))
    return frozenset(word for (word, _), rank in zip(ranked, before, strict=False) if rank < _COMMON * before[-1])


def _kind(word: str) -> tuple[bool, str]:
    """Capital or not, and an ending that tells roughly what part of speech it is."""
    ending = next((ending for ending in _ENDINGS if word.endswith(ending)), "")
    return word[0].isupper(), ending
