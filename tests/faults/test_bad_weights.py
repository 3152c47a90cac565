"""Weights that were changed, are another network's, or are no weights: refused by the command before any work."""

from __future__ import annotations

import json
import pickle
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from safetensors.torch import load_file, save_file

from models.weights import save_model
from pipeline.options import parse_options
from pipeline.run import run
from tests.faults.made_articles import STORY
from tests.models.tiny import tiny_config, tiny_tokenizer


class Touches:
    """Creates a file when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __reduce__(self) -> tuple[Callable[[Path], None], tuple[Path]]:
        return (Path.touch, (self._path,))


def pickled(folder: Path, name: str) -> None:
    (folder / name).write_bytes(pickle.dumps(Touches(folder / "executed")))


def another_architecture(folder: Path) -> None:
    from models.network import ExtractorNetwork

    other = folder / "other"
    config = tiny_config("distilbert")
    save_model(other, config, tiny_tokenizer(), ExtractorNetwork(config))
    shutil.copy(other / "model.safetensors", folder)


def other_types(folder: Path) -> None:
    path = folder / "model.safetensors"
    save_file({name: value.long() for name, value in load_file(path).items()}, path)


def one_changed_byte(folder: Path) -> None:
    path = folder / "model.safetensors"
    content = bytearray(path.read_bytes())
    content[-1_001] ^= 1
    path.write_bytes(content)


def header_of_a_gigabyte(folder: Path) -> None:
    path = folder / "model.safetensors"
    path.write_bytes((10**9).to_bytes(8, "little") + path.read_bytes()[8:])


def remote_code(folder: Path) -> None:
    """A config that asks for code of its own beside it, as some published models do."""
    path = folder / "config.json"
    config = json.loads(path.read_text())
    config["encoder"] |= {"model_type": "own", "auto_map": {"AutoModel": "own.Model", "AutoConfig": "own.Config"}}
    path.write_text(json.dumps(config))
    (folder / "own.py").write_text("open('executed', 'w')\n")


@pytest.mark.parametrize(
    ("damage", "file"),
    [
        (lambda folder: pickled(folder, "model.safetensors"), "model.safetensors"),
        (lambda folder: pickled(folder, "config.json"), "config.json"),
        (lambda folder: pickled(folder, "tokenizer.json"), "tokenizer.json"),
        (another_architecture, "model.safetensors"),
        (other_types, "model.safetensors"),
        (one_changed_byte, "model.safetensors"),
        (header_of_a_gigabyte, "model.safetensors"),
        (remote_code, "config.json"),
    ],
)
def test_bad_weights_are_refused_in_one_line_and_never_executed(
    damage: Callable[[Path], None],
    file: str,
    tiny_model: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
):
    folder = tmp_path / "model"
    shutil.copytree(tiny_model, folder)
    damage(folder)
    (tmp_path / "news.txt").write_text(STORY)
    monkeypatch.chdir(folder)
    arguments = ["--input", str(tmp_path / "news.txt"), "--output", str(tmp_path / "out"), "--model", str(folder)]
    assert run(parse_options(arguments)) == 2
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 1
    assert str(folder / file) in said[0]
    assert not (folder / "executed").exists()
    assert not (tmp_path / "out").exists()
