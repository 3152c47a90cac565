"""The schemas keep the contract: columns, their order, their descriptions, their layout."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pytest

from schemas import DATASETS, Dataset
from schemas.dataset import description_of

CONTRACT = {
    "articles": "article_id source_id outlet url title language published_at published_at_source text body_spans"
    " syndication_id",
    "event_mentions": "mention_id article_id outlet published_at event_id event_type frame trigger_text trigger_start"
    " trigger_end sentence_start sentence_end arguments date_text date_start date_end time_of_day place_text place_name"
    " place_country latitude longitude geonames_id modality confidence revision",
    "events": "event_id event_type frame title description actors recipients place_name place_country latitude"
    " longitude geonames_id date_start date_end modality outlets outlet_count independent_count article_count"
    " mention_count first_reported_at last_reported_at disagreements confidence revision superseded_by",
    "claim_mentions": "claim_mention_id article_id outlet published_at claim_id source_text source_spans cue_text"
    " cue_spans content_text content_spans quotation speaker speaker_country speaker_sector event_ids sentence_start"
    " sentence_end confidence revision",
    "claims": "claim_id speaker speaker_country speaker_sector content quotation outlets outlet_count independent_count"
    " article_count mention_count first_reported_at last_reported_at event_ids disputed_by revision superseded_by",
    "rejects": "source_id source_uri stage error_type error_message excerpt",
    "superseded": "dataset id superseded_by revision",
}

datasets = pytest.mark.parametrize("dataset", DATASETS.values(), ids=DATASETS)


def test_there_are_the_datasets_of_the_contract() -> None:
    assert list(DATASETS) == list(CONTRACT)


@datasets
def test_the_columns_of_the_contract_come_first_and_in_order(dataset: Dataset) -> None:
    contract = CONTRACT[dataset.name].split()
    assert dataset.schema.names[: len(contract)] == contract


@datasets
def test_every_field_is_described(dataset: Dataset) -> None:
    for field in fields(dataset.schema):
        assert len(description_of(field)) > 8, field


@datasets
def test_every_file_will_say_what_it_is(dataset: Dataset) -> None:
    assert dataset.schema.metadata[b"newsfold.dataset"] == dataset.name.encode()
    assert dataset.version.isdigit()
    assert dataset.description.endswith(".")


@datasets
def test_the_layout_names_columns_that_exist(dataset: Dataset) -> None:
    named = {dataset.partition_source, *dataset.sort_by, *dataset.bloom_filters, *filter(None, [dataset.key])}
    assert named <= set(dataset.schema.names)
    assert dataset.partition_key not in dataset.schema.names


@datasets
def test_a_key_has_a_value_and_decides_the_order(dataset: Dataset) -> None:
    if dataset.key is None:
        assert {*dataset.sort_by, dataset.partition_source} == set(dataset.schema.names)
    else:
        assert not dataset.schema.field(dataset.key).nullable
        assert dataset.sort_by[-1] == dataset.key


def test_types_lose_nothing() -> None:
    events = DATASETS["events"].schema
    assert events.field("first_reported_at").type == pa.timestamp("us", tz="UTC")
    assert events.field("date_start").type == pa.date32()
    assert DATASETS["rejects"].schema.field("excerpt").type == pa.binary()
    [start, end] = DATASETS["articles"].schema.field("body_spans").type.value_type
    assert (start.name, start.type, end.name, end.type) == ("start", pa.int32(), "end", pa.int32())


def test_the_registry_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        DATASETS["more"] = DATASETS["events"]  # type: ignore[index]


def fields(columns: pa.Schema | pa.StructType) -> Iterator[pa.Field]:
    """All fields, those of nested types too."""
    for field in columns:
        yield field
        inner = field.type.value_type if pa.types.is_list(field.type) else field.type
        if pa.types.is_struct(inner):
            yield from fields(inner)
