"""Comes first in the process that workers are forked from: what is said here holds while the rest is imported."""

import gc
import signal

# Who interrupts a run at the keyboard interrupts all its processes; the parent tells this one.
signal.signal(signal.SIGINT, signal.SIG_IGN)
# Imports make objects by the million that stay: looking for garbage among them took a fifth of their time.
gc.disable()
