"""Writes made records with the write stage, as a run does."""

from __future__ import annotations

import random
from dataclasses import fields
from pathlib import Path

import apache_beam as beam
from apache_beam.runners.portability.fn_api_runner import FnApiRunner

from pipeline.write import Records, RunFacts, WriteDatasets, claim_output, manifest_bytes, publish, staged_files
from tests.pipeline.write.made_records import MadeRecords

FACTS = RunFacts("1.2.3", {"model.safetensors": "ab" * 32}, {"clean": "auto"}, {"read": 7})


def write(output: Path | str, made: MadeRecords, shards: int = 1, shuffle_seed: int | None = None) -> None:
    """Write and publish the records, in another order for another seed."""
    with claim_output(str(output)) as staging:
        stage(staging, made, shards, shuffle_seed)
        publish(str(output), staging, manifest_bytes(staged_files(staging), FACTS))


def stage(staging: str, made: MadeRecords, shards: int = 1, shuffle_seed: int | None = None) -> None:
    """Write the records to a staging folder."""
    with beam.Pipeline(runner=FnApiRunner()) as pipeline:
        collections = []
        for field in fields(made):
            records = list(getattr(made, field.name))
            if shuffle_seed is not None:
                random.Random(shuffle_seed).shuffle(records)
            collections.append(pipeline | field.name >> beam.Create(records, reshuffle=shuffle_seed is not None))
        Records(*collections) | WriteDatasets(staging, shards)
