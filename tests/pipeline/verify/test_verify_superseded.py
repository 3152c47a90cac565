"""Damage to what an append adds: superseded ids, vectors, and the mentions that a telling names."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pipeline.verify.folder import Rows
from pipeline.verify.references import superseded_ids_lead_to_standing_rows, tellings_name_the_events_of_their_mentions
from pipeline.verify.values import vectors_are_of_one_length
from pipeline.write.transform import ROW_OF
from schemas import DATASETS
from tests.pipeline.write import made_records


def made_rows(**more: list[dict[str, Any]]) -> Rows:
    made = made_records.records()
    rows = {name: [ROW_OF[name](record) for record in getattr(made, name, ())] for name in DATASETS}
    return Rows({**rows, **more})


def gone(key: str, superseded_by: str) -> dict[str, Any]:
    return {"dataset": "events", "id": key, "superseded_by": superseded_by, "revision": 1}


def test_a_chain_of_superseded_ids_that_ends_at_an_event_is_fine() -> None:
    rows = made_rows(superseded=[gone("e-old", "e-older"), gone("e-older", "e-strike")])
    assert list(superseded_ids_lead_to_standing_rows(rows)) == []


@pytest.mark.parametrize(
    ("damaged", "rule"),
    [
        ([gone("e-old", "e-none")], "superseded_by leads to a standing row"),
        ([gone("e-old", "e-older"), gone("e-older", "e-old")], "superseded_by leads to a standing row"),
        ([gone("e-flood", "e-strike")], "superseded ids have no row"),
        ([{**gone("lake/2", "lake/3"), "dataset": "rejects"}], "superseded_by leads to a standing row"),
    ],
)
def test_a_superseded_id_that_leads_nowhere_or_stands_is_found(damaged: list[dict[str, Any]], rule: str) -> None:
    found = list(superseded_ids_lead_to_standing_rows(made_rows(superseded=damaged)))
    assert {violation.rule for violation in found} == {rule}


def test_a_telling_whose_events_are_not_those_of_its_mentions_is_found() -> None:
    assert list(tellings_name_the_events_of_their_mentions(made_rows())) == []
    telling = made_records.records().claim_mentions[0]
    wrong = ROW_OF["claim_mentions"](replace(telling, event_ids=("e-flood",)))
    [violation] = tellings_name_the_events_of_their_mentions(made_rows(claim_mentions=[wrong]))
    assert "e-flood, e-strike" in violation.finding


@pytest.mark.parametrize("vector", [b"\x00", b"\x00\x00"])
def test_a_vector_of_another_length_is_found(vector: bytes) -> None:
    assert list(vectors_are_of_one_length(made_rows())) == []
    article = made_records.records().articles[0]
    rows = [ROW_OF["articles"](replace(article, vector=v)) for v in (made_records.EAST, made_records.NORTH, vector)]
    [violation] = vectors_are_of_one_length(made_rows(articles=rows))
    assert violation.rule == "vectors are of one length"
