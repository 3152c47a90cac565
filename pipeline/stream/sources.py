"""Where a stream comes from: a Pub/Sub subscription, a Kafka topic, or files that appear in a folder or bucket."""

# mypy: allow-untyped-calls

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from typing import Any, Final

import apache_beam as beam
from apache_beam.io.fileio import EmptyMatchTreatment, MatchContinuously
from apache_beam.io.filesystem import FileMetadata
from apache_beam.pvalue import PBegin, PCollection

from pipeline.options import OptionError
from pipeline.read.inputs import open_input
from pipeline.read.tasks import InputFile, ReadTask, plan_tasks
from pipeline.stream.reading import Message

_POLL_SECONDS: Final = 10
_ID_DIGITS: Final = 20
_REASON: Final = 200
_NO_KAFKA: Final = (
    "Beam builds its Kafka source with a Java program that it fetches from Maven, and could not here; allow that, or "
    """give a copy of it: --beam_services '{"sdks:java:io:expansion-service:shadowJar": "PATH.jar"}'"""
)


@dataclass
class WatchFiles(beam.PTransform):
    """Files that match a pattern or lie in a folder, each once, as tasks to read; it looks again every few seconds.

    A file must appear whole, that is by a rename: what is hidden, with a name that begins with a dot, is left out.
    """

    pattern: str

    def expand(self, begin: PBegin) -> PCollection[ReadTask]:
        """List again and again, and split large files."""
        found = begin | "Watch" >> MatchContinuously(
            watched(self.pattern), interval=_POLL_SECONDS, empty_match_treatment=EmptyMatchTreatment.ALLOW
        )
        tasks: PCollection[ReadTask] = (
            found
            | "Visible" >> beam.Filter(is_visible)
            | "File" >> beam.Map(_input_file).with_output_types(InputFile)
            | "Plan" >> beam.FlatMap(plan_tasks, open_input).with_output_types(ReadTask)
            | "Spread" >> beam.Reshuffle()
        )
        return tasks


@dataclass
class PullSubscription(beam.PTransform):
    """Messages of a Pub/Sub subscription, each named after the subscription and its id there."""

    subscription: str

    def expand(self, begin: PBegin) -> PCollection[Message]:
        """Pull with attributes, because only so Beam gives the ids."""
        from apache_beam.io.gcp.pubsub import ReadFromPubSub

        messages: PCollection[Message] = (
            begin
            | "Pull" >> ReadFromPubSub(subscription=self.subscription, with_attributes=True)
            | "Name" >> beam.Map(pubsub_message, self.subscription).with_output_types(Message)
        )
        return messages


@dataclass
class PollTopic(beam.PTransform):
    """Messages of a Kafka topic from its beginning, each named after the topic and its content."""

    servers: str
    topic: str

    def expand(self, begin: PBegin) -> PCollection[Message]:
        """Read keys and values; offsets are kept by the runner.

        Raises:
            OptionError: the program that builds this source cannot be had.
        """
        from apache_beam.io.kafka import ReadFromKafka

        config = {"bootstrap.servers": self.servers, "auto.offset.reset": "earliest"}
        try:
            received = begin | "Poll" >> ReadFromKafka(consumer_config=config, topics=[self.topic])
        except RuntimeError as error:
            raise OptionError(f"--kafka_topic: {_NO_KAFKA} ({' '.join(str(error).split())[:_REASON]})") from error
        name = beam.Map(kafka_message, self.topic).with_output_types(Message)
        messages: PCollection[Message] = received | "Name" >> name
        return messages


def watched(pattern: str) -> str:
    """The glob to look for: a folder stands for every file under it, and Beam wants globs with a folder."""
    is_folder = pattern.endswith("/") or ("://" not in pattern and os.path.isdir(pattern))
    if is_folder:
        return f"{pattern.rstrip('/')}/**"
    return pattern if "/" in pattern else f"./{pattern}"


def is_visible(found: FileMetadata) -> bool:
    """Whether a file is one to read: neither hidden nor the place holder of a folder."""
    name = found.path.rpartition("/")[2]
    return bool(name) and not name.startswith(".")


def pubsub_message(received: Any, subscription: str) -> Message:
    """A message of Pub/Sub; delivered again it has the same name."""
    return Message(f"pubsub://{subscription}/{received.message_id}", received.data)


def kafka_message(received: tuple[bytes | None, bytes | None], topic: str) -> Message:
    """A message of Kafka; Beam gives no offset, so the same content is the same message."""
    data = received[1] or b""
    return Message(f"kafka://{topic}/{hashlib.sha256(data).hexdigest()[:_ID_DIGITS]}", data)


def _input_file(found: FileMetadata) -> InputFile:
    return InputFile(found.path, found.size_in_bytes)
