"""Kills runs at random moments, workers and parents in turn: ``python -m tests.faults.kills`` tells what was left.

After each kill the output must hold the former datasets or the new ones, whole; at the end a run that nobody disturbs
must give the same files as one into a fresh folder.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from pipeline.verify.checks import violations
from tests.command import ROOT, SAMPLES, command, descendants, run_newsfold, workers_among

_SECONDS_TO_END = 60


@dataclass(frozen=True, slots=True)
class Kill:
    """What was killed, how many seconds after its start, and what was seen: the exit code and word of the run, whether
    the datasets are the former or the new ones, what the verifier says of them, and the processes that lived on."""

    victim: str
    seconds: float
    code: int
    word: str
    datasets: str
    faults: tuple[str, ...]
    left_over: int

    @property
    def is_well(self) -> bool:
        """Whether nothing was lost, mixed or left over, and the user was told."""
        told = "the run failed" in self.word if self.victim == "worker" and self.code not in (0, 2) else True
        return self.datasets in ("former", "new") and not self.faults and not self.left_over and told


def kill_runs(
    times: int, seed: int, arguments: Sequence[str | Path], output: Path, victims: Sequence[str] = ("parent", "worker")
) -> Iterator[Kill]:
    """Start ``times`` runs of two workers into ``output``, which holds datasets, and kill each at a random moment."""
    chance = random.Random(seed)
    span = _seconds_of(arguments, output.with_name("whole"))
    new = (output.with_name("whole") / "manifest.json").read_bytes()
    for number in range(times):
        yield _killed(victims[number % len(victims)], chance.uniform(0, span), arguments, output, new)


def same_files(one: Path, other: Path) -> bool:
    """Tell whether two outputs hold the same datasets; a manifest names each file's sha256."""
    return (one / "manifest.json").read_bytes() == (other / "manifest.json").read_bytes()


def _seconds_of(arguments: Sequence[str | Path], output: Path) -> float:
    began = time.monotonic()
    _run_whole(arguments, output)
    return time.monotonic() - began


def _run_whole(arguments: Sequence[str | Path], output: Path) -> None:
    done = run_newsfold(*arguments, "--output", output, "--workers", "2")
    if done.returncode != 0:
        raise RuntimeError(f"a run that nobody disturbs failed: {done.stderr[-2000:]}")


def _killed(victim: str, seconds: float, arguments: Sequence[str | Path], output: Path, new: bytes) -> Kill:
    former = (output / "manifest.json").read_bytes()
    with tempfile.TemporaryFile() as errors:
        line = command(*arguments, "--output", output, "--workers", "2")
        run = subprocess.Popen(line, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=errors)
        family = _kill_in(run, victim, seconds)
        code = run.wait(_SECONDS_TO_END)
        errors.seek(0)
        word = (errors.read().decode().splitlines() or [""])[-1]
    left_over = psutil.wait_procs(family, timeout=10)[1]
    found = (output / "manifest.json").read_bytes()
    datasets = "former" if found == former else "new" if found == new else "other"
    faults = tuple(str(violation) for violation in violations(output))
    return Kill(victim, seconds, code, word, datasets, faults, len(left_over))


def _kill_in(run: subprocess.Popen[bytes], victim: str, seconds: float) -> list[psutil.Process]:
    """Kill the run or one of its workers so many seconds after its start; a worker as soon as there is one."""
    time.sleep(seconds)
    family: list[psutil.Process] = []
    while run.poll() is None:
        family = descendants(run.pid)
        workers = workers_among(family)
        if victim == "parent" or workers:
            target = run.pid if victim == "parent" else workers[len(workers) // 2].pid
            os.kill(target, signal.SIGKILL)
            break
        time.sleep(0.05)
    return family


def main(arguments: Sequence[str]) -> int:
    """Kill runs as the command line says, tell of each, and return 1 where anything was wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.kills", description=__doc__)
    parser.add_argument("--times", type=int, default=20, help="runs that are killed (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="of the random moments (default: %(default)s)")
    parser.add_argument("--input", default=str(SAMPLES), help="what the runs read (default: the bundled samples)")
    parser.add_argument("--model", help="folder of the weights (default: bundled)")
    chosen = parser.parse_args(arguments)
    options: list[str | Path] = ["--input", chosen.input, *(["--model", chosen.model] if chosen.model else [])]
    with tempfile.TemporaryDirectory() as folder:
        return _report(chosen.times, chosen.seed, options, Path(folder))


def _report(times: int, seed: int, options: Sequence[str | Path], folder: Path) -> int:
    output, first = folder / "killed", folder / "first.txt"
    first.write_text("Dockers in Port Ansel walked off the job on Tuesday after talks over night shifts failed.")
    _run_whole(["--input", first, *options[2:]], output)
    kills = []
    for kill in kill_runs(times, seed, options, output):
        print(f"{kill.victim:7} after {kill.seconds:5.1f} s: exit {kill.code}, {kill.datasets} datasets, {kill.word}")
        print(*kill.faults, sep="\n", end="\n" if kill.faults else "", flush=True)
        kills.append(kill)
    _run_whole(options, output)
    same = same_files(output, folder / "whole")
    print(f"{len(kills)} runs killed, {sum(kill.is_well for kill in kills)} of them left everything well")
    print(f"the run after them gave {'the same files as' if same else 'OTHER FILES THAN'} an undisturbed one")
    return 0 if same and all(kill.is_well for kill in kills) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
