"""The pipeline on an unbounded input: the batch's stages, and its fold kept up to date as articles come."""

from pipeline.stream.job import StreamDatasets
from pipeline.stream.run import pace_of, run_stream

__all__ = ["StreamDatasets", "pace_of", "run_stream"]
