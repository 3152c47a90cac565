"""Worker processes of a local run: the work is spread over them, and none outlives the run."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from apache_beam.options.pipeline_options import PipelineOptions
from apache_beam.runners.portability.fn_api_runner import worker_handlers
from apache_beam.runners.worker.data_plane import ClosableOutputStream, TimeBasedBufferingClosableOutputStream

from pipeline.local.runner import local_runner
from tests.command import ROOT, command, descendants, workers_among

PROGRAM = """
import logging, os, sys, time
logging.basicConfig(level=logging.ERROR)
import apache_beam as beam
from apache_beam.options.pipeline_options import PipelineOptions
from pipeline.local.runner import local_runner, watched_workers

workers, seconds = int(sys.argv[1]), float(sys.argv[2])

def work(number):
    time.sleep(seconds)
    return os.getpid()

def end(reason):
    print("worker died:", reason, flush=True)
    os._exit(7)

options = PipelineOptions([], direct_num_workers=workers)
with watched_workers(end), beam.Pipeline(runner=local_runner(options, workers, 1), options=options) as pipeline:
    ids = pipeline | beam.Create(range(40)) | beam.Reshuffle() | beam.Map(work)
    # Both workers write to one pipe: one string at once, so that no line begins within another.
    said = ids | beam.combiners.Count.PerElement() | beam.Map(lambda pair: "did %d %d\\n" % pair)
    said | beam.Map(lambda line: (sys.stdout.write(line), sys.stdout.flush()))
print("ended", os.getpid())
"""


_PATIENCE = 180
"""Seconds for what a slow, busy machine may take long for: to import torch in new processes."""


def start(workers: int, seconds: float) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", PROGRAM, str(workers), str(seconds)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def wait_for_workers(program: subprocess.Popen[str], count: int) -> list[psutil.Process]:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        workers = workers_among(descendants(program.pid))
        if len(workers) == count:
            time.sleep(2)  # until they have work
            return workers
        time.sleep(0.1)
    raise TimeoutError("no workers")


def is_alive(process: psutil.Process) -> bool:
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def test_two_workers_share_the_work_evenly():
    program = start(workers=2, seconds=0.0)
    out, err = program.communicate(timeout=_PATIENCE)
    assert err == ""
    assert re.findall(r"^did \d+ (\d+)$", out, re.MULTILINE) == ["20", "20"], out


def test_one_worker_is_the_process_itself():
    out, _ = start(workers=1, seconds=0.0).communicate(timeout=_PATIENCE)
    assert out.splitlines() == [f"did {out.split()[-1]} 40", f"ended {out.split()[-1]}"]


def test_a_worker_that_is_killed_ends_the_run_with_a_word():
    program = start(workers=2, seconds=1.0)
    workers = wait_for_workers(program, 2)
    workers[0].send_signal(signal.SIGKILL)
    out, _ = program.communicate(timeout=10)
    assert program.returncode == 7
    assert "worker died" in out
    assert psutil.wait_procs(workers, timeout=5)[1] == []


def test_when_the_process_that_they_are_forked_from_is_killed_the_run_ends_with_a_word():
    program = start(workers=2, seconds=1.0)
    workers = wait_for_workers(program, 2)
    os.kill(workers[0].ppid(), signal.SIGKILL)
    out, _ = program.communicate(timeout=10)
    assert program.returncode == 7
    assert "worker died" in out
    assert psutil.wait_procs(workers, timeout=5)[1] == []


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGTERM])
def test_no_worker_outlives_a_run_that_is_killed(ending: signal.Signals):
    program = start(workers=2, seconds=1.0)
    workers = wait_for_workers(program, 2)
    program.send_signal(ending)
    program.communicate(timeout=10)
    assert psutil.wait_procs(workers, timeout=5)[1] == []


def test_all_processes_end_with_a_run_that_is_killed():
    program = start(workers=2, seconds=1.0)
    wait_for_workers(program, 2)
    family = descendants(program.pid)
    program.kill()
    program.communicate(timeout=10)
    assert psutil.wait_procs(family, timeout=5)[1] == []


def test_workers_have_imported_what_they_need_before_they_are_forked():
    program = start(workers=2, seconds=0.1)
    workers = wait_for_workers(program, 2)
    parents = {worker.ppid() for worker in workers}
    assert len(parents) == 1
    mapped = {Path(entry.path).name for entry in psutil.Process(parents.pop()).memory_maps()}
    assert "libtorch_cpu.so" in mapped
    program.communicate(timeout=30)


def test_a_run_that_fails_at_once_leaves_nothing_behind_that_imports(tmp_path: Path):
    done = subprocess.Popen(command("--input", tmp_path / "none.jsonl", "--output", tmp_path / "out", "--workers", "2"))
    family: set[psutil.Process] = set()
    while done.poll() is None:
        family.update(descendants(done.pid))
        time.sleep(0.05)
    assert done.returncode == 2
    assert family
    time.sleep(1)
    assert [process for process in family if is_alive(process)] == []


def test_a_folder_too_deep_for_a_socket_is_no_trouble(tmp_path: Path):
    deep = tmp_path / ("d" * 90)
    deep.mkdir()
    environment = os.environ | {"TMPDIR": str(deep)}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "2", "0"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=_PATIENCE,
        check=False,
    )
    assert re.findall(r"^did \d+ (\d+)$", done.stdout, re.MULTILINE) == ["20", "20"], done.stderr


def test_workers_do_not_warn_of_parts_of_beam_that_are_not_installed(tmp_path: Path):
    (tmp_path / "sitecustomize.py").write_text("import sys\nsys.modules['apitools'] = None\n")
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "2", "0"],
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=_PATIENCE,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_nothing_is_sent_to_workers_from_a_thread_beside_the_one_that_writes():
    local_runner(PipelineOptions([]), 2, 1)
    stream = ClosableOutputStream.create(None, None, worker_handlers.DATA_BUFFER_TIME_LIMIT_MS)
    assert not isinstance(stream, TimeBasedBufferingClosableOutputStream)
