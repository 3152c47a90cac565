"""The clean stage: which characters of a text are the article, and in which language they are."""

from pipeline.clean.transform import CleanArticles

__all__ = ["CleanArticles"]
