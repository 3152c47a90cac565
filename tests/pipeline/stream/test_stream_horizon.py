"""What no article has touched for a horizon is forgotten; what comes in time joins, what comes too late is counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from apache_beam.testing.test_stream import TestStream
from apache_beam.transforms.window import TimestampedValue
from apache_beam.utils.timestamp import Timestamp

from pipeline.compact import compact
from pipeline.stream.changes import addition, encode_change
from pipeline.stream.keys import AdmitKeys, FoldKeys, ReviseRows
from pipeline.stream.messages import Heard
from pipeline.stream.pace import Pace
from pipeline.stream.steps import Step
from tests.pipeline.stream.made_reports import batch, report, without_body
from tests.pipeline.stream.made_stream import DAY, START, run_stream_of, with_wave
from tests.pipeline.stream.stored_rows import rows_of

ignore_beam = pytest.mark.filterwarnings("ignore::DeprecationWarning")

FIRST, SECOND = without_body(report(5, 0)), without_body(report(1, 0))


@dataclass
class Cell:
    """Stands in for a value or a bag of Beam's state."""

    held: list = field(default_factory=list)

    def read(self):
        return self.held[-1] if self.held else None

    def write(self, value):
        self.held = [value]

    def clear(self):
        self.held = []

    add = write


class Bag(Cell):
    def read(self):
        return list(self.held)

    def add(self, value):
        self.held.append(value)


@dataclass
class Timer:
    """Stands in for a timer: remembers what it was set to."""

    at: float | None = None

    def set(self, moment):
        self.at = moment.micros / 1e6


@dataclass
class Keeper:
    """One key of one step with all that Beam would keep for it, and a wall clock."""

    wall: float = 700.0
    states: dict = field(default_factory=lambda: {"changes": Bag(), "told": Cell(), "folded": Cell()})
    life: Cell = field(default_factory=Cell)
    expire: Timer = field(default_factory=Timer)

    def __post_init__(self):
        self.fold_keys = FoldKeys(
            Step("nodes", lambda key, records: [("next", "k", r) for r in records], ("next",)), self.pace(), 0
        )

    def pace(self) -> Pace:
        return Pace(10.0, 500.0, lambda: self.wall)

    def hear(self, node: str, moment: float):
        self.fold_keys.process(
            ("key", encode_change(addition(Heard(node)))),
            Timestamp(moment),
            self.states["changes"],
            self.life,
            Timer(),
            Timer(),
            self.expire,
        )

    def fold(self) -> list:
        return list(self.fold_keys.fold("key", Timestamp(0), **self.states))

    def ring(self) -> list:
        """The watermark passes the timer that ends the life of the key."""
        return list(self.fold_keys.expire("key", **self.states, life=self.life, expire=self.expire))

    def is_empty(self) -> bool:
        return not any(state.read() for state in self.states.values())


def test_a_key_forgets_all_it_holds_a_horizon_after_the_last_message_and_takes_nothing_back():
    keeper = Keeper()
    keeper.hear("m1", 700)
    assert len(keeper.fold()) == 1
    assert keeper.expire.at == 1_200
    assert not keeper.is_empty()
    keeper.wall = 1_201
    assert keeper.ring() == []
    assert keeper.is_empty()


def test_what_was_not_folded_yet_is_folded_before_it_is_forgotten():
    keeper = Keeper()
    keeper.hear("m1", 700)
    keeper.wall = 1_201
    assert len(keeper.ring()) == 1
    assert keeper.is_empty()


def test_a_message_prolongs_the_life_of_its_key():
    keeper = Keeper()
    keeper.hear("m1", 700)
    keeper.hear("m2", 900)
    assert keeper.expire.at == 1_400


def test_news_that_is_older_than_the_horizon_when_it_comes_lives_as_long_as_any_other():
    keeper = Keeper(wall=5_000)
    keeper.hear("m1", 700)
    assert keeper.expire.at == 5_500


def test_a_watermark_that_runs_ahead_of_the_wall_clock_forgets_nothing():
    keeper = Keeper()
    keeper.hear("m1", 700)
    keeper.wall = 1_199
    keeper.ring()
    assert not keeper.is_empty()


def test_that_a_key_has_forgotten_is_itself_forgotten_after_another_horizon():
    keeper = Keeper()
    keeper.hear("m1", 700)
    keeper.wall = 1_201
    keeper.ring()
    assert keeper.expire.at == 1_700
    assert keeper.life.read() is not None
    keeper.wall = 1_701
    keeper.ring()
    assert keeper.life.read() is None


def test_a_row_keeps_its_number_for_another_horizon_so_that_a_later_revision_is_higher():
    wall = 700.0
    rows = ReviseRows("event_mention_rows", Pace(10.0, 500.0, lambda: wall), 0)
    changes, written, life, expire = Bag(), Cell([b"number"]), Cell(), Timer()
    rows.process(("key", encode_change(addition(Heard("x")))), Timestamp(700), changes, life, Timer(), Timer(), expire)
    written.write(None)
    wall = 1_201.0
    list(rows.expire("key", changes, written, life, expire))
    assert changes.read() == []
    written.write(b"number")
    wall = 1_699.0
    list(rows.expire("key", changes, written, life, expire))
    assert written.read() == b"number"
    wall = 1_701.0
    list(rows.expire("key", changes, written, life, expire))
    assert written.read() is None


