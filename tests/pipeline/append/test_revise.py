"""Revisions of rows, and what became of ids that no row has any longer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.append.revise import (
    REVISED,
    Moved,
    RowState,
    Vanished,
    columns_of_state,
    late_revision,
    moved_from,
    revision_of,
    state_of,
    superseded,
)
from pipeline.records import Superseded
from pipeline.write.files import pack, to_batch, unpack
from pipeline.write.transform import ROW_OF
from schemas import DATASETS
from tests.pipeline.write import made_records
from tests.pipeline.write.record_strategies import RECORDS


def stored(name: str, record: object) -> dict[str, Any]:
    """The row of a record as a reader finds it, only the columns that are looked at."""
    dataset = DATASETS[name]
    batch = unpack(dataset.schema, pack(to_batch(dataset, [ROW_OF[name](record)])))
    [row] = batch.select(columns_of_state(dataset)).to_pylist()
    return dict(row)


def state(content: bytes = b"x", revision: int = 0, folded_into: str | None = "e-1") -> RowState:
    return RowState("event_mentions", "m-1", datetime(2031, 3, 4, tzinfo=UTC), revision, content, folded_into)


@pytest.mark.parametrize("name", REVISED)
@settings(max_examples=30)
@given(data=st.data())
def test_a_row_has_the_same_state_before_it_is_written_and_after_it_is_read(name: str, data: st.DataObject) -> None:
    record = data.draw(RECORDS[name])
    assert state_of(DATASETS[name], stored(name, record)) == state_of(DATASETS[name], ROW_OF[name](record))


def test_another_value_is_another_content() -> None:
    event = made_records.records().events[0]
    one, other = (
        state_of(DATASETS["events"], ROW_OF["events"](record)) for record in (event, replace(event, confidence=0.5))
    )
    assert one.content != other.content


def test_a_new_row_has_revision_0_a_changed_one_the_next_and_another_keeps_its_own() -> None:
    assert revision_of(None, None, state()) == 0
    assert revision_of(state(revision=3), None, state()) == 3
    assert revision_of(state(b"y", revision=3), None, state()) == 4


def test_an_id_that_comes_back_goes_on_counting() -> None:
    assert revision_of(None, Superseded("events", "e-1", "e-2", 4), state()) == 5


def test_a_mention_tells_what_it_was_folded_into_before() -> None:
    assert moved_from(state(folded_into="e-1"), state(folded_into="e-2")) == ("events e-1", Moved("m-1", "e-2"))
    assert moved_from(state(), state()) is None
    assert moved_from(state(folded_into=None), state(folded_into=None)) is None


@given(st.permutations([Moved("m-2", "e-8"), Moved("m-1", "e-9"), Moved("m-3", "e-8")]))
def test_an_event_is_superseded_by_the_one_that_holds_the_mention_of_its_id(moved: list[Moved]) -> None:
    assert superseded(Vanished("events", "e-1", 2, None), moved) == Superseded("events", "e-1", "e-9", 2)


def test_a_row_without_mentions_is_superseded_by_what_it_named_itself() -> None:
    assert superseded(Vanished("events", "e-1", 2, "e-3"), []) == Superseded("events", "e-1", "e-3", 2)
    assert superseded(Vanished("events", "e-1", 2, None), []) is None


def test_a_revision_finds_its_row() -> None:
    late = late_revision(state(), 2)
    assert (late.dataset, late.key, late.column, late.value) == ("event_mentions", "m-1", "revision", 2)
