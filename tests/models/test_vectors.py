"""Vectors come out of their bytes as they went in, and only together with those of their length."""

from __future__ import annotations

import numpy as np
import pytest

from models.vectors import pack_vector, unpack_vectors


def test_vectors_come_back_in_order() -> None:
    vectors = np.array([[0.5, -1, 2], [0, 0.25, -8]], np.float32)
    assert (unpack_vectors([pack_vector(vector) for vector in vectors]) == vectors).all()


@pytest.mark.parametrize("sizes", [(), (2, 4), (3, 1, 2)])
def test_vectors_of_several_lengths_and_none_are_refused(sizes: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="lengths"):
        unpack_vectors([pack_vector(np.ones(size, np.float32)) for size in sizes])
