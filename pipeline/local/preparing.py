"""Comes first in the process that workers are forked from: what is said here holds while the rest is imported."""

import gc
import logging
import os
import signal
from types import FrameType

_POLL_SECONDS = 0.25
_PARENT = os.getppid()


def _end_with_parent(_: int, __: FrameType | None) -> None:
    if os.getppid() != _PARENT:
        os._exit(1)


def prepared() -> None:
    """Imports are done: from here on the process hears from its pipes that its parent is gone."""
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    gc.enable()
    # What is here now stays, and is shared with processes that are forked for as long as nobody writes to it.
    gc.freeze()


# Who interrupts a run at the keyboard interrupts all its processes; the parent tells this one.
signal.signal(signal.SIGINT, signal.SIG_IGN)
# A run that fails at once would otherwise leave a process behind that imports for seconds.
signal.signal(signal.SIGALRM, _end_with_parent)
signal.siginterrupt(signal.SIGALRM, False)
signal.setitimer(signal.ITIMER_REAL, _POLL_SECONDS, _POLL_SECONDS)
# Beam warns from its import on of parts that are not installed.
logging.basicConfig(level=logging.ERROR)
# Imports make objects by the million that stay: looking for garbage among them took a fifth of their time.
gc.disable()
