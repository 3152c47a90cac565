"""``python -m schemas``: prints the data dictionary, a BigQuery schema, a comparison or questions with SQL.

``DICTIONARY.md`` and ``DICTIONARY.json`` beside this file are what it prints; a test keeps them current::

    python -m schemas > schemas/DICTIONARY.md
    python -m schemas --json > schemas/DICTIONARY.json
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence

from schemas import DATASETS, bigquery, comparison, dictionary, questions


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what the arguments ask for and returns the exit code."""
    sys.stdout.write(_page(_parser().parse_args(arguments)))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m schemas", description="Print what the datasets hold, as Markdown.")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print the data dictionary as JSON")
    form.add_argument("--bigquery", choices=list(DATASETS), metavar="DATASET", help="print a BigQuery load schema")
    form.add_argument("--comparison", action="store_true", help="print how columns map to GDELT 2.0 and to POLECAT")
    form.add_argument("--questions", action="store_true", help="print ten questions with the SQL that answers them")
    return parser


def _page(options: argparse.Namespace) -> str:
    if options.bigquery:
        return json.dumps(bigquery.load_schema(DATASETS[options.bigquery]), indent=2) + "\n"
    if options.comparison:
        return comparison.to_markdown()
    if options.questions:
        return questions.to_markdown()
    if options.json:
        return dictionary.to_json(DATASETS.values())
    columns = dictionary.to_markdown(DATASETS.values())
    return f"{columns}\n## Coming from GDELT 2.0 or POLECAT\n\n{comparison.to_markdown()}"


if __name__ == "__main__":
    sys.exit(main())
