"""``python -m pipeline.compact OUTPUT``: the revisions of a stream to plain datasets; 2 where there is no stream."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence

from pipeline.compact.compaction import compact
from pipeline.stream.commits import STREAM, is_stream
from pipeline.write import OutputError


def main(arguments: Sequence[str] | None = None) -> int:
    """Compact the output that the arguments name, print how many rows it has and return the exit code."""
    output: str = _parser().parse_args(arguments).output
    if not is_stream(output):
        sys.stderr.write(f"newsfold: {output}/{STREAM} holds no commits. Name the --output of a stream.\n")
        return 2
    try:
        files = compact(output)
    except OutputError as error:
        sys.stderr.write(f"newsfold: {error}\n")
        return 2
    rows: Counter[str] = Counter()
    for file in files:
        rows[file.dataset] += file.rows
    sys.stdout.write(", ".join(f"{count} {name}" for name, count in rows.items()) + f" in {output}\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m pipeline.compact",
        description="Turn what a stream has written so far into plain datasets: latest rows only, in full-sized files. "
        "The stream may go on meanwhile.",
    )
    parser.add_argument("output", metavar="OUTPUT", help="the --output of the stream")
    return parser


if __name__ == "__main__":
    sys.exit(main())
