"""Extract: articles in, events, attributions and entities out, by the network."""

from pipeline.extract.transform import ArticleModelHandler, ExtractArticles, ExtractedArticles

__all__ = ["ArticleModelHandler", "ExtractArticles", "ExtractedArticles"]
