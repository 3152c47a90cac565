"""``python -m pipeline.verify OUTPUT``: names each violation in one line; exit code 0 if there is none, else 1."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from pipeline.verify.checks import violations


def main(arguments: Sequence[str] | None = None) -> int:
    """Check the output that the arguments name, print what is wrong and return the exit code; 2 is no folder."""
    output = _parser().parse_args(arguments).output
    if not output.is_dir():
        sys.stderr.write(f"{output} is not a folder. Name the folder that a run wrote to.\n")
        return 2
    count = 0
    for violation in violations(output):
        count += 1
        sys.stdout.write(f"{violation}\n")
    sys.stderr.write(f"violations: {count}\n" if count else f"{output} is clean\n")
    return 1 if count else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m pipeline.verify", description="Check written datasets against what always holds of them."
    )
    parser.add_argument("output", type=Path, metavar="OUTPUT", help="the folder that a run wrote to")
    return parser


if __name__ == "__main__":
    sys.exit(main())
