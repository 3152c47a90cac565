"""Resolves mentions: who, where and when as values that can be compared."""

from pipeline.resolve.transform import ResolveArticles

__all__ = ["ResolveArticles"]
