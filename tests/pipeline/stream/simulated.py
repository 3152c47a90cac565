"""The network of steps without Beam: messages wait until a test delivers them, keys until it folds them."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.records import Article, Reject, ResolvedArticle
from pipeline.stream.admission import admit
from pipeline.stream.changes import Change, Sent, addition, decode_change, encode_change, fold_key, records_of, summed
from pipeline.stream.codec import decode, encode
from pipeline.stream.messages import RevisedRow, Told, Written
from pipeline.stream.revisions import revise, written_of
from pipeline.stream.steps import ROW_STEPS, kept_article, reject_row, steps

Key = tuple[str, str]


@dataclass
class Network:
    """All keys of all steps; state and messages pass through their bytes, as they do on workers."""

    mixed: random.Random
    waiting: list[Sent] = field(default_factory=list)
    changes: dict[Key, list[bytes]] = field(default_factory=lambda: defaultdict(list))
    told: dict[Key, bytes] = field(default_factory=dict)
    written: dict[Key, bytes] = field(default_factory=dict)
    touched: set[Key] = field(default_factory=set)
    rows: list[tuple[str, RevisedRow]] = field(default_factory=list)
    seen: dict[str, bytes] = field(default_factory=dict)
    folds: int = 0

    def __post_init__(self) -> None:
        self.fold_of = {step.name: step.fold for step in steps()}

    def arrive(self, article: Article, resolved: ResolvedArticle) -> None:
        """An article comes from its source; ``resolved`` is what extraction makes of it."""
        key = article.article_id
        before = self.seen.get(key)
        admission = admit(decode(before) if before else None, article)
        if admission is None:
            return
        self.seen[key] = encode(admission.seen)
        self.waiting += [Sent(step, other, addition(record)) for step, other, record in admission.outputs]
        if admission.is_new:
            self.waiting.append(Sent("articles", key, addition(kept_article(resolved))))

    def reject(self, reject: Reject) -> None:
        step, key, record = reject_row(reject)
        self.waiting.append(Sent(step, key, addition(record)))

    def deliver(self, count: int) -> None:
        """Deliver some of the waiting messages, in any order."""
        self.mixed.shuffle(self.waiting)
        delivered, self.waiting = self.waiting[:count], self.waiting[count:]
        for sent in delivered:
            self.changes[sent.step, sent.key].append(encode_change(sent.change))
            self.touched.add((sent.step, sent.key))

    def fold(self, share: float = 1.0) -> None:
        """Fold a share of the touched keys."""
        chosen = [key for key in sorted(self.touched) if self.mixed.random() <= share]
        for key in chosen:
            self.touched.discard(key)
            self._fold(key)

    def drain(self) -> None:
        while self.waiting or self.touched:
            self.deliver(len(self.waiting))
            self.fold()

    def _fold(self, key: Key) -> None:
        self.folds += 1
        changes = [decode_change(data) for data in self.changes[key]]
        if key[0] in ROW_STEPS:
            self._revise(key, changes)
            return
        told = self.told.get(key)
        folded = fold_key(key[1], changes, decode(told) if told else Told(()), self.fold_of[key[0]])
        if folded.rewritten is not None:
            self.changes[key] = [encode_change(change) for change in folded.rewritten]
        self.told[key] = encode(folded.told)
        self.waiting += folded.sent

    def _revise(self, key: Key, changes: list[Change]) -> None:
        before = self.written.get(key)
        row = revise(ROW_STEPS[key[0]], decode(before) if before else None, records_of(summed(changes)))
        if row is not None:
            self.written[key] = encode(written_of(row))
            self.rows.append((key[1], row))

    def latest(self, dataset: str) -> list[object]:
        """The records of the rows that stand, in order of their keys."""
        stored = {key: decode(data) for key, data in self.written.items() if ROW_STEPS[key[0]] == dataset}
        standing: Iterable[Written] = (
            stored[key] for key in sorted(stored) if not stored[key].withdrawn and stored[key].superseded_by is None
        )
        return [decode(row.record) for row in standing]
