"""The command: ``python -m pipeline --input PATTERN --output DIR [options]``."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence

from pipeline.options import OptionError, parse_options

WRONG_USE = 2


def main(arguments: Sequence[str]) -> int:
    """Run the pipeline as the command line says and return the exit code."""
    # Beam logs much that a user cannot use, from its import on.
    logging.basicConfig(level=logging.ERROR)
    try:
        options = parse_options(arguments)
    except OptionError as error:
        print(f"newsfold: {error}", file=sys.stderr)
        return WRONG_USE
    # Imported only now, so that help and errors come at once.
    from pipeline.run import run

    return run(options)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
