"""Model folders: round trip, and one clear error for each way in which they can be wrong."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from safetensors.torch import load_file, save_file

from models.corpora import whole
from models.extractor import Extractor
from models.lexicon import Lexicon
from models.network import ExtractorNetwork
from models.weights import WeightsError, load_lexicon, load_model_config, save_model
from tests.models.tiny import tiny_config, tiny_tokenizer

LEXICON = Lexicon({"rescu": {"Attack": 1}})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    config = tiny_config()
    save_model(tmp_path, config, tiny_tokenizer(), ExtractorNetwork(config), LEXICON)
    return tmp_path


def test_a_saved_model_loads_and_reads(folder: Path) -> None:
    extractor = Extractor.load(folder, threads=1)
    assert len(extractor.weights_sha256) == 64
    assert len(extractor.extract([whole("Nine people were rescued.")])) == 1


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


def changed_header(path: Path) -> None:
    path.write_bytes(b"\xff" * 16 + path.read_bytes()[16:])


def renamed_pickle(path: Path) -> None:
    path.write_bytes(pickle.dumps({"weights": [1, 2, 3]}))


def one_tensor_less(path: Path) -> None:
    tensors = load_file(path)
    tensors.pop("event.bias")
    save_file(tensors, path)


def another_shape(path: Path) -> None:
    tensors = load_file(path)
    tensors["event.bias"] = tensors["event.bias"][:-1].clone()
    save_file(tensors, path)


def not_a_number(path: Path) -> None:
    tensors = load_file(path)
    tensors["event.bias"][0] = float("nan")
    save_file(tensors, path)


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (Path.unlink, "not a whole safetensors file"),
        (cut_short, "not a whole safetensors file"),
        (changed_header, "not a whole safetensors file"),
        (renamed_pickle, "not a whole safetensors file"),
        (one_tensor_less, "lacks event.bias"),
        (another_shape, "event.bias has shape"),
        (not_a_number, "no numbers"),
    ],
)
def test_damaged_weights_are_refused_by_name(folder: Path, damage: Callable[[Path], None], reason: str) -> None:
    path = folder / "model.safetensors"
    damage(path)
    with pytest.raises(WeightsError, match=reason) as refusal:
        Extractor.load(folder, threads=1)
    assert str(path) in str(refusal.value)


@pytest.mark.parametrize(
    "change", [{"frames": ["Attack"]}, {"unknown": 1}, {"encoder": {"model_type": "no such"}}, {"pair_size": 16}]
)
def test_a_config_for_other_weights_is_refused(folder: Path, change: dict[str, object]) -> None:
    path = folder / "config.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    with pytest.raises(WeightsError):
        Extractor.load(folder, threads=1)


def test_a_model_may_have_no_lexicon(tmp_path: Path) -> None:
    config = tiny_config()
    save_model(tmp_path, config, tiny_tokenizer(), ExtractorNetwork(config))
    assert load_lexicon(tmp_path, load_model_config(tmp_path)) == Lexicon()
    assert Extractor.load(tmp_path, threads=1).extract([whole("Nine people were rescued.")])


def test_a_lexicon_that_was_changed_is_refused(folder: Path) -> None:
    assert load_lexicon(folder, load_model_config(folder)) == LEXICON
    path = folder / "lexicon.tsv"
    path.write_text(path.read_text().replace("1", "2"))
    with pytest.raises(WeightsError, match=r"lexicon\.tsv: the sha256 is not the one in config\.json"):
        Extractor.load(folder, threads=1)


def test_a_lexicon_of_other_frames_is_refused(folder: Path) -> None:
    path = folder / "config.json"
    (folder / "lexicon.tsv").write_text("head\tstem\tclass\tcount\nframe\tcook\tCooking\t1\n")
    digest = sha256((folder / "lexicon.tsv").read_bytes()).hexdigest()
    path.write_text(json.dumps(json.loads(path.read_text()) | {"lexicon_sha256": digest}))
    with pytest.raises(WeightsError, match=r"lexicon\.tsv: .*no class 'Cooking'"):
        Extractor.load(folder, threads=1)


@pytest.mark.parametrize("name", ["config.json", "tokenizer.json", "lexicon.tsv"])
def test_a_missing_or_broken_file_is_named(folder: Path, name: str) -> None:
    (folder / name).write_text("{")
    with pytest.raises(WeightsError, match=name):
        Extractor.load(folder, threads=1)
    (folder / name).unlink()
    with pytest.raises(WeightsError, match=name):
        Extractor.load(folder, threads=1)
