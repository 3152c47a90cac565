"""The records of a component, gathered before they are clustered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, Protocol, TypeVar

import numpy as np

from pipeline.fold.blocks import Comparison, groups_of
from pipeline.fold.sketching import Table, table_of


class _Sketched(Protocol):
    @property
    def sketch(self) -> bytes: ...


Member = TypeVar("Member", bound=_Sketched)


@dataclass(frozen=True, eq=False)
class Gathered(Generic[Member]):
    """Records that hang together, in ascending order of their ids, and the layout of their sketches."""

    members: list[Member]
    layout: np.dtype[np.void]

    @classmethod
    def of(
        cls, members: Iterable[Member], id_of: Callable[[Member], str], layout: np.dtype[np.void]
    ) -> Gathered[Member]:
        """Gathers a set of records: neither their order nor repeats matter."""
        by_id = {id_of(member): member for member in members}
        return cls([by_id[record_id] for record_id in sorted(by_id)], layout)

    @cached_property
    def table(self) -> Table:
        """The sketches of the members."""
        return table_of([member.sketch for member in self.members], self.layout)

    def part(self, rows: Sequence[int]) -> tuple[list[Member], Table]:
        """Some of the members and their sketches."""
        return [self.members[row] for row in rows], self.table if len(rows) == len(self) else self.table[rows]

    def __len__(self) -> int:
        return len(self.members)


def clusters_of(components: Sequence[Gathered[Member]], comparison: Comparison) -> list[list[list[int]]]:
    """The clusters of each component, as ``groups_of`` gives them; most components are one record."""
    several = iter(groups_of([component.table for component in components if len(component) > 1], comparison))
    return [next(several) if len(component) > 1 else [[0]] for component in components]
