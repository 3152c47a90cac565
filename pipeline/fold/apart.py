"""What the fold does where its work on several records raises: less is folded together, and nothing is lost.

Which record is to blame cannot be told there. Blocks then give no links, a component falls apart into records that each
stand for themselves, and whoever runs the fold is told of it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from pipeline.fold.blocks import Comparison, Sketched, link_blocks
from pipeline.fold.components import Link

Result = TypeVar("Result")
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
    size: int,
    groups_of_rows: Callable[[], list[list[int]]],
    fold: Callable[[Sequence[int]], Result],
    tell: Tell,
) -> Iterator[Result]:
    """What the groups of the rows ``0 .. size - 1`` are folded into; rows that cannot be folded together stay apart.

    Raises what ``fold`` raises for a row by itself.
    """
    groups = attempt(f"clustering {records}", groups_of_rows, tell)
    for rows in [[row] for row in range(size)] if groups is None else groups:
        yield from _whole_or_apart(records, rows, fold, tell)


def _whole_or_apart(
    records: str, rows: Sequence[int], fold: Callable[[Sequence[int]], Result], tell: Tell
) -> list[Result]:
    if len(rows) == 1:
        return [fold(rows)]
    whole = attempt(f"folding {records}", lambda: [fold(rows)], tell)
    return [fold([row]) for row in rows] if whole is None else whole
