"""What a dataset is: its schema, its key and how its files are laid out; and the builders of described columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pyarrow as pa

UTC_TIMESTAMP: Final = pa.timestamp("us", tz="UTC")
"""The type of every moment: microseconds since 1970, UTC."""

VECTOR_COLUMN: Final = "vector"
"""The column of a row's vector, in the datasets that have one."""

NAME_KEY: Final = b"newsfold.dataset"
VERSION_KEY: Final = b"newsfold.schema_version"
DESCRIPTION_KEY: Final = b"description"
EXAMPLE_KEY: Final = b"example"


@dataclass(frozen=True)
class Dataset:
    """One dataset and its layout on disk: ``<name>/<partition_key>=<value>/*.parquet``.

    ``key`` is the column whose value is unique; null where rows may repeat. ``partition_source`` is the column that the
    partition is computed from: its value where it is a string, else its month or year, as ``partition_key`` says.
    ``sort_by`` is the order of rows in a file. ``bloom_filters`` names the id columns that are looked up by value.
    ``rows_per_file`` and ``rows_per_group`` are chosen so that full files take 16 to 256 MB.
    """

    name: str
    schema: pa.Schema
    key: str | None
    partition_key: str
    partition_source: str
    sort_by: tuple[str, ...]
    bloom_filters: tuple[str, ...]
    rows_per_file: int
    rows_per_group: int

    @property
    def version(self) -> str:
        """The version of the schema; it changes when a column is added, removed or given another meaning."""
        return str(self.schema.metadata[VERSION_KEY].decode())

    @property
    def description(self) -> str:
        """What a row of the dataset is."""
        return str(self.schema.metadata[DESCRIPTION_KEY].decode())


def column(
    name: str, data_type: pa.DataType, description: str, *, nullable: bool = False, example: str | None = None
) -> pa.Field:
    """Return a field that carries its description, and an example where one helps."""
    metadata = {DESCRIPTION_KEY: description.encode()}
    if example is not None:
        metadata[EXAMPLE_KEY] = example.encode()
    return pa.field(name, data_type, nullable=nullable, metadata=metadata)


def table(name: str, version: int, description: str, columns: list[pa.Field]) -> pa.Schema:
    """Return the schema of a dataset; its version and description travel in the metadata of every file."""
    metadata = {NAME_KEY: name.encode(), VERSION_KEY: str(version).encode(), DESCRIPTION_KEY: description.encode()}
    return pa.schema(columns, metadata=metadata)


def list_of(item: pa.DataType) -> pa.DataType:
    """Return a list type without null items, its item named as Parquet names it."""
    return pa.list_(pa.field("element", item, nullable=False))


STRINGS: Final = list_of(pa.string())

SPAN: Final = pa.struct(
    [
        column("start", pa.int32(), "First code point of the span, counted from 0 in the article's text."),
        column("end", pa.int32(), "Code point after the last one of the span."),
    ]
)

SPANS: Final = list_of(SPAN)


def vector_column(description: str) -> pa.Field:
    """Return the column of a unit vector: little-endian 16-bit floats in bytes, none where there is no vector."""
    return column(VECTOR_COLUMN, pa.binary(), f"{description} 16-bit floats, little-endian; for appending.")


def description_of(field: pa.Field) -> str:
    """Return the description of a field."""
    return str(field.metadata[DESCRIPTION_KEY].decode())


def example_of(field: pa.Field) -> str | None:
    """Return the example value of a field, or null where it has none."""
    example = field.metadata.get(EXAMPLE_KEY)
    return None if example is None else str(example.decode())
