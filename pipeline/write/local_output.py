"""An output folder on a local disk, whose datasets change all at once.

::

    OUTPUT/.runs/<run>/articles/month=2031-03/part-00000-....parquet   the data of one run
    OUTPUT/.current -> .runs/<run>                                     the run that readers see
    OUTPUT/articles -> .current/articles                               fixed, for each dataset
    OUTPUT/manifest.json -> .current/manifest.json                     fixed

A run writes to a folder of its own below ``.runs`` and makes it the current one by renaming a new symbolic link over
``.current``, which is atomic. Readers of ``OUTPUT/<dataset>`` never see a mixture: before the rename each dataset is
the former run's, after it the new run's. A reader who wants several datasets of the same run while another
may be published resolves ``OUTPUT/.current`` once and reads below it. The lock on ``OUTPUT/.lock`` is the kernel's
and ends with the process, however it ends.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from pipeline.write.errors import OutputError
from pipeline.write.manifest import MANIFEST_NAME
from schemas import DATASETS

_RUNS: Final = ".runs"
_CURRENT: Final = ".current"
_LOCK: Final = ".lock"
_PUBLISHED: Final = (*DATASETS, MANIFEST_NAME)


def check(output: str) -> None:
    """Raise ``OutputError`` where the output is not, or cannot become, a folder that a run can publish in."""
    folder = Path(output)
    existing = _nearest_existing(folder)
    if not existing.is_dir():
        raise OutputError(f"Cannot write to {output}: {existing} is a file. Name a folder.")
    _refuse_foreign(folder)
    _try_to_write(output, existing)


@contextmanager
def claim(output: str) -> Iterator[str]:
    """Give a new staging folder while this run holds the lock of the output; see ``pipeline.write.output``."""
    check(output)
    folder = Path(output)
    try:
        (folder / _RUNS).mkdir(parents=True, exist_ok=True)
        lock = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise OutputError(f"Cannot write to {output}: {error.strerror}. Name another folder.") from error
    try:
        _lock(output, lock)
        yield from _staging(folder)
    finally:
        os.close(lock)


def publish(output: str, staging: str, manifest: bytes) -> None:
    """Make the staging folder, with this manifest, what readers of the output see; see the module."""
    folder, run = Path(output), Path(staging)
    _keep_only_datasets(run)
    (run / MANIFEST_NAME).write_bytes(manifest)
    _sync_tree(run)
    for name in _PUBLISHED:
        if not (folder / name).is_symlink():
            (folder / name).symlink_to(f"{_CURRENT}/{name}")
    _point(folder / _CURRENT, f"{_RUNS}/{run.name}")
    _sync(folder)
    _remove_runs_but_current(folder)


def _staging(folder: Path) -> Iterator[str]:
    _remove_runs_but_current(folder)
    staging = folder / _RUNS / uuid.uuid4().hex
    staging.mkdir()
    try:
        yield str(staging)
    finally:
        _remove_runs_but_current(folder)


def _nearest_existing(path: Path) -> Path:
    path = path.absolute()
    return next(ancestor for ancestor in (path, *path.parents) if ancestor.exists())


def _refuse_foreign(folder: Path) -> None:
    for name in _PUBLISHED:
        path = folder / name
        if path.is_symlink() and os.readlink(path) == f"{_CURRENT}/{name}":
            continue
        if path.exists() or path.is_symlink():
            raise OutputError(
                f"Cannot write to {folder}: {path} is there already and no run made it. Name another folder."
            )


def _try_to_write(output: str, existing: Path) -> None:
    """Make and remove a file and a link beside or in the output; no other test is right on every filesystem."""
    try:
        with tempfile.TemporaryDirectory(prefix=".newsfold-", dir=existing) as probe:
            (Path(probe) / "file").write_bytes(b"x")
            (Path(probe) / "link").symlink_to("file")
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(
            f"Cannot write to {output}: {reason}. Name a folder that you can write files and links to."
        ) from error


def _lock(output: str, lock: int) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        holder = os.pread(lock, 20, 0).decode("ascii", "replace") or "unknown"
        raise OutputError(
            f"Cannot write to {output}: another run (process {holder}) is writing to it."
            " Wait for its end, or name another folder."
        ) from error
    os.ftruncate(lock, 0)
    os.pwrite(lock, str(os.getpid()).encode(), 0)


def _remove_runs_but_current(folder: Path) -> None:
    current = folder / _CURRENT
    kept = os.path.basename(os.readlink(current)) if current.is_symlink() else None
    for run in (folder / _RUNS).iterdir():
        if run.name != kept:
            shutil.rmtree(run, ignore_errors=True)


def _keep_only_datasets(run: Path) -> None:
    for path in run.iterdir():
        if path.name not in DATASETS:
            path.unlink()


def _point(link: Path, target: str) -> None:
    """Make the link point to the target in one step."""
    new = link.with_name(f"{link.name}.new")
    new.unlink(missing_ok=True)
    new.symlink_to(target)
    os.replace(new, link)


def _sync_tree(top: Path) -> None:
    """Have the disk keep all below before a link makes it visible, so that a power cut loses nothing published."""
    for folder, _, files in os.walk(top):
        for name in files:
            _sync(Path(folder) / name)
        _sync(Path(folder))
    _sync(top.parent)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
