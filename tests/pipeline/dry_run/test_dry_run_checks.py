"""What a dry run finds in jobs that are wrong, and that the real job has none of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import apache_beam as beam
import pytest
from apache_beam.coders import BytesCoder
from apache_beam.options.pipeline_options import PipelineOptions
from apache_beam.portability.api import beam_runner_api_pb2
from apache_beam.testing import test_stream
from apache_beam.transforms.trigger import AccumulationMode, AfterProcessingTime, Repeatedly
from apache_beam.transforms.userstate import BagStateSpec
from apache_beam.transforms.window import FixedWindows, GlobalWindows

from pipeline.dry_run.checks import problems
from pipeline.dry_run.run import dry_run
from pipeline.dry_run.stages import render, stages

Pairs = tuple[str, int]
Wire = Callable[[beam.Pipeline], Any]


def found(wire: Wire, *options: str) -> list[str]:
    pipeline = beam.Pipeline(options=PipelineOptions(list(options)))
    wire(pipeline)
    return problems(pipeline)


def dried(wire: Wire, *missing: str) -> bool:
    return dry_run("DirectRunner", PipelineOptions([], runner="DirectRunner"), missing, wire)


def endless(pipeline: beam.Pipeline) -> beam.PCollection:
    return pipeline | test_stream.TestStream() | beam.Map(lambda text: (text, 1)).with_output_types(Pairs)


class HoldsGenerator(beam.DoFn):
    def __init__(self) -> None:
        self._numbers = (number for number in range(3))

    def process(self, element: object) -> list[int]:
        return list(self._numbers)


class Remembers(beam.DoFn):
    def process(self, element: Any, seen: Any = beam.DoFn.StateParam(BagStateSpec("seen", BytesCoder()))) -> None:  # noqa: B008
        seen.add(b"x")


def test_a_sound_job_has_no_problems():
    assert found(lambda p: p | beam.Create([("a", 1)]).with_output_types(Pairs) | beam.GroupByKey()) == []
    assert found(lambda p: p | beam.Create([1, 2]) | beam.CombineGlobally(sum)) == []


def test_a_function_that_cannot_be_pickled_is_named(capsys: pytest.CaptureFixture[str]):
    assert not dried(lambda p: p | beam.Create([1]) | beam.ParDo(HoldsGenerator()))
    [line] = capsys.readouterr().err.splitlines()
    assert "HoldsGenerator" in line
    assert "pickle" in line


@pytest.mark.parametrize("last", [beam.GroupByKey, lambda: beam.ParDo(Remembers())])
def test_keys_of_no_declared_type_are_named_with_their_step(last: Callable[[], beam.PTransform]):
    [problem] = found(lambda p: p | beam.Create([(object, 1)]).with_output_types(tuple[Any, int]) | "Meet" >> last())
    assert problem.startswith("Meet: ")
    assert "Any" in problem


def test_what_is_no_pair_cannot_be_grouped():
    pipeline = beam.Pipeline()
    words = pipeline | beam.Create([("a", 1)])
    _ = words | "Meet" >> beam.GroupByKey()
    words.element_type = str
    assert problems(pipeline)[0].startswith("Meet: ")


def test_an_endless_group_without_a_trigger_is_named():
    [problem] = found(lambda p: endless(p) | "Forever" >> beam.GroupByKey(), "--streaming", "--allow_unsafe_triggers")
    assert problem.startswith("Forever: ")
    assert "trigger" in problem


@pytest.mark.parametrize(
    "windowing",
    [
        beam.WindowInto(FixedWindows(60)),
        beam.WindowInto(
            GlobalWindows(),
            trigger=Repeatedly(AfterProcessingTime(60)),
            accumulation_mode=AccumulationMode.DISCARDING,
        ),
    ],
)
def test_windows_or_a_trigger_end_a_group(windowing: beam.PTransform):
    assert found(lambda p: endless(p) | windowing | beam.GroupByKey(), "--streaming") == []


def test_what_is_wrong_is_told_all_at_once_and_no_stages_are_shown(capsys: pytest.CaptureFixture[str]):
    assert not dried(
        lambda p: p | beam.Create([(object, 1)]).with_output_types(tuple[Any, int]) | "Meet" >> beam.GroupByKey(),
        "--region: is missing",
    )
    shown = capsys.readouterr()
    assert [line.split(":")[1].strip() for line in shown.err.splitlines()] == ["--region", "Meet"]
    assert shown.out == ""


def test_a_job_that_beam_refuses_is_told_in_one_line(capsys: pytest.CaptureFixture[str]):
    def twice(pipeline: beam.Pipeline) -> None:
        _ = pipeline | "Same" >> beam.Create([1])
        _ = pipeline | "Same" >> beam.Create([1])

    assert not dried(twice)
    [line] = capsys.readouterr().err.splitlines()
    assert "Same" in line


def translated(wire: Wire) -> beam_runner_api_pb2.Pipeline:
    pipeline = beam.Pipeline()
    wire(pipeline)
    return pipeline.to_runner_api()


def test_stages_count_steps_shuffles_state_and_side_inputs():
    class Read(beam.PTransform):
        def expand(self, begin: beam.pvalue.PBegin) -> beam.PCollection:
            return begin | beam.Create([("a", 1)]).with_output_types(Pairs) | beam.GroupByKey()

    class Keep(beam.PTransform):
        def expand(self, groups: beam.PCollection) -> beam.PCollection:
            hinted = beam.ParDo(Remembers()).with_resource_hints(min_ram="3GB")
            seen = groups | beam.Map(lambda group: (group[0], 1)).with_output_types(Pairs) | "Hold" >> hinted
            return seen | "Beside" >> beam.Map(lambda one, other: one, beam.pvalue.AsList(groups))

    read, keep = stages(translated(lambda p: p | "Read" >> Read() | "Keep" >> Keep()))
    assert (read.name, read.shuffles, read.stateful, read.side_inputs) == ("Read", 1, 0, 0)
    assert (keep.name, keep.shuffles, keep.stateful, keep.side_inputs) == ("Keep", 0, 1, 1)
    assert keep.resources == ("min_ram=3000000000",)


def test_single_steps_are_shown_as_one_and_all_are_summed():
    found_stages = stages(translated(lambda p: p | beam.Impulse() | "One" >> beam.Map(len) | "Two" >> beam.Map(str)))
    assert [(stage.name, stage.steps) for stage in found_stages] == [("between them", 3)]
    lines = render(found_stages).splitlines()
    assert lines[0].split()[:3] == ["stage", "steps", "shuffles"]
    assert lines[-1].split() == ["all", "3", "0", "0", "0"]
