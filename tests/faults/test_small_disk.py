"""A disk that fills up and an output that becomes read-only, both real: a filesystem in memory that only the run sees.

The run is put into a mount namespace of its own (util-linux's ``unshare``), which needs no rights and leaves nothing.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from pipeline.verify.checks import violations
from tests.command import ROOT, command
from tests.faults.conftest import Run
from tests.faults.made_articles import article

# $1: where the small disk goes, $2: the datasets to begin with, $3: where to leave what was on the disk; then the run.
SETUP = """
disk=$1 former=$2 left=$3; shift 3
mount -t tmpfs -o size=8m none "$disk"
cp -a "$former" "$disk/out"
"""
FULL = f"""{SETUP}
head -c "$(( $(df --output=avail -B1 "$disk" | tail -1) - 131072 ))" /dev/zero > "$disk/filler"
code=0; "$@" || code=$?
cp -a "$disk/out" "$left"; exit $code
"""
READ_ONLY = f"""{SETUP}
"$@" & run=$!
while [ "$(ls "$disk/out/.runs" | wc -l)" -lt 2 ]; do kill -0 $run; sleep 0.05; done
mount --bind "$disk/out" "$disk/out"
mount -o remount,bind,ro "$disk/out"
code=0; wait $run || code=$?
cp -a "$disk/out" "$left"; exit $code
"""


@pytest.mark.parametrize(
    ("script", "reason"), [(FULL, "No space left on device"), (READ_ONLY, "Read-only file system")], ids=["full", "ro"]
)
def test_a_disk_that_takes_no_more_ends_the_run_with_a_word_and_the_former_datasets_stay(
    script: str, reason: str, run_here: Run, tiny_model: Path, tmp_path: Path
):
    former, disk, left, inputs = (tmp_path / name for name in ("former", "disk", "left", "news.jsonl"))
    assert run_here(former, [article(0)]) == 0
    disk.mkdir()
    inputs.write_text("".join(json.dumps(article(number, padding="x")) + "\n" for number in range(40)))
    run = command("--input", inputs, "--output", disk / "out", "--workers", "1", "--model", tiny_model)
    namespace = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-eu", "-c", script, "sh"]
    done = subprocess.run(
        [*namespace, disk, former, left, *run], cwd=ROOT, capture_output=True, text=True, timeout=600, check=False
    )
    assert done.returncode == 1, done.stderr
    last = done.stderr.splitlines()[-1]
    assert reason in last
    assert "left the former datasets" in last
    assert (left / "manifest.json").read_bytes() == (former / "manifest.json").read_bytes()
    assert [str(violation) for violation in violations(left)] == []
