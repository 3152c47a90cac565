"""``python -m pipeline.report OUTPUT [--to FILE]``: writes the page and prints where; exit code 2 if it cannot."""

from __future__ import annotations

import argparse
import logging
import re
import sys
from collections.abc import Sequence
from dataclasses import replace

from pipeline.report.bounds import MOST_EVENTS, MOST_EVENTS_ALLOWED, Bounds

DONE, WRONG_USE = 0, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the page that the arguments ask for and return the exit code."""
    # Beam logs much that a user cannot use, from its import on.
    logging.basicConfig(level=logging.ERROR)
    values = _parser().parse_args(arguments)
    # Imported only now, so that help and errors come at once.
    from pipeline.report.errors import ReportError
    from pipeline.report.report import write_page

    try:
        path = write_page(values.output, values.to, replace(Bounds(), events=values.events, claims=values.events))
    except ReportError as error:
        sys.stderr.write(f"newsfold: {error}\n")
        return WRONG_USE
    sys.stdout.write(f"{path}\n")
    return DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m pipeline.report",
        description="Write one self-contained HTML page about the datasets that a run wrote. It opens in any browser, "
        "without a server or a network.",
        allow_abbrev=False,
    )
    parser.add_argument("output", metavar="OUTPUT", type=_not_empty, help="where a run wrote its datasets to")
    parser.add_argument("--to", metavar="FILE", type=_not_empty, help="the page (default: report.html in OUTPUT)")
    parser.add_argument(
        "--events",
        metavar="N",
        type=_events,
        default=MOST_EVENTS,
        help="the most events, and the most claims, that the page holds: those that most independent sources share "
        "(default: %(default)s)",
    )
    return parser


def _not_empty(value: str) -> str:
    if not value:
        raise argparse.ArgumentTypeError("'': a path is needed")
    return value


def _events(value: str) -> int:
    if not re.fullmatch("[0-9]{1,6}", value) or not 1 <= int(value) <= MOST_EVENTS_ALLOWED:
        raise argparse.ArgumentTypeError(f"{value!r}: a whole number from 1 to {MOST_EVENTS_ALLOWED} is needed")
    return int(value)


if __name__ == "__main__":
    sys.exit(main())
