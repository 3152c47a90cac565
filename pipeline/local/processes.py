"""Worker processes of a local run: one process imports once what all of them need, and each is forked from it.

That is Python's own fork server, which starts while the parent still imports what it needs itself. Where forking a
process with such libraries is not safe (outside of Linux), each worker is a new process that imports for itself.
"""

# mypy: allow-untyped-calls

from __future__ import annotations

import logging
import multiprocessing
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from multiprocessing import forkserver
from multiprocessing.context import ForkServerContext, SpawnContext
from multiprocessing.process import BaseProcess
from multiprocessing.util import get_temp_dir
from pathlib import Path

_PRELOADED = ["pipeline.local.preparing", "pipeline.local.worker", "pipeline.local.prepared"]
_THREAD_VARIABLES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS")
# The server listens on a socket in a folder below; longer paths than about a hundred bytes are no addresses.
_LONGEST_FOLDER = 70


def prepare_workers(threads: int) -> None:
    """Begin to import, in a process beside this one, what workers need; return at once.

    ``threads`` is how many threads the libraries of each worker may use.
    """
    if not isinstance(_context(), ForkServerContext):
        return
    with worker_environment(threads):
        multiprocessing.set_forkserver_preload(_PRELOADED)
        forkserver.ensure_running()


def start_worker(variables: Mapping[str, str], threads: int) -> BaseProcess:
    """Start a process that serves the run that Beam's ``variables`` describe and ends with this process."""
    prepare_workers(threads)
    # A daemon is not waited for when this process ends early.
    process = _context().Process(target=_serve, args=(dict(variables),), daemon=True)
    with worker_environment(threads):
        process.start()
    return process


def leave_no_socket() -> None:
    """Remove the folder of the server's socket, which Python removes only where a process ends by itself."""
    shutil.rmtree(get_temp_dir(), ignore_errors=True)


def _serve(variables: Mapping[str, str]) -> None:
    # As in ``preparing``, which comes first only where workers are forked.
    logging.basicConfig(level=logging.ERROR)
    # Imported in the worker: it takes seconds, and the process that starts it has no use for it.
    from pipeline.local.worker import serve

    serve(variables)


def _context() -> ForkServerContext | SpawnContext:
    forks = sys.platform == "linux" and len(os.fsencode(tempfile.gettempdir())) <= _LONGEST_FOLDER
    return multiprocessing.get_context("forkserver") if forks else multiprocessing.get_context("spawn")


@contextmanager
def worker_environment(threads: int) -> Iterator[None]:
    """What processes that start meanwhile inherit.

    Numerical libraries read their number of threads when they are imported. Threads that each keep an arena of their
    own would hold on to several times the memory that is in use. The package must be found wherever the user is.
    """
    root, inherited = str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "").split(os.pathsep)
    wanted = {
        "MALLOC_ARENA_MAX": os.environ.get("MALLOC_ARENA_MAX", "2"),
        "PYTHONPATH": os.pathsep.join(dict.fromkeys(filter(None, [root, *inherited]))),
        **dict.fromkeys(_THREAD_VARIABLES, str(threads)),
    }
    former = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in former.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
