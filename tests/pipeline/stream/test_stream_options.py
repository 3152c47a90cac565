from __future__ import annotations

import apache_beam as beam
import pytest
from apache_beam.io import kafka
from apache_beam.options.pipeline_options import PipelineOptions

from pipeline.__main__ import main
from pipeline.options import OptionError, parse_options
from pipeline.stream import StreamDatasets, pace_of
from pipeline.stream.job import source_of
from pipeline.stream.sources import PollTopic, PullSubscription, WatchFiles

OUTPUT = ["--output", "out"]
SUBSCRIPTION = "projects/p/subscriptions/news"


@pytest.mark.parametrize(
    ("arguments", "source"),
    [
        (["--input", "in/*.jsonl"], WatchFiles("in/*.jsonl")),
        (["--pubsub_subscription", SUBSCRIPTION], PullSubscription(SUBSCRIPTION)),
        (["--kafka_servers", "k1:9092,k2:9092", "--kafka_topic", "news"], PollTopic("k1:9092,k2:9092", "news")),
    ],
)
def test_a_stream_has_one_source(arguments, source):
    options = parse_options(["--streaming", *arguments, *OUTPUT])
    assert vars(source_of(options)) == vars(source)
    assert (options.fold_interval, options.horizon) == (60, 30)


def test_pace_is_in_seconds():
    pace = pace_of(parse_options(["--streaming", "--input", "in", *OUTPUT, "--fold_interval", "5", "--horizon", "2"]))
    assert (pace.interval, pace.horizon) == (5, 2 * 86_400)


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        (["--streaming"], ["0 sources"]),
        (["--streaming", "--input", "a", "--input", "b"], ["2 sources"]),
        (["--streaming", "--input", "a", "--pubsub_subscription", SUBSCRIPTION], ["2 sources"]),
        (["--streaming", "--kafka_topic", "news"], ["--kafka_servers"]),
        (["--streaming", "--pubsub_subscription", "news"], ["--pubsub_subscription", "'news'", "projects/"]),
        (["--streaming", "--input", "a", "--append"], ["--append"]),
        (["--streaming", "--input", "a", "--strict"], ["--strict"]),
        (["--streaming", "--input", "a", "--fold_interval", "0"], ["--fold_interval", "'0'", "1 to 9999"]),
        (["--input", "a", "--horizon", "3"], ["--horizon", "3", "--streaming"]),
        (["--pubsub_subscription", SUBSCRIPTION], ["--pubsub_subscription", "--streaming"]),
        ([], ["--input"]),
    ],
)
def test_options_that_make_no_sense_together_fail_at_once(arguments, parts):
    with pytest.raises(OptionError) as error:
        parse_options([*arguments, *OUTPUT])
    assert [part for part in parts if part not in str(error.value)] == []


class Unfetched(beam.PTransform):
    """What Beam's Kafka source does where the program that builds it cannot be fetched."""

    def __init__(self, **_: object):
        super().__init__()

    def expand(self, begin):
        raise RuntimeError("Unable to fetch\nthe jar")


def test_kafka_without_the_program_that_builds_its_source_is_refused_with_a_way_out(monkeypatch):
    monkeypatch.setattr(kafka, "ReadFromKafka", Unfetched)
    with pytest.raises(OptionError, match=r"^--kafka_topic: .* --beam_services .*\(Unable to fetch the jar\)$"):
        _ = beam.Pipeline() | PollTopic("k1:9092", "news")


def test_where_no_runner_streams_the_error_says_which_do(tmp_path, capsys):
    assert main(["--streaming", "--input", str(tmp_path), "--output", str(tmp_path / "out")]) == 2
    told = capsys.readouterr().err
    assert len(told.splitlines()) == 1
    assert [name for name in ("DirectRunner", "Dataflow", "Flink", "Prism") if name not in told] == []
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "source",
    [["--input", "in/*.jsonl"], ["--pubsub_subscription", "projects/news-project/subscriptions/news"]],
    ids=["folder", "subscription"],
)
def test_the_job_of_a_source_can_be_built_and_its_names_are_stable(source):
    options = parse_options(["--streaming", *source, *OUTPUT])
    pipeline = beam.Pipeline(options=PipelineOptions(streaming=True))
    _ = pipeline | "Stream" >> StreamDatasets(options, pace_of(options))
    proto = pipeline.to_runner_api()
    names = {transform.unique_name for transform in proto.components.transforms.values()}
    stateful = {
        "Stream/Datasets/Admit/Admit",
        "Stream/Datasets/Fold/event_blocks",
        "Stream/Datasets/Fold/event_nodes",
        "Stream/Datasets/Fold/events",
        "Stream/Datasets/Fold/claims",
        "Stream/Datasets/Fold/event_rows",
        "Stream/Datasets/Write/WriteRows",
        "Stream/Datasets/Write/Commit",
    }
    assert stateful <= names
    assert proto.SerializeToString()
