"""The keys of a stream as stateful functions of Beam: what they keep, and what their timers do."""

# mypy: allow-untyped-calls

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import apache_beam as beam
from apache_beam.coders import BytesCoder, VarIntCoder
from apache_beam.metrics.metric import Metrics
from apache_beam.pvalue import TaggedOutput
from apache_beam.transforms.timeutil import TimeDomain
from apache_beam.transforms.userstate import BagStateSpec, ReadModifyWriteStateSpec, TimerSpec, on_timer

from pipeline.records import Article
from pipeline.stream.admission import admit, refuse
from pipeline.stream.changes import Change, Output, addition, decode_change, encode_change, fold_key, records_of, summed
from pipeline.stream.codec import decode, encode
from pipeline.stream.messages import Seen, Told
from pipeline.stream.pace import NAMESPACE, Ageing, Pace, Wave, count
from pipeline.stream.revisions import revise, written_of
from pipeline.stream.steps import ROW_STEPS, Step

Keyed = tuple[str, bytes]
"""A key and a change of what it holds."""


@beam.typehints.with_input_types(tuple[str, Article])
class AdmitKeys(beam.DoFn):
    """Article by id -> articles that are new, and messages to other steps under their names."""

    SEEN = ReadModifyWriteStateSpec("seen", BytesCoder())
    LIFE = ReadModifyWriteStateSpec("life", BytesCoder())
    EXPIRE = TimerSpec("expire", TimeDomain.WATERMARK)

    def __init__(self, pace: Pace) -> None:
        super().__init__()
        self._ageing = Ageing(pace)

    def process(
        self,
        keyed: tuple[str, Article],
        timestamp: Any = beam.DoFn.TimestampParam,
        seen: Any = beam.DoFn.StateParam(SEEN),
        life: Any = beam.DoFn.StateParam(LIFE),
        expire: Any = beam.DoFn.TimerParam(EXPIRE),
    ) -> Iterator[Any]:
        """Pass a new article on and tell its key where it came from; of a forgotten one only sources are known."""
        before = seen.read()
        known: Seen | None = decode(before) if before else None
        if known is not None and self._ageing.lingers(timestamp, life, expire):
            count("late/articles")
            admission = refuse(known, keyed[1])
        else:
            admission = admit(known, keyed[1])
            if admission is not None:
                self._ageing.hear(timestamp, life, expire)
        if admission is None:
            count("repeated_articles")
            return
        seen.write(encode(admission.seen))
        if admission.is_new:
            yield keyed[1]
        for output in admission.outputs:
            yield _tagged(output)

    @on_timer(EXPIRE)
    def expire(
        self,
        seen: Any = beam.DoFn.StateParam(SEEN),
        life: Any = beam.DoFn.StateParam(LIFE),
        expire: Any = beam.DoFn.TimerParam(EXPIRE),
    ) -> None:
        """Forget an article a horizon after the fold has forgotten it, and so does not count it again before."""
        if not self._ageing.forgets(life, expire) and life.read() is None:
            seen.clear()


@beam.typehints.with_input_types(tuple[str, bytes])
class FoldKeys(beam.DoFn):
    """Changes by key -> messages to other steps under their names: one step of the fold."""

    CHANGES = BagStateSpec("changes", BytesCoder())
    TOLD = ReadModifyWriteStateSpec("told", BytesCoder())
    FOLDED = ReadModifyWriteStateSpec("folded", VarIntCoder())
    LIFE = ReadModifyWriteStateSpec("life", BytesCoder())
    FOLD = TimerSpec("fold", TimeDomain.REAL_TIME)
    DRAIN = TimerSpec("drain", TimeDomain.WATERMARK)
    EXPIRE = TimerSpec("expire", TimeDomain.WATERMARK)

    def __init__(self, step: Step, pace: Pace, place: int) -> None:
        super().__init__()
        self._step = step
        self._wave = Wave(pace, place)
        self._ageing = Ageing(pace)

    def process(
        self,
        keyed: Keyed,
        timestamp: Any = beam.DoFn.TimestampParam,
        changes: Any = beam.DoFn.StateParam(CHANGES),
        life: Any = beam.DoFn.StateParam(LIFE),
        fold: Any = beam.DoFn.TimerParam(FOLD),
        drain: Any = beam.DoFn.TimerParam(DRAIN),
        expire: Any = beam.DoFn.TimerParam(EXPIRE),
    ) -> None:
        """Keep a change and have the key folded with the next wave."""
        late = self._ageing.hear(timestamp, life, expire)
        if _kept(keyed[1], changes, late, self._step.name):
            self._wave.await_fold(fold, drain)

    @on_timer(FOLD)
    def fold(
        self,
        key: Any = beam.DoFn.KeyParam,
        timestamp: Any = beam.DoFn.TimestampParam,
        changes: Any = beam.DoFn.StateParam(CHANGES),
        told: Any = beam.DoFn.StateParam(TOLD),
        folded: Any = beam.DoFn.StateParam(FOLDED),
    ) -> Iterator[TaggedOutput]:
        """Fold with the wave."""
        self._ageing.measure_lag(timestamp)
        yield from self._fold(key, changes, told, folded)

    @on_timer(DRAIN)
    def drain(
        self,
        key: Any = beam.DoFn.KeyParam,
        changes: Any = beam.DoFn.StateParam(CHANGES),
        told: Any = beam.DoFn.StateParam(TOLD),
        folded: Any = beam.DoFn.StateParam(FOLDED),
    ) -> Iterator[TaggedOutput]:
        """Fold what came after the last wave when the job is drained."""
        yield from self._fold(key, changes, told, folded)

    @on_timer(EXPIRE)
    def expire(
        self,
        key: Any = beam.DoFn.KeyParam,
        changes: Any = beam.DoFn.StateParam(CHANGES),
        told: Any = beam.DoFn.StateParam(TOLD),
        folded: Any = beam.DoFn.StateParam(FOLDED),
        life: Any = beam.DoFn.StateParam(LIFE),
        expire: Any = beam.DoFn.TimerParam(EXPIRE),
    ) -> Iterator[TaggedOutput]:
        """Fold a last time and forget, without taking anything back."""
        if self._ageing.forgets(life, expire):
            yield from self._fold(key, changes, told, folded)
            for state in (changes, told, folded):
                state.clear()

    def _fold(self, key: str, changes: Any, told: Any, folded: Any) -> Iterator[TaggedOutput]:
        stored = [decode_change(data) for data in changes.read()]
        waited = len(stored) - (folded.read() or 0)
        if not waited:
            return
        before = told.read()
        result = fold_key(key, stored, decode(before) if before else Told(()), self._step.fold)
        if result.rewritten is not None:
            _rewrite(changes, result.rewritten)
        folded.write(len(stored) if result.rewritten is None else len(result.rewritten))
        told.write(encode(result.told))
        count(f"folds/{self._step.name}")
        Metrics.distribution(NAMESPACE, "stream/backlog").update(waited)
        for sent in result.sent:
            yield TaggedOutput(sent.step, (sent.key, encode_change(sent.change)))


