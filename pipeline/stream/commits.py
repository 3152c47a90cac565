"""What a stream writes: small Parquet files of revised rows, and commits that name them.

::

    OUTPUT/stream/facts.json                        what the stream was started with
    OUTPUT/stream/events/events-3-....parquet       revised rows, a few files a wave
    OUTPUT/stream/commits/00000012-....json         the files of one wave

A file counts from the moment that a commit names it. A commit is one object that appears whole, so readers see all of a
wave or nothing of it. Names hold the content's hash: work that a runner repeats writes the same names again or names
that no commit mentions, and never changes what a reader has seen.
"""

# mypy: allow-untyped-calls

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq
from apache_beam.io.filesystem import CompressionTypes
from apache_beam.io.filesystems import FileSystems

from pipeline.stream.codec import decode
from pipeline.stream.messages import RevisedRow
from pipeline.stream.views import ROW_KEY, STREAMED, WITHDRAWN, views_sql
from pipeline.write import OutputError, RunFacts, WrittenFile
from pipeline.write.files import parquet_bytes, sorted_tables, to_batch
from pipeline.write.manifest import list_files, parse_files
from pipeline.write.rows import Row
from pipeline.write.transform import ROW_OF
from schemas import DATASETS, Dataset
from schemas.dataset import column

STREAM: Final = "stream"
COMMITS: Final = "commits"
_FACTS: Final = "facts.json"
_FIRST: Final = 0
VIEWS: Final = "views.sql"

REVISION: Final = "revision"

_EXTRA_COLUMNS: Final = (
    column(ROW_KEY, pa.string(), "What the revisions of one row share."),
    column(REVISION, pa.int32(), "A row replaces the row of the same key with a lower one."),
    column(WITHDRAWN, pa.bool_(), "True where the row stands no more and none took its place."),
)


def revised_dataset(name: str) -> Dataset:
    """The dataset as a stream writes it: its schema with the columns that tell revisions apart."""
    dataset = DATASETS[name]
    schema = dataset.schema
    for field in _EXTRA_COLUMNS:
        if field.name not in schema.names:
            schema = schema.append(field)
    return replace(dataset, schema=schema)


def revised_row(key: str, row: RevisedRow) -> Row:
    """A row of a file of the stream."""
    values = ROW_OF[row.dataset](decode(row.record))
    values.update({ROW_KEY: key, REVISION: row.revision, WITHDRAWN: row.withdrawn})
    if "superseded_by" in values:
        values["superseded_by"] = row.superseded_by
    return values


def write_rows(output: str, name: str, shard: int, values: Sequence[Row]) -> list[WrittenFile]:
    """Write revised rows of one dataset to files that no commit names yet."""
    dataset = revised_dataset(name)
    return [
        _write_table(output, dataset, shard, table) for table in sorted_tables(dataset, [to_batch(dataset, values)])
    ]


def write_commit(output: str, number: int, files: Iterable[WrittenFile]) -> str:
    """Name files in a commit, from which moment on they count, and return its path."""
    content = list_files(files)
    path = FileSystems.join(output, STREAM, COMMITS, f"{number:08d}-{_hash(content)}.json")
    write_whole(path, content)
    return path


def begin_stream(output: str, facts: RunFacts) -> None:
    """Make the output ready for a new stream: its facts, and a first commit that gives every dataset a schema.

    Raises:
        OutputError: a stream has written there before, or nothing can be written there.
    """
    try:
        begun = is_stream(output)
    except Exception as error:  # each filesystem raises its own
        raise OutputError(f"Cannot write to {output}: {' '.join(str(error).split())}") from error
    if begun:
        folder = FileSystems.join(output, STREAM)
        raise OutputError(
            f"Cannot start a new stream in {output}: {folder} holds what another one has written, and its state is not"
            " known to a new job. Update the running job (--update), name another folder, or remove that one."
        )
    write_whole(FileSystems.join(output, STREAM, _FACTS), json.dumps(asdict(facts), sort_keys=True).encode())
    write_whole(FileSystems.join(output, STREAM, VIEWS), views_sql(output).encode())
    datasets = map(revised_dataset, STREAMED)
    write_commit(output, _FIRST, [_write_table(output, each, 0, each.schema.empty_table()) for each in datasets])


def is_stream(output: str) -> bool:
    """Whether a stream has begun in the output."""
    return bool(_matched(FileSystems.join(output, STREAM, COMMITS, "*.json")))


def stream_facts(output: str) -> RunFacts:
    """What the stream in the output was started with."""
    return RunFacts(**json.loads(_read(FileSystems.join(output, STREAM, _FACTS))))


def committed_files(output: str) -> dict[str, list[WrittenFile]]:
    """The files that the commits in the output name, by dataset in order of their paths.

    Raises:
        OutputError: a commit cannot be read.
    """
    commits = _matched(FileSystems.join(output, STREAM, COMMITS, "*.json"))
    named = {file.path: file for path in commits for file in _files_of(path)}
    files = [named[path] for path in sorted(named)]
    return {name: [file for file in files if file.dataset == name] for name in STREAMED}


def read_rows(output: str, file: WrittenFile, columns: Sequence[str] | None = None) -> pa.Table:
    """The rows of a file of the stream.

    Raises:
        OutputError: the file is not as it was written.
    """
    path = FileSystems.join(output, file.path)
    try:
        content = _read(path)
    except OSError as error:
        raise OutputError(_damaged(path, "cannot be read", error)) from error
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise OutputError(_damaged(path, f"has {len(content)} bytes that are not the {file.bytes} which were written"))
    return pq.read_table(pa.BufferReader(content), columns=list(columns) if columns is not None else None)


def _files_of(commit: str) -> list[WrittenFile]:
    try:
        return parse_files(_read(commit))
    except (OSError, TypeError, ValueError) as error:
        raise OutputError(_damaged(commit, "is no commit that can be read", error)) from error


def _damaged(path: str, what: str, error: Exception | None = None) -> str:
    reason = f" ({' '.join(str(error).split())})" if error else ""
    return f"{path} {what}{reason}; put back the file that the stream wrote there, nothing was changed."


def _write_table(output: str, dataset: Dataset, shard: int, table: pa.Table) -> WrittenFile:
    content = parquet_bytes(dataset, table)
    path = f"{STREAM}/{dataset.name}/{dataset.name}-{shard}-{_hash(content)}.parquet"
    write_whole(FileSystems.join(output, path), content)
    return WrittenFile(dataset.name, path, table.num_rows, len(content), hashlib.sha256(content).hexdigest())


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:20]


def write_whole(path: str, content: bytes) -> None:
    """Write a file that appears with all its content: stores of objects do that, local disks by a rename."""
    if FileSystems.get_scheme(path) is not None:
        with FileSystems.create(path, "application/octet-stream", CompressionTypes.UNCOMPRESSED) as stream:
            stream.write(content)
        return
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    with part.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.replace(target)


def _read(path: str) -> bytes:
    with FileSystems.open(path, compression_type=CompressionTypes.UNCOMPRESSED) as stream:
        content: bytes = stream.read()
    return content


def _matched(pattern: str) -> list[str]:
    [found] = FileSystems.match([pattern])
    return sorted(entry.path for entry in found.metadata_list)
