"""What a runner elsewhere must be told, and which options contradict each other."""

from __future__ import annotations

import pytest
from apache_beam.options.pipeline_options import PipelineOptions

from pipeline.options import OptionError, parse_options
from pipeline.remote import extract_hints, is_handed_over, missing

CLOUD = ["--input", "gs://news/*.jsonl", "--output", "gs://news/out", "--runner", "DataflowRunner"]
COMPLETE = [
    *CLOUD,
    *("--project", "my-project", "--region", "europe-west4", "--temp_location", "gs://news/tmp"),
    *("--sdk_container_image", "images/newsfold"),
]
PORTABLE = ["--input", "in", "--output", "out", "--runner", "PortableRunner"]


def lacking(arguments: list[str]) -> list[str]:
    options = parse_options(arguments)
    return missing(options, PipelineOptions(list(options.beam), runner=options.runner))


def named(lines: list[str]) -> list[str]:
    return [line.partition(":")[0] for line in lines]


def test_dataflow_is_told_all_that_it_lacks_at_once():
    assert named(lacking(CLOUD)) == ["--project", "--region", "--temp_location", "--sdk_container_image"]
    assert lacking(COMPLETE) == []


@pytest.mark.parametrize(
    ("more", "option"),
    [
        (["--temp_location", "/tmp/here"], "--temp_location"),
        (["--staging_location", "here"], "--staging_location"),
        (["--input", "articles.jsonl"], "--input"),
        (["--output", "datasets"], "--output"),
        (["--num_workers", "9", "--max_num_workers", "3"], "--num_workers"),
        (["--template_location", "gs://news/t", "--strict"], "--strict"),
        (["--no_wait_until_finish", "--strict"], "--strict"),
    ],
)
def test_what_cannot_work_on_dataflow_is_named(more: list[str], option: str):
    assert named(lacking([*COMPLETE, *more])) == [option]


@pytest.mark.parametrize(
    ("more", "options"),
    [
        ([], ["--job_endpoint", "--environment_type"]),
        (["--job_endpoint", "h:1", "--environment_type", "EXTERNAL"], ["--environment_config"]),
        (["--job_endpoint", "h:1", "--environment_type", "EXTERNAL", "--environment_config", "h:2"], []),
        (["--job_endpoint", "h:1", "--environment_config", "images/newsfold"], []),
        (["--job_endpoint", "h:1", "--environment_type", "LOOPBACK"], []),
        (["--job_endpoint", "h:1", "--environment_type", "LOOPBACK", "--no_wait_until_finish"], ["--output"]),
    ],
)
def test_a_portable_runner_needs_a_job_service_and_workers_that_have_the_package(more: list[str], options: list[str]):
    assert named(lacking([*PORTABLE, *more])) == options


def test_here_nothing_is_needed():
    assert lacking(["--input", "in", "--output", "out"]) == []


def test_a_template_and_a_job_that_nobody_waits_for_are_handed_over():
    assert is_handed_over(PipelineOptions(["--template_location", "gs://news/t"]))
    assert is_handed_over(PipelineOptions(["--no_wait_until_finish"]))
    assert not is_handed_over(PipelineOptions([]))


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        ([*CLOUD, "--workers", "4"], ["--workers", "DataflowRunner", "--num_workers"]),
        ([*PORTABLE, "--gpu", "nvidia-l4"], ["--gpu", "PortableRunner", "DataflowRunner"]),
        (["--input", "i", "--output", "o", "--gpu", "nvidia-l4"], ["--gpu", "DirectRunner"]),
        ([*CLOUD, "--gpu", "type:x;count:9"], ["--gpu", "'type:x;count:9'", "nvidia-l4"]),
        ([*CLOUD, "--shards", "0"], ["--shards", "'0'"]),
    ],
)
def test_options_that_mean_nothing_to_the_runner_are_refused_with_the_reason(arguments: list[str], parts: list[str]):
    with pytest.raises(OptionError) as caught:
        parse_options(arguments)
    assert [part for part in parts if part not in str(caught.value)] == []


def test_only_dataflow_is_told_what_extraction_needs():
    assert extract_hints(parse_options(["--input", "i", "--output", "o"])) == {}
    assert extract_hints(parse_options(PORTABLE)) == {}
    assert extract_hints(parse_options(CLOUD)).keys() == {"min_ram"}
    assert "type:nvidia-l4" in extract_hints(parse_options([*CLOUD, "--gpu", "nvidia-l4"]))["accelerator"]
