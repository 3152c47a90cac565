"""The data dictionary: every column of every dataset with its type and meaning, as Markdown and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

import pyarrow as pa

from schemas.dataset import Dataset, description_of, example_of


@dataclass(frozen=True)
class Entry:
    """One line of the data dictionary. ``column`` is a path: ``actors[].name`` is a field of each item of a list."""

    column: str
    type: str
    nullable: bool
    description: str
    example: str | None


def entries(dataset: Dataset) -> Iterator[Entry]:
    """Yield the columns of a dataset with the fields of nested ones beneath them, the partition column last."""
    for field in dataset.schema:
        yield from _field_entries(field, prefix="")
    kind = "int32" if dataset.partition_key == "year" else "string"
    yield Entry(dataset.partition_key, kind, False, partition_description(dataset), None)


def partition_description(dataset: Dataset) -> str:
    """Return what the partition column holds; it is part of the path of a file and not in the file."""
    if pa.types.is_string(dataset.schema.field(dataset.partition_source).type):
        return f"Partition: the value of {dataset.partition_source}."
    if dataset.partition_key == "year":
        return f"Partition: the year of {dataset.partition_source}, or 0 where it is null."
    return f"Partition: the month of {dataset.partition_source} as YYYY-MM, or undated where it is null."


def type_name(data_type: pa.DataType) -> str:
    """Return a short name of an Arrow type."""
    if pa.types.is_list(data_type):
        return f"list<{type_name(data_type.value_type)}>"
    if pa.types.is_struct(data_type):
        return "struct"
    if pa.types.is_timestamp(data_type):
        return f"timestamp<{data_type.unit}, {data_type.tz}>"
    if pa.types.is_date32(data_type):
        return "date32"
    if pa.types.is_float64(data_type):
        return "float64"
    return str(data_type)


def to_markdown(datasets: Iterable[Dataset]) -> str:
    """Return the data dictionary as one Markdown page."""
    return "# Data dictionary\n\n" + "\n".join(_section(dataset) for dataset in datasets)


def to_json(datasets: Iterable[Dataset]) -> str:
    """Return the data dictionary as JSON: for each dataset its key, version, partition and columns."""
    pages = {dataset.name: _json_page(dataset) for dataset in datasets}
    return json.dumps(pages, indent=2, ensure_ascii=False) + "\n"


def _field_entries(field: pa.Field, prefix: str) -> Iterator[Entry]:
    path = prefix + field.name
    yield Entry(path, type_name(field.type), field.nullable, description_of(field), example_of(field))
    item, inner_prefix = field.type, f"{path}."
    if pa.types.is_list(item):
        item, inner_prefix = item.value_type, f"{path}[]."
    if pa.types.is_struct(item):
        for inner in item:
            yield from _field_entries(inner, inner_prefix)


def _json_page(dataset: Dataset) -> dict[str, object]:
    return {
        "description": dataset.description,
        "version": dataset.version,
        "key": dataset.key,
        "partition": dataset.partition_key,
        "sorted_by": list(dataset.sort_by),
        "columns": [asdict(entry) for entry in entries(dataset)],
    }


def _section(dataset: Dataset) -> str:
    lines = [
        f"## {dataset.name}",
        "",
        f"{dataset.description} Key: {f'`{dataset.key}`' if dataset.key else 'none, rows may repeat'}."
        f" Partition: `{dataset.partition_key}`. Sorted by {', '.join(f'`{name}`' for name in dataset.sort_by)}."
        f" Schema version {dataset.version}.",
        "",
        "| column | type | null | meaning | example |",
        "|---|---|---|---|---|",
        *(_row(entry) for entry in entries(dataset)),
    ]
    return "\n".join(lines) + "\n"


def _row(entry: Entry) -> str:
    cells = [
        f"`{entry.column}`",
        entry.type,
        "yes" if entry.nullable else "no",
        entry.description,
        f"`{entry.example}`" if entry.example else "",
    ]
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
