"""A tiny random extractor for tests: the real code with a network of a few thousand weights."""

from __future__ import annotations

from pathlib import Path

import torch
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
from transformers import AutoConfig, PreTrainedTokenizerFast

from models.config import ExtractorConfig
from models.extractor import Extractor
from models.network import ExtractorNetwork
from models.weights import save_model

_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789.,:;!?\"'“”-()"
_FRAMES = {"Attack": ("Assailant", "Victim"), "Request": ("Addressee", "Message", "Speaker")}


def tiny_tokenizer() -> Tokenizer:
    """Every letter is a token, so that words have many."""
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
    pieces = [*special, *_LETTERS, *(f"##{letter}" for letter in _LETTERS)]
    vocabulary = {piece: index for index, piece in enumerate(pieces)}
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    return tokenizer


def tiny_config(model_type: str = "bert") -> ExtractorConfig:
    """A one-layer encoder; the shapes are named alike in the architectures that the tests use."""
    sizes = {
        "bert": {"hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 16},
        "distilbert": {"dim": 16, "n_layers": 1, "n_heads": 2, "hidden_dim": 16},
    }[model_type]
    encoder = AutoConfig.for_model(model_type, vocab_size=128, max_position_embeddings=128, **sizes).to_dict()
    return ExtractorConfig(
        encoder | {"model_type": model_type}, tuple(_FRAMES), _FRAMES, window_tokens=61, overlap_tokens=16, pair_size=8
    )


def tiny_extractor(model_type: str = "bert") -> Extractor:
    """A seeded random network whose heads find something nearly everywhere."""
    torch.manual_seed(1)
    config = tiny_config(model_type)
    network = ExtractorNetwork(config).eval()
    with torch.no_grad():
        for head in (network.trigger, network.event, network.entity, network.event_type, network.attribution_part):
            head.bias.zero_()
            head.weight.mul_(20)
    return Extractor(network, config, tiny_tokenizer())


def save_tiny_model(folder: Path) -> Path:
    """Stores the network of ``tiny_extractor`` as a model folder; returns the folder."""
    extractor = tiny_extractor()
    save_model(folder, extractor.config, tiny_tokenizer(), extractor._network)
    return folder


def save_encoder(folder: Path, model_type: str) -> None:
    """Stores a random encoder with its tokenizer in the form of the transformers library."""
    from transformers import AutoModel

    settings = dict(tiny_config(model_type).encoder)
    settings.pop("model_type")
    AutoModel.from_config(AutoConfig.for_model(model_type, **settings)).save_pretrained(folder)
    PreTrainedTokenizerFast(
        tokenizer_object=tiny_tokenizer(), unk_token="[UNK]", pad_token="[PAD]", cls_token="[CLS]", sep_token="[SEP]"
    ).save_pretrained(folder)
