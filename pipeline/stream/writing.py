"""The last steps of a wave as Beam transforms: revised rows to files, and one commit that names these."""

# mypy: allow-untyped-calls

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import apache_beam as beam
from apache_beam.coders import BytesCoder, VarIntCoder
from apache_beam.pvalue import PCollection
from apache_beam.transforms.timeutil import TimeDomain
from apache_beam.transforms.userstate import BagStateSpec, ReadModifyWriteStateSpec, TimerSpec, on_timer

from pipeline.stream.codec import decode
from pipeline.stream.commits import revised_row, write_commit, write_rows
from pipeline.stream.keys import Keyed
from pipeline.stream.messages import RevisedRow
from pipeline.stream.pace import Pace, Wave
from pipeline.stream.steps import steps
from pipeline.write.manifest import list_files, parse_files

SHARDS: Final = 4
"""Files that one wave writes of a dataset at most, each by another worker."""

_ONE_KEY: Final = "commits"


@dataclass
class WriteCommits(beam.PTransform):
    """Revised rows -> paths of commits in the output; only names of files meet in one place."""

    output: str
    pace: Pace

    def expand(self, rows: PCollection[Keyed]) -> PCollection[str]:
        """Write files a shard at a time, then name those of a wave together."""
        place = len(steps()) + 1
        commits: PCollection[str] = (
            rows
            | "Shard" >> beam.Map(_sharded).with_output_types(tuple[str, tuple[str, bytes]])
            | "WriteRows" >> beam.ParDo(_WriteRows(self.output, self.pace, place)).with_output_types(tuple[str, bytes])
            | "Commit" >> beam.ParDo(_Commit(self.output, self.pace, place + 1)).with_output_types(str)
        )
        return commits


def _sharded(keyed: Keyed) -> tuple[str, Keyed]:
    row: RevisedRow = decode(keyed[1])
    return f"{row.dataset}/{zlib.crc32(keyed[0].encode('utf-8', 'replace')) % SHARDS}", keyed


@beam.typehints.with_input_types(tuple[str, tuple[str, bytes]])
class _WriteRows(beam.DoFn):
    ROWS = BagStateSpec("rows", beam.coders.TupleCoder((beam.coders.StrUtf8Coder(), BytesCoder())))
    FOLD = TimerSpec("fold", TimeDomain.REAL_TIME)
    DRAIN = TimerSpec("drain", TimeDomain.WATERMARK)

    def __init__(self, output: str, pace: Pace, place: int) -> None:
        super().__init__()
        self._output = output
        self._wave = Wave(pace, place)

    def process(
        self,
        sharded: tuple[str, Keyed],
        rows: Any = beam.DoFn.StateParam(ROWS),
        fold: Any = beam.DoFn.TimerParam(FOLD),
        drain: Any = beam.DoFn.TimerParam(DRAIN),
    ) -> None:
        """Keep a row until the wave."""
        rows.add(sharded[1])
        self._wave.await_fold(fold, drain)

    @on_timer(FOLD)
    def fold(self, key: Any = beam.DoFn.KeyParam, rows: Any = beam.DoFn.StateParam(ROWS)) -> Iterator[Keyed]:
        """Write the rows of a wave."""
        yield from self._write(key, rows)

    @on_timer(DRAIN)
    def drain(self, key: Any = beam.DoFn.KeyParam, rows: Any = beam.DoFn.StateParam(ROWS)) -> Iterator[Keyed]:
        """Write what came after the last wave when the job is drained."""
        yield from self._write(key, rows)

    def _write(self, key: str, rows: Any) -> Iterator[Keyed]:
        values = [revised_row(row_key, decode(data)) for row_key, data in rows.read()]
        if not values:
            return
        rows.clear()
        name, _, shard = key.partition("/")
        yield _ONE_KEY, list_files(write_rows(self._output, name, int(shard), values))


@beam.typehints.with_input_types(tuple[str, bytes])
class _Commit(beam.DoFn):
    FILES = BagStateSpec("files", BytesCoder())
    NUMBER = ReadModifyWriteStateSpec("number", VarIntCoder())
    FOLD = TimerSpec("fold", TimeDomain.REAL_TIME)
    DRAIN = TimerSpec("drain", TimeDomain.WATERMARK)

    def __init__(self, output: str, pace: Pace, place: int) -> None:
        super().__init__()
        self._output = output
        self._wave = Wave(pace, place)

    def process(
        self,
        files: Keyed,
        waiting: Any = beam.DoFn.StateParam(FILES),
        fold: Any = beam.DoFn.TimerParam(FOLD),
        drain: Any = beam.DoFn.TimerParam(DRAIN),
    ) -> None:
        """Keep the names of files until the wave."""
        waiting.add(files[1])
        self._wave.await_fold(fold, drain)

    @on_timer(FOLD)
    def fold(
        self, waiting: Any = beam.DoFn.StateParam(FILES), number: Any = beam.DoFn.StateParam(NUMBER)
    ) -> Iterator[str]:
        """Commit the files of a wave."""
        yield from self._commit(waiting, number)

    @on_timer(DRAIN)
    def drain(
        self, waiting: Any = beam.DoFn.StateParam(FILES), number: Any = beam.DoFn.StateParam(NUMBER)
    ) -> Iterator[str]:
        """Commit what came after the last wave when the job is drained."""
        yield from self._commit(waiting, number)

    def _commit(self, waiting: Any, number: Any) -> Iterator[str]:
        files = [file for listed in waiting.read() for file in parse_files(listed)]
        if not files:
            return
        last = number.read() or 0
        yield write_commit(self._output, last + 1, files)
        number.write(last + 1)
        waiting.clear()
