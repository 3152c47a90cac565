"""A worker process of a local run: ``python -m pipeline.worker PARENT_PID THREADS``, started by ``pipeline.local``."""

# mypy: allow-untyped-calls

from __future__ import annotations

import gc
import logging
import os
import signal
import sys
import threading
import time
import traceback
from typing import NoReturn

_POLL_SECONDS = 0.25
_OBJECTS_BETWEEN_COLLECTIONS = 100_000
_THREAD_VARIABLES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS")


def main(parent: int, threads: int) -> NoReturn:
    """Serve bundles until the run ends; end at once when the process ``parent`` is gone."""
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    threading.excepthook = lambda args: _fail(parent, args.exc_value)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Read by numerical libraries when they are imported, so set before anything else is.
    os.environ.update(dict.fromkeys(_THREAD_VARIABLES, str(threads)))
    _quieten_beam()
    try:
        _serve()
    except Exception as error:
        _fail(parent, error)
    # Python would take seconds to free one by one what the system takes back at once.
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def _end_with(parent: int) -> NoReturn:
    while os.getppid() == parent:
        time.sleep(_POLL_SECONDS)
    os._exit(1)


def _fail(parent: int, error: BaseException | None) -> NoReturn:
    """End this process; say why, unless it is only that the parent went away first and its sockets with it."""
    time.sleep(2 * _POLL_SECONDS)
    if os.getppid() == parent and error is not None:
        traceback.print_exception(error)
    os._exit(1)


def _quieten_beam() -> None:
    # What stops a bundle reaches the parent by another way; all else that Beam logs here is of no use to a user.
    os.environ.pop("LOGGING_API_SERVICE_DESCRIPTOR", None)
    logging.disable(logging.CRITICAL)


def _serve() -> None:
    from apache_beam.runners.worker import sdk_worker_main

    # Records come and go by the thousand and hold no cycles: to look for some took a sixth of the fold's time.
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    sdk_worker_main.main([])


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
