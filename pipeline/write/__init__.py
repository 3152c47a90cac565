"""The stage that writes the datasets as Parquet files and publishes them all at once."""

from __future__ import annotations

from pipeline.write.errors import OutputError
from pipeline.write.late import LateValue
from pipeline.write.manifest import RunFacts, WrittenFile, manifest_bytes
from pipeline.write.object_output import discard, new_staging
from pipeline.write.output import check_output, claim_output, publish, staged_files, would_empty
from pipeline.write.transform import CheckRows, Records, WriteDatasets

__all__ = [
    "CheckRows",
    "LateValue",
    "OutputError",
    "Records",
    "RunFacts",
    "WriteDatasets",
    "WrittenFile",
    "check_output",
    "claim_output",
    "discard",
    "manifest_bytes",
    "new_staging",
    "publish",
    "staged_files",
    "would_empty",
]
