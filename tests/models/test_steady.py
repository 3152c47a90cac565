"""Products whose rows are the same however many there are."""

from __future__ import annotations

import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import nn

from models.steady import multiply_alike

_INPUTS = 1_536


def _layers(numbers: torch.dtype) -> nn.Sequential:
    torch.manual_seed(7)
    return nn.Sequential(nn.Linear(16, _INPUTS), nn.Sequential(nn.GELU(), nn.Linear(_INPUTS, 384))).to(numbers).eval()


def test_layers_multiply_as_before() -> None:
    vectors, layers = torch.randn(3, 5, 16), _layers(torch.float32)
    before = layers(vectors)

    multiply_alike(layers)

    assert layers(vectors).shape == before.shape
    torch.testing.assert_close(layers(vectors), before)


@given(rows=st.integers(1, 800))
def test_a_row_is_the_same_among_any_number(rows: int) -> None:
    layers = _layers(torch.bfloat16)
    multiply_alike(layers)
    vectors = torch.randn(2_048, 16, generator=torch.Generator().manual_seed(3)).bfloat16()

    with torch.inference_mode():
        together, alone = layers(vectors), layers(vectors[:rows])

    assert torch.equal(together[:rows], alone)
