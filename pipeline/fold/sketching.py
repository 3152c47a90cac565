"""Sketches: mentions as rows of whole numbers of one fixed layout, so that pairs compare fast and exactly.

Names and words become 64-bit hashes (0 stands for nothing known), and those in sets 32-bit ones, as only sets of two
mentions are ever compared; a set keeps its smallest hashes, which is a bottom-k sample (Cohen and Kaplan, PODC 2007)
that estimates how two sets overlap. Unit vectors are rounded to 8-bit numbers: their dot products are then whole
numbers, the same in whatever order a machine sums them, and a cosine moves by less than 0.01.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from models.records import Vector
from models.vectors import pack_vector, unpack_vectors

Floats = npt.NDArray[np.float32]
Table = npt.NDArray[np.void]
Rows = npt.NDArray[np.intp]
Hashes = npt.NDArray[np.uint32]

_LARGEST = 127
_PROJECTION_SEED = 20_201_212
_SPREAD = np.uint64(0x9E37_79B9_7F4A_7C15)  # an odd number near 2**64 divided by the golden ratio


@lru_cache(maxsize=65_536)
def hash_of(text: str) -> int:
    """A 64-bit hash of a text that is never 0; the empty text is 0."""
    if not text:
        return 0
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little") or 1


def hashes_of(texts: Iterable[str], size: int) -> Hashes:
    """The ``size`` smallest distinct 32-bit hashes of some texts in ascending order, filled up with zeros."""
    hashes = sorted({hash_of(text) >> 32 for text in texts} - {0})[:size]
    return np.array(hashes + [0] * (size - len(hashes)), np.uint32)


def quantised(vector: Vector, size: int) -> npt.NDArray[np.int8]:
    """A packed vector as ``size`` 8-bit numbers in its direction; zeros where there is no vector.

    Raises ``ValueError`` for a vector of more than ``size`` numbers.
    """
    result = np.zeros(size, np.int8)
    if not vector:
        return result
    values = np.nan_to_num(unpack_vectors([vector])[0])
    if len(values) > size:
        raise ValueError(f"a vector of {len(values)} numbers does not fit a sketch of {size}")
    peak = float(np.abs(values).max())
    if peak > 0:
        result[: len(values)] = np.rint(values * (_LARGEST / peak))
    return result


def projected(vector: Vector, size: int) -> Vector:
    """A packed vector as ``size`` sums of its numbers with fixed random signs; none where there is no vector.

    Cosines stay about the same (Achlioptas, "Database-friendly random projections", 2003).
    """
    if not vector:
        return vector
    values = np.nan_to_num(unpack_vectors([vector])[0])
    return pack_vector(values @ _signs(len(values), size))


@cache
def _signs(length: int, size: int) -> Floats:
    signs = np.random.default_rng(_PROJECTION_SEED).choice(np.array([-1, 1], np.float32), (length, size))
    return np.asarray(signs / np.sqrt(np.float32(size)), np.float32)


def table_of(rows: Sequence[bytes], layout: np.dtype[np.void]) -> Table:
    """The sketches as one structured array, in the order given."""
    return np.frombuffer(b"".join(rows), layout)


def cosine_matrix(vectors: npt.NDArray[np.int8]) -> Floats:
    """Cosines of all pairs of rows, shape (n, n); 0 where either is a row of zeros.

    Dot products are sums of whole numbers below 2**24, so they are exact as 32-bit floats in any order.
    """
    values = vectors.astype(np.float32)
    lengths = _lengths(values)
    products = values @ values.T
    products /= np.maximum(np.multiply.outer(lengths, lengths), 1)
    return products


def cosines(vectors: npt.NDArray[np.int8], one: Rows, other: Rows) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """Cosine of each pair of rows and whether both have a vector; 0 where either has none."""
    if len(one) * 8 > len(vectors) ** 2:
        known = np.asarray(vectors.any(axis=1))
        return cosine_matrix(vectors)[one, other], known[one] & known[other]
    left, right = vectors[one].astype(np.float32), vectors[other].astype(np.float32)
    norms = _lengths(left) * _lengths(right)
    products = np.einsum("ij,ij->i", left, right)
    return np.asarray(products / np.maximum(norms, 1)), norms > 0


def _lengths(values: Floats) -> Floats:
    """Lengths of rows; 32-bit floats throughout, so that a pair's cosine is the same alone and among others."""
    return np.asarray(np.sqrt(np.einsum("ij,ij->i", values, values)), np.float32)


def unit_rows(vectors: npt.NDArray[np.int8]) -> Floats:
    """Rows as floats of length 1; a row of zeros stays zeros."""
    values = vectors.astype(np.float32)
    return (values / np.maximum(_lengths(values), 1)[:, None]).astype(np.float32)


def random_planes(seed: int, tables: int, bits: int, size: int) -> npt.NDArray[np.int32]:
    """Fixed random planes for ``plane_keys``, shape (tables, bits, size), of -1 and 1."""
    return np.random.default_rng(seed).choice(np.array([-1, 1], np.int32), (tables, bits, size))


def plane_keys(vector: npt.NDArray[np.int8], planes: npt.NDArray[np.int32]) -> list[str]:
    """A blocking key for each table of planes: on which sides of them a vector lies; none for a row of zeros.

    Vectors of a small angle share keys (Charikar 2002). Whole numbers throughout, so that no rounding picks a side.
    """
    if not vector.any():
        return []
    sides = (planes @ vector.astype(np.int32) > 0).astype(int).tolist()
    return [f"vector {number} {''.join(map(str, bits))}" for number, bits in enumerate(sides)]


def signed_bits(hashes: Hashes) -> npt.NDArray[np.int8]:
    """Sets of hashes, shape (n, m), as rows of 64 small whole numbers whose cosine grows with what two sets share.

    Each hash votes with its bits (Charikar, "Similarity estimation techniques from rounding algorithms", 2002).
    """
    spread = hashes.astype("<u8") * _SPREAD
    octets = np.ascontiguousarray(spread).view(np.uint8).reshape(len(hashes), hashes.shape[1], 8)
    bits = np.unpackbits(octets, axis=2).astype(np.int8) * 2 - 1
    return np.asarray((bits * (hashes != 0)[:, :, None]).sum(axis=1), np.int8)


def shared_counts(sets: Hashes, one: Rows, other: Rows) -> Floats:
    """How many hashes each pair of rows has in common."""
    width = max(1, int((sets != 0).any(axis=0).sum()))
    left, right = sets[one, :width], sets[other, :width]
    turned = np.concatenate([right, right], axis=1)
    # Hashes of a set are distinct, so every hash of the left meets its like in one turn of the right at most.
    met = np.zeros(left.shape, np.bool_)
    for turn in range(width):
        met |= left == turned[:, turn : turn + width]
    return np.asarray((met & (left != 0)).sum(axis=1), np.float32)


def containment(sets: Hashes, one: Rows, other: Rows) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """Share of the smaller set of each pair that the larger one holds, and whether both hold anything.

    Only hashes that neither sample has cut off are compared: those up to the last of each full row.
    """
    last = sets[:, -1]
    limits = np.where(last == 0, np.iinfo(np.uint32).max, last)
    limit = np.minimum(limits[one], limits[other])[:, None]
    left, right = sets[one], sets[other]
    left_size = ((left != 0) & (left <= limit)).sum(axis=1)
    right_size = ((right != 0) & (right <= limit)).sum(axis=1)
    smaller = np.minimum(left_size, right_size)
    known = smaller > 0
    return shared_counts(sets, one, other) / np.maximum(smaller, 1).astype(np.float32), known
