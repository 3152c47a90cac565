"""BigQuery load schemas made from the Arrow schemas.

Load with ``bq load --source_format=PARQUET --parquet_enable_list_inference=true
--hive_partitioning_mode=STRINGS --hive_partitioning_source_uri_prefix=gs://BUCKET/OUTPUT/events TABLE
'gs://BUCKET/OUTPUT/events/*' schema.json``. The partition column comes from the path and is not in the schema.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pyarrow as pa

from schemas.dataset import Dataset, description_of

_TYPES: Final[tuple[tuple[Callable[[pa.DataType], bool], str], ...]] = (
    (pa.types.is_string, "STRING"),
    (pa.types.is_boolean, "BOOLEAN"),
    (pa.types.is_binary, "BYTES"),
    (pa.types.is_integer, "INTEGER"),
    (pa.types.is_floating, "FLOAT"),
    (pa.types.is_timestamp, "TIMESTAMP"),
    (pa.types.is_date, "DATE"),
    (pa.types.is_struct, "RECORD"),
)


def load_schema(dataset: Dataset) -> list[dict[str, object]]:
    """Return the load schema of a dataset, ready to be written as JSON."""
    return [_column(field) for field in dataset.schema]


def _column(field: pa.Field) -> dict[str, object]:
    repeated = pa.types.is_list(field.type)
    item = field.type.value_type if repeated else field.type
    column: dict[str, object] = {
        "name": field.name,
        "type": _type_name(item),
        "mode": "REPEATED" if repeated else "NULLABLE" if field.nullable else "REQUIRED",
        "description": description_of(field),
    }
    if pa.types.is_struct(item):
        column["fields"] = [_column(inner) for inner in item]
    return column


def _type_name(data_type: pa.DataType) -> str:
    """Raise ValueError for an Arrow type that BigQuery has no column for."""
    for matches, name in _TYPES:
        if matches(data_type):
            return name
    raise ValueError(f"BigQuery has no column type for {data_type}")
