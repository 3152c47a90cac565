"""News of several days for the tests of appending, and runs over it with a tiny model in this process."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pyarrow.dataset as ds

from pipeline.options import parse_options
from pipeline.run import run

Article = Mapping[str, object]
Row = dict[str, Any]

_STRIKE = (
    "Dock workers in Bergen walked out on Monday over pay. The harbour authority said that no ship would be unloaded. "
    "Mayor Ada Lindqvist said: \"The port opens on Friday.\" Police arrested two men near the gate after a scuffle."
)  # fmt: skip
_FLOOD = (
    "The river Tarn flooded the old town of Millau on Tuesday. Rescue teams brought forty people to safety. "
    "The prefect told reporters that the bridge would stay shut. Farmers demanded help from the government."
)
_VOTE = (
    "Parliament in Vilnius passed the budget on Wednesday. The opposition rejected it as a gift to banks. "
    "The finance minister promised lower taxes and accused her critics of bad faith."
)


def article(name: str, outlet: str, day: int | None, text: str, **more: object) -> Article:
    """Return an input record of a day in March 2031, or of none."""
    dated = {"published_at": f"2031-03-{day:02}T06:00:00Z"} if day else {}
    return {"id": name, "outlet": outlet, "title": f"Report {name}", "text": text, **dated, **more}


DAY_1 = (
    article("lake-1", "Lake Courier", 4, _STRIKE),
    article("hill-1", "Hill Times", 4, f"{_STRIKE} Bakers joined the strike at noon."),
    article("tarn-1", "Tarn Post", None, f"Millau, March 5, 2031. {_FLOOD}"),
    {"id": "broken-1", "outlet": "Lake Courier", "text": ""},
)
DAY_2 = (
    article("copy-2", "Aker News", 5, _STRIKE),
    article("tarn-2", "Midi Press", 5, f"{_FLOOD} Schools stay closed."),
    article("vote-2", "Baltic Wire", 5, _VOTE),
    DAY_1[0],  # an article that is there already
    {"id": "broken-2", "outlet": "Lake Courier", "text": " "},
)
DAY_3 = (
    article("vote-3", "Neris Daily", 6, f"{_VOTE} Trade unions called for protests."),
    article("hill-3", "Hill Times", 6, "Dock workers in Bergen went back to work. Ada Lindqvist thanked both sides."),
)
DAYS = (DAY_1, DAY_2, DAY_3)

FOLDED = {
    "event_mentions": "mention_id",
    "events": "event_id",
    "claim_mentions": "claim_mention_id",
    "claims": "claim_id",
}


def write_inputs(path: Path, articles: Iterable[Article]) -> Path:
    """Write records as JSON Lines."""
    path.write_text("".join(json.dumps(record) + "\n" for record in articles))
    return path


def run_over(output: Path | str, inputs: Iterable[Path], model: Path, *options: str) -> int:
    """Run the pipeline over files with one worker, this process, and return the exit code."""
    named = [argument for path in inputs for argument in ("--input", str(path))]
    return run(parse_options([*named, "--output", str(output), "--model", str(model), "--workers", "1", *options]))


def copy_output(output: Path, to: Path) -> Path:
    """Copy an output with its links, to append to the copy."""
    return Path(shutil.copytree(output, to, symlinks=True))


def rows_of(output: Path, name: str) -> list[Row]:
    """Return the rows of a dataset, sorted."""
    files = sorted(map(str, (output / name).glob("*/*.parquet")))
    rows: list[Row] = ds.dataset(files).to_table().to_pylist()
    return sorted(rows, key=repr)


def without_revision(rows: Iterable[Row]) -> list[Row]:
    """Return the rows without their revisions, sorted."""
    return sorted(({name: value for name, value in row.items() if name != "revision"} for row in rows), key=repr)


def revisions(output: Path, name: str) -> dict[str, int]:
    """Return the revision of each row of a dataset by its id."""
    return {row[FOLDED[name]]: row["revision"] for row in rows_of(output, name)}
