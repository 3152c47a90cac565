"""Prints every figure of a model on a data folder: ``python -m models.evaluate DATA [--model DIR] [--split dev]``."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from models.evaluate.figures import figures, read_evaluation_documents
from models.extractor import Extractor
from models.readings import read_readings

_DEFAULT_MODEL = Path(__file__).resolve().parent.parent / "weights"


def main() -> None:
    """Reads the options, evaluates and prints a table or JSON."""
    parser = argparse.ArgumentParser(prog="python -m models.evaluate", description=__doc__)
    parser.add_argument("data", type=Path, help="folder with polnear, geneva, ecbplus and plover")
    parser.add_argument("--model", type=Path, default=_DEFAULT_MODEL, help="model folder (default: %(default)s)")
    parser.add_argument("--split", default="dev", help="which files of each corpus (default: %(default)s)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args()
    documents = read_evaluation_documents(options.data, options.split)
    found = figures(Extractor.load(options.model), documents, read_readings())
    if options.json:
        print(json.dumps(found, indent=1))
        return
    for name, value in found.items():
        print(f"{name:32} {value:.4f}")


if __name__ == "__main__":
    main()
