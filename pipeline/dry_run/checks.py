"""What would fail only on the workers, found in the job as it was built: key coders, endless groupings.

That every function can be pickled and unpickled Beam itself finds while the job is built.
"""

# mypy: allow-untyped-calls

from __future__ import annotations

from collections.abc import Iterator

import apache_beam as beam
from apache_beam.coders.typecoders import registry
from apache_beam.pipeline import AppliedPTransform, PipelineVisitor
from apache_beam.pvalue import PCollection
from apache_beam.transforms.trigger import DefaultTrigger
from apache_beam.transforms.userstate import is_stateful_dofn
from apache_beam.transforms.window import GlobalWindows
from apache_beam.typehints.typehints import coerce_to_kv_type

_CONSTANTS = (None, type(None))
"""Types of a key that has one value, as where all is combined into one."""


def problems(pipeline: beam.Pipeline) -> list[str]:
    """Return a line for each step of the job that no runner could run, beginning with the step's name."""
    visitor = _Visitor()
    pipeline.visit(visitor)
    return visitor.found


class _Visitor(PipelineVisitor):
    def __init__(self) -> None:
        self.found: list[str] = []

    def visit_transform(self, transform_node: AppliedPTransform) -> None:
        self.found += [f"{transform_node.full_label}: {problem}" for problem in _problems_of(transform_node)]


def _problems_of(node: AppliedPTransform) -> Iterator[str]:
    function = getattr(node.transform, "fn", None)
    if isinstance(node.transform, beam.GroupByKey):
        yield from _key_coder(node.inputs[0])
        yield from _endless(node.inputs[0])
    elif isinstance(function, beam.DoFn) and is_stateful_dofn(function):
        yield from _key_coder(node.inputs[0])


def _key_coder(elements: PCollection) -> Iterator[str]:
    """Equal keys must be equal bytes, or the records of one key end in several groups."""
    try:
        key_type = coerce_to_kv_type(elements.element_type).tuple_types[0]
    except ValueError:
        yield f"its input is declared as {elements.element_type}, not as pairs of a key and a value"
        return
    coder = registry.get_coder(key_type)
    if key_type not in _CONSTANTS and not coder.is_deterministic():
        yield (
            f"its keys, declared as {key_type}, are encoded by {type(coder).__name__}, which may give equal keys "
            "different bytes; declare a type such as str or tuple[str, int]"
        )


def _endless(elements: PCollection) -> Iterator[str]:
    """Without end, windows and triggers a group is never complete."""
    windowing = elements.windowing
    if elements.is_bounded or not isinstance(windowing.windowfn, GlobalWindows):
        return
    if isinstance(windowing.triggerfn, DefaultTrigger):
        yield "it groups an input without end in one window without a trigger, so it would never give a group"
