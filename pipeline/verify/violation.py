"""What a check finds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Violation:
    """Something that should always hold and does not: what, where (a file or a row), and how it is."""

    rule: str
    where: str
    finding: str

    def __str__(self) -> str:
        return " ".join(f"{self.where}: {self.rule}: {self.finding}".split())
