"""The speed table: ``python -m tests.benchmarks [--input ARTICLES.jsonl]`` measures it and writes Markdown and JSON.

The whole pipeline is held against the bare forward pass of its network over the same windows, and against what one
would write without Newsfold. All three run on the same machine in one go, since only their ratios can be compared.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path

from pipeline.extract.articles import model_folder
from pipeline.options import usable_cores
from tests.benchmarks.speed_inputs import Workload, read_workload, write_input
from tests.benchmarks.speed_runs import WatchedRun, watch_run
from tests.benchmarks.speed_stages import shares
from tests.benchmarks.speed_table import Figures, Rate, Whole, markdown
from tests.command import ROOT, SAMPLES


def main(arguments: Sequence[str]) -> None:
    """Measure as the command line says, print the table and write it."""
    chosen = _parser().parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        figures = _figures(chosen, Path(folder))
    chosen.output.parent.mkdir(parents=True, exist_ok=True)
    chosen.output.with_suffix(".md").write_text(markdown(figures), encoding="utf-8")
    chosen.output.with_suffix(".json").write_text(json.dumps(asdict(figures), indent=1) + "\n", encoding="utf-8")
    print(markdown(figures))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--input", default=str(SAMPLES), help="articles of any form (default: the bundled samples)")
    parser.add_argument("--most", type=int, help="take the first so many articles only (default: all)")
    parser.add_argument("--times", type=_numbers, default=(1, 2, 4), help="multiples of them (default: 1,2,4)")
    parser.add_argument("--workers", type=_numbers, default=(1, 2), help="numbers of workers (default: 1,2)")
    parser.add_argument(
        "--plain", type=int, default=100, help="articles for the plain pipeline, which is slow (default: %(default)s)"
    )
    parser.add_argument(
        "--output", type=Path, default=ROOT / "output" / "speed", help="what to write, less .md and .json"
    )
    return parser


def _numbers(value: str) -> tuple[int, ...]:
    return tuple(int(part) for part in value.split(","))


def _figures(chosen: argparse.Namespace, folder: Path) -> Figures:
    workload = read_workload(chosen.input, chosen.most)
    single = folder / "articles.jsonl"
    write_input(workload.articles, 1, single)
    return Figures(
        machine=f"{platform.processor() or platform.machine()}, {usable_cores()} cores, load {os.getloadavg()[0]:.1f}",
        wholes=tuple(
            _whole(workload, workers, times, folder) for workers in chosen.workers for times in sorted(chosen.times)
        ),
        forward={workers: _forward(workload, workers, single) for workers in chosen.workers},
        sentences=_sentences(workload, chosen.plain, folder),
        shares={workers: _shares(workers, single, folder) for workers in chosen.workers},
    )


def _whole(workload: Workload, workers: int, times: int, folder: Path) -> Whole:
    print(f"whole pipeline, {workers} worker(s), {times} x the articles", file=sys.stderr)
    articles = folder / "repeated.jsonl"
    write_input(workload.articles, times, articles)
    run = watch_run(["--input", articles, "--output", folder / "whole", "--workers", str(workers), "--clean", "off"])
    count, tokens = times * len(workload.articles), times * workload.tokens
    return Whole(
        workers=workers,
        threads=_threads(workers),
        times=times,
        run=Rate(count, tokens, run.seconds),
        extraction=_extraction(run, count, tokens),
        start_up_seconds=run.first_article,
        peak_mib=run.peak_mib,
        largest_process_mib=run.largest_process_mib,
    )


def _extraction(run: WatchedRun, count: int, tokens: int) -> Rate:
    """Return the rate from the first batch of articles that came out of the network to the last, without the first."""
    seconds = run.last_article - run.first_article
    if seconds <= 0:
        return Rate(count, tokens, run.seconds)
    later = count - run.first_count
    return Rate(later, tokens * later // count, seconds)


def _forward(workload: Workload, workers: int, source: Path) -> Rate:
    """Measure the bare pass in as many processes at once as the pipeline has workers; the slowest one counts."""
    print(f"bare forward pass, {workers} process(es)", file=sys.stderr)
    with ThreadPoolExecutor(workers) as processes:
        parts = processes.map(
            lambda part: _baseline("forward", source, _threads(workers), part, workers), range(workers)
        )
        return Rate(len(workload.articles), workload.tokens, max(parts))


def _sentences(workload: Workload, most: int, folder: Path) -> Rate:
    print("plain pipeline over sentences", file=sys.stderr)
    source = folder / "plain.jsonl"
    step = max(1, len(workload.articles) // most)
    write_input(workload.articles[::step], 1, source)
    some = read_workload(str(source), None)
    return Rate(len(some.articles), some.tokens, _baseline("sentences", source, usable_cores(), 0, 1))


def _baseline(kind: str, source: Path, threads: int, part: int, parts: int) -> float:
    arguments = [kind, source, model_folder(None), threads, part, parts]
    return float(_printed("tests.benchmarks.speed_baselines", arguments))


def _shares(workers: int, source: Path, folder: Path) -> dict[str, float]:
    print(f"share of each stage, {workers} worker(s)", file=sys.stderr)
    output = folder / f"staged-{workers}"
    output.mkdir()
    return shares(json.loads(_printed("tests.benchmarks.speed_stages", [source, output, workers])))


def _printed(module: str, arguments: Sequence[object]) -> str:
    """Return the last line that a module prints."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout.splitlines()[-1]


def _threads(workers: int) -> int:
    return max(1, usable_cores() // workers)


if __name__ == "__main__":
    main(sys.argv[1:])
