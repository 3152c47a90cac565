"""Starts the command from a flex template; the launcher of Dataflow runs this file by its path.

A template gives every parameter a value, where the command has flags: ``--strict=true`` becomes ``--strict``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from pipeline.__main__ import main

FLAGS = ("streaming", "append", "strict")
"""Parameters of the templates that are flags of the command."""


def command_line(arguments: Sequence[str]) -> Iterator[str]:
    """Yield the arguments of the command for those of the launcher; parameters without a value are left out."""
    for argument in arguments:
        name, equals, value = argument.removeprefix("--").partition("=")
        if name in FLAGS and equals:
            if value.lower() == "true":
                yield f"--{name}"
        elif value or not equals:
            yield argument


if __name__ == "__main__":
    sys.exit(main(list(command_line(sys.argv[1:]))))
