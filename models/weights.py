"""A model folder: ``config.json``, ``tokenizer.json``, ``model.safetensors`` in half precision, ``lexicon.tsv``."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer

from models.config import ConfigError, ExtractorConfig, load_config, save_config
from models.lexicon import Lexicon, read_lexicon, write_lexicon
from models.network import ExtractorNetwork

CONFIG_FILE = "config.json"
TOKENIZER_FILE = "tokenizer.json"
WEIGHTS_FILE = "model.safetensors"
LEXICON_FILE = "lexicon.tsv"
_HASH_BLOCK = 1 << 20


class WeightsError(ValueError):
    """A model folder that cannot be used; the message names the file and what is wrong with it."""


def save_model(
    folder: Path,
    config: ExtractorConfig,
    tokenizer: Tokenizer,
    network: ExtractorNetwork,
    lexicon: Lexicon | None = None,
) -> None:
    """Writes a model folder; the weights as 16-bit floats, their sha256 and that of the lexicon into the config."""
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(folder / TOKENIZER_FILE))
    tensors = {name: value.detach().half().contiguous() for name, value in network.state_dict().items()}
    save_file(tensors, folder / WEIGHTS_FILE)
    if lexicon is not None:
        write_lexicon(lexicon, folder / LEXICON_FILE)
    of_lexicon = "" if lexicon is None else _sha256(folder / LEXICON_FILE)
    hashed = replace(config, weights_sha256=weights_sha256(folder), lexicon_sha256=of_lexicon)
    save_config(hashed, folder / CONFIG_FILE)


def load_model_config(folder: Path) -> ExtractorConfig:
    """Reads the config of a model folder; raises WeightsError."""
    try:
        return load_config(folder / CONFIG_FILE)
    except ConfigError as error:
        raise WeightsError(str(error)) from error


def load_tokenizer(folder: Path) -> Tokenizer:
    """Reads the tokenizer of a model folder; raises WeightsError."""
    path = folder / TOKENIZER_FILE
    try:
        return Tokenizer.from_file(str(path))
    except Exception as error:  # the library raises bare exceptions
        raise WeightsError(f"{path}: not a tokenizer ({error})") from error


def load_lexicon(folder: Path, config: ExtractorConfig) -> Lexicon:
    """Reads the lexicon that the config names, an empty one where it names none; raises WeightsError."""
    if not config.lexicon_sha256:
        return Lexicon()
    path = folder / LEXICON_FILE
    try:
        _check_hash(path, config.lexicon_sha256)
        return read_lexicon(path, config.frames)
    except WeightsError:
        raise
    except (OSError, ValueError) as error:
        raise WeightsError(f"{path}: not the lexicon of {CONFIG_FILE} ({error})") from error


def load_network(folder: Path, config: ExtractorConfig) -> ExtractorNetwork:
    """Builds the network and loads its weights, from safetensors alone; raises WeightsError."""
    path = folder / WEIGHTS_FILE
    network = _build(folder, config)
    try:
        tensors = load_file(path)
    except (OSError, SafetensorError) as error:
        raise WeightsError(f"{path}: not a whole safetensors file ({error})") from error
    wanted = {name: value.shape for name, value in network.state_dict().items()}
    _check_names(path, set(wanted), set(tensors))
    for name, shape in wanted.items():
        if tensors[name].shape != shape:
            raise WeightsError(
                f"{path}: {name} has shape {tuple(tensors[name].shape)}, but {CONFIG_FILE} asks for {tuple(shape)}"
            )
        if not tensors[name].is_floating_point():
            raise WeightsError(f"{path}: {name} holds {tensors[name].dtype} and no floats")
        if not torch.isfinite(tensors[name]).all():
            raise WeightsError(f"{path}: {name} has values that are no numbers")
    _check_hash(path, config.weights_sha256)
    network.load_state_dict({name: value.to(wanted_type(value)) for name, value in tensors.items()})
    return network.eval()


def wanted_type(tensor: torch.Tensor) -> torch.dtype:
    """Stored halves are computed with as 32-bit floats unless the caller asks for less."""
    return torch.float32 if tensor.is_floating_point() else tensor.dtype


def _build(folder: Path, config: ExtractorConfig) -> ExtractorNetwork:
    try:
        return ExtractorNetwork(config)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise WeightsError(f"{folder / CONFIG_FILE}: describes no encoder that can be built ({error})") from error


def _check_names(path: Path, wanted: set[str], found: set[str]) -> None:
    for kind, names in (("lacks", wanted - found), ("has the unknown", found - wanted)):
        if names:
            raise WeightsError(
                f"{path}: {kind} {sorted(names)[0]} ({len(names)} such tensors); made for another config?"
            )


def _check_hash(path: Path, wanted: str) -> None:
    if wanted and _sha256(path) != wanted:
        raise WeightsError(f"{path}: the sha256 is not the one in {CONFIG_FILE}; the file was changed, fetch it again")


def weights_sha256(folder: Path) -> str:
    """The sha256 of the weights file, in hex."""
    return _sha256(folder / WEIGHTS_FILE)


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_HASH_BLOCK):
            digest.update(block)
    return digest.hexdigest()
