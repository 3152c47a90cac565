"""Work that is lost in the middle of a fold or of a commit and done again: nothing is lost, nothing is there twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from apache_beam.testing.test_stream import TestStream
from apache_beam.transforms.window import TimestampedValue

from pipeline.compact import compact
from pipeline.stream import writing
from pipeline.stream.commits import committed_files, read_rows
from pipeline.stream.keys import FoldKeys, ReviseRows
from pipeline.stream.views import STREAMED
from pipeline.write.files import to_batch
from pipeline.write.transform import ROW_OF
from schemas import DATASETS
from tests.pipeline.stream.made_reports import batch, report, without_body
from tests.pipeline.stream.made_stream import START, run_stream_of, with_wave
from tests.pipeline.stream.stored_rows import rows_of

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

REPORTS = [without_body(report(5, 0)), without_body(report(1, 0, crowns=70)), without_body(report(2, 1))]
WORK = ((FoldKeys, "_fold"), (ReviseRows, "_revise"), (writing._WriteRows, "_write"), (writing._Commit, "_commit"))
LOST = (1, 4)
"""The calls of a step, by number, whose worker dies when all is done but not yet handed over."""


class WorkerKilledError(RuntimeError):
    """Stands for a worker that is gone: its runner gives the bundle to another one, with the state from before."""


def dying(
    work: Callable[..., Iterator[Any]], calls: Counter[str], deaths: Counter[str]
) -> Callable[..., Iterator[Any]]:
    """The work, which for some calls of each step ends after it has written state and files and sent its outputs."""

    def done(self: Any, *arguments: Any) -> Iterator[Any]:
        made = list(work(self, *arguments))
        name = _name(self)
        calls[name] += bool(made)
        yield from made
        if made and calls[name] in LOST:
            deaths[name] += 1
            raise WorkerKilledError(name)

    return done


def _name(self: Any) -> str:
    step = getattr(self, "_step", None)
    return step.name if step is not None else getattr(self, "_name", type(self).__name__)


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Counter[str]]:
    """What a stream has written whose workers were killed in every step, and how often in which."""
    folder = tmp_path_factory.mktemp("stream") / "output"
    calls, deaths = Counter[str](), Counter[str]()
    first, second, third = (TimestampedValue(each, START + 60 * n) for n, each in enumerate(REPORTS))
    source = with_wave(TestStream().add_elements([first, second]).advance_watermark_to(START + 30))
    source = with_wave(source.add_elements([third, first])).advance_watermark_to_infinity()
    with pytest.MonkeyPatch.context() as patch:
        for dofn, method in WORK:
            patch.setattr(dofn, method, dying(getattr(dofn, method), calls, deaths))
        run_stream_of(source, folder)
    return folder, deaths


def test_workers_were_killed_in_every_part_of_the_stream(killed):
    _, deaths = killed
    assert {"event_blocks", "events", "claims", "event_rows", "_WriteRows", "_Commit"} <= deaths.keys()


def test_compacted_it_has_the_rows_of_the_batch(killed):
    output, _ = killed
    compact(str(output))
    expected = batch(REPORTS)
    for dataset in STREAMED:
        stored = to_batch(DATASETS[dataset], [ROW_OF[dataset](record) for record in expected[dataset]]).to_pylist()
        for row in stored:
            row.pop("revision", None)
        assert rows_of(output, dataset) == sorted(stored, key=repr), dataset


def test_no_revision_of_a_row_is_committed_twice(killed):
    output, _ = killed
    for files in committed_files(str(output)).values():
        tables = [read_rows(str(output), file, ("row_key", "revision")) for file in files]
        numbers = [(row["row_key"], row["revision"]) for table in tables for row in table.to_pylist()]
        assert len(numbers) == len(set(numbers))
