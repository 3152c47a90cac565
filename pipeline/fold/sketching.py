"""Sketches: mentions as rows of whole numbers of one fixed layout, so that pairs compare fast and exactly.

Names and words become 64-bit hashes (0 stands for nothing known), and those in sets 32-bit ones, as only sets of two
mentions are ever compared; a set keeps its smallest hashes, which is a bottom-k sample (Cohen and Kaplan, PODC 2007)
that estimates how two sets overlap. Unit vectors are rounded to 8-bit numbers: their dot products are then whole
numbers, the same in whatever order a machine sums them, and a cosine moves by less than 0.01.
"""

from __future__ import annotations

import struct
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from hashlib import blake2b
from typing import TypeVar, cast

import numpy as np
import numpy.typing as npt

from models.records import Vector
from models.vectors import pack_vector, unpack_vectors

Floats = npt.NDArray[np.float32]
Table = npt.NDArray[np.void]
Rows = npt.NDArray[np.intp]
Hashes = npt.NDArray[np.uint32]
_Number = TypeVar("_Number", bound=np.generic)

_LARGEST = 127
_PAIRS_IN_CACHE = 2_048
_DENSE = 16
"""Where more than one in so many of all pairs of a table are asked for, to multiply whole tables is faster."""
_PROJECTION_SEED = 20_201_212
_SPREAD = np.uint64(0x9E37_79B9_7F4A_7C15)  # an odd number near 2**64 divided by the golden ratio


def rare_hash_of(text: str) -> int:
    """What ``hash_of`` gives, for a text that is hardly seen again: such would drive others out of its memory."""
    if not text:
        return 0
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little") or 1


@lru_cache(maxsize=65_536)
def hash_of(text: str) -> int:
    """A 64-bit hash of a text that is never 0; the empty text is 0."""
    return rare_hash_of(text)


def short_hash_of(text: str) -> int:
    """The 32-bit hash of a text in sets; 0 for the empty text."""
    return hash_of(text) >> 32


def packed_set(hashes: Iterable[int], size: int) -> bytes:
    """A set as a row of ``unpacked_sets``: its ``size`` smallest 32-bit hashes but 0."""
    distinct = {*hashes}
    distinct.discard(0)
    smallest = sorted(distinct)[:size]
    return _packer(len(smallest), size)(*smallest)


@cache
def _packer(count: int, size: int) -> Callable[..., bytes]:
    """Packs ``count`` hashes as a set of ``size``."""
    return struct.Struct(f"<{count}I{4 * (size - count)}x").pack


def unpacked_sets(packed: Sequence[bytes], size: int) -> Hashes:
    """The hashes of each set in ascending order, filled up with zeros, shape (n, size)."""
    return np.frombuffer(b"".join(packed), "<u4").reshape(len(packed), size)


def quantised(vector: Vector, size: int) -> npt.NDArray[np.int8]:
    """A packed vector as ``size`` 8-bit numbers in its direction; zeros where there is no vector.

    Raises ``ValueError`` for a vector of more than ``size`` numbers.
    """
    return np.asarray(quantised_rows([vector], size)[0])


def quantised_rows(vectors: Sequence[Vector], size: int) -> npt.NDArray[np.int8]:
    """What ``quantised`` gives of each vector, shape (n, size); those of one length at once."""
    result = np.zeros((len(vectors), size), np.int8)
    by_length: defaultdict[int, list[int]] = defaultdict(list)
    for row, vector in enumerate(vectors):
        by_length[len(vector)].append(row)
    for length, rows in by_length.items():
        if length:
            values = _quantised([vectors[row] for row in rows], size)
            result[rows, : values.shape[1]] = values
    return result


def _quantised(vectors: Sequence[Vector], size: int) -> npt.NDArray[np.int8]:
    values = _finite(unpack_vectors(vectors))
    if values.shape[1] > size:
        raise ValueError(f"a vector of {values.shape[1]} numbers does not fit a sketch of {size}")
    peaks = np.abs(values).max(axis=1).astype(np.float64)
    scales = np.divide(_LARGEST, peaks, out=np.zeros_like(peaks), where=peaks > 0).astype(np.float32)
    return np.asarray(np.rint(values * scales[:, None]), np.int8)


