"""Checks written datasets against what always holds of them: ``python -m pipeline.verify OUTPUT``."""
