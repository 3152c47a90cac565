"""A pretrained encoder with its tokenizer, from a folder of the transformers library's form."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer
from torch import nn
from transformers import AutoModel, PreTrainedModel


def load_encoder(source: str) -> PreTrainedModel:
    """Loads an encoder by folder or name; from safetensors only."""
    model: PreTrainedModel = AutoModel.from_pretrained(source, use_safetensors=True)
    return model


def encoder_settings(encoder: PreTrainedModel) -> dict[str, Any]:
    """What an encoder can be built from again; where it was loaded from is left out."""
    return {name: value for name, value in encoder.config.to_dict().items() if not name.startswith("_")}


def load_fast_tokenizer(source: str | Path) -> Tokenizer:
    """Loads the encoder's tokenizer without truncation and padding, which the windows see to."""
    # Imported here: it takes long, and what serves a model has no use for it.
    from transformers import AutoTokenizer

    tokenizer: Tokenizer = AutoTokenizer.from_pretrained(str(source), use_fast=True).backend_tokenizer
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def special_token_ids(settings: Mapping[str, Any], tokenizer: Tokenizer) -> tuple[int, int, int]:
    """Ids of the tokens that begin, end and pad an input."""
    begin, *_, end = tokenizer.encode("").ids or [0, 0]
    return begin, end, int(settings.get("pad_token_id") or 0)


def freeze(encoder: PreTrainedModel, layers: int) -> None:
    """Keeps the embeddings and that many of the lowest layers as they are; raises ValueError where there are fewer."""
    depth = encoder.config.num_hidden_layers
    if not 0 < layers <= depth:
        raise ValueError(f"{layers}: the layers of the encoder are {depth}")
    stack = next(part for part in encoder.modules() if isinstance(part, nn.ModuleList) and len(part) == depth)
    for part in (_embeddings(encoder), *stack[:layers]):
        part.requires_grad_(False)


def _embeddings(encoder: PreTrainedModel) -> nn.Module:
    """All embeddings of words and places with their norm, where they stand together, or those of words."""
    embeddings: nn.Module = getattr(encoder, "embeddings", None) or encoder.get_input_embeddings()
    return embeddings
