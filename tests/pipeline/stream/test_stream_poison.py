"""A message that no stage can do anything with is a reject and is done with; the stream goes on."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from apache_beam.testing.test_stream import TestStream
from apache_beam.transforms.window import TimestampedValue

from models.records import Document, Event, Extraction, Span
from pipeline.compact import compact
from pipeline.fold import copies
from pipeline.fold.event_blocks import event_comparison
from pipeline.fold.event_sketch import event_sketch
from pipeline.options import parse_options
from pipeline.records import Article, Reject
from pipeline.stream.admission import admit
from pipeline.stream.codec import CodecError
from pipeline.stream.messages import SketchOf
from pipeline.stream.reading import Message
from pipeline.stream.steps import block_links, kept_article
from tests.pipeline.stream.made_reports import report
from tests.pipeline.stream.made_stream import START, run_datasets_of
from tests.pipeline.stream.stored_rows import rows_of

SUBSCRIPTION = "projects/p/subscriptions/news"
TEXT = "The ferry office of Lowmere said on Tuesday that boats to the island would stop at noon. {} is what it meant."


class PoisonedExtractor:
    """Finds one event in every text; raises on one that it cannot read, and gives one a vector that is no vector."""

    def extract(self, documents: Sequence[Document]) -> list[Extraction]:
        if any("Unreadable" in document.text for document in documents):
            raise RuntimeError("the tensor has no shape")
        return [self._extraction(document.text) for document in documents]

    def _extraction(self, text: str) -> Extraction:
        start = text.index("said")
        sentence = Span(0, text.index(".") + 1)
        vector = b"\x01" if "Crooked" in text else b""
        event = Event(Span(start, start + 4), sentence, "CONSULT", None, (), "asserted", 0.9, vector)
        return Extraction((event,), (), (), (sentence,), b"")


def load_poisoned(model: Path | None, threads: int | None) -> PoisonedExtractor:
    return PoisonedExtractor()


def message(number: int, data: bytes) -> Message:
    return Message(f"pubsub://{SUBSCRIPTION}/{number}", data)


def story(number: int, word: str) -> Message:
    return message(number, json.dumps({"id": word, "outlet": "Courier", "text": TEXT.format(word)}).encode())


MESSAGES = (
    message(1, b"\x00\xff" * 40),
    story(2, "Sound"),
    message(3, b'{"id": "cut", "text": "The line has no'),
    story(4, "Unreadable"),
    message(5, b""),
    message(6, b'{"id": "mute", "title": "no text"}'),
    story(7, "Crooked"),
    story(8, "Clear"),
)
POISON = {1, 3, 4, 5, 6, 7}
"""The numbers of the messages that hold nothing which can be used."""


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a stream has written that was delivered all messages, and once more those that are bad."""
    folder = tmp_path_factory.mktemp("stream") / "output"
    options = parse_options(["--streaming", "--pubsub_subscription", SUBSCRIPTION, "--output", str(folder)])
    again = [sent for sent in MESSAGES if int(sent.uri.rpartition("/")[2]) in POISON]
    source = TestStream().add_elements([TimestampedValue(sent, START) for sent in MESSAGES])
    source = source.advance_watermark_to(START + 60)
    source = source.add_elements([TimestampedValue(sent, START) for sent in again]).advance_watermark_to_infinity()
    run_datasets_of(source, options, load_poisoned)
    compact(str(folder))
    return folder


pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def test_each_bad_message_is_one_reject_however_often_it_is_delivered(output):
    named = [str(reject["source_uri"]).rpartition("/")[2] for reject in rows_of(output, "rejects")]
    assert sorted(named) == sorted(map(str, POISON))


def test_the_stage_that_could_not_use_it_is_named(output):
    stages = {str(reject["source_uri"])[-1]: reject["stage"] for reject in rows_of(output, "rejects")}
    assert stages == {"1": "read", "3": "read", "4": "extract", "5": "read", "6": "read", "7": "resolve"}


def test_what_came_with_it_goes_through(output):
    assert {row["source_id"] for row in rows_of(output, "articles")} == {"Clear", "Sound"}
    assert len(rows_of(output, "event_mentions")) == 2


def test_an_article_of_which_the_fold_can_make_nothing_is_a_reject():
    sound = report(5, 0)
    [mention] = sound.event_mentions
    crooked = replace(sound, event_mentions=(replace(mention, event=replace(mention.event, vector=b"\x01")),))
    found = kept_article(crooked)
    assert isinstance(found, Reject)
    assert (found.stage, found.source_id) == ("fold", sound.article.source_id)


def test_an_article_that_cannot_be_compared_with_copies_is_a_reject_and_is_not_extracted(monkeypatch):
    def fails(article: Article) -> None:
        raise ValueError("no words")

    monkeypatch.setattr(copies, "copy_keys", fails)
    admission = admit(None, report(5, 0).article)
    assert admission is not None
    assert not admission.is_new
    [(step, _, reject)] = admission.outputs
    assert (step, reject.stage) == ("reject_rows", "fold")
    assert admit(admission.seen, report(5, 0).article) is None


def test_a_block_that_cannot_be_compared_links_nothing_and_does_not_raise():
    def fails(*_: object) -> None:
        raise ValueError("no odds")

    [mention] = report(5, 0).event_mentions
    block = [SketchOf(name, event_sketch(mention)) for name in ("m1", "m2")]
    assert block_links(block, event_comparison())
    assert block_links(block, replace(event_comparison(), log_odds=fails)) == []


def test_sketches_of_another_version_are_no_block_without_links_but_an_error_that_says_so():
    with pytest.raises(CodecError, match="drain"):
        block_links([SketchOf("m1", b"\x00"), SketchOf("m2", b"\x01")], event_comparison())
