"""The flex templates: their parameters are options, their rules accept what the options accept."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

import pipeline.dataflow
from pipeline.dataflow.launch import FLAGS, command_line
from pipeline.options import parse_options

FOLDER = Path(pipeline.dataflow.__file__).parent
TEMPLATES = sorted(path.name for path in FOLDER.glob("*.json"))
GOOD = {
    "streaming": ["true"],
    "pubsub_subscription": ["projects/p/subscriptions/news"],
    "kafka_servers": ["a.example:9092", "a.example:9092,b.example:9092"],
    "kafka_topic": ["news.en"],
    "fold_interval": ["60", "5"],
    "horizon": ["30"],
    "input": ["gs://news/2031/*.jsonl.gz"],
    "output": ["gs://news/datasets"],
    "sdk_container_image": ["europe-docker.pkg.dev/p/r/newsfold:1"],
    "fields": ["headline=title", "headline=title,story=text"],
    "clean": ["auto", "off"],
    "languages": ["en", "en,de", "all"],
    "min_confidence": ["0", "0.6", ".5", "1"],
    "shards": ["1", "64"],
    "gpu": ["nvidia-l4", "nvidia-tesla-t4"],
}
BAD = {
    "streaming": ["false", ""],
    "pubsub_subscription": ["news", "projects/p/topics/news"],
    "kafka_servers": ["a.example", "a.example:9092, b.example:9092"],
    "kafka_topic": ["news topic"],
    "fold_interval": ["0", "1m"],
    "horizon": ["0.5"],
    "input": ["news/*.jsonl", ""],
    "output": ["datasets"],
    "clean": ["maybe"],
    "languages": ["en;de"],
    "min_confidence": ["2", "high"],
    "shards": ["0", "many"],
    "gpu": ["type:x;count:2"],
}
FROM_THE_LAUNCHER = ["--runner=DataflowRunner", "--project=p-1", "--region=r", "--temp_location=gs://b/t"]


def parameters(template: str) -> dict[str, dict[str, Any]]:
    described = json.loads((FOLDER / template).read_text(encoding="utf-8"))
    return {parameter["name"]: parameter for parameter in described["parameters"]}


def accepts(parameter: dict[str, Any], value: str) -> bool:
    return all(re.fullmatch(rule, value) for rule in parameter.get("regexes", []))


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_parameter_says_what_it_is(template: str):
    for parameter in parameters(template).values():
        assert {"name", "label", "helpText", "isOptional", "paramType"} <= parameter.keys()
        assert len(parameter["helpText"]) > 20


def given(values: dict[str, str]) -> list[str]:
    return list(command_line([*FROM_THE_LAUNCHER, *(f"--{name}={value}" for name, value in values.items())]))


def test_all_parameters_together_are_a_command_line():
    batch = {name: GOOD[name][0] for name in parameters("batch.json")}
    options = parse_options(given(batch))
    assert (options.streaming, options.inputs, options.gpu) == (False, ("gs://news/2031/*.jsonl.gz",), "nvidia-l4")
    sources = ("input", "kafka_servers", "kafka_topic")
    stream = {name: GOOD[name][0] for name in parameters("streaming.json") if name not in sources}
    options = parse_options(given(stream))
    assert (options.streaming, options.pubsub_subscription) == (True, "projects/p/subscriptions/news")


@pytest.mark.parametrize(("template", "name"), [(file, name) for file in TEMPLATES for name in parameters(file)])
def test_rules_tell_good_values_from_bad_ones(template: str, name: str):
    parameter = parameters(template)[name]
    assert [value for value in GOOD[name] if not accepts(parameter, value)] == []
    assert [value for value in BAD.get(name, []) if accepts(parameter, value)] == []


def test_a_flag_is_given_by_true_and_left_out_by_anything_else():
    assert list(command_line(["--strict=true", "--append=False", "--streaming="])) == ["--strict"]
    assert list(command_line(["--strict", "--gpu=", "--shards=4"])) == ["--strict", "--shards=4"]


def test_flags_of_the_templates_are_flags_of_the_command():
    flags = {name for template in TEMPLATES for name in parameters(template) if name in FLAGS}
    for flag in flags:
        parse_options(["--input", "i", "--output", "o", f"--{flag}"])