def _finite(values: Floats) -> Floats:
    # Most are finite, and to ask that is much cheaper than to replace what is not.
    return values if np.isfinite(values).all() else np.nan_to_num(values)


def projected(vector: Vector, size: int) -> Vector:
    """A packed vector as ``size`` sums of its numbers with fixed random signs; none where there is no vector.

    Cosines stay about the same (Achlioptas, "Database-friendly random projections", 2003).
    """
    if not vector:
        return vector
    values = _finite(unpack_vectors([vector]))[0]
    return pack_vector(values @ _signs(len(values), size))


@cache
def _signs(length: int, size: int) -> Floats:
    signs = np.random.default_rng(_PROJECTION_SEED).choice(np.array([-1, 1], np.float32), (length, size))
    return np.asarray(signs / np.sqrt(np.float32(size)), np.float32)


def table_of(rows: Sequence[bytes], layout: np.dtype[np.void]) -> Table:
    """The sketches as one structured array, in the order given."""
    return np.frombuffer(b"".join(rows), layout) if rows else np.zeros(0, layout)


class Columns:
    """A table whose columns are gathered by row many times: each is copied out of the rows once, when it is asked for.

    A row is most of a kilobyte, so that numbers of one column lie far apart in memory.
    """

    def __init__(self, table: Table) -> None:
        self._table = table
        self._columns: dict[str, np.ndarray] = {}

    def __len__(self) -> int:
        return len(self._table)

    @property
    def dtype(self) -> np.dtype[np.void]:
        """The layout of the table."""
        return self._table.dtype

    def __getitem__(self, name: str) -> np.ndarray:
        """The column of that name, shape (n, ...)."""
        if name not in self._columns:
            self._columns[name] = np.ascontiguousarray(self._table[name])
        return self._columns[name]


def by_columns(table: Table) -> Table:
    """The table for those who only ask for its columns."""
    return cast(Table, Columns(table))


def of_few(
    table: Table, of_pairs: Callable[[Table, Rows, Rows], npt.NDArray[_Number]]
) -> Callable[[Rows, Rows], npt.NDArray[_Number]]:
    """What a function tells of pairs of rows, for many pairs of a few rows of a large table.

    It gets these rows as its table, as it would else look at all others in vain.
    """

    def told(one: Rows, other: Rows) -> npt.NDArray[_Number]:
        asked = np.zeros(len(table), np.bool_)
        asked[one] = asked[other] = True
        places = np.cumsum(asked) - 1
        return of_pairs(table[asked], places[one], places[other])

    return told


def _cosine_matrix(vectors: npt.NDArray[np.int8]) -> Floats:
    """Cosines of all pairs of rows, shape (n, n); 0 where either is a row of zeros.

    Dot products are sums of whole numbers below 2**24, so they are exact as 32-bit floats in any order.
    """
    values = vectors.astype(np.float32)
    lengths = np.maximum(lengths_of(values), 1)
    products = values @ values.T
    products /= np.multiply.outer(lengths, lengths)
    return products


def cosines(vectors: npt.NDArray[np.int8], one: Rows, other: Rows) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """Cosine of each pair of rows and whether both have a vector; 0 where either has none."""
    if len(one) * _DENSE > len(vectors) ** 2:
        known = np.asarray(vectors.any(axis=1))
        return _cosine_matrix(vectors)[one, other], known[one] & known[other]
    values = vectors.astype(np.float32)
    lengths = lengths_of(values)
    norms = lengths[one] * lengths[other]
    products = np.empty(len(one), np.float32)
    for some in _slices(len(one)):
        left, right = np.take(values, one[some], axis=0), np.take(values, other[some], axis=0)
        products[some] = np.matmul(left[:, None], right[:, :, None]).reshape(-1)
    return np.asarray(products / np.maximum(norms, 1)), norms > 0


def _slices(pairs: int) -> Iterator[slice]:
    """Runs of pairs that are looked at together, so few that what is gathered for them stays in a core's cache."""
    return (slice(at, at + _PAIRS_IN_CACHE) for at in range(0, pairs, _PAIRS_IN_CACHE))


