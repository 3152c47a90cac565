"""Runs a pipeline on this machine: worker processes, and groupings that go to disk where they grow."""

from pipeline.local.runner import local_runner, watched_workers

__all__ = ["local_runner", "watched_workers"]
