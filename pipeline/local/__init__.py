"""Runs a pipeline on this machine: worker processes, and groupings that go to disk where they grow."""
