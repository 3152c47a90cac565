"""Looks for inputs on which a parser takes more than linear time: ``python -m tests.fuzz.growth [TARGET ...]``.

Each target gets one piece of text over and over, at three sizes, each four times the one before. Where the processor
time grows by much more than four, a line says so. It is the processor's time and not the clock's, but it is a
measurement all the same: a tool to look with, not a test.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.fuzz.targets import TARGETS, Target

PIECES = (
    " ", "\n", "\t", "a", "A", "1", ".", ",", "-", "_", "/", ":", ";", "\"", "'", "(", ")", "[", "{", "<", ">", "&",
    "@", "#", "%", "é", "“", "”", "\u200b", "😀", "a ", "A ", "A. ", "1 ", "1/", "1.", "1-", "12:", "a-", "a.\n", "A\n",
    "\n\n", " \n", "Jan ", "Jan 1 ", "Monday ", "on Monday ", "last ", "of ", "the ", "of the ", "said ", "\"said ",
    "Mr. ", "Mr. A ", "President ", "minister of ", "Paris ", "New York, ", "2021-01-", "10 to ", "between ", "and ",
    "http://", "www.a.", "a@b.", "(AP) - ", "REUTERS ", "Read more: ", "Photo: ", "| ", "* ", "- a\n", "a: ",
    "<p>", "<div>", "<p>a", "<li>a ", "<ul><li>", "<td>", "<a href=", "<a href='x'>b</a>", "&amp;", "<!--", "<b>", "</",
    "<br>", "<table>", "<script>", "<h1>a", "\"a\",", ",\"", "{\"text\":", "[\"", "\\u", "\\", "WARC/1.0\r\n",
)  # fmt: skip
_FACTOR = 4
_MOST_GROWTH = 8.0
_SHORTEST_SECONDS = 0.25
_LONGEST_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Growth:
    """The processor seconds that a target took for a piece, size by size in bytes."""

    target: str
    piece: str
    seconds: dict[int, float]

    @property
    def is_superlinear(self) -> bool:
        """Whether the last step took much more than it is longer, and long enough to be told from noise."""
        *_, former, last = self.seconds.values()
        return last > _SHORTEST_SECONDS and last > _MOST_GROWTH * former


def growth_of(name: str, piece: str, largest: int) -> Growth:
    """Measure a target on a piece up to ``largest`` bytes, no further once it takes long."""
    seconds: dict[int, float] = {}
    for size in (largest // _FACTOR**2, largest // _FACTOR, largest):
        seconds[size] = _seconds(TARGETS[name], (piece.encode() * (size // len(piece.encode()) + 1))[:size])
        if seconds[size] > _LONGEST_SECONDS:
            break
    return Growth(name, piece, seconds)


def _seconds(target: Target, data: bytes) -> float:
    began = time.process_time()
    target(data)
    return time.process_time() - began


def _measured(names: Sequence[str], largest: int) -> Iterator[Growth]:
    for name in names:
        TARGETS[name](b"The council met on Monday.")  # so that what is loaded once is loaded
        for piece in PIECES:
            yield growth_of(name, piece, largest)


def main(arguments: Sequence[str]) -> int:
    """Measure, print what grows too fast, and return 1 where anything did."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.growth", description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"of {', '.join(TARGETS)} (default: all)")
    parser.add_argument("--largest", type=int, default=64_000, help="bytes of the largest input (default: %(default)s)")
    chosen = parser.parse_args(arguments)
    found = 0
    for growth in _measured(chosen.targets or list(TARGETS), chosen.largest):
        if growth.is_superlinear:
            found += 1
            times = ", ".join(f"{size}: {spent:.2f} s" for size, spent in growth.seconds.items())
            print(f"{growth.target:12} {growth.piece!r:22} {times}", flush=True)
    print(f"{found} superlinear")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
