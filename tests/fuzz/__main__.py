"""Fuzzes with coverage as the guide: ``python -m tests.fuzz [TARGET ...] --seconds 1200`` (needs the extra ``fuzz``).

Runs under atheris until the time is over or an input breaks a promise, takes longer than a minute or needs too much
memory. That input is kept in the folder of finds; its first byte chooses the target among those that were named.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path

import atheris

_INPUT_SECONDS = 60
_MEMORY_MIB = 4_096
_INPUT_BYTES = 4_096

with atheris.instrument_imports(include=["pipeline", "models"]):
    from tests.fuzz.seeds import SEEDS
    from tests.fuzz.targets import TARGETS, Target


def main(arguments: Sequence[str]) -> None:
    """Fuzz the targets that the command line names; atheris ends the process, with 0 where every promise held."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"of {', '.join(TARGETS)} (default: all)")
    parser.add_argument("--seconds", type=int, default=1_200, help="how long (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="of the chance (default: %(default)s)")
    parser.add_argument("--finds", type=Path, default=Path("finds"), help="folder of what was found (default: finds)")
    chosen = parser.parse_args(arguments)
    names = chosen.targets or list(TARGETS)
    for name in names:
        for sample in SEEDS:
            TARGETS[name](sample)  # so that what is loaded once does not count as slow
    settings = {
        "seed": chosen.seed,
        "max_total_time": chosen.seconds,
        "timeout": _INPUT_SECONDS,
        "rss_limit_mb": _MEMORY_MIB,
        "max_len": _INPUT_BYTES,
        "artifact_prefix": f"{chosen.finds}/",
        "print_final_stats": 1,
    }
    options = [f"-{option}={value}" for option, value in settings.items()]
    corpus = _seeded_corpus(chosen.finds / "corpus", len(names))
    atheris.Setup([sys.argv[0], *options, str(corpus)], _chooser(names, chosen.finds))
    atheris.Fuzz()


def _chooser(names: Sequence[str], finds: Path) -> Target:
    """Return what hands an input to the target that its first byte names, and keeps it where it breaks a promise."""

    def choose(data: bytes) -> None:
        name = names[data[0] % len(names)] if data else names[0]
        try:
            TARGETS[name](data[1:])
        except BaseException:
            (finds / f"{name}-{hashlib.sha256(data).hexdigest()[:12]}").write_bytes(data)
            raise

    return choose


def _seeded_corpus(folder: Path, targets: int) -> Path:
    """Give each target each of the sound inputs to begin with."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, sample in enumerate(SEEDS):
        for target in range(targets):
            (folder / f"seed-{target}-{number}").write_bytes(bytes([target]) + sample)
    return folder


if __name__ == "__main__":
    main(sys.argv[1:])
