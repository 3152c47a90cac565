"""The datasets that a run appends to: checked before any work, and where their files are."""

# mypy: allow-untyped-calls

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import pyarrow as pa
from apache_beam.io.filesystem import CompressionTypes
from apache_beam.io.filesystems import FileSystems

from pipeline.counting import LEFT_APART, first_examples
from pipeline.options import OptionError
from pipeline.write import RunFacts
from pipeline.write.manifest import MANIFEST_NAME, WrittenFile, files_in_manifest
from schemas import DATASETS

DECIDING_OPTIONS: Final = ("clean", "languages", "min_confidence")
"""The options that one run over everything has one value of. ``fields`` may differ from input to input."""


_OF_EVERYTHING: Final = ("rows/", "found/", LEFT_APART)
"""The beginnings of the names of counters that count former and new records alike: the last run's stand."""


@dataclass(frozen=True, slots=True)
class FormerRun:
    """The datasets in an output: their files, what all runs over them counted, with examples, and their entries."""

    output: str
    files: tuple[WrittenFile, ...]
    counters: Mapping[str, int]
    examples: Mapping[str, Sequence[str]]
    runs: tuple[Mapping[str, Any], ...]


class FormerFileError(RuntimeError):
    """A file of the former datasets is not as it was written."""


def load_former(output: str, facts: RunFacts) -> FormerRun:
    """Return the datasets in an output, to which a run with these facts appends.

    Raises:
        OptionError: there are none, or a run with these facts would not give what one run over everything gives.
    """
    content = _manifest(output)
    try:
        manifest = json.loads(content)
        files = tuple(files_in_manifest(content))
        versions, options, counters = manifest["versions"], manifest["options"], manifest["counters"]
        _check_same(output, "schema version", versions["schemas"], _schema_versions())
        _check_same(output, "sha256 of the weights", _deciding(versions["weights"]), _deciding(facts.weights))
        _check_options(output, options, facts.options)
        return FormerRun(output, files, counters, manifest.get("examples", {}), tuple(manifest["runs"]))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        if isinstance(error, OptionError):
            raise
        raise OptionError(
            f"--append: {MANIFEST_NAME} in {output!r} is not one of Newsfold; name the --output of a former run"
        ) from error


def joined(former: FormerRun | None, facts: RunFacts) -> RunFacts:
    """Return the facts of all runs together, as they are for the manifest.

    What the fold took in, gave and could not do was counted over everything; what was read of the new inputs alone.
    """
    if former is None:
        return facts
    counters = Counter(facts.counters)
    counters.update({name: count for name, count in former.counters.items() if not name.startswith(_OF_EVERYTHING)})
    return replace(
        facts,
        counters=dict(counters),
        runs=(*former.runs, *facts.runs),
        examples=_united(former.examples, facts.examples),
    )


def _united(former: Mapping[str, Sequence[str]], now: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    return {name: first_examples((*former.get(name, ()), *now.get(name, ()))) for name in former.keys() | now.keys()}


def read_former(output: str, file: WrittenFile) -> pa.Buffer:
    """Return the content of a file of the former datasets.

    Raises:
        FormerFileError: it is not what the manifest says.
    """
    content = _read(FileSystems.join(output, file.path))
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise FormerFileError(f"{file.path} in {output} is damaged; `python -m pipeline.verify {output}` tells more")
    return pa.py_buffer(content)


def _read(path: str) -> bytes:
    with FileSystems.open(path, compression_type=CompressionTypes.UNCOMPRESSED) as stream:
        content: bytes = stream.read()
        return content


def _manifest(output: str) -> bytes:
    try:
        return _read(FileSystems.join(output, MANIFEST_NAME))
    except Exception as error:  # each filesystem raises its own
        raise OptionError(
            f"--append: {output!r} holds no datasets of Newsfold ({MANIFEST_NAME} cannot be read); "
            "name the --output of a former run, or leave --append out"
        ) from error


def _deciding(files: Mapping[str, str]) -> dict[str, str]:
    """The files of a model without its card, whose words change no row."""
    return {name: digest for name, digest in files.items() if not name.endswith(".md")}


def _schema_versions() -> dict[str, str]:
    return {name: dataset.version for name, dataset in DATASETS.items()}


def _check_same(output: str, what: str, former: Mapping[str, str], now: Mapping[str, str]) -> None:
    differing = sorted(name for name in former.keys() | now.keys() if former.get(name) != now.get(name))
    if differing:
        name = differing[0]
        raise OptionError(
            f"--append: the datasets in {output!r} have another {what} of {name} "
            f"({former.get(name, 'none')}, now {now.get(name, 'none')}); run over all inputs again without --append"
        )


def _check_options(output: str, former: Mapping[str, Any], now: Mapping[str, Any]) -> None:
    for name in DECIDING_OPTIONS:
        if former.get(name) != now.get(name):
            raise OptionError(
                f"--append: the datasets in {output!r} were made with --{name}={_shown(former.get(name))} and this run "
                f"has --{name}={_shown(now.get(name))}; only the same can be appended"
            )


def _shown(value: object) -> str:
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)
