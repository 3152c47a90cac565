"""One SQL view per dataset that shows the latest rows of a stream, without compaction, to DuckDB."""

from __future__ import annotations

from typing import Final

from schemas import DATASETS, Dataset

ROW_KEY: Final = "row_key"
WITHDRAWN: Final = "withdrawn"

STREAMED: Final = ("articles", "event_mentions", "events", "claim_mentions", "claims", "rejects")
"""The datasets that a stream writes; ``superseded`` follows from the rows of events and claims."""

_LATEST: Final = """\
SELECT * FROM read_parquet({files}, filename = true)
    WHERE parse_filename(filename) IN (SELECT parse_filename(path) FROM ({commits}))
    QUALIFY row_number() OVER (PARTITION BY row_key ORDER BY revision DESC) = 1"""

_COMMITS: Final = "SELECT json ->> '$.path' AS path FROM read_json_objects({commits}, format = 'array')"

_STANDING: Final = """\
CREATE OR REPLACE VIEW {name} AS SELECT {columns} FROM (
{latest}
) WHERE NOT withdrawn{standing};
"""

_SUPERSEDED: Final = """\
CREATE OR REPLACE VIEW superseded AS
{parts};
"""

_SUPERSEDED_PART: Final = """\
SELECT '{name}' AS dataset, {key} AS id, superseded_by, revision FROM (
{latest}
) WHERE superseded_by IS NOT NULL"""


def views_sql(output: str) -> str:
    """The statements that create a view for every dataset of the stream in the output."""
    views = [_view(output, DATASETS[name]) for name in STREAMED]
    parts = [
        _SUPERSEDED_PART.format(name=name, key=DATASETS[name].key, latest=_latest(output, name))
        for name in ("events", "claims")
    ]
    return "\n".join([*views, _SUPERSEDED.format(parts="\nUNION ALL\n".join(parts))])


def _view(output: str, dataset: Dataset) -> str:
    names = dataset.schema.names
    return _STANDING.format(
        name=dataset.name,
        columns=", ".join(names),
        latest=_latest(output, dataset.name),
        standing=" AND superseded_by IS NULL" if "superseded_by" in names else "",
    )


def _latest(output: str, name: str) -> str:
    folder = f"{output.rstrip('/')}/stream"
    commits = _COMMITS.format(commits=_quoted(f"{folder}/commits/*.json"))
    return _LATEST.format(files=_quoted(f"{folder}/{name}/*.parquet"), commits=commits)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
