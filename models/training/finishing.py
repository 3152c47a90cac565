"""What is done when the encoder has learnt: teaches the judge, counts words, chooses thresholds and calibrates on dev.

    python -m models.training.finishing DATA --model MODEL --output OUTPUT [--keep_judge]

does so anew for a model that is trained, but leaves the thresholds alone that nothing of this moves. With --keep_judge
the network stays as it is.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path

from tokenizers import Tokenizer

from models.config import ExtractorConfig
from models.corpora import ByCorpus, LabelledDocument
from models.evaluate.figures import figures, read_evaluation_documents
from models.extractor import Extractor, serving_type
from models.network import ExtractorNetwork
from models.readings import READINGS_FILE, Readings, read_readings
from models.training.calibration import calibrate
from models.training.counting import count_words
from models.training.data import read_training_documents
from models.training.judgement import judged_words, teach_judge
from models.training.loop import Schedule
from models.training.tuning import KNOBS, LEXICON_KNOBS, TYPE_KNOBS, Knob, tune
from models.weights import load_model_config, load_network, load_tokenizer, save_model


@dataclass(frozen=True, slots=True)
class Lessons:
    """What a trained network is finished with: documents, and what was read of some of them."""

    train: ByCorpus[LabelledDocument]
    dev: ByCorpus[LabelledDocument]
    readings: Readings
    seed: int


def finish(
    folder: Path,
    network: ExtractorNetwork,
    config: ExtractorConfig,
    tokenizer: Tokenizer,
    lessons: Lessons,
    knobs: Sequence[Knob] = KNOBS,
) -> None:
    """Stores a network with a judge that is taught, and all that ``choose`` adds."""
    words = judged_words(network.eval(), config, tokenizer, lessons.train.together(), lessons.readings)
    if words is None:
        log("no training document was read: the judge is not taught and says 0.5 of whether an event is a happening")
    else:
        teach_judge(network.judge, words, lessons.seed)
    choose(folder, network, config, tokenizer, lessons, knobs)


def choose(
    folder: Path,
    network: ExtractorNetwork,
    config: ExtractorConfig,
    tokenizer: Tokenizer,
    lessons: Lessons,
    knobs: Sequence[Knob],
) -> None:
    """Stores a network with words that are counted, thresholds that are chosen and confidences that are calibrated."""
    lexicon = count_words(lessons.train, lessons.readings, config, tokenizer)
    served = deepcopy(network).to(serving_type())
    decoding = tune(served, config, tokenizer, lexicon, lessons.dev, lessons.readings, log, knobs)
    extractor = Extractor(served, replace(config, decoding=decoding), tokenizer, lexicon=lexicon)
    event, claim = calibrate(extractor, lessons.dev)
    extractor = extractor.with_config(replace(extractor.config, event_calibration=event, claim_calibration=claim))
    save_model(folder, extractor.config, tokenizer, network, lexicon)
    log(json.dumps(figures(extractor, lessons.dev, lessons.readings), indent=1))


def log(line: str) -> None:
    """Tells of progress."""
    print(time.strftime("%H:%M:%S"), line, file=sys.stderr, flush=True)


def main() -> None:
    """Reads the options and finishes a trained model anew."""
    parser = argparse.ArgumentParser(
        prog="python -m models.training.finishing",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("data", type=Path, help="folder with polnear, geneva, ecbplus and plover")
    parser.add_argument("--model", type=Path, required=True, help="model folder to begin with")
    parser.add_argument("--output", type=Path, required=True, help="model folder to write")
    parser.add_argument("--keep_judge", action="store_true", help="count words anew, but teach nothing")
    add_finishing_options(parser)
    options = parser.parse_args()
    readings = chosen_readings(parser, options)
    config, tokenizer = load_model_config(options.model), load_tokenizer(options.model)
    lessons = Lessons(
        read_training_documents(options.data).only(config.corpora),
        read_evaluation_documents(options.data).only(config.corpora),
        readings,
        options.seed,
    )
    finishing, knobs = (choose, LEXICON_KNOBS) if options.keep_judge else (finish, TYPE_KNOBS)
    finishing(options.output, load_network(options.model, config), config, tokenizer, lessons, knobs)


def add_finishing_options(parser: argparse.ArgumentParser) -> None:
    """Adds the options that training has as well."""
    parser.add_argument(
        "--readings",
        type=Path,
        default=READINGS_FILE,
        help="table of triggers that were read, for the documents of the data folder (default: %(default)s)",
    )
    parser.add_argument(
        "--seed", type=int, default=Schedule().seed, help="seed of everything random (default: %(default)s)"
    )


def chosen_readings(parser: argparse.ArgumentParser, options: argparse.Namespace) -> Readings:
    """The readings that ``--readings`` names; ends the program where that is no table of them."""
    try:
        return read_readings(options.readings)
    except (OSError, ValueError) as error:
        parser.error(f"--readings: {error}")


if __name__ == "__main__":
    main()