def lengths_of(values: Floats) -> Floats:
    """Lengths of rows; 32-bit floats throughout, so that a pair's cosine is the same alone and among others."""
    return np.asarray(np.sqrt(np.einsum("ij,ij->i", values, values)), np.float32)


def unit_rows(vectors: npt.NDArray[np.int8]) -> Floats:
    """Rows as floats of length 1; a row of zeros stays zeros."""
    values = vectors.astype(np.float32)
    return (values / np.maximum(lengths_of(values), 1)[:, None]).astype(np.float32)


def random_planes(seed: int, tables: int, bits: int, size: int) -> Floats:
    """Fixed random planes for ``plane_keys``, shape (tables, bits, size), of -1 and 1."""
    return np.random.default_rng(seed).choice(np.array([-1, 1], np.int32), (tables, bits, size)).astype(np.float32)


def plane_keys(vectors: npt.NDArray[np.int8], planes: Floats) -> list[list[str]]:
    """For each row a blocking key for each table of planes: on which sides of them it lies; none for a row of zeros.

    Vectors of a small angle share keys (Charikar 2002). The sums are of whole numbers below 2**24, so that no rounding
    picks a side.
    """
    tables, bits, size = planes.shape
    sides = vectors.astype(np.float32) @ planes.reshape(tables * bits, size).T > 0
    places = sides.reshape(len(vectors), tables, bits) @ (1 << np.arange(bits)[::-1])
    names = [_plane_names(number, bits) for number in range(tables)]
    return [
        [name[place] for name, place in zip(names, row, strict=True)] if known else []
        for row, known in zip(places.tolist(), np.asarray(vectors.any(axis=1)).tolist(), strict=True)
    ]


@cache
def _plane_names(number: int, bits: int) -> tuple[str, ...]:
    """The keys of all places that the planes of a table part."""
    return tuple(f"vector {number} {place:0{bits}b}" for place in range(1 << bits))


def signed_bits(hashes: Hashes) -> npt.NDArray[np.int8]:
    """Sets of hashes, shape (n, m), as rows of 64 small whole numbers whose cosine grows with what two sets share.

    Each hash votes with its bits (Charikar, "Similarity estimation techniques from rounding algorithms", 2002).
    """
    spread = hashes.astype("<u8") * _SPREAD
    octets = np.ascontiguousarray(spread).view(np.uint8).reshape(len(hashes), hashes.shape[1], 8)
    # Of n votes those for a bit are twice counted and n taken off: what is no hash has no bits, and no vote.
    ones = np.add.reduce(np.unpackbits(octets, axis=2), axis=1, dtype=np.int8)
    return np.asarray(2 * ones - np.count_nonzero(hashes, axis=1).astype(np.int8)[:, None], np.int8)


def shared_counts(sets: Hashes, one: Rows, other: Rows) -> Floats:
    """How many hashes each pair of rows has in common."""
    by_place = _by_place(sets)
    counts = np.empty(len(one), np.float32)
    for some in _slices(len(one)):
        counts[some] = _shared(np.take(by_place, one[some], axis=1), np.take(by_place, other[some], axis=1))
    return counts


def shared_weights(sets: Hashes, weights: Floats, one: Rows, other: Rows) -> Floats:
    """The weights of the hashes that each pair of rows has in common, summed; ``weights`` has the shape of ``sets``.

    A hash has the weight that the first row of a pair gives it.
    """
    by_place = _by_place(sets)
    weights = np.ascontiguousarray(weights[:, : len(by_place)].T)
    sums = np.empty(len(one), np.float32)
    for some in _slices(len(one)):
        met = _met(np.take(by_place, one[some], axis=1), np.take(by_place, other[some], axis=1))
        sums[some] = np.add.reduce(np.take(weights, one[some], axis=1) * met, axis=0)
    return sums


