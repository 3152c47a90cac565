from __future__ import annotations

from dataclasses import replace

import pytest

from models.records import Extraction
from pipeline.coders import ArticleCoder
from pipeline.records import Article, ExtractedArticle, ResolvedArticle
from tests.pipeline.fold.made_mentions import article, mention, telling

ARTICLE = article("a", "A text of a few words.")
EXTRACTED = ExtractedArticle(ARTICLE, Extraction((mention("m").event,), (), (), (), b""))
RESOLVED = ResolvedArticle(ARTICLE, (mention("m"),), (telling("t", "the bridge will open on Friday"),))


@pytest.mark.parametrize("record", [ARTICLE, EXTRACTED, RESOLVED], ids=["article", "extracted", "resolved"])
def test_an_article_that_is_sent_arrives_and_its_size_is_told(record: Article | ExtractedArticle | ResolvedArticle):
    coder = ArticleCoder()
    assert coder.decode(coder.encode(record)) == record
    assert coder.estimate_size(record) == coder.get_impl().estimate_size(record) >= len(ARTICLE.text)


def test_the_size_grows_with_what_was_found():
    more = replace(RESOLVED, event_mentions=RESOLVED.event_mentions * 10)
    assert ArticleCoder().estimate_size(more) > 3 * ArticleCoder().estimate_size(RESOLVED)
