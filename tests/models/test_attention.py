"""Attention by products: what torch's own attention gives, whatever the scores and whatever is hidden."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import Tensor
from torch.nn import functional
from transformers import AutoConfig, AutoModel, BertConfig, BertModel, PreTrainedModel

from models.attention import attend_by_products, attention_by_products

_HIDDEN = -1e4
_SCALING = 0.25


def _vectors(seed: int, batch: int, tokens: int, size: float = 1.0) -> list[Tensor]:
    generator = torch.Generator().manual_seed(seed)
    return [size * torch.randn(batch, 3, tokens, 16, generator=generator) for _ in range(3)]


def _hides(shown: list[int], tokens: int) -> Tensor:
    places = torch.arange(tokens)
    return torch.stack([torch.where(places < count, 0.0, _HIDDEN) for count in shown])[:, None, None]


def _bert() -> BertModel:
    torch.manual_seed(5)
    settings = BertConfig(
        hidden_size=32, num_attention_heads=4, num_hidden_layers=2, intermediate_size=64, vocab_size=50
    )
    return BertModel(settings).eval()


def _read(encoder: PreTrainedModel, shown: list[int], tokens: int) -> list[Tensor]:
    """The vectors of the tokens that are not padding."""
    ids = (torch.arange(len(shown) * tokens).reshape(len(shown), tokens) * 7) % 50
    mask = (torch.arange(tokens) < torch.tensor(shown)[:, None]).long()
    with torch.inference_mode():
        states = encoder(input_ids=ids, attention_mask=mask).last_hidden_state
    return [row[:count] for row, count in zip(states, shown, strict=True)]


@given(seed=st.integers(0, 99), shown=st.lists(st.integers(1, 9), min_size=1, max_size=3))
def test_it_is_torchs_own_attention(seed: int, shown: list[int]) -> None:
    query, key, value = _vectors(seed, len(shown), 9)
    hidden = _hides(shown, 9)

    found = attention_by_products(query, key, value, hidden, _SCALING)

    wanted = functional.scaled_dot_product_attention(query, key, value, attn_mask=hidden, scale=_SCALING)
    torch.testing.assert_close(found, wanted.transpose(1, 2), rtol=1e-4, atol=1e-5)


@given(seed=st.integers(0, 99), size=st.sampled_from([10.0, 1e3, 1e6]))
def test_scores_of_any_size_leave_numbers(seed: int, size: float) -> None:
    query, key, value = (vectors.bfloat16() for vectors in _vectors(seed, 2, 9, size))

    found = attention_by_products(query, key, value, _hides([9, 4], 9).bfloat16(), _SCALING)

    assert found.isfinite().all()


def test_an_encoder_reads_the_same_with_it() -> None:
    encoder = _bert()
    before = _read(encoder, [7, 3, 6], 8)

    attend_by_products(encoder)

    assert encoder.config._attn_implementation == "products"
    for one, other in zip(_read(encoder, [7, 3, 6], 8), before, strict=True):
        torch.testing.assert_close(one, other, rtol=1e-4, atol=1e-5)


def test_an_encoder_reads_the_same_where_nothing_is_padded() -> None:
    encoder = _bert()
    before = _read(encoder, [8, 8], 8)

    attend_by_products(encoder)

    for one, other in zip(_read(encoder, [8, 8], 8), before, strict=True):
        torch.testing.assert_close(one, other, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("architecture", ["mpnet", "modernbert"])
def test_other_architectures_read_as_before(architecture: str) -> None:
    """One has attention of its own, the other layers whose words see only their neighbours."""
    torch.manual_seed(6)
    sizes = {
        "hidden_size": 32,
        "num_attention_heads": 4,
        "num_hidden_layers": 3,
        "intermediate_size": 64,
        "vocab_size": 50,
        "pad_token_id": 0,
    }
    encoder = AutoModel.from_config(AutoConfig.for_model(architecture, **sizes)).eval()
    before = _read(encoder, [7, 3], 8)

    attend_by_products(encoder)

    for one, other in zip(_read(encoder, [7, 3], 8), before, strict=True):
        torch.testing.assert_close(one, other, rtol=1e-4, atol=1e-5)
