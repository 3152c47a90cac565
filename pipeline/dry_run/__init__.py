"""A job built whole for its runner, checked and shown, and not submitted."""

from pipeline.dry_run.run import dry_run

__all__ = ["dry_run"]
