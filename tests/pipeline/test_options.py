"""The command line: what it accepts, what it refuses, and in which words."""

from __future__ import annotations

import subprocess
import sys

import pytest

from pipeline.options import OptionError, parse_options, usable_cores

PATHS = ["--input", "articles.jsonl", "--output", "out"]


def test_defaults_suit_most_people():
    options = parse_options(PATHS)
    assert options.inputs == ("articles.jsonl",)
    assert options.output == "out"
    assert (options.clean, options.languages, options.fields) == ("auto", ("en",), ())
    assert (options.model, options.min_confidence, options.strict) == (None, 0.0, False)
    assert (options.workers, options.runner, options.beam) == (usable_cores(), "DirectRunner", ())


def test_several_inputs_and_column_names_of_the_user():
    options = parse_options([*PATHS, "--input", "more/*.csv", "--fields", "headline=title, a=b=text"])
    assert options.inputs == ("articles.jsonl", "more/*.csv")
    assert options.fields == (("headline", "title"), ("a=b", "text"))


@pytest.mark.parametrize(
    ("value", "languages"), [("all", None), ("EN,de", ("en", "de")), ("fr, fr", ("fr",)), ("hsb", ("hsb",))]
)
def test_languages(value: str, languages: tuple[str, ...] | None):
    assert parse_options([*PATHS, "--languages", value]).languages == languages


def test_beams_options_are_passed_on():
    options = parse_options([*PATHS, "--runner", "FlinkRunner", "--temp_location", "gs://b/tmp", "--save_main_session"])
    assert options.runner == "FlinkRunner"
    assert options.beam == ("--temp_location", "gs://b/tmp", "--save_main_session")


def test_beams_own_name_for_the_workers_means_the_same():
    assert parse_options([*PATHS, "--direct_num_workers", "3"]).workers == 3


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        ([], ["--input", "--output"]),
        (["--output", "x"], ["--input"]),
        (["--input", "", "--output", "x"], ["--input", "''"]),
        ([*PATHS, "--clean", "maybe"], ["--clean", "maybe", "auto", "off"]),
        ([*PATHS, "--workers", "0"], ["--workers", "'0'", "1"]),
        ([*PATHS, "--workers", "two"], ["--workers", "'two'"]),
        ([*PATHS, "--min_confidence", "nan"], ["--min_confidence", "'nan'", "0 to 1"]),
        ([*PATHS, "--min_confidence", "1.1"], ["--min_confidence", "'1.1'"]),
        ([*PATHS, "--languages", "english"], ["--languages", "'english'", "all"]),
        ([*PATHS, "--languages", "en,qq"], ["--languages", "'qq'", "all"]),
        ([*PATHS, "--languages", ""], ["--languages", "''"]),
        ([*PATHS, "--fields", "headline=name"], ["--fields", "'headline=name'", "title"]),
        ([*PATHS, "--fields", "title"], ["--fields", "'title'", "THEIRS=OURS"]),
        ([*PATHS, "--model", "no/such/folder"], ["--model", "'no/such/folder'"]),
        ([*PATHS, "--inptu", "x"], ["--inptu", "--input"]),
        (["--input", "x", "--outptu", "y"], ["--outptu", "did you mean --output"]),
        ([*PATHS, "more.jsonl"], ["'more.jsonl'", "--input"]),
        ([*PATHS, "--direct_running_mode", "fast"], ["--direct_running_mode", "fast", "multi_processing"]),
    ],
)
def test_what_is_wrong_is_said_in_one_line_that_names_it(arguments: list[str], parts: list[str]):
    with pytest.raises(OptionError) as caught:
        parse_options(arguments)
    message = str(caught.value)
    assert "\n" not in message
    assert [part for part in parts if part not in message] == []


def run_command(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pipeline", *arguments], capture_output=True, text=True, timeout=60, check=False
    )


def test_an_error_is_one_line_and_code_2():
    done = run_command("--input", "x", "--output", "y", "--clean", "maybe")
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert "--clean" in done.stderr


def test_an_unknown_option_is_one_line_too_though_beam_is_asked():
    done = run_command("--input", "x", "--output", "y", "--inptu", "z")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)


def test_help_names_every_option():
    done = run_command("--help")
    assert done.returncode == 0
    names = ["--input", "--output", "--fields", "--clean", "--languages", "--min_confidence", "--model", "--workers"]
    assert [name for name in [*names, "--strict", "--runner"] if name not in done.stdout] == []


def test_help_and_errors_load_neither_beam_nor_torch():
    code = (
        "import sys, pipeline.__main__ as program\n"
        "code = program.main(['--input', 'x', '--output', 'y', '--workers', 'z'])\n"
        "print(code, sorted({'apache_beam', 'torch', 'pyarrow'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "2 []"
