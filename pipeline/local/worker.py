"""What a worker process does: it serves the bundles of a run until the run ends.

All that it needs is imported here, before the process is forked where it can be (see ``pipeline.local.processes``).
"""

# mypy: allow-untyped-calls

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Mapping
from typing import NoReturn

from apache_beam.runners.worker import sdk_worker_main

import models.extractor
import pipeline.job
from pipeline.local.collecting import collect_seldom

__all__ = ["models", "pipeline", "serve"]

_GRACE_SECONDS = 0.5


def serve(variables: Mapping[str, str]) -> NoReturn:
    """Serve the run that Beam's ``variables`` describe; end at once when the process that started it is gone."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    threading.excepthook = lambda args: _fail(args.exc_value)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What stops a bundle reaches the parent by another way; all else that Beam logs here is of no use to a user.
    logging.disable(logging.CRITICAL)
    collect_seldom()
    os.environ.update(variables)
    try:
        sdk_worker_main.main([])
    except Exception as error:
        _fail(error)
    # Python would take seconds to free one by one what the system takes back at once.
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def _parent_is_gone(seconds: float | None) -> bool:
    parent = multiprocessing.parent_process()
    if parent is None:
        return True
    parent.join(seconds)
    return not parent.is_alive()


def _end_with_parent() -> NoReturn:
    _parent_is_gone(None)
    os._exit(1)


def _fail(error: BaseException | None) -> NoReturn:
    """End this process; say why, unless it is only that the parent went away first and its sockets with it."""
    time.sleep(_GRACE_SECONDS)
    if error is not None and not _parent_is_gone(0):
        traceback.print_exception(error)
    os._exit(1)
