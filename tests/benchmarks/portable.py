"""Runs the job on Beam's portable job service, with workers that have the installed package only, not this source.

    python -m tests.benchmarks.portable [--python VENV/bin/python] [--input PATTERN] [--model DIR] [--kill]

The package is built into a wheel and installed into a fresh environment (some minutes) unless --python names one that
has it. Job service, workers and the command run with that Python, each in a process of its own, in an empty folder.
Then the same job runs with the DirectRunner, and the rows of all datasets are compared. --kill also runs the job once
more into another folder, kills its worker with SIGKILL while it folds, checks that no dataset was published, runs the
job again and compares that. Prints what it did; exits with 1 where rows differ. With the bundled samples and weights
this takes some two minutes on two idle cores, beside the installation.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import pyarrow.dataset as ds

from schemas import DATASETS
from tests.command import ROOT, SAMPLES

JOB_SERVICE = """
import logging, sys
logging.basicConfig(stream=sys.stderr)
logging.getLogger("apache_beam.runners.portability.fn_api_runner.fn_runner").setLevel(logging.DEBUG)
from apache_beam.runners.portability import local_job_service_main
local_job_service_main.run(["--port", sys.argv[1]])
"""
LIMIT_SECONDS = 3_000
NOTICED_SECONDS = 60
# A stage is named after all that is fused into it; this one begins with reading the blocks of mentions.
FOLDING = re.compile(r"Running bundle for stage \(*Make/FoldEvents/LinkMentions/Turn\d+/GroupBlocks/Read")


def install(folder: Path) -> Path:
    """Build the wheel, install it with the pinned dependencies, and return the Python that has it."""
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", folder / "wheels", ROOT], check=True)
    subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
    python = folder / "venv" / "bin" / "python"
    [wheel] = (folder / "wheels").glob("*.whl")
    pip = [str(python), "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "install", "--constraint", ROOT / "constraints.txt", wheel], check=True)
    return python


def environment(python: Path) -> dict[str, str]:
    """The environment of a process that finds this Python first and no source folder."""
    names = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return names | {"PATH": f"{python.parent}{os.pathsep}{names['PATH']}"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int) -> None:
    deadline = time.monotonic() + LIMIT_SECONDS
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("localhost", port)) == 0:
                return
        time.sleep(0.2)
    raise TimeoutError(f"nothing listens on port {port}")


@contextmanager
def serving(arguments: list[str | Path], port: int, log: Path, folder: Path) -> Iterator[psutil.Process]:
    """A server in a process of its own, ended with its children."""
    python = Path(arguments[0])
    with log.open("wb") as lines:
        server = subprocess.Popen(arguments, cwd=folder, env=environment(python), stdout=lines, stderr=lines)
    process = psutil.Process(server.pid)
    try:
        wait_for(port)
        yield process
    finally:
        for one in [*process.children(recursive=True), process]:
            one.kill()
        server.wait()


class Portable:
    """A job service and a pool of workers, and the command that submits to them."""

    def __init__(self, python: Path, folder: Path) -> None:
        self.python = python
        self.folder = folder
        self.empty = folder / "empty"
        self.empty.mkdir()

    @contextmanager
    def services(self, name: str) -> Iterator[tuple[list[str], psutil.Process, Path]]:
        """The options that name the services, the pool whose children are the workers, and the log of the job."""
        job, pool = free_port(), free_port()
        log = self.folder / f"{name}-jobs.log"
        service: list[str | Path] = [self.python, "-P", "-c", JOB_SERVICE, str(job)]
        module = "apache_beam.runners.worker.worker_pool_main"
        workers: list[str | Path] = [self.python, "-P", "-m", module, "--service_port", str(pool)]
        with (
            serving(service, job, log, self.empty),
            serving(workers, pool, self.folder / f"{name}-workers.log", self.empty) as process,
        ):
            options = ["--runner", "PortableRunner", "--job_endpoint", f"localhost:{job}"]
            options += ["--environment_type", "EXTERNAL", "--environment_config", f"localhost:{pool}"]
            yield options, process, log

    def start(self, options: list[str]) -> subprocess.Popen[bytes]:
        """Start the command in an empty folder."""
        command = [self.python, "-P", "-m", "pipeline", *options]
        return subprocess.Popen(command, cwd=self.empty, env=environment(self.python), stdout=subprocess.DEVNULL)

    def run(self, options: list[str]) -> float:
        """Run the command to its end and return the seconds that it took."""
        began = time.monotonic()
        code = self.start(options).wait(timeout=LIMIT_SECONDS)
        if code:
            raise SystemExit(f"the command ended with {code}: {' '.join(options)}")
        return time.monotonic() - began

    def run_portably(self, options: list[str], name: str) -> float:
        """Run the command with services of its own."""
        with self.services(name) as (named, _, _):
            return self.run([*options, *named])

    def kill_while_folding(self, options: list[str]) -> float:
        """Run the command, kill its worker with SIGKILL in the middle of the fold, and return when, in seconds."""
        began = time.monotonic()
        with self.services("killed") as (named, pool, log):
            run = self.start([*options, *named])
            while not FOLDING.search(log.read_text(errors="replace")):
                if run.poll() is not None:
                    raise SystemExit("the command ended before its worker folded")
                time.sleep(0.05)
            for worker in pool.children():
                worker.send_signal(signal.SIGKILL)
            killed_after = time.monotonic() - began
            with suppress(subprocess.TimeoutExpired):
                run.wait(timeout=NOTICED_SECONDS)
            run.kill()  # this job service may wait for a dead worker for ever; a cluster's would start another one
            if run.wait() == 0:
                raise SystemExit("a command whose worker was killed has said that all went well")
        return killed_after


def rows(output: Path) -> dict[str, list[str]]:
    """The rows of every dataset, sorted."""
    found = {}
    for name in DATASETS:
        files = sorted(map(str, (output / name).rglob("*.parquet")))
        table = ds.dataset(files).to_table().to_pylist() if files else []
        found[name] = sorted(json.dumps(row, default=str, sort_keys=True) for row in table)
    return found


def compare(one: dict[str, list[str]], other: dict[str, list[str]]) -> bool:
    """Print for each dataset how many rows there are and how many only one side has; whether all are equal."""
    for name in one:
        different = len(set(one[name]) ^ set(other[name]))
        print(f"  {name}: {len(one[name])} and {len(other[name])} rows, {different} differ")
    return one == other


def main() -> int:
    """Run, compare, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--python", type=lambda value: Path(value).absolute())
    parser.add_argument("--input", default=str(SAMPLES))
    parser.add_argument("--model")
    parser.add_argument("--kill", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="newsfold-portable-") as name:
        folder = Path(name)
        portable = Portable(options.python or install(folder), folder)
        job = ["--input", options.input, *(["--model", options.model] if options.model else [])]
        direct, remote, again = folder / "direct", folder / "portable", folder / "again"
        print(f"portable runner: {portable.run_portably([*job, '--output', str(remote)], 'portable'):.0f} s")
        print(f"direct runner: {portable.run([*job, '--output', str(direct)]):.0f} s")
        expected = rows(direct)
        equal = compare(expected, rows(remote))
        if options.kill:
            killed_after = portable.kill_while_folding([*job, "--output", str(again)])
            print(f"worker killed while folding, after {killed_after:.0f} s")
            if (again / "manifest.json").exists():
                raise SystemExit("a job whose worker was killed has published datasets")
            print(f"run again: {portable.run_portably([*job, '--output', str(again)], 'again'):.0f} s")
            equal &= compare(expected, rows(again))
        print("equal" if equal else "DIFFERENT")
    return 0 if equal else 1


if __name__ == "__main__":
    sys.exit(main())
