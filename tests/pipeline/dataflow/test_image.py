"""What the Dockerfile copies is there and is sent to the builder, and its versions are the pinned ones."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from fnmatch import fnmatch
from pathlib import Path

from tests.command import ROOT

DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
INSTRUCTIONS = re.sub(r"\\\n", " ", re.sub(r"^#.*\n", "", DOCKERFILE, flags=re.MULTILINE)).splitlines()


def of_kind(kind: str) -> list[str]:
    return [line.removeprefix(kind).strip() for line in INSTRUCTIONS if line.startswith(f"{kind} ")]


def copied() -> list[str]:
    return [source for line in of_kind("COPY") if "--from" not in line for source in line.split()[:-1]]


def is_sent(path: str) -> bool:
    sent = False
    for rule in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines():
        if rule and not rule.startswith("#"):
            matches = fnmatch(path.split("/")[0], rule.lstrip("!"))
            sent = (sent or rule.startswith("!")) and not (matches and not rule.startswith("!")) if matches else sent
    return sent


def test_all_that_is_copied_is_there_and_sent():
    assert len(copied()) > 5
    for source in copied():
        assert (ROOT / source).exists(), source
        assert is_sent(source), source
    assert not is_sent(".venv")
    assert not is_sent("output")


def test_versions_are_those_of_the_constraints():
    arguments = dict(line.split("=") for line in of_kind("ARG") if "=" in line)
    pinned = dict(line.split("==") for line in (ROOT / "constraints.txt").read_text().splitlines())
    assert arguments["BEAM"] == pinned["apache-beam"]
    oldest = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["requires-python"].removeprefix(">=")
    assert tuple(map(int, arguments["PYTHON"].split("."))) >= tuple(map(int, oldest.split(".")))
    assert f"python{arguments['PYTHON'].replace('.', '')}-template-launcher-base" in DOCKERFILE


def test_the_requirements_step_lists_all_dependencies(tmp_path: Path):
    [step] = [line for line in of_kind("RUN") if "tomllib" in line]
    command = re.search(r'python -c "([^"]+)"', step)
    assert command is not None
    program = command[1].replace("pyproject.toml", str(ROOT / "pyproject.toml"))
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    assert done.stdout.split("\n")[:-1] == wanted


def test_everything_is_pinned():
    constraints = (ROOT / "constraints.txt").read_text().lower().replace("_", "-")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    names = [re.split(r"[^A-Za-z0-9._-]", requirement)[0] for requirement in project["dependencies"]]
    assert [name for name in names if f"{name.lower().replace('_', '-')}==" not in constraints] == []


def test_the_image_starts_workers_and_launches_the_template():
    assert of_kind("ENTRYPOINT") == ['["/opt/apache/beam/boot"]']
    assert "FLEX_TEMPLATE_PYTHON_PY_FILE=/opt/newsfold/launch.py" in of_kind("ENV")
    assert "/opt/newsfold" in of_kind("WORKDIR")
    assert "pipeline/dataflow/launch.py" in copied()