def shared_products(sets: Hashes, weights: Floats, one: Rows, other: Rows) -> Floats:
    """For the hashes that each pair of rows has in common, the sum of what they weigh in one times in the other."""
    by_place = _by_place(sets)
    weights = np.ascontiguousarray(weights[:, : len(by_place)].T)
    sums = np.empty(len(one), np.float32)
    for some in _slices(len(one)):
        left, right = np.take(by_place, one[some], axis=1), np.take(by_place, other[some], axis=1)
        weight_left, weight_right = (np.take(weights, rows[some], axis=1) for rows in (one, other))
        sums[some] = 0
        for found, weighs in zip(right, weight_right, strict=True):
            sums[some] += np.add.reduce(weight_left * (left == found), axis=0) * weighs
    return sums


def containment(sets: Hashes, one: Rows, other: Rows) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """Share of the smaller set of each pair that the larger one holds, and whether both hold anything.

    Only hashes that neither sample has cut off are compared: those up to the last of each full row.
    """
    by_place, sizes, limits = _by_place(sets), (sets != 0).sum(axis=1), _limits(sets)
    shared, smaller = np.empty(len(one), np.float32), np.empty(len(one), np.intp)
    for some in _slices(len(one)):
        lefts, rights = one[some], other[some]
        left, right = np.take(by_place, lefts, axis=1), np.take(by_place, rights, axis=1)
        limit = np.minimum(limits[lefts], limits[rights])
        shared[some] = _shared(left, right)
        smaller[some] = np.minimum(_reached(left, sizes[lefts], limit), _reached(right, sizes[rights], limit))
    return np.asarray(shared / np.maximum(smaller, 1).astype(np.float32), np.float32), smaller > 0


def weighted_containment(sets: Hashes, weights: Floats, one: Rows, other: Rows) -> Floats:
    """What ``containment`` gives where each hash counts as its weight says; a hash weighs the same in every set.

    ``weights`` has the shape of ``sets``; 0 for two sets of which one weighs nothing.
    """
    by_place = _by_place(sets)
    heavy = np.ascontiguousarray(weights[:, : len(by_place)].T)
    limits = _limits(sets)
    shares = np.empty(len(one), np.float32)
    for some in _slices(len(one)):
        lefts, rights = one[some], other[some]
        left, right = np.take(by_place, lefts, axis=1), np.take(by_place, rights, axis=1)
        limit = np.minimum(limits[lefts], limits[rights])
        weight_left = np.take(heavy, lefts, axis=1) * ((left != 0) & (left <= limit))
        weight_right = np.take(heavy, rights, axis=1) * ((right != 0) & (right <= limit))
        shared = np.add.reduce(weight_left * _met(left, right), axis=0)
        smaller = np.minimum(np.add.reduce(weight_left, axis=0), np.add.reduce(weight_right, axis=0))
        shares[some] = np.divide(shared, smaller, out=np.zeros_like(shared), where=smaller > 0)
    return shares


def _limits(sets: Hashes) -> Hashes:
    """Up to which hash each set is whole: all of them, or those up to the last of a full row."""
    return np.asarray(np.where(sets[:, -1] == 0, np.iinfo(np.uint32).max, sets[:, -1]))


def _by_place(sets: Hashes) -> Hashes:
    """The sets as columns, so that one place of many sets lies together; places that no set fills are left off.

    They are gathered with ``np.take``, as an index would lay the sets out as rows again.
    """
    width = max(1, int((sets != 0).any(axis=0).sum()))
    return np.ascontiguousarray(sets[:, :width].T)


def _shared(left: Hashes, right: Hashes) -> npt.NDArray[np.uint8]:
    """How many hashes two sets share, for sets as columns; hashes of a set are distinct."""
    return np.asarray(np.add.reduce(_met(left, right), axis=0, dtype=np.uint8))


def _met(left: Hashes, right: Hashes) -> npt.NDArray[np.bool_]:
    """Which places of the left sets hold a hash that the right sets hold too."""
    return np.asarray((left[:, None] == right[None]).any(axis=1) & (left != 0))


def _reached(sets: Hashes, sizes: Rows, limit: Hashes) -> Rows:
    """How many hashes of each set, sets as columns, are not above its limit."""
    beyond = np.add.reduce(sets > limit, axis=0, dtype=np.uint8)
    return np.asarray(sizes - beyond)
