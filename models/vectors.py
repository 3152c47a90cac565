"""Vectors as they travel between stages and rest in records: 16-bit floats, little-endian, in bytes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from models.records import Vector

_STORED = np.dtype("<f2")


def pack_vector(vector: NDArray[np.float32]) -> Vector:
    """Packs n floats into 2 n bytes."""
    return vector.astype(_STORED).tobytes()


def unpack_vectors(vectors: Sequence[Vector]) -> NDArray[np.float32]:
    """Unpacks vectors of one length n as an array (len(vectors), n); raises ValueError where the lengths differ."""
    if len({len(vector) for vector in vectors}) != 1:
        raise ValueError("vectors of several lengths, or none")
    return np.frombuffer(b"".join(vectors), dtype=_STORED).reshape(len(vectors), -1).astype(np.float32)
