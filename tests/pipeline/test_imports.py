"""What starting does not import."""

from __future__ import annotations

import importlib
import subprocess
import sys

import pytest

from pipeline.imports import without


def test_a_module_can_be_left_out_for_a_while() -> None:
    with without("wave"), pytest.raises(ImportError):
        importlib.import_module("wave")
    assert importlib.import_module("wave")


def test_a_module_that_is_there_stays() -> None:
    with without("json"):
        assert importlib.import_module("json") is sys.modules["json"]


def test_the_process_that_builds_the_pipeline_does_not_import_the_networks_libraries() -> None:
    code = "import sys, pipeline.run; print([name for name in ('torch', 'transformers') if name in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
