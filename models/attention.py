"""Attention as two products of matrices, for processors that multiply vectors of bfloat16 in hardware.

There the products are cheap, and most of what torch's own attention takes is the softmax of 32-bit copies: with heads
as small as a light encoder's it is a third of the whole encoder's time, and here less than half of that. Where tiles
are multiplied (AMX), torch's own takes half of the time of this one, whose scores no longer fit the cache.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor, nn
from transformers import AttentionInterface, AttentionMaskInterface, PreTrainedModel
from transformers.integrations.sdpa_attention import sdpa_attention_forward
from transformers.masking_utils import bidirectional_mask_function, sdpa_mask

_NAME = "products"
_HIDDEN = -1e4
# The powers are of scores as they are: within these bounds no sum of thousands leaves the range of the numbers, and a
# hidden key counts e^-60. Scores of trained encoders stay far within.
_LARGEST_SCORE = 60.0


def attend_by_products(encoder: PreTrainedModel) -> None:
    """Has an encoder attend so, if its architecture lets the attention be chosen."""
    if not encoder._can_set_attn_implementation():
        return
    AttentionInterface.register(_NAME, _attention)
    AttentionMaskInterface.register(_NAME, _mask)
    encoder.set_attn_implementation(_NAME)


def attention_by_products(query: Tensor, key: Tensor, value: Tensor, hidden: Tensor, scaling: float) -> Tensor:
    """Attends with h heads over t tokens: all of shape (b, h, t, d), the result (b, t, h, d).

    ``hidden`` (b, 1, 1, t) is added to the scores of a key, 0 or far below. The softmax is divided by its sum after the
    second product, where a column of ones has gathered that sum.
    """
    heads = query.shape[:2]
    queries, keys, values = (vectors.flatten(0, 1) for vectors in (query, key, value))
    added = hidden.expand(*heads, -1, -1).flatten(0, 1)
    scores = torch.baddbmm(added, queries, keys.transpose(1, 2), alpha=scaling)
    powers = scores.clamp_(-_LARGEST_SCORE, _LARGEST_SCORE).exp_()
    sums = torch.bmm(powers, torch.cat([values, values.new_ones(*values.shape[:2], 1)], dim=-1))
    return (sums[..., :-1] / sums[..., -1:]).view(value.shape).transpose(1, 2).contiguous()


def _attention(
    module: nn.Module, query: Tensor, key: Tensor, value: Tensor, attention_mask: Tensor | None, **settings: Any
) -> tuple[Tensor, Tensor | None]:
    """As the transformers library calls it; masks that differ by query are left to torch."""
    scaling = settings.get("scaling")
    if attention_mask is None or attention_mask.shape[-2] != 1 or scaling is None:
        found: tuple[Tensor, Tensor | None] = sdpa_attention_forward(
            module, query, key, value, attention_mask, **settings
        )
        return found
    return attention_by_products(query, key, value, attention_mask, scaling), None


def _mask(
    *, mask_function: Callable[..., Any], attention_mask: Tensor | None, dtype: torch.dtype, **settings: Any
) -> Tensor | None:
    """What is added to the scores of each key (b, 1, 1, t) where only padding is hidden, else torch's own mask."""
    if mask_function is not bidirectional_mask_function or attention_mask is None:
        other: Tensor | None = sdpa_mask(mask_function=mask_function, attention_mask=attention_mask, **settings)
        return other
    return torch.where(attention_mask.bool(), 0.0, _HIDDEN).to(dtype)[:, None, None, :]