@beam.typehints.with_input_types(tuple[str, bytes])
class ReviseRows(beam.DoFn):
    """Changes by key -> revised rows by key: the last step of the fold for one dataset."""

    CHANGES = BagStateSpec("changes", BytesCoder())
    WRITTEN = ReadModifyWriteStateSpec("written", BytesCoder())
    LIFE = ReadModifyWriteStateSpec("life", BytesCoder())
    FOLD = TimerSpec("fold", TimeDomain.REAL_TIME)
    DRAIN = TimerSpec("drain", TimeDomain.WATERMARK)
    EXPIRE = TimerSpec("expire", TimeDomain.WATERMARK)

    def __init__(self, name: str, pace: Pace, place: int) -> None:
        super().__init__()
        self._name = name
        self._wave = Wave(pace, place)
        self._ageing = Ageing(pace)

    def process(
        self,
        keyed: Keyed,
        timestamp: Any = beam.DoFn.TimestampParam,
        changes: Any = beam.DoFn.StateParam(CHANGES),
        life: Any = beam.DoFn.StateParam(LIFE),
        fold: Any = beam.DoFn.TimerParam(FOLD),
        drain: Any = beam.DoFn.TimerParam(DRAIN),
        expire: Any = beam.DoFn.TimerParam(EXPIRE),
    ) -> None:
        """Keep a change and have the row written with the next wave."""
        late = self._ageing.hear(timestamp, life, expire)
        if _kept(keyed[1], changes, late, self._name):
            self._wave.await_fold(fold, drain)

    @on_timer(FOLD)
    def fold(
        self,
        key: Any = beam.DoFn.KeyParam,
        changes: Any = beam.DoFn.StateParam(CHANGES),
        written: Any = beam.DoFn.StateParam(WRITTEN),
    ) -> Iterator[Keyed]:
        """Write the row with the wave."""
        yield from self._revise(key, changes, written)

    @on_timer(DRAIN)
    def drain(
        self,
        key: Any = beam.DoFn.KeyParam,
        changes: Any = beam.DoFn.StateParam(CHANGES),
        written: Any = beam.DoFn.StateParam(WRITTEN),
    ) -> Iterator[Keyed]:
        """Write what came after the last wave when the job is drained."""
        yield from self._revise(key, changes, written)

    @on_timer(EXPIRE)
    def expire(
        self,
        key: Any = beam.DoFn.KeyParam,
        changes: Any = beam.DoFn.StateParam(CHANGES),
        written: Any = beam.DoFn.StateParam(WRITTEN),
        life: Any = beam.DoFn.StateParam(LIFE),
        expire: Any = beam.DoFn.TimerParam(EXPIRE),
    ) -> Iterator[Keyed]:
        """Forget what the row was made of; its number is kept as long again, so that a later revision is higher."""
        if self._ageing.forgets(life, expire):
            yield from self._revise(key, changes, written)
            changes.clear()
        elif life.read() is None:
            written.clear()

    def _revise(self, key: str, changes: Any, written: Any) -> Iterator[Keyed]:
        stored = [decode_change(data) for data in changes.read()]
        if not stored:
            return
        held = summed(stored)
        if len(held) < len(stored):
            _rewrite(changes, held)
        before = written.read()
        row = revise(ROW_STEPS[self._name], decode(before) if before else None, records_of(held))
        if row is not None:
            written.write(encode(written_of(row)))
            count(f"revisions/{row.dataset}")
            yield key, encode(row)


def _kept(data: bytes, changes: Any, late: bool, name: str) -> bool:
    """Keep a change; one that comes late and takes something back is not kept, for that has been forgotten."""
    if late:
        count(f"late/{name}")
        if decode_change(data).count < 0:
            return False
    changes.add(data)
    return True


def _rewrite(changes: Any, held: Iterable[Change]) -> None:
    changes.clear()
    for change in held:
        changes.add(encode_change(change))


def _tagged(output: Output) -> TaggedOutput:
    step, key, record = output
    return TaggedOutput(step, (key, encode_change(addition(record))))
