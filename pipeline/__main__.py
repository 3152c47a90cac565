"""The command: ``python -m pipeline --input PATTERN --output DIR [options]``."""

from __future__ import annotations

import gc
import logging
import sys
from collections.abc import Sequence

from pipeline.local.collecting import collect_seldom
from pipeline.local.processes import prepare_workers
from pipeline.options import LOCAL_RUNNERS, OptionError, Options, parse_options

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
    if _needs_workers(options):
        prepare_workers(options.threads)
    gc.disable()
    # Imported only now, so that help and errors come at once.
    from pipeline.run import run

    # One worker is this process itself.
    collect_seldom()
    return run(options)


def _needs_workers(options: Options) -> bool:
    return options.runner in LOCAL_RUNNERS and options.workers > 1 and not options.dry_run and not options.streaming


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
