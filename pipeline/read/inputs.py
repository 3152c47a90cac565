"""The user's files, globs and folders to a list of files, on any filesystem that Beam knows."""

# mypy: allow-untyped-calls

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterable
from typing import BinaryIO

from apache_beam.io.filesystem import CompressionTypes, FileMetadata
from apache_beam.io.filesystems import FileSystems

from pipeline.read.errors import InputError
from pipeline.read.tasks import InputFile


def check_inputs(patterns: Iterable[str]) -> tuple[InputFile, ...]:
    """Return the files that the patterns name, each once and in order of their paths.

    A pattern is a file, a glob (``**`` crosses folders) or a folder, which stands for every file under it. Files whose
    name or folder begins with a dot are left out, unless the pattern spells out that very file or folder.
    Raises InputError where there is no pattern, or one that names no file or cannot be listed.
    """
    files = {file.path: file for pattern in patterns for file in _required(pattern)}
    if not files:
        raise InputError("No input is given; name files, folders or globs with --input.")
    return tuple(files[path] for path in sorted(files))


def open_input(path: str) -> BinaryIO:
    """Open a file as its bytes are: unpacking is done here with bounds, which Beam's own lacks."""
    return FileSystems.open(path, compression_type=CompressionTypes.UNCOMPRESSED)


def version_of(path: str) -> str | None:
    """Return what changes whenever the file at a path or URL does, as far as can be told; null where there is none."""
    if "://" not in path:
        try:
            return _local_version(os.stat(path))
        except OSError:
            return None
    try:
        [found] = FileSystems.match([path])
    except Exception:
        # Each filesystem has errors of its own; reading the file is what tells the user of them.
        return None
    return next((_version(metadata) for metadata in found.metadata_list if metadata.path == path), None)


def _version(metadata: FileMetadata) -> str | None:
    if "://" not in metadata.path:
        return version_of(metadata.path)
    return f"{metadata.size_in_bytes} bytes of {metadata.last_updated_in_seconds}"


def _local_version(found: os.stat_result) -> str:
    return f"{found.st_size} bytes of {found.st_mtime_ns} as {found.st_ino}"


def _required(pattern: str) -> list[InputFile]:
    files = _matched(pattern)
    if not files:
        raise InputError(f"No file matches --input {pattern!r}; check the path, or quote the glob.")
    return files


def _matched(pattern: str) -> list[InputFile]:
    if not pattern.strip():
        raise InputError("An --input is empty; name a file, folder or glob.")
    if "://" in pattern:
        return _listed([pattern, _below(pattern)], _fixed_part(pattern))
    if os.path.isfile(pattern):
        path = os.path.normpath(pattern)
        return [InputFile(path, os.path.getsize(path), version_of(path))]
    # Beam finds nothing by a glob without a folder.
    anchored = os.path.join(os.curdir, pattern)
    if os.path.isdir(pattern):
        return _listed([_below(glob.escape(anchored))], anchored)
    return _listed([anchored, _below(anchored)], _fixed_part(anchored))


def _below(pattern: str) -> str:
    """Return the glob for every file under the folders that a pattern names."""
    return pattern.rstrip("/") + "/**"


def _fixed_part(pattern: str) -> str:
    """Return the start of a pattern, up to a slash, that matches only itself; all of it where it is no glob."""
    first = re.search(r"[*?\[]", pattern)
    return pattern if first is None else pattern[: pattern.rfind("/", 0, first.start()) + 1]


def _listed(globs: list[str], spelled_out: str) -> list[InputFile]:
    """List the files that the globs match and that are not hidden below the part that the user spelled out."""
    try:
        results = FileSystems.match(globs)
    except Exception as error:
        # Each filesystem has errors of its own: unknown scheme, no credentials, no such bucket.
        reason = str(error).partition("\n")[0]
        raise InputError(f"The files of --input {globs[0]!r} cannot be listed: {reason}") from error
    found: list[FileMetadata] = [metadata for result in results for metadata in result.metadata_list]
    return [
        InputFile(_normal(metadata.path), metadata.size_in_bytes, _version(metadata))
        for metadata in found
        if _is_file(metadata.path) and not _is_hidden(metadata.path[len(spelled_out) :])
    ]


def _is_hidden(path: str) -> bool:
    return any(part.startswith(".") for part in path.split("/"))


def _is_file(path: str) -> bool:
    """Leave out folders and pipes, which cannot be read or wait for ever; elsewhere than here there are only files."""
    return "://" in path or os.path.isfile(path)


def _normal(path: str) -> str:
    """Return one spelling of a path, so that a file that two patterns name is read once."""
    return path if "://" in path else os.path.normpath(path)