@dataclass
class Gate:
    """One key of the step that admits articles, and a wall clock whose timer rings in time."""

    wall: float = 700.0
    seen: Cell = field(default_factory=Cell)
    life: Cell = field(default_factory=Cell)
    expire: Timer = field(default_factory=Timer)

    def __post_init__(self):
        self.admit = AdmitKeys(Pace(10.0, 500.0, lambda: self.wall))

    def arrive(self, wall: float, uri: str = FIRST.article.source_uri) -> list:
        """What comes out when the article comes from a source; "new" for the article itself."""
        while self.expire.at is not None and self.expire.at <= wall:
            self.wall, self.expire.at = self.expire.at, None
            self.admit.expire(self.seen, self.life, self.expire)
        self.wall = wall
        article = replace(FIRST.article, source_uri=uri)
        told = list(self.admit.process(("a5", article), Timestamp(700), self.seen, self.life, self.expire))
        return ["new" if output is article else output.tag for output in told]


def test_an_article_that_comes_again_counts_once_until_it_is_known_no_more():
    gate = Gate()
    assert "new" in gate.arrive(700)
    assert gate.arrive(710) == []
    assert gate.arrive(1_300) == []
    assert gate.arrive(1_700) == []
    assert "new" in gate.arrive(2_300)


def test_an_article_that_comes_again_and_again_is_never_counted_again():
    gate = Gate()
    assert "new" in gate.arrive(700)
    assert all(gate.arrive(wall) == [] for wall in range(900, 9_000, 400))


def test_another_source_of_an_article_that_was_forgotten_is_one_reject():
    gate = Gate()
    assert "new" in gate.arrive(700)
    assert gate.arrive(1_000) == []
    assert gate.arrive(1_100, "other.jsonl") == ["articles"]
    assert gate.arrive(1_700, "third.jsonl") == ["reject_rows"]
    assert gate.arrive(1_800, "third.jsonl") == []


def test_a_repetition_does_not_keep_an_article_known_to_be_open_longer_than_the_fold_keeps_it():
    """Else another source that comes later would be told to a key that has forgotten, and be neither row nor reject."""
    gate = Gate()
    assert "new" in gate.arrive(700)
    assert gate.arrive(1_150) == []
    assert gate.arrive(1_250, "other.jsonl") == ["reject_rows"]


def streamed(folder: Path, second_after: float, watermark: float) -> Counter[str]:
    """Two reports of one event, the second when so many seconds have passed and the watermark is there."""
    source = with_wave(TestStream().add_elements([TimestampedValue(FIRST, START)]))
    source = source.advance_processing_time(second_after).advance_watermark_to(START + watermark)
    source = with_wave(source.add_elements([TimestampedValue(SECOND, START + 60)]))
    counters = run_stream_of(source.advance_watermark_to_infinity(), folder)
    compact(str(folder))
    return counters


def late(counters: Counter[str]) -> int:
    return sum(count for name, count in counters.items() if name.startswith("stream/late/"))


@ignore_beam
def test_an_article_that_is_late_but_within_the_horizon_joins_its_event(tmp_path):
    counters = streamed(tmp_path, second_after=29 * DAY, watermark=29 * DAY)
    [event] = rows_of(tmp_path, "events")
    assert event["article_count"] == 2
    assert event["event_id"] == batch([FIRST, SECOND])["events"][0].event_id
    assert late(counters) == 0


@ignore_beam
def test_an_article_that_is_later_than_the_horizon_starts_an_event_of_its_own_and_is_counted(tmp_path):
    counters = streamed(tmp_path, second_after=31 * DAY, watermark=31 * DAY)
    apart = {batch([alone])["events"][0].event_id for alone in (FIRST, SECOND)}
    assert {event["event_id"] for event in rows_of(tmp_path, "events")} == apart
    assert {event["article_count"] for event in rows_of(tmp_path, "events")} == {1}
    assert counters["stream/late/event_blocks"] > 0
    assert len(rows_of(tmp_path, "articles")) == 2


@ignore_beam
def test_after_two_horizons_nothing_is_known_to_be_late(tmp_path):
    counters = streamed(tmp_path, second_after=62 * DAY, watermark=62 * DAY)
    assert len(rows_of(tmp_path, "events")) == 2
    assert late(counters) == 0


@ignore_beam
def test_a_source_that_was_away_longer_than_the_horizon_finds_its_state(tmp_path):
    counters = streamed(tmp_path, second_after=90 * DAY, watermark=2)
    [event] = rows_of(tmp_path, "events")
    assert event["article_count"] == 2
    assert late(counters) == 0
