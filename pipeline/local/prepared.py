"""Comes last in the process that workers are forked from, when all that they need is imported."""

from pipeline.clean.language import detector
from pipeline.local.preparing import prepared
from pipeline.resolve.gazetteer import cities

# Read once, instead of by each worker.
detector()
cities()
prepared()
