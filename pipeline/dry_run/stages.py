"""The stages of a job, read from the portable form in which it is sent to a runner."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from apache_beam.portability import common_urns
from apache_beam.portability.api import beam_runner_api_pb2
from apache_beam.transforms.resources import ResourceHint

_SHUFFLE = common_urns.primitives.GROUP_BY_KEY.urn
_PAR_DO = common_urns.primitives.PAR_DO.urn
_WHOLE = ("Make", "Stream", "Datasets")
"""Transforms that hold whole jobs, whose stages are one level below."""

_HEAD = ("stage", "steps", "shuffles", "state", "side inputs", "resources")


@dataclass(frozen=True, slots=True)
class Stage:
    """A named part of the job: how many steps it has, how many of them group by key, keep state per key, or read all of
    another collection beside their own input; and the resources that it asks for."""

    name: str
    steps: int
    shuffles: int
    stateful: int
    side_inputs: int
    resources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Step:
    name: str
    shuffle: bool
    stateful: bool
    side_inputs: int
    resources: tuple[str, ...]


def stages(job: beam_runner_api_pb2.Pipeline) -> list[Stage]:
    """Return the stages in the order in which the data flows; last, as one, the single steps between them."""
    by_stage: dict[str, list[_Step]] = {}
    for step in _steps(job):
        by_stage.setdefault(_stage_of(step.name), []).append(step)
    single = [step for steps in by_stage.values() if len(steps) == 1 for step in steps]
    between = [_stage("between them", single)] if single else []
    return [_stage(name, steps) for name, steps in by_stage.items() if len(steps) > 1] + between


def render(found: Sequence[Stage]) -> str:
    """Return the stages as a table, a line each and one for their sum."""
    rows = [_HEAD, *(_row(stage) for stage in found), _row(_sum(found))]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    return "\n".join(_line(row, widths) for row in rows)


def _stage(name: str, steps: Sequence[_Step]) -> Stage:
    return Stage(
        name=name,
        steps=len(steps),
        shuffles=sum(step.shuffle for step in steps),
        stateful=sum(step.stateful for step in steps),
        side_inputs=sum(step.side_inputs for step in steps),
        resources=tuple(sorted({resource for step in steps for resource in step.resources})),
    )


def _sum(found: Sequence[Stage]) -> Stage:
    return Stage(
        "all",
        sum(stage.steps for stage in found),
        sum(stage.shuffles for stage in found),
        sum(stage.stateful for stage in found),
        sum(stage.side_inputs for stage in found),
        (),
    )


def _row(stage: Stage) -> tuple[str, ...]:
    numbers = (stage.steps, stage.shuffles, stage.stateful, stage.side_inputs)
    return (stage.name, *map(str, numbers), ", ".join(stage.resources))


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    name, *numbers, resources = row
    cells = [name.ljust(widths[0]), *(number.rjust(width) for number, width in zip(numbers, widths[1:], strict=False))]
    return "  ".join([*cells, resources]).rstrip()


def _stage_of(step: str) -> str:
    """``Make/Read/Plan`` belongs to the stage ``Read``, ``Write/Pack`` to ``Write``."""
    names = step.split("/")
    while names[0] in _WHOLE and len(names) > 1:
        names = names[1:]
    return names[0]


def _steps(job: beam_runner_api_pb2.Pipeline) -> Iterator[_Step]:
    """The steps that do work: those made of no others."""
    for transform_id in _in_order(job, job.root_transform_ids):
        transform = job.components.transforms[transform_id]
        if transform.subtransforms or not transform.spec.urn:
            continue
        stateful, side_inputs = _reads_beside(transform)
        yield _Step(
            transform.unique_name,
            transform.spec.urn == _SHUFFLE,
            stateful,
            side_inputs,
            _resources(job, transform.environment_id),
        )


def _in_order(job: beam_runner_api_pb2.Pipeline, ids: Sequence[str]) -> Iterator[str]:
    for transform_id in ids:
        yield transform_id
        yield from _in_order(job, job.components.transforms[transform_id].subtransforms)


def _reads_beside(transform: beam_runner_api_pb2.PTransform) -> tuple[bool, int]:
    """Whether a step keeps state, and how many side inputs it has."""
    if transform.spec.urn != _PAR_DO:
        return False, 0
    payload = beam_runner_api_pb2.ParDoPayload.FromString(transform.spec.payload)
    return bool(payload.state_specs or payload.timer_family_specs), len(payload.side_inputs)


def _resources(job: beam_runner_api_pb2.Pipeline, environment_id: str) -> tuple[str, ...]:
    hints = job.components.environments[environment_id].resource_hints if environment_id else {}
    return tuple(f"{_hint_name(urn)}={value.decode()}" for urn, value in sorted(hints.items()))


def _hint_name(urn: str) -> str:
    known: dict[str, type[ResourceHint]] = ResourceHint._name_to_known_hints
    return next(name for name, hint in known.items() if hint.urn == urn)
