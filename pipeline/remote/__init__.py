"""Running on other machines: what their runner must be told, and what it is told of the hardware that a stage needs."""

from pipeline.remote.hardware import extract_hints
from pipeline.remote.job_service import await_job_service
from pipeline.remote.requirements import is_handed_over, missing

__all__ = ["await_job_service", "extract_hints", "is_handed_over", "missing"]
