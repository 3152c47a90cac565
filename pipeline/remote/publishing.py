"""The last step of a job for whose end nobody waits: it publishes the datasets itself."""

# mypy: allow-untyped-calls

from __future__ import annotations

from dataclasses import dataclass

import apache_beam as beam
from apache_beam.pvalue import PCollection
from apache_beam.transforms.combiners import ToListCombineFn

from pipeline.write import RunFacts, WrittenFile, discard, manifest_bytes, publish, would_empty


@dataclass
class PublishDatasets(beam.PTransform):
    """Replaces the datasets in ``output`` by the written files in ``staging``; gives the output once it has.

    A runner may do the step again after it succeeded: then nothing is left to copy and the manifest is written anew,
    with the same content.
    """

    output: str
    staging: str
    facts: RunFacts

    def expand(self, written: PCollection[WrittenFile]) -> PCollection[str]:
        """Wait for all files, then publish them."""
        published: PCollection[str] = (
            written
            | "AllFiles" >> beam.CombineGlobally(ToListCombineFn())
            | "Publish" >> beam.Map(publish_files, self.output, self.staging, self.facts).with_output_types(str)
        )
        return published


def publish_files(files: list[WrittenFile], output: str, staging: str, facts: RunFacts) -> str:
    """Publish the files with a manifest of these facts, remove the staging folder, and return the output.

    Raises:
        RuntimeError: there is no article among the files, but in the datasets that they would replace.
    """
    if would_empty(output, files):
        raise RuntimeError(f"no input record is an article that could be used; the datasets in {output} are left")
    publish(output, staging, manifest_bytes(files, facts))
    discard(staging)
    return output
