"""What the fold does where its work on several records raises: less is folded together, and nothing is lost.

Which record is to blame cannot be told there. Blocks then give no links, a component falls apart into records that each
stand for themselves, and whoever runs the fold is told of it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence, Sized
from functools import partial
from typing import TypeVar

from pipeline.fold.blocks import Comparison, Sketched, link_blocks
from pipeline.fold.components import Link

Result = TypeVar("Result")
Component = TypeVar("Component", bound=Sized)
Tell = Callable[[str, Exception], None]
"""Hears what could not be done together, and why."""

_log = logging.getLogger(__name__)


def log_apart(work: str, error: Exception) -> None:
    """Say in the log what could not be done together."""
    _log.warning("%s failed and was left out; the records stay apart (%s: %s)", work, type(error).__name__, error)


def attempt(name: str, work: Callable[[], Iterable[Result]], tell: Tell) -> list[Result] | None:
    """The results of some work on several records; null where it raised.

    A lack of memory is no fault of the records and is raised, for with more of it the results would be others.
    """
    try:
        return list(work())
    except MemoryError:
        raise
    except Exception as error:
        tell(name, error)
        return None


def link_apart(blocks: Sequence[Sequence[Sketched]], comparison: Comparison, tell: Tell) -> list[Link]:
    """The links of blocks; where they raise together, of each by itself, so that the bundling makes no difference."""
    links = attempt("linking blocks", lambda: link_blocks(blocks, comparison), _tell_nobody)
    return [link for block in blocks for link in _links_alone(block, comparison, tell)] if links is None else links


def _links_alone(block: Sequence[Sketched], comparison: Comparison, tell: Tell) -> list[Link]:
    return attempt("linking a block", lambda: link_blocks([block], comparison), tell) or []


def _tell_nobody(_: str, __: Exception) -> None:
    pass


def fold_groups(
    records: str,
    components: Sequence[Component],
    groups_of_each: Callable[[Sequence[Component]], list[list[list[int]]]],
    fold: Callable[[Component, Sequence[int]], Result],
    tell: Tell,
) -> Iterator[Result]:
    """What the groups of each component's rows are folded into; rows that cannot be folded together stay apart.

    Components that cannot be grouped together are grouped one by one, so that the bundling makes no difference. Raises
    what ``fold`` raises for a row by itself.
    """
    found = attempt(f"clustering {records}", lambda: groups_of_each(components), _tell_nobody)
    for place, component in enumerate(components):
        groups = found[place] if found else _groups_alone(records, component, groups_of_each, tell)
        for rows in groups:
            yield from _whole_or_apart(records, rows, partial(fold, component), tell)


def _groups_alone(
    records: str,
    component: Component,
    groups_of_each: Callable[[Sequence[Component]], list[list[list[int]]]],
    tell: Tell,
) -> list[list[int]]:
    found = attempt(f"clustering {records}", lambda: groups_of_each([component]), tell)
    return found[0] if found else [[row] for row in range(len(component))]


def _whole_or_apart(
    records: str, rows: Sequence[int], fold: Callable[[Sequence[int]], Result], tell: Tell
) -> list[Result]:
    if len(rows) == 1:
        return [fold(rows)]
    whole = attempt(f"folding {records}", lambda: [fold(rows)], tell)
    return [fold([row]) for row in rows] if whole is None else whole
