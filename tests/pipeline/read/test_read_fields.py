from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.errors import InputError, Unusable
from pipeline.read.fields import ArticleFields, FieldColumns, article_fields, field_columns, is_known_column
from pipeline.read.items import Record
from pipeline.read.limits import MAX_FIELD_CHARS, MAX_HTML_SIZE

DAY = datetime(2021, 3, 3, tzinfo=UTC)


def fields_of(values: dict[str, object], columns: FieldColumns = ()) -> ArticleFields:
    return article_fields(Record(0, values), columns)


@pytest.mark.parametrize(
    "values",
    [
        {"id": "7", "url": "u", "outlet": "o", "title": "t", "published_at": "2021-03-03", "text": "x"},
        {"ID": 7, "Link": "u", "Publisher": "o", "Headline": "t", "Publish Date": "2021-03-03", "Body": "x"},
        {"guid": 7.0, "uri": "u", "domain": "o", "title": "t", "date_publish": 20210303, "maintext": "x"},
        {"_id": {"$oid": "7"}, "link": "u", "source": {"id": None, "name": "o"}, "headline": "t",
         "datePublished": {"$date": "2021-03-03"}, "articleBody": "x"},
        {"_source": {"id": "7", "href": "u", "site_name": "o", "title": "t", "pubDate": "2021-03-03"},
         "content": b"x"},
    ],
)  # fmt: skip
def test_usual_names_and_nestings_are_known(values: dict[str, object]) -> None:
    assert fields_of(values) == ArticleFields("7", "u", "o", "t", DAY, None, None, "x", None)


def test_missing_values_give_way_to_the_next_alias() -> None:
    fields = fields_of(
        {"text": " ", "Text": None, "body": float("nan"), "content": "story", "source": "", "domain": "d"}
    )
    assert (fields.text, fields.outlet) == ("story", "d")


def test_a_value_of_wrong_type_gives_way_to_a_usable_one() -> None:
    assert fields_of({"content": {"blocks": []}, "article": ["p"], "story": "text"}).text == "text"


@pytest.mark.parametrize(
    "values", [{"text": 5}, {"body": ["a", "b"]}, {"content": {"a": 1}}, {"text": "x", "title": [1]}]
)
def test_wrong_types_alone_are_refused(values: dict[str, object]) -> None:
    with pytest.raises(Unusable, match="must be text") as refusal:
        fields_of(values)
    assert refusal.value.error_type == "wrong_type"


def test_a_chosen_column_is_the_only_one_looked_at() -> None:
    columns = field_columns({"meta.lead": "text", "when": "published_at"})
    values = {"text": "not this", "meta": {"lead": "this"}, "when": "2021-03-03", "date": "1999-01-01"}
    assert fields_of(values, columns).text == "this"
    assert fields_of(values, columns).published_at == DAY
    assert fields_of({"text": "not this"}, columns).text is None


def test_a_column_name_may_hold_dots() -> None:
    assert fields_of({"a.b": "x"}, (("a.b", "text"),)).text == "x"


@pytest.mark.parametrize("columns", [{"x": "body"}, {"": "text"}])
def test_unknown_fields_are_an_input_error(columns: dict[str, str]) -> None:
    with pytest.raises(InputError):
        field_columns(columns)


def test_a_senseless_date_is_noted_and_a_second_one_used() -> None:
    assert fields_of({"date": "soon"}).unreadable_date == "'soon'"
    assert fields_of({"date": "soon"}).published_at is None
    assert fields_of({"date": "soon", "created_at": "2021-03-03"}).published_at == DAY
    assert not fields_of({"date": "soon", "created_at": "2021-03-03"}).unreadable_date
    assert not fields_of({"date": None}).unreadable_date


@pytest.mark.parametrize(
    "value", ["soon\n\x1b[31m" * 999, b"\xff" * 999, ["soon"] * 999, {"in": {"spring": [1]}}, 10**50]
)
def test_of_a_senseless_date_a_little_is_told_that_is_safe_to_print(value: object) -> None:
    told = fields_of({"date": value}).unreadable_date
    assert told
    assert told.isprintable()
    assert len(told) < 200


@pytest.mark.parametrize("values", [{"title": "x" * (MAX_FIELD_CHARS + 1)}, {"html": "x" * (MAX_HTML_SIZE + 1)}])
def test_oversized_fields_are_refused(values: dict[str, object]) -> None:
    with pytest.raises(Unusable) as refusal:
        fields_of(values)
    assert refusal.value.error_type == "too_large"


def test_known_columns_are_those_that_can_matter() -> None:
    columns = field_columns({"meta.lead": "text"})
    assert [is_known_column(name, columns) for name in ("Body Text", "meta", "_source", "embedding")] == [True] * 3 + [
        False
    ]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.binary(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["name", "$date", "text", "x"]), inner),
    max_leaves=6,
)
NAMES = st.sampled_from(["id", "url", "source", "title", "date", "lang", "text", "html", "article", "_source", "other"])


@given(st.dictionaries(NAMES, VALUES))
def test_any_record_gives_valid_fields_or_a_reason(values: dict[str, object]) -> None:
    with suppress(Unusable):
        fields = fields_of(values)
        for value in (fields.id, fields.url, fields.outlet, fields.title, fields.language, fields.text):
            assert value is None or value.encode().decode() == value
