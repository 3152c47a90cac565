"""Which of its kernels torch computes with, and how many it keeps: settings that it reads from the environment."""

from __future__ import annotations

import os

# How many prepared kernels torch (by thread) and the library below it (by process) keep: somewhat more than there are
# shapes of batches, lines and heads, and so few that odd ones, of which texts have ever new, do not pile up.
# Kernels that multiply tiles (AMX) are left out: they add up a window's numbers otherwise beside other windows.
_KERNELS = {
    "LRU_CACHE_CAPACITY": "512",
    "ONEDNN_PRIMITIVE_CACHE_CAPACITY": "512",
    "ONEDNN_MAX_CPU_ISA": "AVX512_CORE_BF16",
}


def choose_kernels() -> None:
    """Sets what the environment does not set yet. Takes effect until the process multiplies its first matrices."""
    for name, value in _KERNELS.items():
        os.environ.setdefault(name, value)
