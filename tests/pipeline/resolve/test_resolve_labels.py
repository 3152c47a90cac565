"""Holds the dates, places and names that the pipeline finds in the bundled samples to the labels set by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_extractions import days

from pipeline.records import DateRange, Place
from tests.benchmarks.resolving import (
    Judgement,
    judge,
    judge_date,
    judge_name,
    judge_place,
    read_labels,
    tally,
    values_of_output,
)

LABELS = Path(__file__).parents[2] / "data" / "resolving"


@pytest.fixture(scope="session")
def judgements(sample_output: Path) -> list[Judgement]:
    return list(judge(read_labels(LABELS / "samples.jsonl"), values_of_output(sample_output)))


@pytest.mark.parametrize(
    ("measure", "labels", "right", "wrong"),
    [("dates", 50, 0.78, 0.14), ("places", 80, 0.74, 0.12), ("speakers", 28, 0.82, 0.10), ("actors", 20, 0.95, 0.05)],
)
def test_the_samples_are_resolved_as_a_reader_would(
    judgements: list[Judgement], measure: str, labels: int, right: float, wrong: float
) -> None:
    mine = [one for one in judgements if one.measure == measure]
    missed = "\n".join(f"{one.verdict}: {one.words}" for one in mine if one.verdict != "right")
    assert len(mine) >= labels
    assert tally(mine)["right"] >= right, missed
    assert tally(mine)["wrong"] <= wrong, missed


@pytest.mark.parametrize(
    ("accepted", "found", "verdict"),
    [
        ([["2021-03-02", "2021-03-02"]], days("2021-03-02"), "right"),
        ([["2021-03-02", "2021-03-02"]], days("2021-03-03"), "wrong"),
        ([["2021-03-02", "2021-03-02"]], None, "null"),
        ([None, ["2021-03-02", "2021-03-02"]], None, "right"),
        ([None], days("2021-03-02"), "wrong"),
    ],
)
def test_a_date_is_judged_by_its_whole_range(
    accepted: list[list[str] | None], found: DateRange | None, verdict: str
) -> None:
    assert judge_date(accepted, found) == verdict


@pytest.mark.parametrize(
    ("accepted", "found", "verdict"),
    [
        ([{"name": "Mosul", "country": "IRQ"}], Place("Mosul", "IRQ", None, None, None), "right"),
        ([{"name": "Mosul", "country": "IRQ"}], Place(None, "IRQ", None, None, None), "coarse"),
        ([{"name": "Mosul", "country": "IRQ"}], Place("Erbil", "IRQ", None, None, None), "wrong"),
        ([{"name": "~Lake Tor", "country": None}], Place("Great Lake Tor", None, None, None, None), "right"),
        ([{"name": "Mosul", "country": "IRQ"}], None, "null"),
    ],
)
def test_the_country_alone_is_coarse(
    accepted: list[dict[str, str | None] | None], found: Place | None, verdict: str
) -> None:
    assert judge_place(accepted, found) == verdict


@pytest.mark.parametrize(
    ("accepted", "found", "verdict"),
    [
        (["Anna Miro"], "Anna B. Miro", "right"),
        (["Anna Miro"], "Miro", "wrong"),
        (["~Foreign Ministry"], "Turkey's Foreign Ministry", "right"),
        ([None], "Anna Miro", "wrong"),
        (["Anna Miro", None], None, "right"),
    ],
)
def test_a_name_is_right_in_any_spelling(accepted: list[str | None], found: str | None, verdict: str) -> None:
    assert judge_name(accepted, found) == verdict
