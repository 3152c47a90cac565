"""``python -m pipeline.verify OUTPUT``: names each violation in one line; exit code 0 if there is none, else 1."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from pipeline.verify.checks import violations


def main(arguments: Sequence[str] | None = None) -> int:
    """Check the output that the arguments name, print what is wrong and return the exit code; 2 is no output."""
    output: str = _parser().parse_args(arguments).output
    with _folder(output) as folder:
        if folder is None:
            sys.stderr.write(f"{output} is not a folder with datasets. Name the --output of a run.\n")
            return 2
        count = 0
        for violation in violations(folder):
            count += 1
            sys.stdout.write(f"{violation}\n")
    sys.stderr.write(f"violations: {count}\n" if count else f"{output} is clean\n")
    return 1 if count else 0


@contextmanager
def _folder(output: str) -> Iterator[Path | None]:
    """Give the folder of an output, a copy of it where it lies on an object store; null where there is none."""
    if "://" not in output:
        yield Path(output) if Path(output).is_dir() else None
        return
    # Beam logs much that a user cannot use, from its import on, and is not needed for a folder.
    logging.basicConfig(level=logging.ERROR)
    from pipeline.verify.fetching import fetched

    with fetched(output) as copy:
        yield copy


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m pipeline.verify", description="Check written datasets against what always holds of them."
    )
    parser.add_argument("output", metavar="OUTPUT", help="where a run wrote its datasets to")
    return parser


if __name__ == "__main__":
    sys.exit(main())
