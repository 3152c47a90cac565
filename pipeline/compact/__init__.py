"""Compaction: the revisions of a stream to the plain datasets."""

from pipeline.compact.compaction import compact

__all__ = ["compact"]
