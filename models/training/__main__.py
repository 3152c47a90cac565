"""Trains the extractor from the raw data: ``python -m models.training DATA --encoder DIR --output DIR``.

The same command goes on from the last checkpoint in ``OUTPUT/checkpoints``. Where no other rounds, seed or encoder are
named, it makes the weights that the project ships.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import torch
from tokenizers import Tokenizer

from models.config import CORPORA, ExtractorConfig
from models.corpora import ByCorpus, LabelledDocument, read_texts
from models.encoders import encoder_settings, freeze, load_encoder, load_fast_tokenizer, special_token_ids
from models.evaluate.figures import figures, read_evaluation_documents
from models.extractor import Extractor, serving_type
from models.network import ExtractorNetwork
from models.reading import SpecialTokens
from models.readings import Readings
from models.training.data import (
    frame_inventory,
    label_corpora,
    read_training_documents,
    read_unlabelled,
    taught_alone,
)
from models.training.distillation import Teacher
from models.training.finishing import Lessons, add_finishing_options, chosen_readings, finish, log
from models.training.holding import Former
from models.training.loop import Run, Schedule, train
from models.training.meaning import MeaningTeacher
from models.training.plan import Passes
from models.training.targets import Labelled
from models.weights import load_network, save_model

_NOT_SCORES = "calibration error"
# A larger encoder learns from little news in more, smaller steps.
_TEACHER_TOKENS = 2_000


def main() -> None:
    """Reads the options, trains, then teaches the judge, chooses thresholds and calibrates."""
    options, readings = _options()
    torch.manual_seed(options.seed)
    options.output.mkdir(parents=True, exist_ok=True)
    encoder, tokenizer = load_encoder(options.encoder), load_fast_tokenizer(options.encoder)
    every = read_training_documents(options.data)
    frames, documents = frame_inventory(every.sentences), every.only(options.corpora)
    # Dropout of attention weights would keep attention off its fast path and triple the time.
    settings = encoder_settings(encoder) | {"attention_probs_dropout_prob": 0.0}
    config = ExtractorConfig(settings, tuple(frames), frames, tuple(options.corpora))
    network = ExtractorNetwork(config)
    network.encoder.load_state_dict(encoder.state_dict())
    if options.start:
        network.load_state_dict(load_network(options.start, config).state_dict())
    if options.frozen:
        _freeze(network, options.frozen)
    dev = read_evaluation_documents(options.data).only(options.corpora)
    teacher = Teacher.load(options.teacher) if options.teacher else None
    run = Run(
        network=network,
        meaning=None if options.as_teacher else MeaningTeacher(encoder, tokenizer),
        corpora=label_corpora(documents, options.data, tokenizer, config, readings, teacher),
        passes=Passes(news_tokens=_TEACHER_TOKENS) if options.as_teacher else Passes(),
        schedule=Schedule(rounds=tuple(options.rounds), encoder_rate=options.rate, seed=options.seed),
        tokens=SpecialTokens(*special_token_ids(config.encoder, tokenizer)),
        window_tokens=config.window_tokens,
        folder=options.output / "checkpoints",
        assess=_assessor(config, tokenizer, dev, options.output / "dev_figures.jsonl"),
        keep=lambda best: save_model(options.output, config, tokenizer, best),
        log=log,
        teacher=teacher,
        former=Former.load(options.hold, config) if options.hold else None,
        unlabelled=_unlabelled(options, tokenizer, config, teacher),
        goes_on=options.start is not None,
    )
    train(run)
    best = load_network(options.output, config)
    finish(options.output, best, config, tokenizer, Lessons(documents, dev, readings, options.seed))


def _freeze(network: ExtractorNetwork, layers: int) -> None:
    try:
        freeze(network.encoder, layers)
    except ValueError as error:
        raise SystemExit(f"--frozen: {error}") from None


def _options() -> tuple[argparse.Namespace, Readings]:
    parser = argparse.ArgumentParser(prog="python -m models.training", description=__doc__)
    parser.add_argument("data", type=Path, help="folder with polnear, geneva, ecbplus and plover")
    parser.add_argument("--encoder", required=True, help="folder or name of an encoder of the transformers library")
    parser.add_argument("--output", type=Path, required=True, help="model folder to write")
    parser.add_argument(
        "--rounds",
        type=int,
        nargs="+",
        default=Schedule().rounds,
        help="passes over the news in each cycle (default: 3 2 2)",
    )
    parser.add_argument(
        "--rate",
        type=float,
        default=Schedule().encoder_rate,
        help="peak learning rate of the encoder in the first cycle (default: %(default)s)",
    )
    parser.add_argument(
        "--corpora",
        nargs="+",
        choices=CORPORA,
        default=CORPORA,
        help="corpora to learn from and to be assessed on (default: all)",
    )
    parser.add_argument("--start", type=Path, help="model folder of the same encoder to go on from")
    parser.add_argument(
        "--teacher", type=Path, help="model folder of a larger extractor, from which to learn who said what as well"
    )
    parser.add_argument(
        "--unlabelled",
        type=_texts,
        nargs="+",
        default=(),
        metavar="FILE",
        help='more news that only the teacher reads: JSON Lines with a "text" each',
    )
    parser.add_argument(
        "--as_teacher",
        action="store_true",
        help="learn nothing but who said what in news, to be the --teacher of another",
    )
    parser.add_argument(
        "--hold",
        type=Path,
        help="model folder of the same encoder whose triggers, types and vectors of events are to stay as they are",
    )
    parser.add_argument(
        "--frozen",
        type=int,
        default=0,
        help="how many of the encoder's lowest layers stay as they are, which saves time (default: %(default)s)",
    )
    add_finishing_options(parser)
    options = parser.parse_args()
    if options.as_teacher:
        options.corpora = ("news",)
    if options.unlabelled and not options.teacher:
        parser.error("--unlabelled: needs a --teacher, as only a teacher reads what is not annotated")
    return options, chosen_readings(parser, options)


def _texts(path: str) -> list[LabelledDocument]:
    try:
        return read_texts(Path(path))
    except (OSError, ValueError) as error:
        raise argparse.ArgumentTypeError(f"{path}: {error}") from None


def _unlabelled(
    options: argparse.Namespace, tokenizer: Tokenizer, config: ExtractorConfig, teacher: Teacher | None
) -> list[Labelled]:
    if teacher is None:
        return []
    documents = read_unlabelled(options.data, options.seed) + [text for texts in options.unlabelled for text in texts]
    return taught_alone(documents, tokenizer, config, teacher)


def _assessor(
    config: ExtractorConfig, tokenizer: Tokenizer, dev: ByCorpus[LabelledDocument], log_file: Path
) -> Callable[[ExtractorNetwork], dict[str, float]]:
    def assess(network: ExtractorNetwork) -> dict[str, float]:
        served = deepcopy(network).eval().to(serving_type())
        found = figures(Extractor(served, config, tokenizer), dev)
        with log_file.open("a", encoding="utf-8") as log:
            log.write(json.dumps(found) + "\n")
        return {name: value for name, value in found.items() if _NOT_SCORES not in name}

    return assess


if __name__ == "__main__":
    main()
